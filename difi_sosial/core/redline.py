"""Two Markdown texts as a reader sees them, side by side, with what came and left marked.

`core.diff` compares what was typed; this compares what is read: paragraphs, list points, headings
and table rows without a single Markdown mark. A word that only became bold is another word.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from difi_sosial.core.blocks import Block, Word, blocks_of, chunks_of
from difi_sosial.core.diff import (
    MOST_COMPARISONS,
    Kind,
    Pair,
    aligned,
    ends_equal,
    with_moves,
)

SHOWN_AROUND = 1  # unchanged paragraphs shown before and after a change; the others are folded
BORDER = "\ue000"  # for private use: nobody writes it, and every parser leaves it alone
SIGNS = {"heading": "#", "point": "-", "row": "|", "quote": ">", "pre": "`"}
A_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Row:
    """Two blocks that belong together, as safe HTML; empty where a side has none.

    `came` and `left_out` are how many words; what only changed place counts as neither. `folded`
    is how many paragraphs the row stands for that are the same, and that nobody needs to see.
    """

    kind: Kind
    left: SafeString
    right: SafeString
    came: int = 0
    left_out: int = 0
    folded: int = 0


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Markdown that changed, or is the same and beside a change, or is the same and folded."""

    left: str
    right: str
    is_changed: bool
    folded: int = 0


def redline(old: str, new: str) -> list[Row]:
    """What changed, in order, with a block of what is the same on each side of it; the rest folded.

    The marks are `<ins>` and `<del>`, with words for them. Only what is shown is rendered: a long
    document is the same nearly everywhere.
    """
    stretches = _stretches(*(chunks_of(text.replace(BORDER, "")) for text in (old, new)))
    left = _rendered([stretch.left for stretch in stretches])
    right = _rendered([stretch.right for stretch in stretches])
    pairs: list[Pair] = []
    olds: list[Block] = []
    news: list[Block] = []
    folds: dict[int, int] = {}
    for stretch, before, after in zip(stretches, left, right, strict=True):
        if stretch.folded:
            folds[len(pairs)] = stretch.folded
            continue
        before = before if stretch.is_changed else after
        found = aligned([_key(one) for one in before], [_key(one) for one in after])
        pairs += [pair.moved_by(len(olds), len(news)) for pair in found]
        olds, news = olds + before, news + after
    pairs = with_moves(pairs, [_key(one) for one in olds], [_key(one) for one in news])
    rows: list[Row] = []
    for place, pair in enumerate(pairs):
        rows += [_fold(folds[place])] if place in folds else []
        rows.append(_row(pair.kind, _at(olds, pair.left), _at(news, pair.right)))
    return _folded(rows + ([_fold(folds[len(pairs)])] if len(pairs) in folds else []))


def redline_html(rows: Iterable[Row], left: str, right: str, label: str) -> SafeString:
    """The rows for a page; `left` and `right` name the versions, `label` is for screen readers.

    What is the same stands once, across both columns.
    """
    old, new = escape(left), escape(right)
    parts = [_names(old, new), *(_row_html(row, old, new) for row in rows)]
    whole = "".join(parts)
    return mark_safe(  # noqa: S308 - every part is escaped where it is made
        f'<div class="redline" role="group" aria-label="{escape(label)}">{whole}</div>'
    )


def _stretches(left: list[str], right: list[str]) -> list[_Stretch]:
    found = []
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    for place, (tag, i1, i2, j1, j2) in enumerate(codes):
        if tag != "equal":
            old, new = "\n\n".join(left[i1:i2]), "\n\n".join(right[j1:j2])
            found.append(_Stretch(old, new, True))
            continue
        first = min(j2, j1 + (SHOWN_AROUND if place else 0))
        last = max(first, j2 - (SHOWN_AROUND if place < len(codes) - 1 else 0))
        first = last if last - first == 1 else first  # never one alone
        for one in ((j1, first), (first, last), (last, j2)):
            text = "\n\n".join(right[slice(*one)])
            if text and one == (first, last):
                found.append(_Stretch("", "", False, last - first))
            elif text:
                found.append(_Stretch("", text, False))
    return found


def _rendered(texts: list[str]) -> list[list[Block]]:
    """The blocks of each text, made in one go: the parser takes long to start."""
    borders = f"\n\n{BORDER}\n\n"
    parts: list[list[Block]] = [[]]
    for block in blocks_of(borders.join(texts)):
        if block.text == BORDER:
            parts.append([])
        else:
            parts[-1].append(block)
    if len(parts) != len(texts):  # something in a text swallowed a border
        return [blocks_of(text) for text in texts]
    return parts


def _at(blocks: list[Block], place: int | None) -> Block | None:
    return None if place is None else blocks[place]


def _fold(number: int) -> Row:
    return Row(Kind.EQUAL, SafeString(""), SafeString(""), folded=number)


def _folded(rows: list[Row]) -> list[Row]:
    """The rows, those far from any change put together in one that says how many they are."""
    kept: list[Row] = []
    for is_shown, run in groupby(zip(rows, _near_a_change(rows), strict=True), lambda one: one[1]):
        found = [row for row, _near in run]
        kept += found if is_shown else [_fold(sum(row.folded or 1 for row in found))]
    return kept


