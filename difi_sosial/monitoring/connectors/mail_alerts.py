"""An alert by e-mail, taken apart by plain rules.

In HTML every link with a headline's length begins an entry, and the text until the next one is its
excerpt. In plain text an entry is a paragraph with an address in it. Attachments are not opened.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Post
from difi_sosial.monitoring.connectors.text import BLOCKS, HIDDEN, sound

ENTRIES = 200
HEADLINE = 12  # letters; shorter links are «Les mer» and the like
EXCERPT = 1000
WRAPPED = frozenset({"url", "u", "q", "target", "link", "redirect", "dest"})
# Links of the letter itself: how to leave, settings, and the way to the supplier's own page.
OWN_LINKS = re.compile(
    r"avmeld|meld deg av|unsubscribe|innstilling|settings|preferences|personvern|privacy"
    r"|i nettleser|in (your )?browser|kundeservice|support",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
Entry = tuple[str, str, str]  # address, headline, excerpt


def entries_of(raw: bytes, *, found_by: str) -> list[Post]:
    """The entries of one letter as posts, each by its own address."""
    message = message_from_bytes(raw, policy=policy.default)
    sent = date_of(message)
    found = {url: (title, text) for url, title, text in parts_of(message) if url}
    return [
        Post(
            external_id=url,
            url=url,
            title=title,
            text=text[:EXCERPT],
            posted_at=sent,
            posted_raw=str(message.get("date", ""))[:100],
            found_by=found_by,
        )
        for url, (title, text) in list(found.items())[:ENTRIES]
    ]


def parts_of(message: EmailMessage) -> list[Entry]:
    """The entries of the part that is meant to be read: HTML, else plain text."""
    for kind, read in (("html", html_entries), ("plain", plain_entries)):
        try:
            part = message.get_body(preferencelist=(kind,))
            text = str(part.get_content()) if part else ""
        except (LookupError, ValueError, AttributeError):
            continue  # a charset nobody has, or a part that is not what it says
        if entries := list(read(text)):
            return entries
    return []


class _Alert(HTMLParser):
    """Text and links of a letter in the order they stand."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[tuple[str, str]] = []  # address (empty for bare text), text
        self.href, self.hidden = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self.hidden += 1
        elif tag == "a":
            self.href = base.web_address(dict(attrs).get("href"))
            self.rows.append((self.href, ""))
        elif tag == "br" or tag in BLOCKS:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag == "a":
            self.href = ""
            self.rows.append(("", ""))

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        if not self.rows or self.rows[-1][0] != self.href:
            self.rows.append((self.href, ""))
        self.rows[-1] = (self.href, self.rows[-1][1] + data)


def html_entries(html: str) -> Iterator[Entry]:
    """A headline is a link with words enough; what follows until the next one is its excerpt."""
    reader = _Alert()
    reader.feed(sound(html))
    reader.close()
    url, title, text = "", "", ""
    for href, raw in reader.rows:
        words = " ".join(raw.split())
        if href and len(words) >= HEADLINE:
            if url:
                yield url, title, text.strip()
            is_own = OWN_LINKS.search(words)
            url, title, text = ("" if is_own else unwrapped(href)), words, ""
        elif not href and words:
            text = f"{text} {words}"
    if url:
        yield url, title, text.strip()


def plain_entries(text: str) -> Iterator[Entry]:
    """A paragraph with an address: its first line is the headline, the rest the excerpt."""
    for paragraph in re.split(r"\n\s*\n", text.replace("\r", "")):
        found = ADDRESS.search(paragraph)
        words = [" ".join(line.split()) for line in ADDRESS.sub("", paragraph).split("\n")]
        lines = [line for line in words if line.strip(" <>-:")]
        if found and lines and not OWN_LINKS.search(paragraph):
            yield unwrapped(found.group().rstrip(".,;)")), lines[0], " ".join(lines[1:])


def unwrapped(href: str) -> str:
    """The address behind a supplier's own counter (…?url=https://…), and without its tags."""
    parts = urlsplit(href)
    for name, value in parse_qsl(parts.query):
        if name.lower() in WRAPPED and base.web_address(value):
            return base.web_address(value)
    kept = [pair for pair in parts.query.split("&") if not pair.lower().startswith("utm_")]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join(kept), ""))


def date_of(message: EmailMessage) -> datetime | None:
    """When the letter was sent, aware UTC; nonsense gives None."""
    try:
        sent = message["date"].datetime
    except (AttributeError, TypeError, ValueError, IndexError):
        return None
    return sent.astimezone(UTC) if sent and sent.tzinfo else None
