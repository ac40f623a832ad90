"""What an expression is made of once it is read."""

from dataclasses import dataclass
from enum import StrEnum


class In(StrEnum):
    """Where a term is looked for. The value is the word that is written; others mean the same."""

    TITLE = "tittel"
    TEXT = "tekst"
    AUTHOR = "forfatter"
    LINK = "lenke"
    TAG = "emneknagg"
    LANGUAGE = "språk"
    SOURCE = "kilde"
    CHANNEL = "kanal"
    SET = "sett"  # a set of terms by its name; gone once the expression is read


# Nynorsk and English names of the same places.
ALSO = {
    "title": In.TITLE,
    "text": In.TEXT,
    "forfattar": In.AUTHOR,
    "author": In.AUTHOR,
    "lenkje": In.LINK,
    "lenkja": In.LINK,
    "link": In.LINK,
    "url": In.LINK,
    "tag": In.TAG,
    "hashtag": In.TAG,
    "language": In.LANGUAGE,
    "lang": In.LANGUAGE,
    "kjelde": In.SOURCE,
    "source": In.SOURCE,
    "channel": In.CHANNEL,
    "set": In.SET,
    "ordsett": In.SET,
}
# These are compared whole, and say nothing that a server could be asked for.
FACTS = frozenset({In.LANGUAGE, In.SOURCE, In.CHANNEL})


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase, as it was written; `prefix` when any ending will do."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A term in one place only."""

    place: In
    term: Term


@dataclass(frozen=True, slots=True)
class Near:
    """Terms of both sides with at most `distance` words between them, in any order."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """What must hold together."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Of which one is enough."""

    nodes: tuple["Node", ...]


Node = Term | Field | Near | Not | All | AnyOf


def terms_of(node: Node) -> frozenset[Term]:
    """Every term that stands in an expression, wherever it is looked for."""
    match node:
        case Term():
            return frozenset({node})
        case Field(place=place, term=term):
            return frozenset() if place in FACTS else frozenset({term})
        case Near(left=left, right=right):
            return frozenset({*left, *right})
        case Not(node=inner):
            return terms_of(inner)
        case All(nodes=nodes) | AnyOf(nodes=nodes):
            return frozenset().union(*map(terms_of, nodes))


def places_in(node: Node) -> frozenset[In]:
    """Every place that an expression looks in by name."""
    match node:
        case Field(place=place):
            return frozenset({place})
        case Not(node=inner):
            return places_in(inner)
        case All(nodes=nodes) | AnyOf(nodes=nodes):
            return frozenset().union(*map(places_in, nodes))
        case _:
            return frozenset()
