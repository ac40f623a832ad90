"""Approved, journalled, in force, reviewed."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import WrongState
from difi_sosial.hearing import queries as hearings
from difi_sosial.journal import services as journal
from difi_sosial.people.models import User
from difi_sosial.people.rules import other_than
from difi_sosial.strategy import queries, records, rules
from difi_sosial.strategy.enums import Action, State
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.services import letters
from difi_sosial.strategy.services.steps import record, step


@transaction.atomic
def approve(
    *,
    version: StrategyVersion,
    by: User,
    at: datetime,
    in_force_on: date | None = None,
    edition: int | None = None,
) -> StrategyVersion:
    """Freeze the text with its checksum, and hand it to the journal, in one transaction.

    With `in_force_on` (Norwegian calendar) the clock puts it in force on that day, else a person
    does; in both cases not before the archivist has journalled it.
    `edition` is the one that the approver read: raises Conflict when the text is another now. Of
    two approvers at the same moment one wins, and the other gets Conflict with the name.
    """
    lock(version.strategy)  # before the version, as put_in_force does
    version, before = step(version, Action.APPROVE, by, at, edition=edition)
    version.approved_for = other_than(by, rules.seat_to_approve(by, version))
    version.approved_by, version.approved_at = by, at
    version.in_force_on = in_force_on
    version.canonical_text = records.document_text(version)
    version.checksum = records.checksum(version.canonical_text)
    version.save()
    with override(version.language):
        heard = hearings.report(queries.source_key(version))
    draft = records.approval(version, heard=heard)
    entry = journal.register_draft(draft=draft, by=by, at=at)
    letters.approved(version, by, at, entry)
    facts = {"on_behalf_of": str(version.approved_for)} if version.approved_for else {}
    record(Event.STRATEGY_APPROVED, version, before, by, at, checksum=version.checksum, **facts)
    return version


@transaction.atomic
def put_in_force(*, version: StrategyVersion, by: User | None, at: datetime) -> StrategyVersion:
    """Let an approved and journalled version count from `at`; the one before it is superseded.

    `by=None` is the clock. Raises WrongState while the approval is not journalled.
    """
    lock(version.strategy)
    version, before = step(version, Action.PUT_IN_FORCE, by, at)
    if not queries.is_journalled(version):
        raise WrongState(
            _("Strategien kan ikke gjelde før arkivaren har journalført godkjenningen.")
        )
    in_force = version.strategy.versions.filter(state=State.IN_FORCE).first()
    if in_force is not None:
        _supersede(in_force, by, at)
    today = local_date(at)
    version.in_force_on = today
    version.review_on = version.review_on or first_review(version, today)
    version.save()
    letters.in_force(version, by, at)
    record(Event.STRATEGY_IN_FORCE, version, before, by, at)
    return version


def put_due_in_force(*, at: datetime) -> int:
    """Put every approved and journalled version in force whose day has come; how many.

    Tells the head of those that only wait for a press. Safe to run twice.
    """
    for version in queries.ready():
        letters.ready(version, at)
    count = 0
    for version in list(queries.due_in_force(local_date(at))):
        try:
            put_in_force(version=version, by=None, at=at)
        except WrongState:
            continue  # a person, or another run, was first
        count += 1
    return count


def open_reviews(*, at: datetime) -> int:
    """Open the review of every version in force whose day has come, once; how many."""
    due = queries.due_for_review(local_date(at))
    return sum(_open_review(version, at=at) for version in due)


@transaction.atomic
def _open_review(version: StrategyVersion, *, at: datetime) -> bool:
    version = lock(version)
    if version.review_opened_at is not None or version.state != State.IN_FORCE:
        return False
    version.review_opened_at = at
    version.save(update_fields=["review_opened_at", "updated_at"])
    letters.review(version, at)
    record(Event.STRATEGY_REVIEW_OPENED, version, version.state, None, at)
    return True


@transaction.atomic
def keep(*, version: StrategyVersion, by: User, at: datetime, reason: str) -> StrategyVersion:
    """The review is done and nothing is to be changed; the next is a year from `at`."""
    version, before = step(version, Action.KEEP, by, at, reason=reason)
    version.review_on, version.review_opened_at = a_year_after(local_date(at)), None
    version.save(update_fields=["review_on", "review_opened_at", "updated_at"])
    record(Event.STRATEGY_KEPT, version, before, by, at, reason)
    return version


def remind_waiting(*, at: datetime) -> int:
    """Remind whoever has let a version wait for five working days; how many letters."""
    return sum(letters.waited(turn, at) for turn in queries.overdue_turns(local_date(at)))


def first_review(version: StrategyVersion, day: date) -> date:
    """The day that the text itself names, but never later than a year after it came in force."""
    latest = a_year_after(day)
    named = version.next_review
    return named if named is not None and day < named < latest else latest


def a_year_after(day: date) -> date:
    """The same day next year; 28 February for a leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _supersede(version: StrategyVersion, by: User | None, at: datetime) -> None:
    version, before = step(version, Action.SUPERSEDE, None, at)
    version.superseded_at = at
    version.save(update_fields=["state", "state_since", "superseded_at", "updated_at"])
    record(Event.STRATEGY_SUPERSEDED, version, before, by, at)
