"""Posts that nobody wrote: texts filled in, and the answers of the servers that would hold them."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import urlsplit

from difi_sosial.monitoring.models import Source

COUNTS = {"nb": 164, "nn": 68, "se": 32, "en": 40}
TRIES = 12


@dataclass(frozen=True, slots=True)
class Told:
    """One post, and what the example agency will do about it."""

    language: str
    kind: str
    place: str
    title: str
    text: str
    answer: str
    author: str


def compose(
    chance: random.Random, words: dict[str, Any], read: Callable[[str], list[dict[str, str]]]
) -> list[Told]:
    """All posts, in no order; no two have the same text."""
    posts: dict[str, Told] = {}
    for language, wanted in COUNTS.items():
        rows, goal, turn = [*read(f"mentions_{language}")], len(posts) + wanted, 0
        chance.shuffle(rows)
        while len(posts) < goal and turn < wanted * TRIES:
            post = _fill(rows[turn % len(rows)], language, words, chance)
            posts.setdefault(post.text, post)
            turn += 1
    return list(posts.values())


def answer_of(source: Source, post: Told, number: int, at: datetime) -> tuple[str, bytes]:
    """Media type and body of the answer in which the source would have shown the post."""
    makers = {"mastodon": _mastodon, "mediawiki": _mediawiki, "feeds": _feed}
    media_type, body = makers[source.connector](source, post, number, at)
    return media_type, json.dumps(body, ensure_ascii=False, indent=1).encode()


def _fill(row: dict[str, str], language: str, words: dict[str, Any], chance: random.Random) -> Told:
    chosen = {name: chance.choice(by[language]) for name, by in words["slots"].items()}
    chosen |= {f"{name}_stor": word[:1].upper() + word[1:] for name, word in chosen.items()}
    author = f"{chance.choice(words['given'])} {chance.choice(words['family'])}"
    return Told(
        language=language,
        kind=row["kind"],
        place=row["place"],
        title=row.get("title", "").format(**chosen),
        text=row["text"].format(**chosen),
        answer=row["answer"].format(**chosen),
        author=author,
    )


def _mastodon(source: Source, post: Told, number: int, at: datetime) -> tuple[str, Any]:
    """The timeline of a hashtag with one post in it."""
    home = source.settings["url"]
    handle = _handle(post.author)
    status = {
        "id": str(114_000_000_000_000_000 + number),
        "created_at": at.isoformat(),
        "visibility": "public",
        "language": post.language,
        "uri": f"{home}/users/{handle}/statuses/{number}",
        "url": f"{home}/@{handle}/{number}",
        "content": f"<p>{escape(post.text)}</p>",
        "account": {"acct": handle, "display_name": post.author},
    }
    return "application/json", [status]


def _mediawiki(source: Source, post: Told, number: int, at: datetime) -> tuple[str, Any]:
    """The search result of a wiki."""
    page = {
        "pageid": number,
        "title": post.title,
        "snippet": escape(post.text),
        "timestamp": at.isoformat(),
    }
    return "application/json", {"query": {"general": {"lang": post.language}, "search": [page]}}


def _feed(source: Source, post: Told, number: int, at: datetime) -> tuple[str, Any]:
    """A JSON Feed with one item."""
    parts = urlsplit(source.settings["url"])
    address = f"{parts.scheme}://{parts.hostname}/{at:%Y/%m}/{number}"
    item = {
        "id": address,
        "url": address,
        "title": post.title,
        "content_html": f"<p>{escape(post.text)}</p>",
        "date_published": at.isoformat(),
        "language": post.language,
        "authors": [{"name": post.author}],
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": source.name, "items": [item]}
    return "application/feed+json", feed


def _handle(name: str) -> str:
    letters = str.maketrans("æøåáčđŋšŧž", "aoaacdnstz")
    return "".join(name.lower().translate(letters).split())
