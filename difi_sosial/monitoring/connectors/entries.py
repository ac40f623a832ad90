"""The entries of a feed as posts: XML by feedparser, JSON Feed by ourselves.

What `feeds_fast` knows that it reads alike never gets to feedparser. That one gets the bytes, never
an address (it has no timeout and inflates without limit). Its sanitiser is off: nh3 does that where
a post is shown. `bozo` is not failure: a cut-off feed still gives what came before the cut. An HTML
page gives an empty `version`, an empty body none at all.
"""

import calendar
import hashlib
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import feedparser

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Post, Response, Trouble, Unusable
from difi_sosial.monitoring.connectors.feeds_fast import fast_entries
from difi_sosial.monitoring.connectors.hostile import is_attack
from difi_sosial.monitoring.connectors.text import text_of

ENTRIES = 500
ALTERNATE = re.compile(rb"<link\b[^>]{0,1000}>", re.IGNORECASE)
FEED_TYPE = re.compile(rb"application/(?:rss|atom|feed)\+(?:xml|json)", re.IGNORECASE)
HREF = re.compile(rb"href\s*=\s*[\"']([^\"'>]{1,1000})[\"']", re.IGNORECASE)
WHOLE = re.compile(rb"</[\w:]*(?:rss|feed|rdf)\s*>\s*(?:<!--.*-->\s*)?$", re.IGNORECASE | re.DOTALL)


def xml_posts(response: Response) -> list[Post]:
    """The posts of any XML feed, at most the first 500."""
    media_type = response.headers.get("content-type", "application/xml")
    if fast := fast_entries(response.body, media_type, response.url, ENTRIES):
        return [xml_post(entry, fast[1], response.url) for entry in fast[0]]
    return slow_posts(response.body, media_type, response.url)


def slow_posts(body: bytes, media_type: str, url: str) -> list[Post]:
    """The posts of any XML feed, as feedparser has them."""
    if is_attack(body):
        raise Unusable(Trouble.NOT_UNDERSTOOD, "the feed is built to take our time")
    feed = feedparser.parse(
        body,
        # Keys in lower case, or feedparser calls every feed NonXMLContentType.
        response_headers={"content-type": media_type, "content-location": url},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not feed.get("version"):
        raise Unusable(Trouble.NOT_UNDERSTOOD, f"the answer is not a feed{_hint(body, url)}")
    entries = feed.entries[:ENTRIES]
    is_cut = feed.bozo and not WHOLE.search(body[-200:])
    if is_cut and entries and not (entries[-1].get("id") or entries[-1].get("link")):
        entries.pop()  # cut off in the middle: next time it comes whole, with another id
    language = str(feed.feed.get("language", ""))
    return [xml_post(entry, language, url) for entry in entries]


def _hint(body: bytes, url: str) -> str:
    """Where a web page says that its feed is: somebody pasted the address of the page itself."""
    for link in ALTERNATE.findall(body[:200_000]):
        found = HREF.search(link)
        if FEED_TYPE.search(link) and found:
            address = base.web_address(urljoin(url, found.group(1).decode("utf-8", "replace")))
            return f"; the page says that its feed is at {address}" if address else ""
    return ""


def xml_post(entry: Any, language: str, home: str) -> Post:
    """One entry of feedparser as a post."""
    contents = [part.get("value", "") for part in entry.get("content", [])]
    html = max([*contents, entry.get("summary", "")], key=len)
    url = base.web_address(entry.get("link"), entry.get("id"))
    # The plain `get` of a dict: feedparser's own warns when it answers with another field.
    raw = entry.get("published") or dict.get(entry, "updated", "")
    title = text_of(entry.get("title", ""))
    return Post(
        external_id=entry.get("id") or url or fallback_id(title, raw, html),
        url=url or home,
        title=title,
        text=text_of(html),
        html=html,
        author_name=text_of(entry.get("author_detail", {}).get("name") or entry.get("author", "")),
        language=(entry.get("title_detail", {}).get("language") or language or "").lower(),
        posted_at=utc(entry.get("published_parsed") or dict.get(entry, "updated_parsed")),
        posted_raw=raw,
    )


def json_posts(response: Response) -> list[Post]:
    """The posts of a JSON Feed (versions 1 and 1.1)."""
    feed = base.json_of(response)
    if "jsonfeed.org" not in base.text_at(feed, "version"):
        raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer is JSON, but not a JSON Feed")
    return [
        json_post(item, feed, response.url) for item in base.objects(feed.get("items"))[:ENTRIES]
    ]


def json_post(item: dict[str, Any], feed: dict[str, Any], home: str) -> Post:
    """One item of a JSON Feed as a post. Ids should be strings, but numbers occur."""
    html, plain = base.text_at(item, "content_html"), base.text_at(item, "content_text")
    raw = base.text_at(item, "date_published") or base.text_at(item, "date_modified")
    authors = base.objects(item.get("authors")) or base.objects(feed.get("authors")) or [{}]
    address, title = base.text_at(item, "url"), base.text_at(item, "title")
    url = base.web_address(address and urljoin(home, address), item.get("external_url"))
    number = "" if item.get("id") is None else str(item["id"])
    return Post(
        external_id=number or url or fallback_id(title, raw, html or plain),
        url=url or home,
        title=title,
        text=text_of(html) if html else plain,
        html=html,
        author_name=base.text_at(authors[0], "name") or base.text_at(item, "author", "name"),
        language=(base.text_at(item, "language") or base.text_at(feed, "language")).lower(),
        posted_at=base.moment(raw),
        posted_raw=raw,
    )


def fallback_id(*parts: str) -> str:
    """A stable id for an entry that has neither id nor link."""
    return "sha256:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:40]


def utc(parsed: Any) -> datetime | None:
    """feedparser's struct_time (UTC) as a datetime; nonsense years give None."""
    if isinstance(parsed, datetime):
        return parsed
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None
