"""Who may ask for receipts and see them, and which days letters go out."""

from datetime import date, timedelta
from typing import Any

from difi_sosial.core.workdays import add_workdays
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may

# Working days: to read, for those who come later, and before the deadline for the first reminder.
TO_READ, TO_READ_LATER, AHEAD = 10, 5, 3
WEEK = timedelta(days=7)


def may_start_campaign(person: User, version: GuidelineVersion) -> bool:
    """Writers ask people to confirm what is in force."""
    return may(person, Permission.GUIDELINE_WRITE) and version.state == State.IN_FORCE


def may_close_campaign(person: User, campaign: Any) -> bool:
    """Writers stop asking."""
    return may(person, Permission.GUIDELINE_WRITE)


def may_change_campaign(person: User, campaign: Any) -> bool:
    """Writers move the deadline and ask more people while it runs."""
    return may(person, Permission.GUIDELINE_WRITE) and campaign.closed_at is None


def may_excuse(person: User, campaign: Any) -> bool:
    """Who is let off, is a matter for those who know by name who has not confirmed."""
    return may_change_campaign(person, campaign) and sees_everybody(person)


def may_see_numbers(person: User) -> bool:
    """How many have confirmed, per unit: those who write and those who approve."""
    return may(person, Permission.RECEIPT_COUNT)


def sees_everybody(person: User) -> bool:
    """Who has confirmed, by name: the head of communications."""
    return may(person, Permission.RECEIPT_READ) and may(person, Permission.GUIDELINE_WRITE)


def sees_own_unit(person: User) -> bool:
    """Who has confirmed, by name, in one's own unit and those under it: a manager."""
    return may(person, Permission.RECEIPT_READ)


def suggested_deadline(today: date, days: int = TO_READ) -> date:
    """So many working days from today."""
    return add_workdays(today, days)


def reminder_day(deadline: date, today: date) -> date | None:
    """The newest day up to `today` on which those who have not confirmed are reminded, if any.

    Three working days before the deadline, on it, and then every week. A clock that slept on the
    day makes up for it on the next.
    """
    first = add_workdays(deadline, -AHEAD)
    if today < first:
        return None
    return first if today < deadline else deadline + WEEK * ((today - deadline) // WEEK)
