"""One entry of an ordinary feed, read as feedparser reads it, or not at all.

What feedparser does with an entry depends on the order of its elements, on their namespaces and on
much else. Here stands what it does in the plain cases; `Other` is raised for all the rest.
"""

import re
from collections.abc import Iterable
from typing import Any

from feedparser.urls import _urljoin

from difi_sosial.monitoring.connectors.feeds_dates import moment
from difi_sosial.monitoring.connectors.feeds_names import Other, name_of, text_in

OLD_AMPERSAND = re.compile(r"&([A-Za-z0-9_]+);")
WHOLE = re.compile(
    r"https?://[a-z0-9][a-z0-9.-]*(?::[0-9]+)?/[A-Za-z0-9/._~-]*(?:\?[A-Za-z0-9=_-]+)?"
)
HTML = frozenset({"html", "text/html", "xhtml", "application/xhtml+xml"})
MEANS = {
    "title": "title",
    "guid": "id",
    "id": "id",
    "pubdate": "published",
    "published": "published",
    "updated": "updated",
    "dc:date": "updated",
    "description": "summary",
    "summary": "summary",
    "content": "content",
    "content:encoded": "content",
}
QUIET = frozenset({"category", "comments", "enclosure", "rights", "dc:subject"})
OF_AUTHOR = frozenset({"name", "uri", "email"})
ATTRIBUTES = {
    "guid": frozenset({"isPermaLink"}),
    "link": frozenset({"href", "rel", "type", "title", "length", "hreflang"})
    | {"{http://purl.org/syndication/thread/1.0}count"}
    | {"{http://purl.org/syndication/thread/1.0}updated"},
    "category": frozenset({"domain", "term", "scheme", "label"}),
    "enclosure": frozenset({"url", "length", "type"}),
}
TYPE = frozenset({"type"})
# Of the base no more than the addresses inside the text depend; these we leave as they are.
TEXT = TYPE | {"{http://www.w3.org/XML/1998/namespace}base"}
TYPES = frozenset({"", "text", "html", "text/html", "text/plain"})
Entry = dict[str, Any]


def entry_of(element: Any, url: str, language: str) -> Entry:
    """An entry in feedparser's words, as far as `xml_post` asks for them."""
    entry: Entry = {}
    if element.attrib:
        raise Other
    for child in element:
        name = name_of(child.tag)
        if (named := child.keys()) and not name.startswith("quiet:"):
            _check_attributes(child, name, named)
        if name in ("author", "dc:creator"):
            _author(child, entry)
        else:
            _leaf(child, name, entry, url, language)
    if entry.pop("id_is_link", True) and "id" in entry:
        entry.setdefault("link", entry["id"])
    if "content" in entry:
        entry.setdefault("summary", entry["content"][0]["value"])
    return entry


def _check_attributes(element: Any, name: str, named: Iterable[str]) -> None:
    known = ATTRIBUTES.get(name)
    if known is None:
        known = TEXT if MEANS.get(name) in ("title", "summary", "content") else TYPE
        if element.get("type", "").lower() not in TYPES:
            raise Other
    if not known.issuperset(named):
        raise Other


def _leaf(element: Any, name: str, entry: Entry, url: str, language: str) -> None:
    if len(element):
        raise Other
    if name == "link":
        _link(element, entry, url)
    elif name not in QUIET and not name.startswith("quiet:"):
        _field(element, name, entry, url, language)


def _field(element: Any, name: str, entry: Entry, url: str, language: str) -> None:
    meaning = MEANS.get(name)
    if meaning is None or meaning in entry:
        raise Other  # of two, which one stands depends on much
    text = text_in(element)
    entry[meaning] = [{"value": text}] if meaning == "content" else text
    if meaning == "id":
        entry["id_is_link"] = element.get("isPermaLink", "true") == "true"
        entry["id"] = _joined(url, text) if text and entry["id_is_link"] else text
    elif meaning in ("published", "updated"):
        entry[f"{meaning}_parsed"] = moment(text)
    elif meaning == "title":
        entry["title_detail"] = {"language": language or None}


def _author(element: Any, entry: Entry) -> None:
    """A name as text, or in Atom's `name`; an e-mail address in the text has rules of its own."""
    parts = {name_of(part.tag): part for part in element}
    has_parts = bool(parts)
    if "author" in entry or len(parts) != len(element) or not OF_AUTHOR.issuperset(parts):
        raise Other
    if any(len(part) or part.attrib for part in element) or element.attrib:
        raise Other
    if has_parts and ("name" not in parts or (element.text or "").strip()):
        raise Other
    name = text_in(parts["name"] if has_parts else element)
    if ("@" in name and not has_parts) or (has_parts and not name):
        raise Other
    entry["author"] = name
    if name:
        entry["author_detail"] = {"name": name}


def _link(element: Any, entry: Entry, url: str) -> None:
    """Atom's link is an attribute, RSS' is text; the last one stands."""
    if "href" not in element.attrib:
        text = text_in(element)
        joined = _joined(url, text) if text else ""
        entry["link"] = OLD_AMPERSAND.sub(r"&\g<1>", joined.replace("&amp;", "&"))
        return
    if not element.get("href"):
        raise Other
    rel = element.get("rel", "alternate").lower()
    kind = element.get("type", "application/atom+xml" if rel == "self" else "text/html").lower()
    if rel == "alternate" and kind in HTML:
        entry["link"] = _joined(url, element.get("href"))


def _joined(url: str, address: str) -> str:
    """An address as it is seen from the feed; most are whole, and to join them changes nothing."""
    return address if WHOLE.fullmatch(address) else str(_urljoin(url, address))
