"""From the rows of a form to an expression, and back when the expression is that simple."""

from collections.abc import Sequence
from dataclasses import dataclass

from difi_sosial.monitoring.expressions.nodes import (
    All,
    AnyOf,
    Field,
    In,
    Near,
    Node,
    Not,
    Term,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the form asks for: terms as they are written (`testetat*`, `to ord`)."""

    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    not_sources: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()


def written(node: Node) -> str:
    """An expression as text that reads back as the same."""
    match node:
        case Term():
            return _term(node)
        case Field(place=place, term=term):
            return f"{place.value}:{_term(term)}"
        case Near(left=left, right=right, distance=distance):
            return f"{_side(left)} NEAR/{distance} {_side(right)}"
        case Not(node=inner):
            return f"NOT {_held(inner)}"
        case All(nodes=nodes):
            return " AND ".join(map(_held, nodes))
        case AnyOf(nodes=nodes):
            return " OR ".join(
                f"({written(one)})" if isinstance(one, All | AnyOf) else written(one)
                for one in nodes
            )


def written_parts(parts: Parts) -> str:
    """The expression that a filled form stands for; empty when it names nothing to look for."""
    nodes: list[Node] = []
    if parts.any_of or parts.sets:
        named = [Field(In.SET, Term(one)) for one in parts.sets]
        nodes.append(_any([*(term_of(one) for one in parts.any_of), *named]))
    nodes += [term_of(one) for one in parts.all_of]
    if not nodes:
        return ""
    if parts.languages:
        nodes.append(_any([Field(In.LANGUAGE, Term(one)) for one in parts.languages]))
    nodes += [Not(term_of(one)) for one in parts.none_of]
    nodes += [Not(Field(In.SOURCE, Term(one))) for one in parts.not_sources]
    return written(nodes[0] if len(nodes) == 1 else All(tuple(nodes)))


def parts_of(node: Node) -> Parts | None:
    """The rows of the form that make this expression, or None when the form cannot say it."""
    rows = _Rows()
    if not all(map(rows.take, node.nodes if isinstance(node, All) else (node,))):
        return None
    if not rows.any_of and not rows.sets and len(rows.all_of) == 1:
        # One word alone belongs in the box where one looks first.
        rows.any_of, rows.all_of = tuple(rows.all_of), []
    return Parts(
        rows.any_of,
        tuple(rows.all_of),
        tuple(rows.none_of),
        rows.languages,
        tuple(rows.not_sources),
        rows.sets,
    )


class _Rows:
    """Sorts what must hold together into the rows of the form."""

    def __init__(self) -> None:
        self.any_of: tuple[str, ...] = ()
        self.sets: tuple[str, ...] = ()
        self.languages: tuple[str, ...] = ()
        self.all_of: list[str] = []
        self.none_of: list[str] = []
        self.not_sources: list[str] = []

    def take(self, node: Node) -> bool:
        """Put one thing in its row; False when there is no row for it."""
        match node:
            case Term():
                self.all_of.append(_plain(node))
            case Not(node=Term() as term):
                self.none_of.append(_plain(term))
            case Not(node=Field(place=In.SOURCE, term=term)):
                self.not_sources.append(term.text)
            case Field(place=In.LANGUAGE) if not self.languages:
                self.languages = _languages((node,))
            case AnyOf(nodes=nodes):
                return self._take_choice(nodes)
            case Field(place=In.SET):
                return self._take_choice((node,))
            case _:
                return False
        return True

    def _take_choice(self, nodes: tuple[Node, ...]) -> bool:
        terms = tuple(_plain(node) for node in nodes if isinstance(node, Term))
        sets = _named(nodes, In.SET)
        if len(terms) + len(sets) == len(nodes) and not self.any_of and not self.sets:
            self.any_of, self.sets = terms, sets
            return True
        if not self.languages:
            self.languages = _languages(nodes)
            return bool(self.languages)
        return False


def term_of(text: str) -> Term:
    """A line of the form as a term."""
    bare = text.strip().strip('"')
    return Term(bare.rstrip("*").rstrip(), prefix=bare.endswith("*"))


def _any(nodes: Sequence[Term | Field]) -> Node:
    return nodes[0] if len(nodes) == 1 else AnyOf(tuple(nodes))


def _languages(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    named = _named(nodes, In.LANGUAGE)
    return named if len(named) == len(nodes) else ()


def _named(nodes: tuple[Node, ...], place: In) -> tuple[str, ...]:
    """What stands behind one field («språk:nb» gives «nb»)."""
    return tuple(
        node.term.text for node in nodes if isinstance(node, Field) and node.place is place
    )


def _term(term: Term) -> str:
    """Always in quotes when a word of the language, a space or a sign could be read otherwise."""
    star = "*" if term.prefix else ""
    is_plain = term.text.replace("#", "", 1).replace("@", "", 1).isalnum()
    if is_plain and not term.text.isupper():
        return f"{term.text}{star}"
    return f'"{term.text}"{star}'


def _plain(term: Term) -> str:
    return f"{term.text}{'*' if term.prefix else ''}"


def _held(node: Node) -> str:
    """In brackets where the operator outside binds harder."""
    text = written(node)
    return f"({text})" if isinstance(node, AnyOf | All) else text


def _side(terms: tuple[Term, ...]) -> str:
    return _term(terms[0]) if len(terms) == 1 else f"({' OR '.join(map(_term, terms))})"
