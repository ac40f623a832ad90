"""HTML and wikitext from outside to plain text, with the standard library only."""

import html
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
ATTRIBUTES = (
    r"(?:\s+[a-z_][\w:.-]*(?:=(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`/]+))?)*"  # whole ones, or none
)
BREAK_HERE = "\x01"  # no white space, or it could mend a tag that another one cut in two
FLAGS = re.ASCII | re.IGNORECASE
BREAK = re.compile(
    rf"<(?:(?:br|{'|'.join(sorted(BLOCKS))}){ATTRIBUTES}\s*/?|/(?:{'|'.join(sorted(BLOCKS))})\s*)>",
    FLAGS,
)
TAG = re.compile(rf"<(?:[a-z][a-z0-9-]*{ATTRIBUTES}\s*/?|/[a-z][a-z0-9-]*\s*)>", FLAGS)
# Whose contents are no markup, to some versions of the parser.
NOT_PLAIN = re.compile(
    r"<(?:script|style|template|title|textarea|xmp|iframe|noembed|noframes|noscript|plaintext|svg"
    r"|math)",
    FLAGS,
)
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


def text_of(markup: str) -> str:
    """The readable text of an HTML fragment: one line per block, single spaces, no empty lines."""
    if not markup:
        return ""
    plain = _plain(markup)
    text = "".join(_parts(markup)) if plain is None else plain
    # Of what is printable the space alone is white: most texts have nothing to be mended.
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    if "\n" not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _plain(markup: str) -> str | None:
    """What the parser gives, ten times as fast, for markup that holds nothing but whole tags.

    None where there is more to it: comments, scripts, a tag that is odd or cut off.
    """
    if "<" not in markup:
        return html.unescape(markup)
    if NOT_PLAIN.search(markup) or BREAK_HERE in markup:
        return None
    text, breaks = BREAK.subn(BREAK_HERE, markup)
    text, others = TAG.subn("<", text)
    if breaks + others != markup.count("<"):
        return None
    # A tag parts what stands around it: `&am<b>p;` is no ampersand.
    pieces = text.replace(BREAK_HERE, "<\n").split("<")
    return "".join(map(html.unescape, pieces) if "&" in text else pieces)


def sound(markup: str, most: int = 200_000) -> str:
    """HTML that the parser gets through in a moment: not too long, and with nothing left open.

    The parser looks for the end of a tag, comment or section again and again when there is none,
    which takes it minutes for some hundred thousand «<a ».
    """
    markup = _without_comments(markup[:most].replace("<![", "<!"))
    closed = markup.rfind(">") + 1
    return markup[:closed] + markup[closed:].replace("<", "&lt;")


def _without_comments(markup: str) -> str:
    kept, at = list[str](), 0
    while (begin := markup.find("<!--", at)) >= 0:
        end = markup.find("-->", begin)
        if end < 0:
            return "".join([*kept, markup[at:].replace("<!--", "")])
        kept.append(markup[at:begin])
        at = end + 3
    return "".join([*kept, markup[at:]])


def _parts(markup: str) -> list[str]:
    reader = _Text()
    reader.feed(sound(markup))
    reader.close()
    return reader.parts


def without_markup(text: str) -> str:
    """A snippet is raw wikitext, cut anywhere: take away the marks of links, letters and lists."""
    for mark, instead in MARKUP:
        text = mark.sub(instead, text)
    return text.strip()
