"""From text to marks: where each word, phrase and operator stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Mistake(StrEnum):
    """What can be wrong with an expression."""

    EMPTY = "empty"
    OPEN_QUOTE = "open-quote"
    OPEN_BRACKET = "open-bracket"
    CLOSING_BRACKET = "closing-bracket"
    EMPTY_BRACKET = "empty-bracket"
    NOTHING_BEFORE = "nothing-before"
    NOTHING_AFTER = "nothing-after"
    STAR_NOT_LAST = "star-not-last"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    UNKNOWN_FIELD = "unknown-field"
    UNKNOWN_LANGUAGE = "unknown-language"
    NEAR_WHAT = "near-what"
    NEAR_TOO_FAR = "near-too-far"
    ONLY_NOT = "only-not"
    TOO_MANY = "too-many"
    TOO_DEEP = "too-deep"
    UNKNOWN_SET = "unknown-set"


class Unreadable(ValueError):
    """An expression with a mistake between `start` and `end` (positions in the text)."""

    def __init__(
        self, mistake: Mistake, start: int, end: int, facts: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(f"{mistake} at {start}-{end}")
        self.mistake, self.start, self.end = mistake, start, end
        self.facts = dict(facts or {})


class Mark(StrEnum):
    """The kinds of marks."""

    WORD = "word"
    PHRASE = "phrase"
    FIELD = "field"
    AND = "and"
    OR = "or"
    NOT = "not"
    NEAR = "near"
    OPEN = "("
    CLOSE = ")"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One mark: what it says, and where it stands."""

    mark: Mark
    text: str
    start: int
    end: int
    facts: Mapping[str, int] = field(default_factory=dict)


# Operators are written in capitals, so that the small words stay words.
OPERATORS = {
    "AND": Mark.AND,
    "OG": Mark.AND,
    "OR": Mark.OR,
    "ELLER": Mark.OR,
    "NOT": Mark.NOT,
    "IKKE": Mark.NOT,
    "IKKJE": Mark.NOT,
}
NEAR = re.compile(r"(?:NEAR|NÆR)(?:/(\d+))?$")
DISTANCE, FARTHEST = 5, 50
# Quotes as they are typed, pasted and auto-corrected.
QUOTES = {'"': '"', "«": "»", "“": "”", "”": "”", "„": "“"}
PIECE = re.compile(r"[^\s()\"«»“”„]+")
FIELD = re.compile(r"([^\W\d_]+):(?!//)")


def tokens(text: str) -> Iterator[Token]:
    """The marks of an expression in order, ending with END. Raises Unreadable."""
    at = 0
    while at < len(text):
        sign = text[at]
        if sign.isspace():
            at += 1
        elif sign in "()":
            yield Token(Mark(sign), sign, at, at + 1)
            at += 1
        elif sign in QUOTES:
            token = _phrase(text, at)
            yield token
            at = token.end
        elif sign == "»":
            raise Unreadable(Mistake.OPEN_QUOTE, at, at + 1)
        else:
            token = _word(text, at)
            yield token
            at = token.end
    yield Token(Mark.END, "", len(text), len(text))


def _phrase(text: str, at: int) -> Token:
    """What stands between quotes, with a star right after the last one: «ord og *»."""
    last = min(text.find(sign, at + 1) % (len(text) + 1) for sign in _closers(text[at]))
    if last == len(text):
        raise Unreadable(Mistake.OPEN_QUOTE, at, at + 1)
    end = last + 1
    inner = text[at + 1 : last]
    if text[end : end + 1] == "*":
        inner, end = f"{inner}*", end + 1
    return Token(Mark.PHRASE, " ".join(inner.split()), at, end)


def _closers(sign: str) -> str:
    """A plain quote may close what a curly one opened, and the other way."""
    return QUOTES[sign] + ('"' if sign != '"' else "") + ("“" if sign == "”" else "")


def _word(text: str, at: int) -> Token:
    found = PIECE.match(text, at)
    if found is None:  # a closing quote that nothing opened
        raise Unreadable(Mistake.OPEN_QUOTE, at, at + 1)
    word, end = found.group(), found.end()
    if word.startswith("-") and not text[at + 1 : at + 2].isspace():
        return Token(Mark.NOT, "-", at, at + 1)
    if word in OPERATORS:
        return Token(OPERATORS[word], word, at, end)
    if near := NEAR.match(word):
        distance = int(near.group(1) or DISTANCE)
        if not 1 <= distance <= FARTHEST:
            raise Unreadable(Mistake.NEAR_TOO_FAR, at, end, {"most": FARTHEST})
        return Token(Mark.NEAR, word, at, end, {"distance": distance})
    if named := FIELD.match(word):
        return Token(Mark.FIELD, named.group(1), at, at + named.end())
    return Token(Mark.WORD, word, at, end)
