"""Every deadline that concerns one person, as a list by week and as a calendar."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from difi_sosial.channels import queries as channels
from difi_sosial.channels.queries.deadlines import decision_deadlines
from difi_sosial.core import ical
from difi_sosial.guidelines import queries as guidelines
from difi_sosial.hearing import queries as hearing
from difi_sosial.identity import queries as identity
from difi_sosial.people.queries import Deadline
from difi_sosial.portal.queries.facts import Facts

SOURCES: tuple[Callable[[Facts], list[Deadline]], ...] = (
    lambda facts: hearing.deadlines(facts.hearings),
    lambda facts: facts.strategies.deadlines(facts.person),
    lambda facts: channels.account_deadlines(facts.person, facts.channels),
    lambda facts: decision_deadlines(facts.person, facts.channels),
    lambda facts: guidelines.deadlines(facts.person, facts.today, facts.texts, facts.to_confirm),
    lambda facts: identity.deadlines(facts.person, facts.identity_rows),
)
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """The deadlines of one week, or all that are overdue."""

    label: str
    is_overdue: bool
    deadlines: tuple[Deadline, ...]


def deadlines(facts: Facts) -> list[Deadline]:
    """All that concern the person, by day, overdue ones first; a fixed number of queries."""
    return sorted(found for source in SOURCES for found in source(facts))


def weeks(found: list[Deadline], today: date) -> list[Week]:
    """Grouped: what is overdue, then week by week; weeks without any are left out."""
    groups: dict[date | None, list[Deadline]] = {}
    for deadline in sorted(found):
        overdue = deadline.day < today
        groups.setdefault(None if overdue else _monday(deadline.day), []).append(deadline)
    return [
        Week(_label(monday, today), monday is None, tuple(group))
        for monday, group in groups.items()
    ]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _label(monday: date | None, today: date) -> str:
    if monday is None:
        return _("Over fristen")
    if monday == _monday(today):
        return _("Denne uken")
    if monday == _monday(today) + A_WEEK:
        return _("Neste uke")
    year, week, _day = monday.isocalendar()
    if year == today.isocalendar().year:
        return _("Uke %(week)d") % {"week": week}
    return _("Uke %(week)d, %(year)d") % {"week": week, "year": year}


def as_calendar(found: list[Deadline], today: date) -> bytes:
    """The deadlines in the format that calendar programs read: titles, days and links only.

    Equal through the day while nothing changes, so that a program need not fetch it anew.
    """
    name = _("Frister for sosiale medier, %(agency)s") % {"agency": settings.AGENCY_NAME}
    stamp = datetime.combine(today, time.min, UTC)
    return ical.calendar(_events(found), name=name, made_at=stamp)


def _events(found: list[Deadline]) -> Iterator[ical.AllDay]:
    used: dict[str, int] = {}
    for deadline in found:
        # The day is not part of it: a deadline that is moved is still the same one.
        facts = f"{deadline.kind} {deadline.path} {deadline.title}"
        key = hashlib.sha256(facts.encode()).hexdigest()[:32]
        used[key] = used.get(key, 0) + 1
        number = f"-{used[key]}" if used[key] > 1 else ""
        yield ical.AllDay(
            f"{key}{number}@{urlsplit(settings.SITE_URL).hostname}",
            deadline.day,
            deadline.title,
            settings.SITE_URL + deadline.path,
        )
