"""A Markdown text in blocks, as a reader meets them: paragraphs, headings, points, table rows."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.html import escape
from django.utils.translation import gettext as _

from difi_sosial.core.diff import WORD
from difi_sosial.core.markdown import HEADINGS, render

BLOCKS = frozenset({"p", "li", "pre", "tr", "hr", "blockquote", "ul", "ol", "div", *HEADINGS})
LISTS = frozenset({"ul", "ol"})
FORMATS = frozenset({"strong", "em", "b", "i", "code", "s", "sub", "sup", "u"})
CELL = " | "
CUT = re.compile(r"\n(?:[ \t]*\n)+(?=\S)")
LEANS = re.compile(r"\[\^|^ {0,3}\[[^\]]+\]:", re.MULTILINE)


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


def chunks_of(text: str) -> list[str]:
    """The text cut where a paragraph, list point or heading ends, so that each can stand alone.

    One whole where its parts lean on one another: footnotes, and links whose address stands apart.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if LEANS.search(text):
        return [text]
    return [chunk for chunk in CUT.split(text) if chunk.strip()]


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
