"""Which terms look like the name of a person: a warning, never a verdict.

Norwegian first and family names (fixtures/seed/person_names.json). A first name followed by a
family name is taken for a person, also when they are two terms that must stand together, and a
first name alone where the author is searched for. What is only kept out (NOT) searches for nobody.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, permutations, product
from pathlib import Path

from django.conf import settings

from difi_sosial.monitoring.expressions import (
    All,
    AnyOf,
    Field,
    In,
    Near,
    Node,
    Term,
    folded,
)

NAMES = Path("fixtures", "seed", "person_names.json")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Known:
    """The names we know, folded; `endings` are those that only family names have."""

    first: frozenset[str]
    last: frozenset[str]
    endings: tuple[str, ...]

    def is_first(self, word: str) -> bool:
        """Also one part of a double name («Anne-Kari»)."""
        return any(part in self.first for part in folded(word).split("-"))

    def is_last(self, word: str) -> bool:
        """A family name, or a word that ends as they do."""
        plain = folded(word)
        return any(
            part in self.last or (len(part) > 5 and part.endswith(self.endings))
            for part in plain.split("-")
        )


@lru_cache(maxsize=1)
def known() -> Known:
    """The lists, read once."""
    lists = json.loads((Path(settings.BASE_DIR) / NAMES).read_text(encoding="utf-8"))
    return Known(
        frozenset(map(folded, lists["first"])),
        frozenset(map(folded, lists["last"])),
        tuple(lists["last_endings"]),
    )


def is_name(word: str) -> bool:
    """Whether a word is a first name or a family name that we know."""
    plain = folded(word)
    return plain in known().first or plain in known().last


def person_names(node: Node) -> list[str]:
    """The names of persons that an expression searches for, each once, as they are written."""
    return list(dict.fromkeys(_names(node)))


def _names(node: Node) -> Iterator[str]:
    match node:
        case Term():
            yield from _full(node.text)
        case Field():
            yield from _in_place(node)
        case Near(left=left, right=right):
            yield from _together(left, right)
        case All(nodes=nodes):
            yield from chain.from_iterable(map(_names, nodes))
            yield from _side_by_side([_terms(one) for one in nodes])
        case AnyOf(nodes=nodes):
            yield from chain.from_iterable(map(_names, nodes))


def _in_place(node: Field) -> list[str]:
    """An author is a person as often as not: there a first name is enough."""
    text = node.term.text
    if node.place is In.AUTHOR:
        words = WORD.findall(text)
        return [text] if words and known().is_first(words[0]) else _full(text)
    return _full(text) if node.place in (In.TITLE, In.TEXT) else []


def _side_by_side(choices: list[tuple[Term, ...]]) -> Iterator[str]:
    """Terms that must hold together, two and two."""
    for one, other in permutations(choices, 2):
        yield from _pairs(one, other)


def _terms(node: Node) -> tuple[Term, ...]:
    nodes = node.nodes if isinstance(node, AnyOf) else (node,)
    return tuple(one for one in nodes if isinstance(one, Term))


def _together(left: tuple[Term, ...], right: tuple[Term, ...]) -> Iterator[str]:
    for term in (*left, *right):
        yield from _full(term.text)
    yield from _pairs(left, right)
    yield from _pairs(right, left)


def _pairs(one: tuple[Term, ...], other: tuple[Term, ...]) -> Iterator[str]:
    """A first name here and a family name there: «Kari AND Nordmann»."""
    names = known()
    for first, last in product(one, other):
        single = all(len(WORD.findall(term.text)) == 1 for term in (first, last))
        if single and names.is_first(first.text) and names.is_last(last.text):
            yield f"{first.text} {last.text}"


def _full(text: str) -> list[str]:
    """«Kari Nordmann», also when a title stands before; nothing for one word or many."""
    words = WORD.findall(text)
    names = known()
    if not 2 <= len(words) <= MOST_WORDS or not names.is_last(words[-1]):
        return []
    return [text] if any(names.is_first(word) for word in words[:-1]) else []
