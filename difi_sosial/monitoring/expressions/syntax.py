"""From marks to a tree.

any    = all { OR all }
all    = one { [AND] one }            two words beside one another must both be there
one    = (NOT | "-") one | near
near   = plain { NEAR/n plain }
plain  = "(" any ")" | field ":" (word | phrase) | word | phrase
"""

from collections.abc import Mapping
from itertools import pairwise

from difi_sosial.monitoring.expressions.nodes import (
    ALSO,
    FACTS,
    All,
    AnyOf,
    Field,
    In,
    Near,
    Node,
    Not,
    Term,
    terms_of,
)
from difi_sosial.monitoring.expressions.tokens import Mark, Mistake, Token, Unreadable, tokens
from difi_sosial.monitoring.expressions.wanted import to_ask_for

LONGEST, LONGEST_TERM, MOST_TERMS, DEEPEST = 4000, 200, 300, 20
LANGUAGES = frozenset({"nb", "nn", "se", "en"})
BEGINNINGS = frozenset({Mark.WORD, Mark.PHRASE, Mark.FIELD, Mark.OPEN, Mark.NOT})
NO_SETS: Mapping[str, str] = {}
PLACES = {place.value: place for place in In} | ALSO


def parse(text: str, sets: Mapping[str, str] = NO_SETS) -> Node:
    """The tree of an expression. Raises Unreadable with what is wrong, and where.

    `sets` are the sets of terms by name: `sett:Navnet` stands for its expression, and no name of a
    set is left in the tree.
    """
    node = _read(text, {name.casefold(): terms for name, terms in sets.items()})
    if len(terms_of(node)) > MOST_TERMS:
        raise Unreadable(Mistake.TOO_MANY, 0, len(text), {"most": MOST_TERMS})
    if to_ask_for(node) is None:
        raise Unreadable(Mistake.ONLY_NOT, 0, len(text))
    return node


def outline(text: str) -> Node:
    """The tree with the sets of terms by their names, to be shown or changed. Raises Unreadable."""
    return _read(text, None)


def sets_of(text: str) -> frozenset[str]:
    """The sets of terms that an expression names, folded. Raises Unreadable."""
    marks = list(tokens(text))
    return frozenset(
        value.text.casefold()
        for name, value in pairwise(marks)
        if name.mark is Mark.FIELD and PLACES.get(name.text.lower()) is In.SET
    )


def means_same(one: str, other: str) -> bool:
    """Whether two expressions read as the same, however they are written."""
    try:
        return one == other or outline(one) == outline(other)
    except Unreadable:
        return False


def _read(text: str, sets: Mapping[str, str] | None) -> Node:
    if len(text) > LONGEST:
        raise Unreadable(Mistake.TOO_LONG, LONGEST, len(text), {"most": LONGEST})
    reader = _Reader(text, sets)
    if reader.now().mark is Mark.END:
        raise Unreadable(Mistake.EMPTY, 0, len(text))
    node = reader.any()
    if reader.now().mark is not Mark.END:
        raise Unreadable(Mistake.CLOSING_BRACKET, reader.now().start, reader.now().end)
    return node


