"""Two texts side by side, line by line and inside a changed line word by word."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WORD = re.compile(r"\w+|\s+|[^\w\s]")
ALIKE = 0.25  # below this share of common words, two lines are another line, not a changed one
MOVED_MIN_LENGTH = 20  # shorter lines come back by chance
LOOK_AHEAD = 50  # how many new lines an old one is compared with
MOST_COMPARISONS = 250_000  # old words times new words of one line; the time grows with it

Opcode = tuple[str, int, int, int, int]


class Kind(StrEnum):
    """What happened to a row."""

    EQUAL = "equal"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    MOVED_AWAY = "moved_away"
    MOVED_HERE = "moved_here"


@dataclass(frozen=True)
class DiffRow:
    """One row: line number (from 1) and escaped HTML per side; None where a side has no line."""

    kind: Kind
    left_no: int | None
    left_html: SafeString
    right_no: int | None
    right_html: SafeString


@dataclass(frozen=True)
class Pair:
    """Two lines that belong together, by their place in each text."""

    kind: Kind
    left: int | None
    right: int | None

    def moved_by(self, left: int, right: int) -> "Pair":
        """The same pair where so many lines stand before both texts."""
        return Pair(
            self.kind,
            None if self.left is None else self.left + left,
            None if self.right is None else self.right + right,
        )


def lines_of(text: str) -> list[str]:
    """The lines of a text, whatever line ending it was typed with."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def side_by_side(old: str, new: str, *, moves: bool = False) -> list[DiffRow]:
    """Rows for a table with two sides; `<del>` marks what left, `<ins>` what came.

    With `moves`, a line that only changed place is marked as moved instead of removed and added.
    The left sides, without markup, give `old` back; the right sides give `new` (newlines as LF).
    """
    left, right = lines_of(old), lines_of(new)
    return [_row(pair, left, right) for pair in aligned(left, right, moves=moves)]


def aligned(left: list[str], right: list[str], *, moves: bool = False) -> list[Pair]:
    """The lines of two texts in pairs, in order; every line of both is in exactly one."""
    pairs = _pairs(left, right)
    return with_moves(pairs, left, right) if moves else pairs


def table_rows(rows: Iterable[DiffRow], left: str, right: str) -> SafeString:
    """The rows of the table with two sides; `left` and `right` name the sides on narrow screens.

    Not a template: a document of two hundred pages has thousands of rows.
    """
    old, new = escape(left), escape(right)
    return mark_safe(  # noqa: S308 - the rows' text is escaped already, the names on this line
        "".join(
            f'<tr class="diff__row diff__row--{row.kind}">'
            f'<td class="diff__no">{row.left_no or ""}</td>'
            f'<td class="diff__side" data-th="{old}">{row.left_html}</td>'
            f'<td class="diff__no">{row.right_no or ""}</td>'
            f'<td class="diff__side" data-th="{new}">{row.right_html}</td></tr>'
            for row in rows
        )
    )


def _pairs(left: list[str], right: list[str]) -> list[Pair]:
    pairs: list[Pair] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += [Pair(Kind.EQUAL, i1 + n, j1 + n) for n in range(i2 - i1)]
        else:
            pairs += _replaced(left, right, range(i1, i2), range(j1, j2))
    return pairs


def _replaced(left: list[str], right: list[str], olds: range, news: range) -> list[Pair]:
    """Pair each old line with the next new line that is like it; the others left or came."""
    pairs: list[Pair] = []
    waiting = news.start
    for old in olds:
        near = range(waiting, min(waiting + LOOK_AHEAD, news.stop))
        match = next((new for new in near if _alike(left[old], right[new])), None)
        if match is None:
            pairs.append(Pair(Kind.REMOVED, old, None))
            continue
        pairs += [Pair(Kind.ADDED, None, new) for new in range(waiting, match)]
        pairs.append(Pair(Kind.CHANGED, old, match))
        waiting = match + 1
    return pairs + [Pair(Kind.ADDED, None, new) for new in range(waiting, news.stop)]


def _alike(old: str, new: str) -> bool:
    matcher = _matcher(old, new)
    if matcher is None:
        return True
    # The two quick ratios are upper bounds and save the slow one on most lines.
    return (
        matcher.real_quick_ratio() >= ALIKE
        and matcher.quick_ratio() >= ALIKE
        and matcher.ratio() >= ALIKE
    )


