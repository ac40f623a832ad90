"""Where in a text the hits stand, for the one who reads an example."""

import re
import unicodedata

from difi_sosial.monitoring.expressions.letters import spelled
from difi_sosial.monitoring.expressions.nodes import (
    FACTS,
    All,
    AnyOf,
    Field,
    Near,
    Node,
    Not,
    Term,
)

BEFORE, LENGTH = 60, 240


def wanted_terms(node: Node) -> frozenset[Term]:
    """The terms that an expression looks for; what it will not have is not among them."""
    match node:
        case Term():
            return frozenset({node})
        case Field(place=place, term=term):
            return frozenset() if place in FACTS else frozenset({term})
        case Near(left=left, right=right):
            return frozenset({*left, *right})
        case Not():
            return frozenset()
        case All(nodes=nodes) | AnyOf(nodes=nodes):
            return frozenset().union(*map(wanted_terms, nodes))


def marked(text: str, node: Node, *, begins: str, ends: str) -> str:
    """A piece of the text round its first hit, every hit between the two signs.

    From the beginning when nothing is hit there: a server's search may see more than we.
    """
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    pattern = _pattern(wanted_terms(node))
    first = pattern.search(plain) if pattern else None
    start = max(first.start() - BEFORE, 0) if first else 0
    if start:
        start = plain.find(" ", start) + 1
    piece = plain[start : start + LENGTH]
    shown = pattern.sub(lambda hit: f"{begins}{hit.group()}{ends}", piece) if pattern else piece
    return f"{'… ' if start else ''}{shown}{' …' if start + LENGTH < len(plain) else ''}"


def _pattern(terms: frozenset[Term]) -> re.Pattern[str] | None:
    longest_first = sorted(terms, key=lambda term: (-len(term.text), term.text))
    words = (
        r"\s+".join(map(spelled, term.text.split())) + (r"\w*" if term.prefix else r"(?!\w)")
        for term in longest_first
    )
    alternatives = "|".join(words)
    return re.compile(rf"(?<!\w)(?:{alternatives})", re.IGNORECASE) if alternatives else None
