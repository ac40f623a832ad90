"""What LinkedIn tells of what has happened on the agency's page, as posts."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Post

FEED = "https://www.linkedin.com/feed/update/"


def post_of(row: Mapping[str, Any]) -> Post | None:
    """A comment, or the post that mentions the page. Who wrote it is a number (URN)."""
    is_comment = base.text_at(row, "action") == "COMMENT"
    generated, source = base.text_at(row, "generatedActivity"), base.text_at(row, "sourcePost")
    held = row.get("decoratedGeneratedActivity" if is_comment else "decoratedSourcePost")
    told = held.get("comment") if is_comment and isinstance(held, dict) else held
    number = (generated if is_comment else source) or str(row.get("notificationId") or "")
    if not number or not source:
        return None
    at = row.get("lastModifiedAt")
    return Post(
        external_id=number,
        url=f"{FEED}{quote(source, safe=':')}/",
        text=base.text_at(told, "text") or base.text_at(told, "message", "text"),
        author_handle=base.text_at(told, "owner"),
        posted_at=from_milliseconds(at),
        posted_raw=str(at or ""),
        found_by=base.OURS,
    )


def from_milliseconds(at: object) -> datetime | None:
    """LinkedIn's time as aware UTC; nonsense gives None."""
    try:
        return datetime.fromtimestamp(at / 1000, UTC) if isinstance(at, int) else None
    except (ValueError, OverflowError, OSError):
        return None
