"""Any web page, or the part of it with a given id: forums, blogs, pages of their own."""

import re

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Request, Response, Trouble, Unusable
from difi_sosial.monitoring.connectors.profiles.base import Place, ProfileReader, ProfileSeen
from difi_sosial.monitoring.connectors.profiles.parts import part_of
from difi_sosial.monitoring.connectors.text import text_of

CHARSET = re.compile(r"charset=[\"']?([A-Za-z0-9._:-]+)", re.IGNORECASE)
DECLARED = 2048  # bytes in which a page says its charset, HTML standard


class WebPage(ProfileReader):
    """What a reader without JavaScript sees of the page."""

    slug = "webpage"
    docs = "https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding"

    def request(self, place: Place) -> Request:
        url = base.web_address(place.url)
        if not url:
            raise Unusable(Trouble.WRONG_SETTINGS, "the address is no web address")
        return Request(url, headers={"Accept": "text/html, application/xhtml+xml;q=0.9"})

    def parse(self, response: Response, place: Place) -> ProfileSeen:
        base.refuse_errors(response)
        if response.content_type not in ("text/html", "application/xhtml+xml", "text/plain", ""):
            raise Unusable(Trouble.NOT_UNDERSTOOD, f"a page was expected: {response.content_type}")
        html = decoded(response)
        if response.content_type == "text/plain":
            return ProfileSeen(text=html, is_page=True)
        return ProfileSeen(text=text_of(part_of(html, place.part)), is_page=True)


def decoded(response: Response) -> str:
    """The page as text: the charset of the header, of the page, else UTF-8."""
    start = response.body[:DECLARED].decode("ascii", "replace")
    told = CHARSET.search(response.headers.get("content-type", "")) or CHARSET.search(start)
    try:
        return response.body.decode(told.group(1) if told else "utf-8", "replace")
    except LookupError:
        return response.body.decode("utf-8", "replace")