@lru_cache(maxsize=1024)
def _matcher(old: str, new: str) -> SequenceMatcher[str] | None:
    """The words of two lines, matched once and asked twice; None when they are too many.

    Space is matched only beside words that match: it would take nearly all the time, and cut a
    changed passage into its single words.
    """
    left, right = WORD.findall(old), WORD.findall(new)
    if len(left) * len(right) > MOST_COMPARISONS:
        return None
    return SequenceMatcher(str.isspace, left, right, autojunk=False)


def with_moves(pairs: list[Pair], left: list[str], right: list[str]) -> list[Pair]:
    """The pairs, those lines that only changed place marked as moved."""
    gone = {left[p.left].strip() for p in pairs if p.kind is Kind.REMOVED and p.left is not None}
    come = {right[p.right].strip() for p in pairs if p.kind is Kind.ADDED and p.right is not None}
    moved = {text for text in gone & come if len(text) >= MOVED_MIN_LENGTH}

    def marked(pair: Pair) -> Pair:
        if pair.kind is Kind.REMOVED and pair.left is not None and left[pair.left].strip() in moved:
            return Pair(Kind.MOVED_AWAY, pair.left, None)
        if (
            pair.kind is Kind.ADDED
            and pair.right is not None
            and right[pair.right].strip() in moved
        ):
            return Pair(Kind.MOVED_HERE, None, pair.right)
        return pair

    return [marked(pair) for pair in pairs]


def _row(pair: Pair, left: list[str], right: list[str]) -> DiffRow:
    old = "" if pair.left is None else left[pair.left]
    new = "" if pair.right is None else right[pair.right]
    if pair.kind is Kind.EQUAL:
        old_html, new_html = escape(old), escape(new)
    elif pair.kind is Kind.CHANGED:
        old_html, new_html = _words(old, new)
    else:
        old_html, new_html = _marked("del", old), _marked("ins", new)
    return DiffRow(pair.kind, _number(pair.left), old_html, _number(pair.right), new_html)


def _number(index: int | None) -> int | None:
    return None if index is None else index + 1


def _words(old: str, new: str) -> tuple[SafeString, SafeString]:
    left, right = WORD.findall(old), WORD.findall(new)
    matcher = _matcher(old, new)
    opcodes = matcher.get_opcodes() if matcher else ends_equal(left, right)
    old_html, new_html = SafeString(""), SafeString("")
    for tag, i1, i2, j1, j2 in opcodes:
        before, after = "".join(left[i1:i2]), "".join(right[j1:j2])
        old_html += escape(before) if tag == "equal" else _marked("del", before)
        new_html += escape(after) if tag == "equal" else _marked("ins", after)
    return old_html, new_html


def ends_equal(left: Sequence[object], right: Sequence[object]) -> list[Opcode]:
    """Of very long lines: everything between the equal ends has changed."""
    start = _equal_from_start(left, right)
    end = _equal_from_start(left[start:][::-1], right[start:][::-1])
    i2, j2 = len(left) - end, len(right) - end
    return [
        ("equal", 0, start, 0, start),
        ("replace", start, i2, start, j2),
        ("equal", i2, len(left), j2, len(right)),
    ]


def _equal_from_start(left: Sequence[object], right: Sequence[object]) -> int:
    pairs = enumerate(zip(left, right, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(left), len(right)))


def _marked(tag: str, text: str) -> SafeString:
    if not text:
        return SafeString("")
    return mark_safe(f"<{tag}>{escape(text)}</{tag}>")  # noqa: S308 - escaped on this line


def fields_beside(form: Any, stored: object) -> tuple[str, str]:
    """What is stored now and what a valid model form holds, a line for each of its fields."""
    names = [name for name in form._meta.fields or () if name in form.cleaned_data]
    labels = {name: form.fields[name].label for name in names}
    theirs = [f"{labels[name]}: {_told(getattr(stored, name))}" for name in names]
    mine = [f"{labels[name]}: {_told(form.cleaned_data[name])}" for name in names]
    return "\n".join(theirs), "\n".join(mine)


def _told(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "–")
