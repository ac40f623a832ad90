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
# «no» may be either of the two written forms. Many servers say «en» to everything, so the words of
# the text go first and what is declared only decides when there are too few of them.
DECLARED = {"nb": "nb", "nn": "nn", "se": "se", "sme": "se", "en": "en"}
FEWEST = 2


def guess(text: str, declared: str = "") -> str:
    """nb, nn, se, en, or nothing when we cannot tell."""
    words = WORD.findall(text.casefold())
    telling = [word for word in words if word in KNOWN]
    points = {language: sum(map(known.__contains__, telling)) for language, known in WORDS.items()}
    if SAMI_LETTERS.search(text.casefold()):
        points[Language.SAMI] += sum(bool(SAMI_LETTERS.search(word)) for word in words)
    most = max(points.values())
    best = [language.value for language in points if points[language] == most]
    said = DECLARED.get(declared.lower().replace("_", "-").partition("-")[0], "")
    if most < FEWEST or said in best:
        return said
    if len(best) == 1 or best == [Language.BOKMAL, Language.NYNORSK]:
        return best[0]
    return said
