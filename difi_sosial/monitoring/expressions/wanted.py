"""Which terms a server must be asked for so that nothing that fits is missed."""

from difi_sosial.monitoring.expressions.nodes import FACTS, All, AnyOf, Field, Near, Node, Term


def to_ask_for(node: Node) -> tuple[Term, ...] | None:
    """Terms of which every text that fits has at least one; None when there are none such.

    Of things that must hold together, the side with the fewest and longest terms is asked for: it
    finds the least that does not fit.
    """
    match node:
        case Term():
            return (node,)
        case Field(place=place, term=term) if place not in FACTS:
            return (term,)
        case Near(left=left, right=right):
            return min((left, right), key=_breadth)
        case All(nodes=nodes):
            return min(filter(None, map(to_ask_for, nodes)), key=_breadth, default=None)
        case AnyOf(nodes=nodes):
            return _together([to_ask_for(one) for one in nodes])
    return None


def _together(sides: list[tuple[Term, ...] | None]) -> tuple[Term, ...] | None:
    """All terms of all sides, each once; None when one side asks for nothing."""
    if None in sides:
        return None
    return tuple(dict.fromkeys(term for side in sides for term in side or ()))


def _breadth(terms: tuple[Term, ...]) -> tuple[int, int]:
    """How much the terms are likely to find: few long words find the least."""
    return len(terms), -min(len(term.text) for term in terms)
