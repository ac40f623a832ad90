"""Norwegian working hours: a promise of an answer is counted in them."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from holidays import country_holidays
from holidays.holiday_base import HolidayBase

from difi_sosial.core.clock import OSLO, local

OPENS, CLOSES = time(8), time(16)
# Offices are closed from noon or for the whole of these; answers are not promised on them.
CLOSED_EVES = frozenset({(12, 24), (12, 31)})


@lru_cache(maxsize=1)
def norwegian_holidays() -> HolidayBase:
    """Public holidays by date, worked out for any year that is asked for (lov 1995 nr. 12 § 2)."""
    return country_holidays("NO")


def is_workday(day: date) -> bool:
    """Monday to Friday, neither a public holiday nor Christmas Eve or New Year's Eve."""
    return (
        day.weekday() < 5
        and day not in norwegian_holidays()
        and (day.month, day.day) not in CLOSED_EVES
    )


def add_workdays(day: date, days: int) -> date:
    """The working day that lies `days` working days after `day`, or before it when negative.

    Zero gives the day itself when it is a working day, else the next one.
    """
    step = timedelta(days=-1 if days < 0 else 1)
    left = abs(days)
    while left or not is_workday(day):
        day += step
        if left and is_workday(day):
            left -= 1
    return day


def add_working_hours(start: datetime, hours: int) -> datetime:
    """The moment (Europe/Oslo) that lies `hours` working hours after `start` (aware).

    A working day is 08.00-16.00. Zero hours gives the next moment within working hours.
    Raises ValueError for negative hours or a naive `start`.
    """
    if hours < 0 or start.tzinfo is None:
        raise ValueError("hours must be zero or more and start must know its time zone")
    moment, left = _into_hours(local(start)), timedelta(hours=hours)
    while True:
        room = _closing(moment) - moment
        if left <= room:
            return moment + left
        left -= room
        moment = _into_hours(_closing(moment) + timedelta(seconds=1))


def _into_hours(moment: datetime) -> datetime:
    """The same moment when the office is open, else the next opening."""
    if is_workday(moment.date()) and moment.timetz().replace(tzinfo=None) < CLOSES:
        return max(moment, _opening(moment.date()))
    day = moment.date() + timedelta(days=1)
    while not is_workday(day):
        day += timedelta(days=1)
    return _opening(day)


def _opening(day: date) -> datetime:
    return datetime.combine(day, OPENS, OSLO)


def _closing(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), CLOSES, OSLO)
