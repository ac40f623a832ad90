"""Names and texts of a feed's elements, as feedparser understands them, where it is plain."""

import re
from functools import lru_cache
from typing import Any

from feedparser.api import StrictFeedParser
from feedparser.util import FeedParserDict

ATOM = "http://www.w3.org/2005/Atom"
ODD = re.compile("[\x80-\x9f]")  # feedparser takes these for windows-1252
NEVER_FIRST = bytes(range(0x80, 0xC0))  # among them those, and what ends a letter in UTF-8
# What a namespace is to feedparser, which asks for it and for names in lower case.
SPACES = {
    "": "",
    ATOM.lower(): "",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/rss/1.0/modules/slash/": "quiet:",
    "http://wellformedweb.org/commentapi/": "quiet:",
    "http://purl.org/rss/1.0/modules/syndication/": "quiet:",
}
MEDIA = "http://search.yahoo.com/mrss"
KNOWN = frozenset(space.lower() for space in StrictFeedParser.namespaces)
OURS = {"author_detail", "authors", "href", "links", "published_parsed", "title_detail"}
# Every word that means something to feedparser, and what may follow a prefix in one of them.
WORDS = frozenset(
    tail
    for word in (
        *(name[7:].lower() for name in dir(StrictFeedParser) if name.startswith("_start_")),
        *(name[5:].lower() for name in dir(StrictFeedParser) if name.startswith("_end_")),
        *FeedParserDict.keymap,
        *OURS,
    )
    for tail in (word, *(word[at + 1 :] for at, letter in enumerate(word) if letter == "_"))
)


LONGEST = 300  # letters of a name with its namespace; who answers may write longer ones


class Other(Exception):
    """Something that feedparser must read."""


@lru_cache(maxsize=1000)
def name_of(tag: str) -> str:
    """`title`, `dc:date`; `quiet:…` is what can change nothing that we ask for."""
    if len(tag) > LONGEST:
        raise Other  # what is raised is not remembered
    space, _, local = tag.lower().rpartition("}")
    prefix = SPACES.get(space[1:])
    if prefix is None:
        return f"quiet:{_quiet(space[1:], local)}"
    return str(prefix + local)


def _quiet(space: str, name: str) -> str:
    """The name of an element of another's making, when feedparser has no word like it."""
    if space.rstrip("/") == MEDIA and name in ("content", "thumbnail"):
        return name
    if space in KNOWN or "backend.userland.com/rss" in space or name in WORDS:
        raise Other
    return name


def text_in(element: Any) -> str:
    """The text of a leaf; feedparser mends some texts in ways of its own."""
    text: str = (element.text or "").strip()
    if text.isascii():
        return text
    try:
        written = text.encode("iso-8859-1")
    except UnicodeEncodeError:
        if ODD.search(text):
            raise Other from None
        return text
    if len(written.translate(None, NEVER_FIRST)) == len(written):
        return text  # nothing odd, and no letters of UTF-8 taken for Latin-1: they have such bytes
    if ODD.search(text):
        raise Other
    try:
        written.decode()
    except UnicodeDecodeError:
        return text
    raise Other  # UTF-8 taken for Latin-1 and encoded again
