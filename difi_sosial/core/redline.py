"""Two Markdown texts as a reader sees them, side by side, with what came and left marked.

`core.diff` compares what was typed; this compares what is read: paragraphs, list points, headings
and table rows without a single Markdown mark. A word that only became bold is another word.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from difi_sosial.core.diff import MOST_COMPARISONS, WORD, Kind, aligned, ends_equal
from difi_sosial.core.markdown import HEADINGS, render

BLOCKS = frozenset({"p", "li", "pre", "tr", "hr", "blockquote", "ul", "ol", "div", *HEADINGS})
LISTS = frozenset({"ul", "ol"})
FORMATS = frozenset({"strong", "em", "b", "i", "code", "s", "sub", "sup", "u"})
SHOWN_AROUND = 1  # unchanged paragraphs shown before and after a change; the others are folded
CELL = " | "
A_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a sign or a space, with the tags it stands in, outermost first."""

    text: str
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list point or table row; `mark` is the point's number or bullet."""

    kind: str
    words: tuple[Word, ...]
    mark: str = ""

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Row:
    """Two blocks that belong together, as safe HTML; empty where a side has none.

    `came` and `left_out` are how many words; what only changed place counts as neither.
    """

    kind: Kind
    left: SafeString
    right: SafeString
    came: int = 0
    left_out: int = 0


def redline(old: str, new: str) -> list[Row]:
    """Every block of both texts in order. The marks are `<ins>` and `<del>` with words for them."""
    left, right = blocks_of(old), blocks_of(new)
    pairs = aligned([_key(one) for one in left], [_key(one) for one in right], moves=True)
    return [
        _row(
            pair.kind,
            None if pair.left is None else left[pair.left],
            None if pair.right is None else right[pair.right],
        )
        for pair in pairs
    ]


def redline_html(rows: Iterable[Row], left: str, right: str, label: str) -> SafeString:
    """The rows for a page; `left` and `right` name the versions.

    What is the same stands once, across both columns, and long stretches of it are folded.
    """
    parts = [_names(left, right)]
    rows = list(rows)
    near = _near_a_change(rows)
    old, new = escape(left), escape(right)
    for is_shown, run in groupby(zip(rows, near, strict=True), key=lambda one: one[1]):
        drawn = [_row_html(row, old, new) for row, _near in run]
        html = "".join(drawn)
        parts.append(html if is_shown else _folded(html, len(drawn)))
    whole = "".join(parts)
    return mark_safe(  # noqa: S308 - every part is escaped where it is made
        f'<div class="redline" role="group" aria-label="{escape(label)}">{whole}</div>'
    )


def blocks_of(text: str) -> list[Block]:
    """The blocks of a Markdown text, as it is rendered."""
    reader = _Reader()
    reader.feed(render(text))
    reader.close()
    return reader.blocks


class _Reader(HTMLParser):
    """Takes our own safe HTML apart: its tags are known, and balanced."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.words: list[Word] = []
        self.formats: list[str] = []
        self.around: list[str] = []
        self.numbers: list[int] = []
        self.mark = ""
        self.skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in BLOCKS:
            self._end_block()
            self.around.append(tag)
            self._begin(tag, given)
        elif tag in ("td", "th"):
            self._begin_cell()
        elif tag == "img":
            self._say(f"[{given.get('alt') or _('bilde')}]")
        elif tag == "br":
            self.words.append(Word(" "))
        elif tag == "a":
            self._link(given)
        elif tag in FORMATS:
            self.formats.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS and tag in self.around:
            self._end_block()
            while self.around.pop() != tag:
                pass
            if tag in LISTS:
                self.numbers.pop()
        elif tag == "a":
            self.skipping = max(0, self.skipping - 1)
            self._close("<a", "")
        elif tag in FORMATS:
            self._close(f"<{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self._say(data)

    def close(self) -> None:
        super().close()
        self._end_block()

    def _begin(self, tag: str, given: dict[str, str | None]) -> None:
        if tag in LISTS:
            start = given.get("start") or "1"
            self.numbers.append(int(start) if tag == "ol" and start.isdecimal() else 0)
        elif tag == "li" and self.numbers:
            number = self.numbers[-1]
            self.mark = f"{number}." if number else "•"
            self.numbers[-1] += 1 if number else 0
        elif tag == "hr":
            self.around.pop()

    def _begin_cell(self) -> None:
        while self.words and self.words[-1].text.isspace():
            self.words.pop()
        if self.words:
            self.words.append(Word(CELL))

    def _link(self, given: dict[str, str | None]) -> None:
        """A link that leads out of the text; footnotes keep their number, and lose the way back."""
        self.skipping += 1 if "footnote-backref" in (given.get("class") or "") else 0
        href = given.get("href") or ""
        self.formats.append("" if href[:1] in ("", "#") else f'<a href="{escape(href)}">')

    def _close(self, *starts: str) -> None:
        for place in range(len(self.formats) - 1, -1, -1):
            if any(self.formats[place].startswith(start) for start in starts):
                del self.formats[place]
                return

    def _say(self, text: str) -> None:
        formats = tuple(one for one in self.formats if one)
        if "pre" not in self.around:
            text = re.sub(r"\s+", " ", text)
        self.words += [Word(word, formats) for word in WORD.findall(text)]

    def _end_block(self) -> None:
        words = self.words
        while words and words[-1].text.isspace():
            words.pop()
        while words and words[0].text.isspace():
            words.pop(0)
        if words:
            self.blocks.append(Block(self._kind(), tuple(words), self.mark))
            self.mark = ""
        self.words = []

    def _kind(self) -> str:
        around = set(self.around)
        known = (("pre", {"pre"}), ("row", {"tr"}), ("point", {"li"}), ("quote", {"blockquote"}))
        if around & set(HEADINGS):
            return "heading"
        return next((kind for kind, tags in known if around & tags), "paragraph")


def _key(block: Block) -> str:
    # A number in front changes when a point comes before it: that is no change of this one.
    return f"{block.kind} {block.text}"


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
        any(changed[max(0, place - SHOWN_AROUND) : place + SHOWN_AROUND + 1])
        for place in range(len(rows))
    ]
    runs = [list(run) for _shown, run in groupby(enumerate(shown), key=lambda one: one[1])]
    for run in runs:
        if len(run) == 1:
            shown[run[0][0]] = True
    return shown


def _names(left: str, right: str) -> str:
    return (
        '<div class="redline__names" aria-hidden="true">'
        f"<span>{escape(left)}</span><span>{escape(right)}</span></div>"
    )


def _folded(html: str, number: int) -> str:
    told = ngettext("%(n)d avsnitt er som før", "%(n)d avsnitt er som før", number) % {"n": number}
    return f'<details class="redline__fold"><summary>{escape(told)}</summary>{html}</details>'


def _row_html(row: Row, left: str, right: str) -> str:
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
