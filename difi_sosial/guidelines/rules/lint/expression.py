"""Passages that bind speech further than the law does: commenters', and employees' (Grl. § 100)."""

import re

from difi_sosial.guidelines.rules.lint.removal import NOT, removes
from difi_sosial.guidelines.rules.lint.text import Sentence

# What never is a ground for taking somebody's words away.
NO_GROUND = re.compile(
    r"\b(?:kritikk\w*|kritisk\w*|kritiserer?|uenig\w*|ueinig\w*|usemje\w*|negativ\w*|misnøy\w*|"
    r"slitsom\w*|plagsom\w*|masete|masande|kverul\w*|pinlige?\w*|ubehageli\w*|ubehageleg\w*|"
    r"misfornøyd\w*|misnøgd\w*|klag(?:er|ar) på|"
    r"politisk[et]? (?:ytring|mening|meining|innlegg|innh[oa]ld|syn|utspill|utspel)\w*|"
    r"usaklig\w*|usakleg\w*|useriøs\w*|upassende|upassande|uønske(?:t|de)?|uønskt\w*|avvikende|avvikande|"
    r"(?:setter|set) (?:oss|etaten|kommunen|verksemda|virksomheten) i (?:et )?dårl\w+)\b",
    re.IGNORECASE,
)
KEPT = re.compile(
    rf"\b(?:{NOT}|stå|står|stående|ståande|velkomm?e\w*|tåler|toler|verne[tr]?|verna|lov til|"
    r"rett til|uansett|ulovlig\w*|ulovleg\w*|selv om|sjølv om|men (?:kritikk|usemje|uenighet))\b",
    re.IGNORECASE,
)
NOT_ALLOWED = re.compile(
    r"(?<!ikke )(?<!ikkje )\b(?:forbud[td]e?|forbode|ulovlig|ulovleg)\b"
    r"|\b(?:ikke|ikkje) (?:er )?(?:tillatt|tillate|lov|akseptert|ønsket|ønskt|greit|rom for)\b"
    r"|\b(?:tåler|toler|tillater|tillèt|tillet|aksepterer|tolererer|godtar|godtek|"
    r"ønsker|ønskjer|vil) (?:vi )?(?:ikke|ikkje)\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"[,;:–]|\bmen\b")
ABOUT_OURSELVES = re.compile(r"\b(?:forvent\w*|ønsk\w*) (?:ikke|ikkje)? ?kritikk", re.IGNORECASE)

EMPLOYEE = (
    r"(?:du|ansatte?n?e?|tilsette?|tilsett|medarbeider\w*|medarbeidar\w*|arbeidstaker\w*|"
    r"arbeidstakar\w*|ledere?|leiarar?|leiar|ingen (?:ansatte|tilsette))"
)
BANNED = re.compile(
    rf"\b{EMPLOYEE}\b[^.;]*?\b(?:skal|må|kan|får|bør) (?:du |de |dei )?(?:\w+ )?(?:ikke|ikkje|"
    rf"aldri)\b"
    rf"|\b(?:ikke|ikkje) (?:er )?(?:lov|tillatt|tillate|anledning|høve|"
    rf"adgang)\b[^.;]*\b{EMPLOYEE}\b"
    rf"|\b{EMPLOYEE}\b[^.;]*\b(?:har|er) (?:ikke|ikkje) (?:lov|tillatt|tillate|anledning|høve|"
    rf"adgang)"
    rf"|\b{EMPLOYEE}\b[^.;]*\b(?:forbudt|forbode|avstå|avhalde seg|la være å|la vere å|unngå å)\b"
    rf"|\b(?:forvent\w*|krev\w*|ber)\b[^.;]*\b{EMPLOYEE}\b[^.;]*\b(?:ikke|ikkje)\b"
    rf"|\bforbudt for\b[^.;]*\b{EMPLOYEE}\b|\bforbode for\b[^.;]*\b{EMPLOYEE}\b",
    re.IGNORECASE,
)
EMPLOYER = (
    r"(?:arbeidsgiver\w*|arbeidsgivar\w*|arbeidsplass\w*|arbeidssted\w*|arbeidsstad\w*|ledelsen\w*|"
    r"leiinga|leder(?:en)?|leiaren|kolleg\w*|etaten\w*|kommunen\w*|direktoratet\w*|"
    r"virksomheten\w*|verksemda|departement\w*|oss|jobben)"
)
SPEAKS = re.compile(
    rf"\b(?:kritiser\w*|komme med kritikk|motsi\w*|ytr(?:e|er|ar) (?:seg|deg|seg offentlig|"
    rf"mening)\w*"
    rf"|uttal(?:e|er|ar) (?:seg|deg)\b|delta i (?:\w+ )?(?:\w*debatt\w*|ordskifte\w*|samfunns\w+)"
    rf"|mene noe om|meine noko om|gi uttrykk for (?:\w+ )?(?:mening|meining|uenig|usemje|ueinig)\w*"
    rf"|(?:skriv\w*|poste?r?|legg\w*|del\w*|publiser\w*|omtal\w*|kommenter\w*|lik(?:e|er|"
    rf"ar))\b[^.;]*"
    rf"\b(?:kritisk\w*|negativ\w*|illojal\w*|ufordelakti\w*|politisk\w*)"
    rf"|(?:skriv\w*|poste?r?|legg\w* ut|publiser\w*|omtal\w*|kommenter\w*)\b[^.;]*\bom {EMPLOYER}\b"
    rf"|(?:diskuter\w*|drøft\w*)\b[^.;]*\b(?:arbeidsforhold|arbeidstilhøv|arbeidsmiljø|lønn)\w*"
    rf"|skad\w*[^.;]*\b(?:omdøm\w*|rykt\w*|tillit\w*)|illojal\w*)\b",
    re.IGNORECASE,
)
LOYAL = re.compile(
    rf"\b{EMPLOYEE}\b[^.;]*\b(?:skal|må|plikter å|pliktar å)\b[^.;]*"
    r"\b(?:(?:være|vere|framstå|fremstå)(?: som)?(?: \w+)? lojal\w*|positiv\w* (?:omtale|om)\b"
    r"|snakke? (?:\w+ )?(?:positivt|pent)|(?:støtte|forsvare) (?:ledelsen|leiinga|etaten|"
    r"kommunen))",
    re.IGNORECASE,
)
# What the law itself does set as a limit, or what is about the agency's own account.
LAWFUL = re.compile(
    r"taushet|teieplikt|tei[ae]nde|teie om|personopplysning|gradert|fortroli|fortruleg|"
    r"børssensitiv|på vegne av|på vegner av|i (?:etatens|kommunens|virksomhetens) navn|"
    r"\bin?habil|ugild|saker? du (?:selv|sjølv)|sak(?:er)? (?:du|de|dei) (?:behandl|arbeid|"
    r"handsam)|"
    r"enkeltsak|enkeltperson|(?:offisielle?|etatens|kommunens|vår[et]?|felles) konto|konto(?:en|"
    r"ane|ene)"
    r" vår|på jobb som|trakasser|truge|true\b",
    re.IGNORECASE,
)
PROTECTS = re.compile(
    rf"\b{NOT}\b[^.;]{{0,40}}\b(?:nekt\w*|forby\w*|hindr\w*|krev\w*|pålegg\w*|straff\w*|"
    r"grip\w*|stopp\w*|begrens\w*|avgrens\w*|instruer\w*|reager\w*|be (?:deg|noen|nokon)|"
    r"sanksjon\w*"
    r"|gjengjeld\w*)\b"
    r"|\b(?:kan|har (?:lov|rett))\b[^.;]*\b(?:også|òg) (?:når|om|kritis)",
    re.IGNORECASE,
)


def restricts_commenters(sentence: Sentence) -> bool:
    """Whether words are taken away on a ground that the law does not know: criticism and such."""
    text = sentence.whole
    if not NO_GROUND.search(text) or not (removes(text) or NOT_ALLOWED.search(text)):
        return False
    if BANNED.search(text) or ABOUT_OURSELVES.search(text):
        return False
    return any(NO_GROUND.search(clause) and not _kept(clause) for clause in CLAUSE.split(text))


def _kept(clause: str) -> bool:
    return bool(KEPT.search(clause)) and not NOT_ALLOWED.search(clause)


def restricts_employees(sentence: Sentence) -> bool:
    """Whether employees are denied what the law lets them say."""
    text = sentence.whole
    # The rarest words first: nearly every sentence is done with after two of them.
    if LOYAL.search(text):
        return not PROTECTS.search(text)
    if not SPEAKS.search(text) or not BANNED.search(text):
        return False
    return not (LAWFUL.search(text) or PROTECTS.search(text))
