"""Which written language a text most likely has; a guess, shown as one."""

import re
from functools import lru_cache
from struct import Struct

from difi_sosial.monitoring.enums import Language

BOTH_FORMS = "og er på til for som det den med om men har av å få når svar også må skal"
FREQUENT = {
    Language.BOKMAL: (
        "ikke jeg hva en et fra noen noe mer hvordan hvorfor hvilken hvor hvem dere bare være sier "
        + BOTH_FORMS
    ),
    Language.NYNORSK: (
        "ikkje eg kva ein eit frå nokon noko meir korleis kvifor kor kven de berre vere seier "
        + BOTH_FORMS
    ),
    Language.SAMI: "lea leat ja mii dat ii go ahte maid muhto mun don dan leamaš buorre giitu",
    Language.ENGLISH: "the and is not what a an of to has from some more how why you just be",
}
WORDS = {language: frozenset(words.split()) for language, words in FREQUENT.items()}
KNOWN = frozenset[str]().union(*WORDS.values())
WORD = re.compile(r"\w+")
SAMI_LETTERS = re.compile("[čđŋšŧž]")
# Most Norwegian texts can be written in bytes (Windows-1252). A table of bytes that makes letters
# small and all between words to spaces takes a tenth of the time of looking for words.
LETTERS = [bytes([number]).decode("cp1252", "replace") for number in range(256)]
SMALL = b"".join(
    one.casefold().encode("cp1252", "replace")[:1] if one.isalnum() or one == "_" else b" "
    for one in LETTERS
)
# Those that the table cannot say: ß becomes two, µ lies elsewhere, and š and ž are Sámi.
BEYOND = "".join(
    one
    for one, small in zip(LETTERS, SMALL, strict=True)
    if one.isalnum() and (one.casefold() != LETTERS[small] or SAMI_LETTERS.search(one.casefold()))
).encode("cp1252")
NOT_SAID = b"\0"
# Latin-1 is the same but for 32 signs, and Python writes it many times as fast.
ALPHABETS = tuple(
    (name, bytes(NOT_SAID[0] if number in beyond else SMALL[number] for number in range(256)))
    for name, beyond in (("latin-1", BEYOND + bytes(range(0x80, 0xA0))), ("cp1252", BEYOND))
)
# The languages that a word speaks for, each a one in its own part of one number: to add up numbers
# counts for all the languages at once.
PART = 32
NAMES = [language.value for language in WORDS]
POINTS = Struct(f"<{len(NAMES)}I")  # the number taken apart again
SAMI = PART * NAMES.index(Language.SAMI.value)
SPEAKS_FOR = {
    word: sum(1 << PART * at for at, words in enumerate(WORDS.values()) if word in words)
    for word in KNOWN
}
IN_BYTES = {word.encode("cp1252", "replace"): its for word, its in SPEAKS_FOR.items()}
# «no» may be either of the two written forms. Many servers say «en» to everything, so the words of
# the text go first and what is declared only decides when there are too few of them.
DECLARED = {"nb": "nb", "nn": "nn", "se": "se", "sme": "se", "en": "en"}
FEWEST = 2
LONGEST_NAME = 40  # who answers may declare anything, and what was declared is remembered


def guess(text: str, declared: str = "") -> str:
    """nb, nn, se, en, or nothing when we cannot tell."""
    points = POINTS.unpack(_said_for(text).to_bytes(POINTS.size, "little"))
    most = max(points)
    if most >= FEWEST and points.count(most) == 1:
        return NAMES[points.index(most)]
    best = [name for name, its in zip(NAMES, points, strict=True) if its == most]
    said = _named(declared[:LONGEST_NAME])
    if most < FEWEST or said in best:
        return said
    return "nb" if best == ["nb", "nn"] else said


@lru_cache(maxsize=1000)
def _named(declared: str) -> str:
    return DECLARED.get(declared.lower().replace("_", "-").partition("-")[0], "")


def _said_for(text: str) -> int:
    """How many words speak for each language, those with Sámi letters among them, as one number."""
    small = _small(text)
    if small is None:
        return _looked_for(text.casefold())
    return sum(filter(None, map(IN_BYTES.get, small.split())))


def _small(text: str) -> bytes | None:
    """The text in bytes, in lower case and with spaces between the words, if a table can say it."""
    for alphabet, table in ALPHABETS:
        try:
            small = text.encode(alphabet).translate(table)
        except UnicodeEncodeError:
            continue
        if NOT_SAID not in small:
            return small
    return None


def _looked_for(text: str) -> int:
    words = WORD.findall(text)
    sami = sum(map(bool, map(SAMI_LETTERS.search, words))) if SAMI_LETTERS.search(text) else 0
    return sum(filter(None, map(SPEAKS_FOR.get, words))) + (sami << SAMI)
