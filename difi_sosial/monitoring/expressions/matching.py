"""Texts against many expressions in one pass.

All terms of all expressions lie in one Aho-Corasick automaton, which reads a text once and says
where they stand. Only expressions whose asked-for terms were met are then judged.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick

from difi_sosial.monitoring.expressions.letters import LATIN, unmarked
from difi_sosial.monitoring.expressions.nodes import (
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
from difi_sosial.monitoring.expressions.wanted import to_ask_for

Key = TypeVar("Key")
# Soft hyphens, zero-width marks and direction marks come with pasted text and part words unseen;
# halves of letters come with broken answers, and no automaton takes them.
UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff]"
)
BREAK = " \x1f "  # between the parts of a document: no phrase goes across
ANYWHERE = (In.TITLE, In.TEXT, In.TAG)
WORD = re.compile(r"\w+")
HASHTAG = re.compile(r"(?<!\w)#(\w*[^\W\d]\w*)")


def folded(text: str) -> str:
    """The text as it is compared: composed, without case and unseen marks, single spaces.

    Sámi letters and accents are compared without their marks, æ, ø and å as they are (`letters`).
    """
    if not text.isascii():
        text = unmarked(unicodedata.normalize("NFC", text).casefold())
    else:
        text = text.casefold()
    # Line breaks and unseen marks are not printable: most texts need none of the cleaning.
    if text.isprintable() and "  " not in text:
        return text.strip()
    clean = UNSEEN.sub("", text)
    if clean != text:  # a letter and its mark may have come together
        clean = unmarked(unicodedata.normalize("NFC", clean))
    return " ".join(clean.split())


def folded_words(text: str) -> str:
    """The same for who looks for single words only: spaces may stand as they stood.

    Among the letters of Western Europe the soft hyphen is the one unseen mark, ß becomes two
    letters and µ lies elsewhere when they lose their case; to look for one sign takes no time.
    """
    if text.isascii():
        return text.casefold()
    try:
        data = text.encode("latin-1")  # in which every letter is a composed one
    except UnicodeEncodeError:
        return folded(text)
    if "\xad" in text or "ß" in text or "µ" in text:
        return folded(text)
    return data.translate(LATIN).decode("latin-1")


class Document(NamedTuple):
    """What an expression is held against. Hashtags are those in the text."""

    title: str = ""
    text: str = ""
    author: str = ""
    link: str = ""
    language: str = ""
    source: str = ""
    channel: str = ""

    def parts(self) -> list[tuple[In, str]]:
        """The parts that have a text, each with its place; those of ANYWHERE come first."""
        parts = [(In.TITLE, self.title)] if self.title else []
        if self.text:
            parts.append((In.TEXT, self.text))
        if "#" in self.text and (tags := HASHTAG.findall(self.text)):
            parts.append((In.TAG, " ".join(f"#{tag.lstrip('#')}" for tag in tags)))
        if self.author:
            parts.append((In.AUTHOR, self.author))
        if self.link:
            parts.append((In.LINK, self.link))
        return parts

    def fact(self, place: In) -> str:
        """Language, source or channel."""
        facts = {In.LANGUAGE: self.language, In.SOURCE: self.source, In.CHANNEL: self.channel}
        return facts[place]


Spans = list[tuple[int, int]]
Numbers = tuple[int, ...]


@dataclass(slots=True)
class Found:
    """Where in a document the terms stand: positions by term, and the folded text itself."""

    document: Document
    text: str
    starts: Sequence[int]
    places: Sequence[In]
    main_end: int  # before this lies what is searched when no place is named
    at: dict[int, Spans]
    numbers: Mapping[Term, int]

    def place(self, position: int) -> In:
        """The part of the document that a position lies in."""
        return self.places[bisect_right(self.starts, position) - 1]

    def all_spans(self, term: Term) -> Spans:
        """Where the term stands, in any part."""
        return self.at.get(self.numbers[term], [])

    def spans(self, term: Term) -> Spans:
        """Where the term stands in what is searched when no place is named."""
        return [span for span in self.all_spans(term) if span[0] < self.main_end]


class Matcher(Generic[Key]):
    """Many expressions, ready to judge documents. Build it once for many documents."""

    def __init__(self, expressions: Mapping[Key, Node]) -> None:
        self._keys = list(expressions)
        self._nodes = list(expressions.values())
        self._numbers: dict[Term, int] = {}
        # By the number of a term: expressions it settles alone, and those it makes worth judging.
        self._settles: dict[int, list[int]] = defaultdict(list)
        self._raises: dict[int, list[int]] = defaultdict(list)
        patterns: dict[str, dict[int, bool]] = defaultdict(dict)
        for number, node in enumerate(self._nodes):
            for term in terms_of(node):
                known = self._numbers.setdefault(term, len(self._numbers))
                patterns[folded(term.text)][known] = term.prefix
            self._sort_in(number, node)
        self._patterns = [tuple(terms.items()) for terms in patterns.values()]
        self._automaton = AhoCorasick(list(patterns))
        self._fold = folded if any(" " in one for one in patterns) else folded_words
        # For each pattern that stands there as a whole word, or as the beginning of one: what it
        # settles, and its term if an expression that must be judged asks where it stands.
        asked = {self._numbers[term] for node in self._judged() for term in terms_of(node)}
        self._whole = [self._row(terms, asked) for terms in self._patterns]
        open_ended = ([one for one in terms if one[1]] for terms in self._patterns)
        self._begun = [self._row(terms, asked) for terms in open_ended]

    def _row(self, terms: Iterable[tuple[int, bool]], asked: set[int]) -> tuple[Numbers, Numbers]:
        met = [term for term, _prefix in terms]
        settled = tuple(number for term in met for number in self._settles.get(term, ()))
        return settled, tuple(term for term in met if term in asked)

    def _judged(self) -> list[Node]:
        simple = {number for numbers in self._settles.values() for number in numbers}
        return [node for number, node in enumerate(self._nodes) if number not in simple]

    def _sort_in(self, number: int, node: Node) -> None:
        alternatives = node.nodes if isinstance(node, AnyOf) else (node,)
        plain = [one for one in alternatives if isinstance(one, Term)]
        is_simple = len(plain) == len(alternatives)
        book = self._settles if is_simple else self._raises
        for term in plain if is_simple else to_ask_for(node) or ():
            book[self._numbers[term]].append(number)

    def matches(self, document: Document) -> list[Key]:
        """The expressions that the document fits, in the order they were given."""
        text, starts, places, main_end = _laid_out(document, self._fold)
        hits, at = self._hits(text, main_end)
        if at:
            found = Found(document, text, starts, places, main_end, at, self._numbers)
            for term in at:
                for number in self._raises.get(term, ()):
                    if number not in hits and holds(self._nodes[number], found):
                        hits.add(number)
        return [self._keys[number] for number in (sorted(hits) if len(hits) > 1 else hits)]

    def _hits(self, text: str, main_end: int) -> tuple[set[int], dict[int, Spans]]:
        """The expressions that a word settles, and where the terms of the others stand.

        This runs for every hit in every post, so `_is_word` is written out in it, and the sign that
        most often stands beside a word comes first.
        """
        hits: list[int] = []
        at: dict[int, Spans] = {}
        length, whole, begun = len(text), self._whole, self._begun
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if start and (sign := text[start - 1]) != " " and (sign.isalnum() or sign == "_"):
                continue
            if end == length or (sign := text[end]) == " " or not (sign.isalnum() or sign == "_"):
                settled, terms = whole[number]
            else:
                settled, terms = begun[number]
            if start < main_end:
                hits += settled
            for term in terms:
                at.setdefault(term, []).append((start, end))
        return set(hits), at

    def found_in(self, document: Document) -> Found:
        """Where the terms of these expressions stand in the document."""
        text, starts, places, main_end = _laid_out(document, self._fold)
        at = self._spans(text)
        return Found(document, text, starts, places, main_end, at, self._numbers)

    def _spans(self, text: str) -> dict[int, Spans]:
        """Whole words only; the first place of a term comes first."""
        found: dict[int, Spans] = {}
        length, patterns = len(text), self._patterns
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if start and _is_word(text[start - 1]):
                continue
            closed = end == length or not _is_word(text[end])
            for term, prefix in patterns[number]:
                if closed or prefix:
                    found.setdefault(term, []).append((start, end))
        return found


def _laid_out(
    document: Document, fold: Callable[[str], str]
) -> tuple[str, Sequence[int], Sequence[In], int]:
    """The folded parts as one text, where each begins, what it is, and where the main ones end."""
    parts = document.parts()
    if len(parts) == 1 and parts[0][0] in ANYWHERE:
        text = fold(parts[0][1])
        return text, (0,), (parts[0][0],), len(text) + len(BREAK)
    texts, starts, places, length, main_end = [], [], [], 0, 0
    for place, text in parts:
        plain = fold(text)
        texts.append(plain)
        starts.append(length)
        places.append(place)
        length += len(plain) + len(BREAK)
        if place in ANYWHERE:
            main_end = length
    return BREAK.join(texts), starts, places, main_end


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def holds(node: Node, found: Found) -> bool:
    """Whether an expression is true of what was found."""
    match node:
        case Term():
            return bool(found.spans(node))
        case Field():
            return _in_place(node, found)
        case Near():
            return _near(node, found)
        case Not(node=inner):
            return not holds(inner, found)
        case All(nodes=nodes):
            return all(holds(one, found) for one in nodes)
        case AnyOf(nodes=nodes):
            return any(holds(one, found) for one in nodes)


def refuses(node: Node, document: Document) -> bool:
    """Whether something that the expression will not have is there, whatever else is lacking.

    For a hit of a server's own search, which sees more of a post than it tells.
    """
    nodes = node.nodes if isinstance(node, All) else (node,)
    unwanted = [one for one in nodes if isinstance(one, Not)]
    facts = [one for one in nodes if isinstance(one, Field) and one.place in FACTS]
    needed: tuple[Node, ...] = (*unwanted, *facts)
    if not needed:
        return False
    found = Matcher({0: AnyOf(nodes)}).found_in(document)
    return not all(holds(one, found) for one in needed)


def _in_place(node: Field, found: Found) -> bool:
    if node.place in FACTS:
        return folded(found.document.fact(node.place)) == folded(node.term.text)
    return any(found.place(start) == node.place for start, _end in found.all_spans(node.term))


def _near(node: Near, found: Found) -> bool:
    """At most `distance` words between the two, in the same part of the document.

    Hashtags stand in the text with what is between them; in the list of them all are neighbours.
    """
    left = _spans(node.left, found)
    right = _spans(node.right, found)
    return any(
        one != other
        and In.TAG != found.place(one[0]) == found.place(other[0])
        and _words_between(found.text, one, other) <= node.distance
        for one in left
        for other in right
    )


def _spans(terms: Iterable[Term], found: Found) -> list[tuple[int, int]]:
    return [span for term in terms for span in found.spans(term)]


def _words_between(text: str, one: tuple[int, int], other: tuple[int, int]) -> int:
    """How many whole words stand between two places; overlapping places have none."""
    first, last = sorted((one, other))
    between = text[first[1] : last[0]]
    # A prefix ends inside a word: its rest is not a word between.
    rest = WORD.match(between) if first[1] and _is_word(text[first[1] - 1]) else None
    return len(WORD.findall(between)) - (1 if rest else 0)
