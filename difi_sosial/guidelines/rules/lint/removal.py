"""What all rules on moderation share: is something removed here, and is that denied?"""

import re

# Hiding and blocking beside deleting, in both written forms.
REMOVES = re.compile(
    r"\b(?:slett(?:e[rst]?|ar?|ast)?|fjern(?:e[rst]?|ar?|ast)?|skjul(?:e[rst]?|t|ast)?|"
    r"stryk(?:e[rs]?)?|"
    r"blokker(?:e[rst]?|t|ast)?|utesteng(?:e[rst]?|t|jer)?|steng(?:e[rs]?|jer)? ute|"
    r"kast(?:e[rst]?|a)? ut|luk(?:e[rst]?|a)? (?:ut|bort))\b",
    re.IGNORECASE,
)
NOT = r"(?:ikke|ikkje|aldri|verken|korkje|ingen)"
DENIED_AFTER = re.compile(rf"^\W+(?:[\w«»]+\W+){{0,2}}{NOT}\b", re.IGNORECASE)
DENIED_BEFORE = re.compile(rf"\b{NOT}\W+(?:[\w«»]+\W+){{0,3}}$", re.IGNORECASE)


def removes(text: str) -> bool:
    """Whether something is taken away in this sentence, and not only said not to be."""
    return any(not _denied(text, match) for match in REMOVES.finditer(text))


def _denied(text: str, match: re.Match[str]) -> bool:
    after, before = text[match.end() :], text[: match.start()]
    return bool(DENIED_AFTER.match(after) or DENIED_BEFORE.search(before))
