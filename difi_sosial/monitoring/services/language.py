"""Which written language a text most likely has; a guess, shown as one."""

import re

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
IN_BYTES = {word.encode("cp1252", "replace"): word for word in KNOWN}
# «no» may be either of the two written forms. Many servers say «en» to everything, so the words of
# the text go first and what is declared only decides when there are too few of them.
DECLARED = {"nb": "nb", "nn": "nn", "se": "se", "sme": "se", "en": "en"}
FEWEST = 2


def guess(text: str, declared: str = "") -> str:
    """nb, nn, se, en, or nothing when we cannot tell."""
    telling, sami = _telling(text)
    points = {language: sum(map(known.__contains__, telling)) for language, known in WORDS.items()}
    points[Language.SAMI] += sami
    most = max(points.values())
    best = [language.value for language in points if points[language] == most]
    said = DECLARED.get(declared.lower().replace("_", "-").partition("-")[0], "")
    if most < FEWEST or said in best:
        return said
    if len(best) == 1 or best == [Language.BOKMAL, Language.NYNORSK]:
        return best[0]
    return said


def _telling(text: str) -> tuple[list[str], int]:
    """The words that tell a language, and how many others have Sámi letters."""
    try:
        written = text.encode("cp1252")
    except UnicodeEncodeError:
        written = BEYOND
    if len(written.translate(None, BEYOND)) == len(written):
        words = written.translate(SMALL).split()
        return [IN_BYTES[word] for word in words if word in IN_BYTES], 0
    return _looked_for(text.casefold())


def _looked_for(text: str) -> tuple[list[str], int]:
    words = WORD.findall(text)
    sami = sum(map(bool, map(SAMI_LETTERS.search, words))) if SAMI_LETTERS.search(text) else 0
    return [word for word in words if word in KNOWN], sami
