"""Keeping up: yearly reviews, opened by the clock and reminded of until somebody ends them."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid
from difi_sosial.core.workdays import is_workday
from difi_sosial.guidelines import queries, records, rules
from difi_sosial.guidelines.enums import Action, State
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.guidelines.services import letters
from difi_sosial.guidelines.services.steps import step, told
from difi_sosial.journal import services as journal
from difi_sosial.people.models import User


def open_reviews(*, at: datetime) -> int:
    """Open the yearly review of every version whose date has come, once; the owner gets a letter.

    So do those who lead guidelines when the owner cannot do it any more. Returns how many were
    opened. Safe to run twice.
    """
    today = local_date(at)
    due = queries.due_for_review(today).filter(review_opened_at__isnull=True)
    return sum(_open_review(version, at=at) for version in due)


@transaction.atomic
def _open_review(version: GuidelineVersion, *, at: datetime) -> bool:
    version = lock(version)
    if version.review_opened_at is not None or version.state != State.IN_FORCE:
        return False
    version.review_opened_at = at
    version.save(update_fields=["review_opened_at", "updated_at"])
    letters.review_due(version, at)
    audit.record(
        Event.GUIDELINE_REVIEW_OPENED,
        by=None,
        thing=version,
        at=at,
        after={"review_on": version.review_on},
    )
    return True


def remind_of_reviews(*, at: datetime) -> int:
    """Write of every review that stays open, each fifth working day; how many letters.

    It is late then: the owner is told, and those who lead guidelines. Safe to run twice.
    """
    today = local_date(at)
    if not is_workday(today):
        return 0
    late = queries.due_for_review(today).filter(review_opened_at__isnull=False)
    return sum(_remind_of_review(version, today, at) for version in late)


@transaction.atomic
def _remind_of_review(version: GuidelineVersion, today: date, at: datetime) -> int:
    version = lock(version)
    if version.review_opened_at is None or version.state != State.IN_FORCE:
        return 0
    day = rules.review_reminder_day(local_date(version.review_opened_at), today)
    return letters.review_late(version, at, day=day) if day else 0


@transaction.atomic
def keep(
    *,
    version: GuidelineVersion,
    by: User,
    at: datetime,
    reason: str,
    review_on: date | None = None,
) -> GuidelineVersion:
    """End the review by letting the text stand; the reason becomes a record of the agency's own.

    The next review is on `review_on`, at the latest a year from `at`. Raises Invalid for another
    day, WrongState and NotAllowed.
    """
    version, before = step(version, Action.KEEP, by, reason=reason)
    today = local_date(at)
    latest = rules.a_year_after(today)
    day = review_on or latest
    if not today < day <= latest:
        raise Invalid(_("Velg en dag fram i tid, senest om ett år."))
    version.review_on, version.review_opened_at = day, None
    version.save(update_fields=["review_on", "review_opened_at", "updated_at"])
    draft = records.kept(version, reason=reason.strip(), by=by, at=at)
    journal.register_draft(draft=draft, by=by, at=at)
    return told(
        Event.GUIDELINE_KEPT, version, before, by=by, at=at, reason=reason, review_on=str(day)
    )
