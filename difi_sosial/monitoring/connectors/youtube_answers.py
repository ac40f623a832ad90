"""What YouTube's API answers, as posts and as trouble."""

from typing import Any

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Post, Response, Trouble, Unusable

_ = base.gettext_noop
CLOSED = _("Kommentarfeltet er stengt på kanalen.")
SPENT = frozenset({"quotaExceeded", "dailyLimitExceeded"})
BUSY = frozenset({"rateLimitExceeded", "userRateLimitExceeded"})
BAD_KEY = frozenset({"keyInvalid", "badRequest", "accessNotConfigured", "forbidden", "keyExpired"})
WATCH = "https://www.youtube.com/watch?v="


def reason(response: Response) -> str:
    """YouTube's own word for what is wrong; empty when the body does not say."""
    if response.status < 400 or response.body.lstrip()[:1] != b"{":
        return ""
    error = base.json_of(response).get("error")
    rows = base.objects(error.get("errors")) if isinstance(error, dict) else []
    return base.text_at(rows[0], "reason") if rows else ""


def is_closed(response: Response) -> bool:
    """Comments are turned off: no fault of ours, and nothing to wait for."""
    return reason(response) == "commentsDisabled"


def read(response: Response) -> Any:
    """The answer as JSON. Raises Unusable with what YouTube means by its 400s and 403s."""
    why = reason(response)
    if why in SPENT or why in BUSY:
        raise Unusable(Trouble.RATE_LIMITED, f"YouTube: {why}")
    if why in BAD_KEY:
        raise Unusable(Trouble.NEEDS_SECRET, f"YouTube: {why}")
    base.refuse_errors(response)
    answer = base.json_of(response)
    if not isinstance(answer, dict) or not isinstance(answer.get("items"), list):
        raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer has no list of items")
    return answer


def posts_of(answer: Any, at: str) -> list[Post]:
    """Videos of a search, or comments with their replies."""
    rows = base.objects(answer["items"])
    if at.startswith("search:"):
        found = [video(row, at.partition(":")[2]) for row in rows]
    else:
        found = [comment(one) for row in rows for one in thread(row)]
    return list({post.external_id: post for post in found if post}.values())


def thread(row: Any) -> list[Any]:
    """A top comment and those of its replies that come with it (up to five)."""
    snippet, replies = row.get("snippet"), row.get("replies")
    top = snippet.get("topLevelComment") if isinstance(snippet, dict) else None
    rest = replies.get("comments") if isinstance(replies, dict) else None
    return [*base.objects([top]), *base.objects(rest)]


def video(row: Any, wanted: str) -> Post | None:
    """One video that a search found. Its id is the one that the channel's feed gives it."""
    number = base.text_at(row, "id", "videoId")
    raw = base.text_at(row, "snippet", "publishedAt")
    if not number:
        return None
    return Post(
        external_id=f"yt:video:{number}",
        url=f"{WATCH}{number}",
        title=base.text_at(row, "snippet", "title"),
        text=base.text_at(row, "snippet", "description"),
        author_name=base.text_at(row, "snippet", "channelTitle"),
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=wanted,
    )


def comment(row: Any) -> Post | None:
    """One comment on our own channel: it concerns us whatever it says."""
    number, film = base.text_at(row, "id"), base.text_at(row, "snippet", "videoId")
    raw = base.text_at(row, "snippet", "publishedAt")
    place = f"{WATCH}{film}&lc={number}" if film else "https://www.youtube.com/"
    if not number:
        return None
    return Post(
        external_id=f"yt:comment:{number}",
        url=place,
        text=base.text_at(row, "snippet", "textDisplay"),
        author_name=base.text_at(row, "snippet", "authorDisplayName"),
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=base.OURS,
    )
