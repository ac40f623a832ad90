"""Calendars that any program can read."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from difi_sosial.core.ical import AllDay, calendar, folded

AT = datetime(2026, 3, 1, tzinfo=UTC)
GOAL = AllDay(
    "goal-1@portal.example", date(2026, 12, 31), "Mål, med; tegn\\ og\nlinje", "https://x/"
)


def parse(body):
    """The content lines as (name, parameters, value), read the way RFC 5545 says."""
    text = body.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    for line in body.split(b"\r\n"):
        assert len(line) <= 75
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    heads = [line.partition(":") for line in lines]
    return [(*head.partition(";")[::2], plain(value)) for head, _colon, value in heads]


def plain(value):
    found, escape = "", False
    for character in value:
        if escape:
            found += "\n" if character in "nN" else character
            escape = False
        elif character == "\\":
            escape = True
        else:
            found += character
    return found


def of(body, name):
    return [value for head, _parameters, value in parse(body) if head == name]


def test_an_event_is_a_whole_day():
    lines = parse(calendar([GOAL], name="Frister", made_at=AT))

    assert lines[0] == ("BEGIN", "", "VCALENDAR")
    assert lines[-1] == ("END", "", "VCALENDAR")
    for expected in (
        ("VERSION", "", "2.0"),
        ("X-WR-CALNAME", "", "Frister"),
        ("REFRESH-INTERVAL", "VALUE=DURATION", "PT12H"),
        ("UID", "", "goal-1@portal.example"),
        ("DTSTAMP", "", "20260301T000000Z"),
        ("DTSTART", "VALUE=DATE", "20261231"),
        ("DTEND", "VALUE=DATE", "20270101"),
        ("SUMMARY", "", "Mål, med; tegn\\ og\nlinje"),
        ("URL", "", "https://x/"),
        ("TRANSP", "", "TRANSPARENT"),
    ):
        assert lines.count(expected) == 1


def test_an_empty_calendar_is_still_a_calendar():
    assert of(calendar([], name="Frister", made_at=AT), "BEGIN") == ["VCALENDAR"]


def test_the_same_facts_give_the_same_bytes():
    assert calendar([GOAL], name="F", made_at=AT) == calendar([GOAL], name="F", made_at=AT)


@given(some.text(some.characters(codec="utf-8"), max_size=300))
def test_any_title_comes_back_and_no_line_is_too_long(title):
    event = AllDay("a@b", date(2026, 1, 1), title, "https://x/")
    [found] = of(calendar([event], name="F", made_at=AT), "SUMMARY")
    shown = "".join(c for c in title if c in "\t\n\r" or (c >= " " and c != "\x7f"))
    assert found == shown.replace("\r\n", "\n").replace("\r", "\n")


def test_a_title_cannot_begin_a_line_of_its_own():
    event = AllDay("a@b", date(2026, 1, 1), "x\r\nEND:VCALENDAR", "https://x/\r\nEND:VCALENDAR")
    assert of(calendar([event], name="F", made_at=AT), "END") == ["VEVENT", "VCALENDAR"]


@pytest.mark.parametrize("length", [74, 75, 76, 149, 150, 500])
def test_long_lines_are_folded(length):
    line = "SUMMARY:" + "å" * length
    assert folded(line).replace(b"\r\n ", b"").decode().strip() == line
