"""Promised response times, held against what the accounts promise in working hours."""

import re
from collections.abc import Collection

from difi_sosial.guidelines.rules.lint.text import Sentence

HOURS_A_DAY = 8  # kl. 8-16, as core.workdays counts
NUMBERS = {
    **dict.fromkeys(("en", "én", "ett", "ein", "éin", "eitt", "éitt", "et"), 1),
    **{"to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9},
    **{"ti": 10, "tolv": 12, "seksten": 16, "tjuefire": 24, "førtiåtte": 48},
}
ANSWERS = re.compile(
    r"\b(?:svar\w*|respons\w*|tilbakemelding\w*|attendemelding\w*|besvar\w*)\b", re.IGNORECASE
)
TIME = re.compile(
    rf"\b(?:innen|innan|i løpet av|senest|seinast|på|etter|maks(?:imalt)?|under|er)\s+"
    rf"(?:høyst\s+|maks\s+)?(?P<number>\d{{1,3}}|{'|'.join(NUMBERS)})\s+"
    r"(?P<unit>(?:arbeids|virke|yrke|vanlige? |vanleg(?:e)? )?(?:time(?:r|n|ne)?|timar|dag(?:er|"
    r"ar)?|"
    r"døgn|minutt(?:er)?))\b",
    re.IGNORECASE,
)
# Times for something else than the answer in a channel.
OTHER = re.compile(
    r"\b(?:fullt|fullstendig\w*|endelig\w*|endeleg\w*|utfyllende|utfyllande|klage\w*|innsyn\w*|"
    r"journal\w*|arkiv\w*|hørings?\w*|høyrings?\w*|foreløpig\w*|førebels|brev\w*|søknad\w*|"
    r"ikke|ikkje|utenom|uoppfordr\w*|uoppmoda)\b",
    re.IGNORECASE,
)


def other_promise(sentence: Sentence, promised: Collection[int]) -> str:
    """The words of a response time that no account promises; empty when all is well.

    `promised` is the accounts' response times in working hours; without any there is nothing to
    hold the text against.
    """
    text = sentence.whole
    if not promised or not ANSWERS.search(text):
        return ""
    for match in TIME.finditer(text):
        nearby = text[max(0, match.start() - 60) : match.start()]
        if not OTHER.search(nearby) and not _hours(match) & set(promised):
            return f"{match['number']} {match['unit']}"
    return ""


def _hours(match: re.Match[str]) -> set[int]:
    """The working hours that the words may mean: two days are sixteen, or a plain forty-eight."""
    number = match["number"].lower()
    amount = NUMBERS[number] if number in NUMBERS else int(number)
    unit = match["unit"].lower()
    if "min" in unit:
        return {max(1, amount // 60)} if amount >= 60 else {0}
    if "tim" in unit:
        return {amount}
    return (
        {amount * HOURS_A_DAY, amount * 24}
        if unit.startswith(("dag", "døgn"))
        else {amount * HOURS_A_DAY}
    )
