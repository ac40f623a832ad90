"""Elements, wrapped text, and the frame that every picture stands in. Lengths are user units."""

from collections.abc import Iterable
from textwrap import wrap
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

FONT = "Inter, DejaVu Sans, sans-serif"
LINE = 17  # from one line of text to the next


def element(name: str, *children: object, **attributes: Any) -> SafeString:
    """`<name …>children</name>`, all escaped. `text_anchor` is written `text-anchor`, and `class_`
    is `class`; an attribute that is None is left out, and numbers lose needless decimals.
    """
    written = (
        (key.rstrip("_").replace("_", "-"), _plain(value))
        for key, value in attributes.items()
        if value is not None
    )
    inside = format_html_join("", ' {}="{}"', written)
    body = format_html_join("", "{}", ((child,) for child in children))
    return format_html("<{}{}>{}</{}>", SafeString(name), inside, body, SafeString(name))


def text(words: object, x: float, y: float, *, class_: str, anchor: str = "start") -> SafeString:
    """One line of text with its baseline at `y`."""
    return element("text", words, x=x, y=y, class_=class_, text_anchor=anchor)


def lines(words: str, width: int, most: int) -> list[str]:
    """The words in lines of at most `width` characters; what is too long ends in an ellipsis."""
    short = " ".join(_broken(word, width) for word in words.split())
    return wrap(short, width, max_lines=most, placeholder=" …") or [""]


def _broken(word: str, width: int) -> str:
    """A word that no line can hold gets a hyphen where the line ends."""
    if len(word) <= width:
        return word
    return f"{word[: width - 1]}- {_broken(word[width - 1 :], width)}"


def paragraph(
    rows: Iterable[str], x: float, y: float, *, class_: str, anchor: str = "start"
) -> SafeString:
    """Lines of text under one another, the first with its baseline at `y`."""
    spans = (
        element("tspan", row, x=x, dy=LINE if number else None) for number, row in enumerate(rows)
    )
    return element("text", *spans, x=x, y=y, class_=class_, text_anchor=anchor)


def frame(
    *parts: object,
    key: str,
    kind: str,
    title: object,
    description: object,
    width: float,
    height: float,
    has_links: bool = False,
    is_fluid: bool = False,
) -> SafeString:
    """The whole picture. `key` is unique on the page; `kind` is its class `picture--kind`.

    One that `has_links` is a group instead of an image, so that its links can be reached. One that
    `is_fluid` is drawn in per cent of the width it gets, and is not scaled.
    """
    heading, words = f"{key}-title", f"{key}-desc"
    return element(
        "svg",
        element("title", title, id=heading),
        element("desc", description, id=words),
        *parts,
        id=key,
        class_=f"picture picture--{kind}",
        role="group" if has_links else "img",
        aria_labelledby=f"{heading} {words}",
        viewBox=None if is_fluid else f"0 0 {_plain(width)} {_plain(height)}",
        width=width,
        height=height,
        # What a stylesheet says comes before these; a document has none that reaches in here.
        font_family=FONT,
        font_size=14,
    )


def _plain(value: object) -> object:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
