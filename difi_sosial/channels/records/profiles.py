"""Sentences and facts become a profile text: a short one within a limit, and the whole of it."""

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from difi_sosial.channels.enums.accounts import TextForm
from difi_sosial.channels.records.lengths import length

HEADING = "heading-"


class Sentence(Protocol):
    """What a row of ProfileSentence holds."""

    key: str
    part: str
    form: str
    position: int
    priority: int
    is_must: bool
    condition: str
    text: str
    short: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence with its facts filled in; `short` is empty when it has no shorter form."""

    key: str
    part: str
    form: str
    position: int
    priority: int
    is_must: bool
    text: str
    short: str

    @property
    def briefest(self) -> str:
        """The shortest form that there is."""
        return self.short or self.text


@dataclass(frozen=True, slots=True)
class Short:
    """The short text, its length, and the whole sentences that there was no room for.

    `fits` is false when not even what must be said fits; then `body` is the link to the long text,
    or empty when there is no room for that either.
    """

    body: str
    count: int
    left_out: tuple[str, ...]
    fits: bool


def pieces(sentences: Iterable[Sentence], facts: Mapping[str, str]) -> list[Piece]:
    """The sentences whose condition holds and whose facts are all known, in order of reading."""
    found = [
        Piece(
            row.key,
            row.part,
            row.form,
            row.position,
            row.priority,
            row.is_must,
            row.text.format_map(facts) if knows(row.text, facts) else row.short.format_map(facts),
            row.short.format_map(facts) if knows(row.short, facts) else "",
        )
        for row in sentences
        if holds(row.condition, facts) and (knows(row.text, facts) or knows(row.short, facts))
    ]
    return sorted(found, key=lambda piece: (piece.position, piece.key))


def names_in(text: str) -> set[str]:
    """The facts that a sentence asks for. Raises ValueError when the braces do not match."""
    return {name for _text, name, _spec, _conv in string.Formatter().parse(text) if name}


def knows(text: str, facts: Mapping[str, str]) -> bool:
    """Whether there is a text, and every fact in it has a value."""
    return bool(text) and all(facts.get(name) for name in names_in(text))


def holds(condition: str, facts: Mapping[str, str]) -> bool:
    """Whether `fact=value` is so; an empty condition always is."""
    name, _equals, value = condition.partition("=")
    return not condition or facts.get(name, "") == value


def shorten(found: Iterable[Piece], *, limit: int | None, counting: str) -> Short:
    """The short text: whole sentences by priority, never cut in the middle.

    First what must be said, in its shortest form; then as many of the others as fit, the most
    important first; then longer forms where there is room left. `limit=None`: everything.
    """
    able = [
        piece
        for piece in found
        if piece.form != TextForm.LONG and not piece.key.startswith(HEADING)
    ]
    if limit is None:
        chosen = {piece.key: piece.text for piece in able}
        return _short(able, chosen, counting, fits=True)
    room = _Room(able, limit, counting)
    if not room.take({piece.key: piece.briefest for piece in able if piece.is_must}):
        return _only_link(able, limit, counting)
    by_priority = sorted(able, key=lambda piece: (piece.priority, piece.position))
    for piece in by_priority:
        if piece.key not in room.chosen:
            room.take({piece.key: piece.briefest})
    for piece in by_priority:
        if piece.key in room.chosen:
            room.take({piece.key: piece.text})
    return _short(able, room.chosen, counting, fits=True)


def whole(found: Iterable[Piece]) -> str:
    """The long text as Markdown: a heading for each part, and its sentences under it."""
    parts: dict[str, list[str]] = {}
    headings: dict[str, str] = {}
    for piece in found:
        if piece.key.startswith(HEADING):
            headings[piece.part] = piece.text
        elif piece.form != TextForm.SHORT:
            parts.setdefault(piece.part, []).append(piece.text)
    return "\n\n".join(
        f"## {headings[part]}\n\n{body}" if part in headings else body
        for part, texts in parts.items()
        for body in [" ".join(texts)]
    )


class _Room:
    """What is chosen so far, and whether more fits."""

    def __init__(self, able: list[Piece], limit: int, counting: str) -> None:
        self.able, self.limit, self.counting = able, limit, counting
        self.chosen: dict[str, str] = {}

    def take(self, more: Mapping[str, str]) -> bool:
        tried = {**self.chosen, **more}
        if length(_body(self.able, tried), self.counting) > self.limit:
            return False
        self.chosen = tried
        return True


def _body(able: list[Piece], chosen: Mapping[str, str]) -> str:
    return " ".join(chosen[piece.key] for piece in able if piece.key in chosen)


def _short(able: list[Piece], chosen: Mapping[str, str], counting: str, *, fits: bool) -> Short:
    body = _body(able, chosen)
    left_out = tuple(piece.text for piece in able if piece.key not in chosen)
    return Short(body, length(body, counting), left_out, fits)


def _only_link(able: list[Piece], limit: int, counting: str) -> Short:
    """Not even what must be said fits: the link to where it is said, if that does."""
    links = {p.key: p.briefest for p in able if p.form == TextForm.SHORT}
    chosen = links if length(_body(able, links), counting) <= limit else {}
    return _short(able, chosen, counting, fits=False)
