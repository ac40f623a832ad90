"""Calendars as RFC 5545 writes them: all-day events, and nothing more.

Pure: facts in, bytes out. The same facts and the same `made_at` give the same bytes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LINE = 75  # octets, without the line break (RFC 5545, 3.1)
CRLF = b"\r\n"
PRODUCT = "-//difi_sosial//frister//NO"
REFRESH = "PT12H"


@dataclass(frozen=True, slots=True)
class AllDay:
    """One day in a calendar. `uid` must never change for the same thing, nor be used for two."""

    uid: str
    day: date
    summary: str
    url: str


def calendar(events: Iterable[AllDay], *, name: str, made_at: datetime) -> bytes:
    """The whole calendar as UTF-8. `made_at` (aware) is every event's DTSTAMP."""
    stamp = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        f"NAME:{escaped(name)}",  # RFC 7986; the next is what most programs read
        f"X-WR-CALNAME:{escaped(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
        *(line for event in events for line in _event(event, stamp)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def _event(event: AllDay, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    # The end is the first day that is not part of it.
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    yield f"DESCRIPTION:{escaped(event.url)}"
    yield f"URL:{_one_line(event.url)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line breaks (RFC 5545, 3.3.11)."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\\n".join("".join(filter(_may_stand, line)) for line in lines)


def _one_line(text: str) -> str:
    return "".join(filter(_may_stand, text))


def _may_stand(character: str) -> bool:
    return character == "\t" or (character >= " " and character != "\x7f")


def folded(line: str) -> bytes:
    """A content line, broken where it is longer than 75 octets and never inside a character."""
    parts, part = [], b""
    for character in line:
        octets = character.encode()
        # A line that goes on begins with a space, which counts.
        if len(part) + len(octets) > LINE:
            parts.append(part)
            part = b" "
        part += octets
    return CRLF.join([*parts, part]) + CRLF
