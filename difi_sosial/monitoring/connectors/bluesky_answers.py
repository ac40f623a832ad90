"""What servers of the Bluesky network answer: errors by name, and posts."""

from typing import Any

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Post, Response

POST = "app.bsky.feed.post"
PAGE = "https://bsky.app/profile/"


def uri_of(url: str) -> str:
    """The address that the network itself gives a post, from that of its page; else empty."""
    who, _post, key = url.removeprefix(PAGE).partition("/post/")
    return f"at://{who}/{POST}/{key}" if url.startswith(PAGE) and key else ""


def error_of(response: Response) -> str:
    """The name of an error; the edge in front of the network answers with a web page."""
    is_json = response.body.lstrip()[:1] == b"{"
    return base.text_at(base.json_of(response), "error") if is_json else ""


def post_of(row: dict[str, Any], found_by: str) -> Post | None:
    """One post; its permalink goes by the account's number, for names move."""
    parts = base.text_at(row, "uri").removeprefix("at://").split("/")
    if len(parts) != 3 or parts[1] != POST or base.text_at(row, "record", "$type") != POST:
        return None
    handle, written = (
        base.text_at(row, "author", "handle"),
        base.text_at(row, "record", "createdAt"),
    )
    times = [base.moment(written), base.moment(base.text_at(row, "indexedAt"))]
    return Post(
        external_id=base.text_at(row, "uri"),
        url=f"{PAGE}{parts[0]}/post/{parts[2]}",
        text=base.text_at(row, "record", "text"),
        author_name=base.text_at(row, "author", "displayName"),
        author_handle=f"@{handle}" if handle and handle != "handle.invalid" else "",
        language=next(iter(base.texts(row["record"].get("langs"))), ""),
        posted_at=min((time for time in times if time), default=None),
        posted_raw=written,
        found_by=found_by,
        shares=base.amount(row.get("repostCount")),
    )
