"""Which written language a text most likely has; a guess, shown as one."""

import re

from difi_sosial.monitoring.enums import Language

FREQUENT = {
    Language.BOKMAL: "ikke jeg hva en et av å har fra noen noe mer hvordan hvorfor dere bare være",
    Language.NYNORSK: "ikkje eg kva ein eit av å har frå nokon noko meir korleis kvifor de berre",
    Language.SAMI: "lea leat ja mii dat ii go ahte maid muhto mun don dan leamaš buorre giitu",
    Language.ENGLISH: "the and is not what a an of to has from some more how why you just be",
}
WORDS = {language: frozenset(words.split()) for language, words in FREQUENT.items()}
SAMI_LETTERS = re.compile("[čđŋšŧž]")
# «no» may be either of the two written forms. Many servers say «en» to everything, so the words of
# the text go first and what is declared only decides when there are too few of them.
DECLARED = {"nb": "nb", "nn": "nn", "se": "se", "sme": "se", "en": "en"}
FEWEST = 2


def guess(text: str, declared: str = "") -> str:
    """nb, nn, se, en, or nothing when we cannot tell."""
    words = re.findall(r"\w+", text.casefold())
    points = {language: sum(word in known for word in words) for language, known in WORDS.items()}
    points[Language.SAMI] += 2 * sum(bool(SAMI_LETTERS.search(word)) for word in words)
    best = max(points, key=lambda language: points[language])
    if points[best] >= FEWEST and list(points.values()).count(points[best]) == 1:
        return best.value
    return DECLARED.get(declared.lower().replace("_", "-").partition("-")[0], "")
