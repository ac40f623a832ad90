"""Case handling declined without the way to where it is handled (forvaltningsloven § 11)."""

import re
from collections.abc import Sequence

from difi_sosial.guidelines.rules.lint.text import Sentence

CASE = (
    r"(?:sak(?:er|en|a|ene|ane)?|enkeltsak\w*|saksbehandl\w*|sakshandsam\w*|søknad\w*|klager?|"
    r"klagesak\w*|personlige? spørsmål|personlege spørsmål)"
)
DECLINES = re.compile(
    r"\b(?:behandler|behandlar|handsamar|svarer|svarar|driver|driv|tar opp|tek opp|går inn|"
    r"diskuterer|"
    r"diskuterar|drøfter|drøftar|gir|gjev|kommenterer|kommenterar|besvarer)\b[^.;]{0,40}\b(?:ikke|ikkje|aldri|"
    r"ingen)\b"
    rf"[^.;]{{0,40}}\b{CASE}\b"
    r"|\b(?:skal|kan|må|vil|får)\b[^.;]{0,30}\b(?:ikke|ikkje|aldri)\b[^.;]{0,20}\b(?:behandl\w*|"
    rf"handsam\w*|svar\w*|driv\w*|ta opp|gå inn|diskuter\w*)[^.;]{{0,30}}\b{CASE}\b"
    rf"|\b(?:tar|tek) (?:vi )?(?:ikke|ikkje) (?:i ?mot|opp)\b[^.;]{{0,40}}\b{CASE}\b"
    rf"|\b{CASE}\b[^.;]{{0,40}}\b(?:blir|vert|skal|kan)\b[^.;]{{0,20}}\b(?:ikke|ikkje|aldri)\b"
    r"[^.;]{0,25}\b(?:behandl\w*|handsam\w*|(?:be)?svar\w*|tas opp|takast opp|diskuter\w*|drøft\w*)"
    rf"|\bingen {CASE} (?:blir|vert) (?:behandl|handsam)\w*|\b(?:ingen|inga|ikke|"
    rf"ikkje) (?:saksbehandling|"
    r"sakshandsaming)\b",
    re.IGNORECASE,
)
SHOWS_THE_WAY = re.compile(
    r"\bvis(?:er|e|ar)? (?:(?:dem|dei|deg|folk|vedkommende|den|til|vi|du|personen|innsenderen|"
    r"og|alltid|"
    r"heller|heller|en|ein) )*(?:til|hvor|kvar|hvordan|korleis|videre|vidare)\b"
    r"|\bveiled\w*|\brettlei\w*|\b(?:sier|seier|si|seie|forklarer|forklarar|forklare|fortell\w*|"
    r"fortel)\b"
    r"[^.;]{0,30}\b(?:hvor|kvar|hvordan|korleis)\b"
    r"|\bsend(?:e|er|es|ast|t)? (?:\w+ )?(?:\w+ )?(?:til|via|gjennom|på|inn)\b|\bta kontakt\b|"
    r"\bkontakt (?:oss|\w+en)\b|\bring\b|\bskjema\w*|\bhenvend\w* (?:deg|seg)|\bvend\w* (?:deg|"
    r"seg) til|"
    r"\bskriv til\b|\brett (?:sted|stad|kanal|adresse)|\b(?:annen|annan|sikker|trygg|"
    r"formell) kanal|"
    r"\bhjelp\w* (?:\w+ )?(?:videre|vidare|fram|frem|med å finne)",
    re.IGNORECASE,
)


def declines_without_guidance(said: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that decline case handling in a text that nowhere shows the way on."""
    declined = [sentence for sentence in said if DECLINES.search(sentence.whole)]
    if not declined or any(SHOWS_THE_WAY.search(sentence.whole) for sentence in said):
        return []
    return declined
