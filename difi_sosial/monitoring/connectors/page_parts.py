"""What of a web page is watched: one part of it, without what changes all the time.

A selector is a name of an element, an id or a class: `main`, `#innhold`, `.dato`, `span.teller`.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from difi_sosial.monitoring.connectors.base import Trouble, Unusable
from difi_sosial.monitoring.connectors.profiles.parts import VOID
from difi_sosial.monitoring.connectors.text import sound, text_of

SELECTOR = re.compile(r"([a-z][a-z0-9-]*)?(?:([#.])([^\s#.\[\]>:]+))?", re.IGNORECASE)
LINES, LETTERS = 2000, 60_000  # what is remembered of a page
MOST = 300_000  # letters of HTML that are looked at
DEPTH = 256  # deeper elements belong to the one they are in; no honest page has so many


@dataclass(frozen=True)
class Selector:
    """One simple selector: each part that is empty fits anything."""

    tag: str = ""
    id: str = ""
    css_class: str = ""

    @classmethod
    def of(cls, text: str) -> "Selector":
        """Raises Unusable(WRONG_SETTINGS) for what is not one simple selector."""
        found = SELECTOR.fullmatch(text.strip())
        if found is None or not text.strip():
            raise Unusable(Trouble.WRONG_SETTINGS, f"not a simple selector: {text}")
        tag, mark, name = (part or "" for part in found.groups())
        return cls(tag.lower(), name if mark == "#" else "", name if mark == "." else "")

    def fits(self, tag: str, attrs: dict[str, str | None]) -> bool:
        """Whether an element is meant."""
        classes = (attrs.get("class") or "").split()
        return (
            self.tag in ("", tag)
            and self.id in ("", attrs.get("id"))
            and (not self.css_class or self.css_class in classes)
        )


class _Kept(HTMLParser):
    """The HTML of the first element that fits `wanted`, without those that fit `ignored`.

    Open elements are on a stack, for many a page leaves out end tags.
    """

    def __init__(self, wanted: Selector | None, ignored: tuple[Selector, ...]) -> None:
        super().__init__(convert_charrefs=False)
        self.wanted, self.ignored = wanted, ignored
        self.stack: list[str] = []
        self.inside = 0 if wanted is None else -1  # how deep the stack was where we came in
        self.outside = -1  # how deep it was where we began to pass over
        self.is_found = wanted is None
        self.title, self.kept = "", list[str]()

    @property
    def takes(self) -> bool:
        return self.inside >= 0 and self.outside < 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if not self.is_found and self.wanted and self.wanted.fits(tag, facts):
            self.is_found, self.inside = True, len(self.stack)
        if self.takes and any(one.fits(tag, facts) for one in self.ignored):
            self.outside = -1 if tag in VOID else len(self.stack)
        elif self.takes:
            self.kept.append(self.get_starttag_text() or "")
        if tag not in VOID and len(self.stack) < DEPTH:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.stack:
            return
        while self.stack.pop() != tag:
            pass
        if self.takes:
            self.kept.append(f"</{tag}>")
        if len(self.stack) <= self.outside:
            self.outside = -1
        if self.wanted and self.is_found and len(self.stack) <= self.inside:
            self.inside = -1

    def handle_data(self, data: str) -> None:
        if "title" in self.stack[-1:] and not self.title:
            self.title = " ".join(data.split())
        elif self.takes:
            self.kept.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")


def lines_of(html: str, part: str, ignored: tuple[str, ...]) -> tuple[str, list[str]]:
    """Title and text of what is watched, line by line. Raises Unusable(GONE) when it is not there.

    At most 2,000 lines and 60,000 letters: a page that is longer is watched from its top.
    """
    wanted = Selector.of(part) if part.strip() else None
    page = _Kept(wanted, tuple(Selector.of(one) for one in ignored))
    page.feed(sound(html, MOST))
    page.close()
    if not page.is_found:
        raise Unusable(Trouble.GONE, "the chosen part is not on the page")
    return text_of(page.title), text_of("".join(page.kept))[:LETTERS].split("\n")[:LINES]
