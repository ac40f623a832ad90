"""One element of an HTML page, chosen by its id."""

from html.parser import HTMLParser

from difi_sosial.monitoring.connectors.base import Trouble, Unusable

# These have no end tag, so they are never open.
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input"}
    | {"link", "meta", "source", "track", "wbr"}
)


class _Part(HTMLParser):
    def __init__(self, wanted: str) -> None:
        super().__init__(convert_charrefs=False)
        self.wanted, self.depth, self.is_found = wanted, 0, False
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth:
            self.parts.append(self.get_starttag_text() or "")
            self.depth += tag not in VOID
        elif not self.is_found and dict(attrs).get("id") == self.wanted:
            self.is_found, self.depth = True, int(tag not in VOID)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth:
            self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self.depth and tag not in VOID:
            self.depth -= 1
            self.parts.append(f"</{tag}>" if self.depth else "")

    def handle_data(self, data: str) -> None:
        self._take(data)

    def handle_entityref(self, name: str) -> None:
        self._take(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._take(f"&#{name};")

    def _take(self, text: str) -> None:
        if self.depth:
            self.parts.append(text)


def part_of(html: str, wanted: str) -> str:
    """The inside of the first element with this id; the whole when none is wanted.

    An element that is never closed reaches to the end. Raises Unusable(GONE) when it is not there.
    """
    if not wanted:
        return html
    reader = _Part(wanted.lstrip("#"))
    reader.feed(html)
    reader.close()
    if not reader.is_found:
        raise Unusable(Trouble.GONE, "the chosen part is not on the page")
    return "".join(reader.parts)
