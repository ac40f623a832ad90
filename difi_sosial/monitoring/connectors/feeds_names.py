"""Names and texts of a feed's elements, as feedparser understands them, where it is plain."""

import re
from typing import Any

ATOM = "http://www.w3.org/2005/Atom"
ODD = re.compile("[\x80-\x9f]")  # feedparser takes these for windows-1252
# What a namespace is to feedparser, which asks for names in lower case.
SPACES = {
    "": "",
    ATOM: "",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/rss/1.0/modules/slash/": "quiet:",
    "http://wellformedweb.org/commentAPI/": "quiet:",
    "http://purl.org/rss/1.0/modules/syndication/": "quiet:",
}


class Other(Exception):
    """Something that feedparser must read."""


def name_of(element: Any) -> str:
    """`title`, `dc:date`, `quiet:…`; something unknown is left to feedparser."""
    space, _, local = element.tag.rpartition("}")
    prefix = SPACES.get(space[1:])
    if prefix is None:
        raise Other
    return prefix + str(local).lower()


def text_in(element: Any) -> str:
    """The text of a leaf; feedparser mends some texts in ways of its own."""
    text: str = (element.text or "").strip()
    if text.isascii():
        return text
    if ODD.search(text):
        raise Other
    try:
        text.encode("iso-8859-1").decode()
    except UnicodeError:
        return text
    raise Other  # UTF-8 taken for Latin-1 and encoded again
