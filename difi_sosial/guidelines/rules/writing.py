"""What can be written in, what is still missing, and when it is due."""

from collections.abc import Iterable
from datetime import date

from difi_sosial.core.workdays import add_workdays
from difi_sosial.guidelines.enums import MANDATORY, State
from difi_sosial.guidelines.models import GuidelineVersion, Section

# Working days between letters about a review that stays open.
REVIEW_PAUSE = 5


def is_editable(version: GuidelineVersion) -> bool:
    """Only a draft can be written in."""
    return version.state == State.DRAFT


def a_year_after(day: date) -> date:
    """When the yearly review of something that applies from `day` is due."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 3, 1)


def review_reminder_day(opened: date, today: date) -> date | None:
    """The newest day up to `today` on which an open review is reminded of, if any.

    Every fifth working day after it was opened. A clock that slept makes up for it on the next.
    """
    day, found = add_workdays(opened, REVIEW_PAUSE), None
    while day <= today:
        day, found = add_workdays(day, REVIEW_PAUSE), day
    return found


def missing(sections: Iterable[Section]) -> list[Section]:
    """The parts of the guidance that have no text yet, in the order of the page."""
    return [section for section in sections if section.kind in MANDATORY and not section.body]
