"""HTML and wikitext from outside to plain text, with the standard library only."""

import re
from html.parser import HTMLParser

BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "tr",
        "table",
        "pre",
        "section",
        "article",
    ]
)
HIDDEN = frozenset({"script", "style", "template"})
MARKUP = (
    (re.compile(r"\[\[(?:[^\]|]*\|)?([^\]]*)(?:\]\]|$)"), r"\1"),  # [[page|words]], or cut short
    (re.compile(r"\[https?://\S+\s+([^\]]+)\]"), r"\1"),  # [address words]
    (re.compile(r"'{2,}|^[*#:;=]+\s*|\s*=+$", re.MULTILINE), ""),  # bold, lists, headings
)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self.hidden += 1
        elif tag == "br" or tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def text_of(html: str) -> str:
    """The readable text of an HTML fragment: one line per block, single spaces, no empty lines."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def without_markup(text: str) -> str:
    """A snippet is raw wikitext, cut anywhere: take away the marks of links, letters and lists."""
    for mark, instead in MARKUP:
        text = mark.sub(instead, text)
    return text.strip()