class _Reader:
    """Reads the marks from left to right, one ahead."""

    def __init__(self, text: str, sets: Mapping[str, str] | None) -> None:
        self.sets = sets
        self.marks = list(tokens(text))
        self.at = self.depth = 0

    def now(self) -> Token:
        return self.marks[self.at]

    def step(self) -> Token:
        token = self.now()
        self.at += 1
        return token

    def any(self) -> Node:
        nodes = [self.all()]
        while self.now().mark is Mark.OR:
            self._must_follow(self.step())
            nodes.append(self.all())
        return nodes[0] if len(nodes) == 1 else AnyOf(tuple(_flat(nodes, AnyOf)))

    def all(self) -> Node:
        nodes = [self.one()]
        while self.now().mark is Mark.AND or self.now().mark in BEGINNINGS:
            if self.now().mark is Mark.AND:
                self._must_follow(self.step())
            nodes.append(self.one())
        return nodes[0] if len(nodes) == 1 else All(tuple(_flat(nodes, All)))

    def one(self) -> Node:
        if self.now().mark is Mark.NOT:
            self._must_follow(self.step())
            return Not(self.one())
        return self.near()

    def near(self) -> Node:
        first = self.now()
        node = self.plain()
        while self.now().mark is Mark.NEAR:
            sign = self.step()
            self._must_follow(sign)
            left = _alternatives(node, first.start, sign.start)
            begins = self.now()
            right = self.plain()
            ends = self.marks[self.at - 1].end
            node = Near(left, _alternatives(right, begins.start, ends), sign.facts["distance"])
        return node

    def plain(self) -> Node:
        token = self.step()
        if token.mark is Mark.OPEN:
            return self._bracket(token)
        if token.mark is Mark.FIELD:
            return self._field(token)
        if token.mark in (Mark.WORD, Mark.PHRASE):
            return _term(token)
        mistake = Mistake.CLOSING_BRACKET if token.text == ")" else Mistake.NOTHING_BEFORE
        raise Unreadable(mistake, token.start, token.end, {"sign": token.text})

    def _bracket(self, opening: Token) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable(Mistake.TOO_DEEP, opening.start, opening.end, {"most": DEEPEST})
        if self.now().mark is Mark.CLOSE:
            raise Unreadable(Mistake.EMPTY_BRACKET, opening.start, self.now().end)
        if self.now().mark is Mark.END:
            raise Unreadable(Mistake.OPEN_BRACKET, opening.start, opening.end)
        node = self.any()
        if self.now().mark is not Mark.CLOSE:
            raise Unreadable(Mistake.OPEN_BRACKET, opening.start, opening.end)
        self.step()
        self.depth -= 1
        return node

    def _field(self, name: Token) -> Node:
        place = PLACES.get(name.text.lower())
        if place is None:
            facts = {"field": name.text, "known": [one.value for one in In]}
            raise Unreadable(Mistake.UNKNOWN_FIELD, name.start, name.end, facts)
        value = self.step()
        if value.mark not in (Mark.WORD, Mark.PHRASE) or value.start != name.end:
            facts = {"sign": f"{name.text}:"}
            raise Unreadable(Mistake.NOTHING_AFTER, name.start, name.end, facts)
        if place is In.LANGUAGE and value.text.lower() not in LANGUAGES:
            facts = {"language": value.text, "known": sorted(LANGUAGES)}
            raise Unreadable(Mistake.UNKNOWN_LANGUAGE, value.start, value.end, facts)
        if place is In.SET:
            return self._set(value)
        return Field(place, Term(value.text) if place in FACTS else _term(value))

    def _set(self, name: Token) -> Node:
        """The terms of a set in place of its name; only the name when nobody gave the sets."""
        if self.sets is None:
            return Field(In.SET, Term(name.text))
        terms = self.sets.get(name.text.casefold())
        if terms is None:
            facts = {"set": name.text}
            raise Unreadable(Mistake.UNKNOWN_SET, name.start, name.end, facts)
        return parse(terms)

    def _must_follow(self, sign: Token) -> None:
        if self.now().mark not in BEGINNINGS:
            raise Unreadable(Mistake.NOTHING_AFTER, sign.start, sign.end, {"sign": sign.text})


def _flat(nodes: list[Node], kind: type[All] | type[AnyOf]) -> list[Node]:
    """(a AND b) AND c is a AND b AND c."""
    return [
        inner for node in nodes for inner in (node.nodes if isinstance(node, kind) else (node,))
    ]


def _term(token: Token) -> Term:
    prefix = token.text.endswith("*")
    text = token.text.rstrip("*").rstrip() if prefix else token.text
    if "*" in text:
        raise Unreadable(Mistake.STAR_NOT_LAST, token.start, token.end, {"term": token.text})
    if len(text) > LONGEST_TERM:
        facts = {"most": LONGEST_TERM}
        raise Unreadable(Mistake.TOO_LONG, token.start, token.end, facts)
    if len(text.strip('#@"')) < 2:
        raise Unreadable(Mistake.TOO_SHORT, token.start, token.end, {"term": token.text})
    return Term(text, prefix)


def _alternatives(node: Node, start: int, end: int) -> tuple[Term, ...]:
    """What may stand on one side of NEAR: a term, or several to choose from."""
    nodes = node.nodes if isinstance(node, AnyOf) else (node,)
    terms = tuple(one for one in nodes if isinstance(one, Term))
    if len(terms) != len(nodes):
        raise Unreadable(Mistake.NEAR_WHAT, start, end)
    return terms
