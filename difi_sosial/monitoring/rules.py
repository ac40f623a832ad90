"""Who may change a search, when a person may be written to, what is unusual, what has markup.

No database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import sqrt
from statistics import median
from typing import Any

from difi_sosial.core.clock import OSLO, local
from difi_sosial.core.workdays import is_workday
from difi_sosial.monitoring.enums import AlertPace
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may

DIGEST_AT = time(7, 30)
MONDAY = 0
# Fewer weeks than this say nothing about what is usual.
FEWEST_WEEKS = 4
# A surge is never smaller than this, and «little» needs something that is usual.
FEWEST_IN_SURGE, FEWEST_USUAL = 5, 6
SPREADS, MAD = 4, 1.4826  # of a normal spread, from the median of the distances to the median


@dataclass(frozen=True, slots=True)
class Hours:
    """When a person will not be written to (Europe/Oslo). Equal ends: no quiet hours."""

    quiet_from: time = time(20)
    quiet_to: time = time(7)
    workdays_only: bool = True

    def is_quiet(self, clock: time) -> bool:
        """Whether a time of the day lies in the quiet hours, also across midnight."""
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= clock < self.quiet_to
        return clock >= self.quiet_from or clock < self.quiet_to

    def is_day(self, day: date) -> bool:
        """Whether letters come on this day."""
        return is_workday(day) or not self.workdays_only


def may_write(at: datetime, hours: Hours) -> bool:
    """Whether a person may be written to at this moment."""
    moment = local(at)
    return hours.is_day(moment.date()) and not hours.is_quiet(moment.time())


def newest_slot(at: datetime, pace: str, hours: Hours) -> datetime:
    """The newest moment, not after `at`, at which a digest of this pace is due.

    Daily: every day that letters come. Weekly: the first such day from Monday on. At 07.30, or when
    the quiet hours end.
    """
    clock = hours.quiet_to if hours.is_quiet(DIGEST_AT) else DIGEST_AT
    day = local(at).date()
    while True:
        slot = datetime.combine(day, clock, OSLO)
        if slot <= at and _has_digest(day, pace, hours):
            return slot
        day -= timedelta(days=1)


def _has_digest(day: date, pace: str, hours: Hours) -> bool:
    if not hours.is_day(day):
        return False
    if pace == AlertPace.DAILY:
        return True
    earlier = (day - timedelta(days=back) for back in range(1, day.weekday() - MONDAY + 1))
    return not any(map(hours.is_day, earlier))


@dataclass(frozen=True, slots=True)
class Usual:
    """What the same stretch of time held in earlier weeks, and where it becomes unusual."""

    median: float
    low: int
    high: int
    limit: float
    weeks: int


def surge(count: int, earlier: Sequence[int]) -> Usual | None:
    """What is usual when `count` is far more than that; else None.

    More than the median and four spreads, and at least five. The spread is the median distance to
    the median (1.4826 of it), never less than what chance alone gives (the root of the median), so
    that one wild week neither hides the next nor is everything unusual after quiet ones.
    """
    if len(earlier) < FEWEST_WEEKS:
        return None
    middle = median(earlier)
    distance = median(abs(one - middle) for one in earlier)
    limit = middle + SPREADS * max(MAD * distance, sqrt(middle), 1.0)
    if count < FEWEST_IN_SURGE or count <= limit:
        return None
    return Usual(middle, min(earlier), max(earlier), limit, len(earlier))


def little(count: int, earlier: Sequence[int]) -> Usual | None:
    """What is usual when `count` is far less than that; else None.

    At most a third of the median, less than in any of the weeks, and only where six are usual.
    """
    if len(earlier) < FEWEST_WEEKS:
        return None
    middle = median(earlier)
    if middle < FEWEST_USUAL or count * 3 > middle or count >= min(earlier):
        return None
    return Usual(middle, min(earlier), max(earlier), middle / 3, len(earlier))


def may_open_search(person: Any, search: Any) -> bool:
    """One's own, and what others have shared."""
    return bool(search.owner_id == person.pk or search.is_shared)


def may_change_search(person: Any, search: Any) -> bool:
    """One's own; what is shared also by those who look after the watches."""
    mine = search.owner_id == person.pk
    return mine or (search.is_shared and may(person, Permission.MONITORING_WRITE))


def has_markup(html: str) -> bool:
    """Whether a post's HTML says more than its text: it has a tag."""
    return "<" in html
