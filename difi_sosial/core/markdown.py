"""Markdown and outside HTML in, safe HTML out: the only place that marks a text as safe.

Four functions: `render` for what our own people write, `scrolling` for its tables on a screen,
`sanitise` for posts from elsewhere, `plain` for text without any markup. Raw HTML in Markdown is
shown as the text it is, and everything passes nh3 afterwards: the first wall makes the text
predictable, the second is the one that must hold.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from html import unescape
from xml.etree.ElementTree import Element

import nh3
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TEXT_TAGS = frozenset(
    {"a", "b", "blockquote", "br", "code", "del", "em", "hr", "i", "ins", "li", "ol", "p", "pre"}
    | {"s", "strong", "sub", "sup", "u", "ul"}
)
AUTHORED_TAGS = TEXT_TAGS.union(
    HEADINGS, {"div", "img", "table", "tbody", "td", "th", "thead", "tr"}
)
POST_TAGS = TEXT_TAGS - {"hr"}
SCHEMES = frozenset({"http", "https", "mailto"})
DROPPED_WITH_CONTENT = frozenset({"script", "style", "template", "noscript", "iframe", "object"})
MOST_BRACKETS = 500  # the parser's time grows with the square of brackets that never close
LINK_REL = "noopener nofollow"

# Letters that Unicode does not decompose into a base letter and an accent.
LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss", "ł": "l", "ð": "d"}
)
# Overrides and isolates let a post rearrange the page around it; NUL is refused by PostgreSQL.
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
REFERENCE = re.compile("&#(?:x([0-9a-f]+)|([0-9]+));?", re.IGNORECASE)
BLOCKS = ("blockquote", "br", "div", "hr", "li", "ol", "p", "pre", "table", "tr", "ul", *HEADINGS)
BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(BLOCKS)})>")


def slug(text: str, separator: str = "-") -> str:
    """Heading text to an ASCII id: æ, ø, å become ae, oe, aa; Sámi letters lose their marks."""
    folded = unicodedata.normalize("NFC", text).lower().translate(LETTERS)
    ascii_only = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", separator, ascii_only).strip(separator) or "del"


def is_own_path(url: str) -> bool:
    """Whether the address stays on this site. Browsers read backslashes as slashes: none pass."""
    return re.fullmatch(r"/?[\w.~%-][\w.~%/?=&-]*", url) is not None


class _Headings(Treeprocessor):
    """Shift authored headings to start at `top`, leaving no level out, and drop outside images."""

    def __init__(self, md: Markdown, top: int) -> None:
        super().__init__(md)
        self.top = top

    def run(self, root: Element) -> None:
        above: list[int] = []
        for element in root.iter():
            if element.tag in HEADINGS:
                level = int(element.tag[1])
                while above and above[-1] >= level:
                    above.pop()
                above.append(level)
                element.tag = f"h{min(6, self.top + len(above) - 1)}"
            elif element.tag == "img" and not is_own_path(element.get("src", "")):
                alternative = element.get("alt", "")
                element.attrib.clear()
                element.tag, element.text = "em", alternative


class _OwnDialect(Extension):
    """Markdown without raw HTML, with our headings."""

    def __init__(self, top: int) -> None:
        super().__init__()
        self.top = top

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # After inline parsing (20), so that images exist; before the ids are made (5).
        md.treeprocessors.register(_Headings(md, self.top), "own_headings", 10)


def _parser(top: int, permalinks: bool = False) -> Markdown:
    return Markdown(
        output_format="html",
        extensions=[
            TableExtension(use_align_attribute=True),
            FootnoteExtension(BACKLINK_TITLE=_("Tilbake til note {} i teksten")),
            TocExtension(slugify=slug, marker="", separator="-", anchorlink=permalinks),
            SaneListExtension(),
            _OwnDialect(top),
        ],
    )


def _to_html(text: str, top: int, permalinks: bool) -> str:
    return _parsed(text, top, permalinks, get_language() or "")


# The same sections are shown again and again. The words of footnotes and links are the reader's.
@lru_cache(maxsize=500)
def _parsed(text: str, top: int, permalinks: bool, language: str) -> str:
    """HTML by the Markdown parser; the bare text where that is too much for the parser."""
    if text.count("[") <= MOST_BRACKETS:
        try:
            return _parser(top, permalinks).convert(text)
        except RecursionError:
            pass  # lists hundreds deep; the words are still to be read
    return f"<pre>{escape(text)}</pre>"


def _authored_attribute(prefix: str) -> Callable[[str, str, str], str | None]:
    def keep(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "id":
            return prefix + value
        if attribute == "href" and value.startswith("#"):
            return f"#{prefix}{value[1:]}"
        if attribute == "src":
            return value if is_own_path(value) else None
        return value

    return keep


def render(text: str, *, top: int = 2, prefix: str = "", permalinks: bool = False) -> SafeString:
    """Authored Markdown to safe HTML; an authored `#` becomes a heading of level `top` (1 to 6).

    Give each text its own `prefix` where several stand on one page: it is put before every id and
    every link to one. With `permalinks` every heading is a link to itself.
    """
    return _rendered(text, top, prefix, permalinks, get_language() or "")


@lru_cache(maxsize=256)
def _rendered(text: str, top: int, prefix: str, permalinks: bool, language: str) -> SafeString:
    """What `render` makes; remembered, for texts are read far more often than they are changed."""
    return mark_safe(  # noqa: S308 - sanitised on this line
        nh3.clean(
            _visible(_to_html(HIDDEN.sub("", text), top, permalinks)),
            tags=set(AUTHORED_TAGS),
            clean_content_tags=set(DROPPED_WITH_CONTENT),
            attributes={
                "a": {"href", "title", "id"},
                "img": {"src", "alt", "title"},
                "li": {"id"},
                "sup": {"id"},
                "ol": {"start"},
                **{heading: {"id"} for heading in HEADINGS},
            },
            tag_attribute_values={
                cell: {"align": {"left", "center", "right"}} for cell in ("td", "th")
            },
            allowed_classes={
                "div": {"footnote"},
                "a": {"footnote-ref", "footnote-backref", "toclink"},
            },
            attribute_filter=_authored_attribute(prefix),
            url_schemes=set(SCHEMES),
            link_rel=LINK_REL,
        )
    )


def scrolling(html: SafeString) -> SafeString:
    """For the screen: a table wider than a narrow window scrolls in a box the keyboard reaches."""
    around = format_html(
        '<div class="scroll" tabindex="0" role="group" aria-label="{}"><table>', _("Tabell")
    )
    framed = html.replace("<table>", around).replace("</table>", "</table></div>")
    return mark_safe(framed)  # noqa: S308 - safe as it came, with a box of our own around


def _visible(html: str) -> str:
    """HTML without hidden characters; one that is written as `&#1;` becomes U+FFFD.

    Not nothing, for what stands on both sides must not become one reference or one address.
    """
    return REFERENCE.sub(_unless_hidden, HIDDEN.sub("", html))


def _unless_hidden(reference: re.Match[str]) -> str:
    digits = (reference[1] or reference[2]).lstrip("0")
    code = int(digits or "0", 16 if reference[1] else 10) if len(digits) < 8 else 0x10FFFF
    return "\ufffd" if code <= 0x10FFFF and HIDDEN.match(chr(code)) else reference[0]


def sanitise(html: str) -> SafeString:
    """HTML from outside to a safe subset: no images, no ids, no classes, absolute links only."""
    return mark_safe(  # noqa: S308 - sanitised on this line
        nh3.clean(
            _visible(html),
            tags=set(POST_TAGS),
            clean_content_tags=set(DROPPED_WITH_CONTENT),
            attributes={"a": {"href"}},
            url_schemes=set(SCHEMES),
            url_relative="deny",
            link_rel=LINK_REL,
        )
    )


def plain(html: str) -> str:
    """The text of an HTML fragment, one line per block; not safe to put in a page unescaped."""
    bare = nh3.clean(
        _visible(html),
        tags=set(BLOCKS),
        clean_content_tags=set(DROPPED_WITH_CONTENT),
        attributes={},
    )
    lines = (" ".join(unescape(line).split()) for line in BLOCK_TAG.sub("\n", bare).split("\n"))
    return "\n".join(line for line in lines if line)
