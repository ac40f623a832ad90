"""When an entry was written, as feedparser reads it: the usual ways here, all others by itself."""

import re
from datetime import UTC, datetime
from time import struct_time

from feedparser.datetimes import _parse_date

# The two ways in which nearly all feeds write a moment, to the letter of RFC 822 and RFC 3339.
IN_MAIL = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), ([0-9]{2}) ([A-Z][a-z]{2}) ([0-9]{4}) "
    r"([0-9]{2}:[0-9]{2}:[0-9]{2}) (GMT|[+-][0-9]{4})"
)
IN_FIGURES = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})"
)
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
IN_YEAR = {month: f"{number:02}" for number, month in enumerate(MONTHS, 1)}


def moment(text: str) -> datetime | struct_time | None:
    """The moment; feedparser's own kind of it (UTC) where it is not written as most write it."""
    found: datetime | struct_time | None = plain_moment(text) or _parse_date(text)
    return found


def plain_moment(text: str) -> datetime | None:
    """When it was, where it is written as most write it; None where feedparser must read it."""
    said = IN_MAIL.fullmatch(text)
    if said:
        day, month, year, clock, zone = said.groups()
        text = f"{year}-{IN_YEAR.get(month)}-{day}T{clock}{zone.replace('GMT', 'Z')}"
    elif not IN_FIGURES.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
