"""Working hours are Norwegian: Easter, 17 May and Christmas Eve do not count."""

from datetime import UTC, date, datetime

import pytest

from difi_sosial.core.clock import OSLO
from difi_sosial.core.workdays import add_working_hours, is_workday


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
        (date(2026, 4, 3), False),  # Good Friday
        (date(2026, 5, 14), False),  # Ascension Day
        (date(2026, 5, 17), False),
        (date(2027, 5, 17), False),  # a Monday, and Whit Monday too
        (date(2026, 12, 24), False),
        (date(2026, 12, 31), False),
        (date(2026, 12, 28), True),
    ],
)
def test_a_workday_is_neither_weekend_nor_holiday(day, works):
    assert is_workday(day) is works


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (datetime(2026, 11, 19, 9, 0), 4, datetime(2026, 11, 19, 13, 0)),
        (datetime(2026, 11, 19, 14, 0), 4, datetime(2026, 11, 20, 10, 0)),
        (datetime(2026, 11, 20, 15, 0), 8, datetime(2026, 11, 23, 15, 0)),  # over a weekend
        (datetime(2026, 11, 20, 22, 0), 0, datetime(2026, 11, 23, 8, 0)),  # a Friday night
        (datetime(2026, 12, 23, 15, 30), 1, datetime(2026, 12, 28, 8, 30)),  # over Christmas
        (datetime(2026, 11, 19, 6, 0), 8, datetime(2026, 11, 19, 16, 0)),
    ],
)
def test_hours_are_counted_only_while_the_office_is_open(start, hours, end):
    assert add_working_hours(start.replace(tzinfo=OSLO), hours) == end.replace(tzinfo=OSLO)


def test_the_clock_is_norwegian_whatever_the_zone_of_the_start():
    assert add_working_hours(datetime(2026, 7, 1, 6, 0, tzinfo=UTC), 1) == datetime(
        2026, 7, 1, 9, 0, tzinfo=OSLO
    )


def test_a_naive_start_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        add_working_hours(datetime(2026, 7, 1), 1)
