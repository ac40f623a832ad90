"""Promises to delete, hide or block without giving a reason."""

import re

from difi_sosial.guidelines.rules.lint.removal import removes
from difi_sosial.guidelines.rules.lint.text import Sentence

WITHOUT_REASON = re.compile(
    r"\but(?:en|an) (?:(?:å|nærmere|nærare|videre|vidare|noen|noko|nokon) )?"
    r"(?:begrunne|grunng(?:i|je)|forklar|(?:for|førehands)?vars(?:el|le)|grunn\b|"
    r"(?:gi|gje|oppgi) (?:en |ein |noen |nokon )?grunn|"
    r"s(?:i|ie|eie) (?:i)?fr[aå])"
    r"|\b(?:begrunner|grunngir|grunngjev|forklarer|forklarar) (?:vi )?(?:ikke|ikkje)\b"
    r"|\b(?:trenger|treng|plikter|pliktar) (?:vi )?(?:ikke|ikkje) (?:å )?(?:begrunne|grunngi|"
    r"grunngje|"
    r"forklare)"
    r"|\bubegrunne[td]|\bugrunng(?:i|je)"
    r"|\b(?:avgjør|avgjer|bestemmer|bestem) (?:vi )?(?:helt |heilt )?(?:selv|sjølv|alene|åleine)\b"
    r"|\b(?:eget|eige|vårt|fritt) skjønn?\b|\bsom (?:vi|redaksjonen) (?:selv |sjølv )?"
    r"(?:måtte |ikke |ikkje )?(?:ønsker|ønskjer|liker|likar|finner for godt|finn for godt)",
    re.IGNORECASE,
)
RESERVES = re.compile(
    r"\bnår som helst\b|\bforbehold(?:er|e)? (?:oss|seg)\b|\btek(?:e)? (?:oss )?atterhald\b"
    r"|\bhar rett(?:en)? til å (?:slett|fjern|skjul|blokker)"
    r"|\b(?:kan|står) fritt\b|\bfritt (?:kan )?(?:slette|fjerne|skjule|blokkere)",
    re.IGNORECASE,
)
# What people take away of their own is theirs to take.
OWN = re.compile(
    r"\b(?:dine|sine|ditt|sitt) (?:egne|eigne|eget|eige) (?:opplysning|innlegg|data|bild|bilet)",
    re.IGNORECASE,
)
BY_A_RULE = re.compile(
    r"\b(?:bryter?|strider?|i strid|brot|brudd)\b.*\b(?:husregl|husregel|reglane|reglene|regelen|"
    r"kjøreregl|køyreregl|lov(?:en|a|er|ar)?\b)",
    re.IGNORECASE,
)


def deletes_without_reason(sentence: Sentence) -> bool:
    """Whether the sentence opens for taking away what people write without saying why."""
    text = sentence.whole
    if not removes(text) or OWN.search(text):
        return False
    if WITHOUT_REASON.search(text):
        return True
    return bool(RESERVES.search(text)) and not BY_A_RULE.search(text)
