"""Demands that private use is approved or reported beforehand."""

import re

from difi_sosial.guidelines.rules.lint.removal import NOT
from difi_sosial.guidelines.rules.lint.text import Sentence

PRIVATE = re.compile(
    r"\bprivate?\b|\bprivatperson|\begen (?:konto|profil|blogg|side)|\beigen (?:konto|profil|"
    r"blogg)|"
    r"\beiga? side|\bi eget navn|\bi eige namn|\bpå fritid(?:en|a)|\butenfor arbeidstid|"
    r"\butanfor arbeidstid|\bpersonlige? (?:konto|profil)|\bpersonleg(?:e)? (?:konto|profil)",
    re.IGNORECASE,
)
MUST = re.compile(
    r"\b(?:må|skal|krev\w*|plikt\w*|trenger|treng|forutset\w*|føreset\w*|bare|berre|først|"
    r"på forhånd|på førehand)\b",
    re.IGNORECASE,
)
APPROVED = re.compile(
    r"\b(?:forhånds|førehands)?godkj\w+|\btillatelse\w*|\bløyve\w*|"
    r"\bsamtykke fr[aå] (?:\w+ )?(?:leder|leiar|sjef|arbeidsgiv|kommunikasjon)|"
    r"\bsp(?:ør|ørre|ørje|yr|yrje) (?:\w+ )?(?:leder|leiar|sjef|arbeidsgiv|kommunikasjon)|"
    r"\b(?:klarer(?:e|es|ast|t)|avklar(?:e|es|ast|t|a)?) (?:\w+ )?(?:med|av|på forhånd|"
    r"på førehand)|"
    r"\bmeld(?:e|es|ast|er)? (?:(?:i )?fr[aå] )?(?:\w+ )?(?:til|hos) (?:\w+ )?"
    r"(?:leder|leiar|nærmeste|næraste|kommunikasjon|arbeidsgiv)|"
    r"\b(?:legges|leggjast|leggast) fr[ae]m for|\bregistrer(?:es|ast)\b",
    re.IGNORECASE,
)
DEVICES = re.compile(
    r"\bapp(?:er|ar|ene|ane)?\b|\btelefon|\benhet|\beining(?:a|ar)?\b|\bmaskin|\butstyr|\bprogram|"
    r"\bbierverv|\bbistilling|\boverstrøm|\bbilder? av|\bbilete av",
    re.IGNORECASE,
)
FREE = re.compile(
    rf"\b{NOT}\b|\bute?n (?:å|tillatelse|løyve|godkj)|\butan (?:å|løyve|godkj)|\bselv om|"
    rf"\bsjølv om",
    re.IGNORECASE,
)


def demands_approval(sentence: Sentence) -> bool:
    """Whether somebody must ask before they write as a private person or in their own name."""
    text = sentence.whole
    if not all(pattern.search(text) for pattern in (PRIVATE, APPROVED, MUST)):
        return False
    return not (FREE.search(text) or DEVICES.search(text))
