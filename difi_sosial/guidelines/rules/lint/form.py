"""The form of a text: abbreviations, pictures, headings, blanks."""

import re
from collections.abc import Collection, Iterable, Iterator

from difi_sosial.guidelines.rules.lint.text import Block, without_code

PICTURE = re.compile(r"!\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
NO_WORDS = re.compile(
    r"^\s*(?:bilde|bilete|foto|figur|image|img|photo|logo|skjermbilde|skjermbilete)?[\s_\d-]*"
    r"(?:\.(?:png|jpe?g|gif|webp|svg))?\s*$"
    r"|^\S+\.(?:png|jpe?g|gif|webp|svg)$",
    re.IGNORECASE,
)
CAPITALS = re.compile(r"(?<![\w§-])([A-ZÆØÅ]{2,7})(?:-?[a-zæøå]{1,3})?(?![\w-]*\d)\b")
CHANCERY = re.compile(r"\b(iht|ifm|ift|ifb|mht|mtp|vha|pga|mao|fom|tom|ihht)\b\.?")
ROMAN = re.compile(r"^[IVXLC]+$")
# Shorter than their meaning and better known.
KNOWN = frozenset(
    {"EU", "EØS", "FN", "USA", "NATO", "NRK", "TV", "IT", "SMS", "PDF", "PC", "ID", "QR", "PIN"}
    | {"AS", "OK", "KI", "NB", "NN", "NAV", "HMS", "GIF", "NOK", "KS"}
)
BLANK = re.compile(
    r"\{\{[^}]*\}\}|\[(?:fyll inn|fyll ut|sett inn|navn|namn|xx+|todo|tbd)\b[^\]]*\](?!\()",
    re.IGNORECASE,
)


def pictures_without_words(body: str) -> list[str]:
    """Pictures whose alternative text is lacking, a file name, or only «bilde»."""
    return [match[0] for match in PICTURE.finditer(without_code(body)) if NO_WORDS.match(match[1])]


def heading_jumps(found: Iterable[Block]) -> list[str]:
    """Headings that stand more than one level below the one before; a text may begin with ##."""
    jumps, above = [], 1
    for block in found:
        if block.level:
            if block.level > above + 1:
                jumps.append(block.text)
            above = block.level
    return jumps


def abbreviations(text: str) -> set[str]:
    """The abbreviations that a text explains: «Noko langt (NL)», «NL (noko langt)», «NL: …»."""
    after = re.findall(r"\(([A-ZÆØÅ]{2,7})\)", text)
    before = re.findall(r"\b([A-ZÆØÅ]{2,7})\*{0,2} (?:\(|– |betyr |står for |er kort for )", text)
    listed = re.findall(r"^\W*([A-ZÆØÅ]{2,7})\*{0,2}:", text, re.MULTILINE)
    return {*after, *before, *listed}


def unexplained(found: Iterable[Block], explained: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each abbreviation that is not explained, once, with the words it stands in."""
    seen = KNOWN.union(explained)
    for block in found:
        words = block.text.split()
        if len(words) > 2 and sum(word.isupper() for word in words) * 2 > len(words):
            continue  # shouted, not shortened
        for match in (*CAPITALS.finditer(block.text), *CHANCERY.finditer(block.text)):
            short = match[1]
            if short not in seen and not ROMAN.match(short):
                seen |= {short}
                yield short, block.text


def blanks(body: str) -> list[str]:
    """What is still to be filled in."""
    return [match[0] for match in BLANK.finditer(without_code(body))]
