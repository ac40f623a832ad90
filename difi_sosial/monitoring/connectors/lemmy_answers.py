"""Posts and comments in Lemmy's answers, in the words of version 3 and of version 4."""

from typing import Any

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Post, Trouble, Unusable


def posts_of(answer: dict[str, Any], kind: str, wanted: str) -> list[Post]:
    """What was found. Version 3 has a list for each kind, version 4 has one list for all."""
    keys = (kind, "search", "results", "items")
    rows = next((answer[key] for key in keys if key in answer), None)
    if not isinstance(rows, list):
        raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer has no list of posts")
    return [post for row in base.objects(rows) if (post := post_of(row, wanted))]


def post_of(row: dict[str, Any], wanted: str) -> Post | None:
    """One post or comment; what its author or a moderator has taken away is passed over."""
    comment, post = row.get("comment"), row.get("post")
    thing = comment if isinstance(comment, dict) else post
    if not isinstance(thing, dict) or thing.get("deleted") or thing.get("removed"):
        return None
    place = base.web_address(thing.get("ap_id"))
    if not place:
        return None
    raw = base.text_at(thing, "published_at") or base.text_at(thing, "published")
    body = base.text_at(thing, "content") or base.text_at(thing, "body")
    name, home = base.text_at(row, "creator", "name"), base.text_at(row, "creator", "ap_id")
    host = (home or base.text_at(row, "creator", "actor_id")).partition("://")[2].partition("/")[0]
    return Post(
        external_id=place,
        url=place,
        title=base.text_at(post, "name"),
        text=body or base.web_address(thing.get("url")),
        author_name=base.text_at(row, "creator", "display_name"),
        author_handle=f"@{name}@{host}" if name and host else "",
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=wanted,
    )