def _key(block: Block) -> str:
    # A number in front changes when a point comes before it: that is no change of this one.
    return f"{SIGNS.get(block.kind, '')}{block.text}"


def _row(kind: Kind, old: Block | None, new: Block | None) -> Row:
    if old is None and new is not None:
        moved = kind is Kind.MOVED_HERE
        words = _plain(new.words) if moved else _marked("ins", new.words)
        return Row(kind, SafeString(""), _block(new, words), 0 if moved else _count(new.words))
    if new is None and old is not None:
        moved = kind is Kind.MOVED_AWAY
        words = _plain(old.words) if moved else _marked("del", old.words)
        return Row(kind, _block(old, words), SafeString(""), 0, 0 if moved else _count(old.words))
    if old is None or new is None:
        raise ValueError("A row has at least one side")
    if old.words == new.words and old.kind == new.kind:
        return Row(Kind.EQUAL, _block(old, _plain(old.words)), _block(new, _plain(new.words)))
    return _changed(old, new)


def _changed(old: Block, new: Block) -> Row:
    before, after, came, left_out = "", "", 0, 0
    for tag, i1, i2, j1, j2 in _opcodes(old.words, new.words):
        gone, come = old.words[i1:i2], new.words[j1:j2]
        if tag == "equal":
            before, after = before + _plain(gone), after + _plain(come)
            continue
        before, after = before + _marked("del", gone), after + _marked("ins", come)
        came, left_out = came + _count(come), left_out + _count(gone)
    return Row(Kind.CHANGED, _block(old, before), _block(new, after), came, left_out)


def _opcodes(old: Sequence[Word], new: Sequence[Word]) -> list[tuple[str, int, int, int, int]]:
    if len(old) * len(new) > MOST_COMPARISONS:
        return ends_equal(old, new)
    # Space is matched only beside words that match.
    matcher = SequenceMatcher(lambda word: word.text.isspace(), old, new, autojunk=False)
    return list(matcher.get_opcodes())


def _count(words: Iterable[Word]) -> int:
    return sum(A_WORD.match(word.text) is not None for word in words)


def _plain(words: Iterable[Word]) -> str:
    """The words in their tags; balanced wherever the stretch was cut."""
    parts = []
    for formats, run in groupby(words, key=lambda word: word.formats):
        text = escape("".join(word.text for word in run))
        ends = "".join(f"</{re.match('<([a-z]+)', one)[1]}>" for one in reversed(formats))  # type: ignore[index]
        parts.append(f"{''.join(formats)}{text}{ends}")
    return "".join(parts)


def _marked(tag: str, words: Sequence[Word]) -> str:
    """In `<ins>` or `<del>`, and in words for those who do not see the mark."""
    if not words:
        return ""
    told = _("nytt:") if tag == "ins" else _("fjernet:")
    spoken = f'<span class="ds-sr-only">[{told} </span>' if _count(words) else ""
    end = '<span class="ds-sr-only">] </span>' if spoken else ""
    return f"<{tag}>{spoken}{_plain(words)}{end}</{tag}>"


def _block(block: Block, words: str) -> SafeString:
    mark = f'<span class="redline__mark">{escape(block.mark)}</span> ' if block.mark else ""
    tag = "pre" if block.kind == "pre" else "p"
    return mark_safe(  # noqa: S308 - the words are escaped, the kind is one of ours
        f'<{tag} class="redline__{block.kind}">{mark}{words}</{tag}>'
    )


def _near_a_change(rows: Sequence[Row]) -> list[bool]:
    """Which rows are shown: what changed and what stands beside it; never one alone is folded."""
    changed = [row.kind is not Kind.EQUAL for row in rows]
    shown = [
        not rows[place].folded
        and any(changed[max(0, place - SHOWN_AROUND) : place + SHOWN_AROUND + 1])
        for place in range(len(rows))
    ]
    runs = [list(run) for _shown, run in groupby(enumerate(shown), key=lambda one: one[1])]
    for run in runs:
        if len(run) == 1 and not rows[run[0][0]].folded:
            shown[run[0][0]] = True
    return shown


def _names(left: str, right: str) -> str:
    return (
        '<div class="redline__names" aria-hidden="true">'
        f"<span>{left}</span><span>{right}</span></div>"
    )


def _row_html(row: Row, left: str, right: str) -> str:
    if row.folded:
        told = ngettext("%(n)d avsnitt er som før", "%(n)d avsnitt er som før", row.folded)
        return f'<p class="redline__fold">{escape(told % {"n": row.folded})}</p>'
    if row.kind is Kind.EQUAL:
        return f'<div class="redline__same">{row.right}</div>'
    note = {
        Kind.MOVED_AWAY: _("Flyttet herfra"),
        Kind.MOVED_HERE: _("Flyttet hit"),
    }.get(row.kind, "")
    told = f'<p class="redline__note">{escape(note)}</p>' if note else ""
    sides = (("old", left, row.left), ("new", right, row.right))
    halves = "".join(
        f'<div class="redline__side redline__side--{side}">'
        f'<p class="redline__name">{name}</p>{told}{html}</div>'
        if html
        else '<div class="redline__side redline__side--none"></div>'
        for side, name, html in sides
    )
    return f'<div class="redline__pair redline__pair--{row.kind}">{halves}</div>'
