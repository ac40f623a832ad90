"""A version's way from draft to in force, step by step."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid, WrongState
from difi_sosial.journal import services as journal
from difi_sosial.people.models import User
from difi_sosial.strategy import queries, records
from difi_sosial.strategy.enums import Action, State
from difi_sosial.strategy.models import (
    StrategyVersion,
)
from difi_sosial.strategy.workflow import WORKFLOW


@transaction.atomic
def submit(*, version: StrategyVersion, by: User, at: datetime) -> StrategyVersion:
    """Send a draft to approval. Raises Invalid when something is missing (queries.missing)."""
    version = lock(version)
    before = version.state
    state = WORKFLOW.check(Action.SUBMIT, state=version.state, by=by, thing=version)
    lacks = queries.missing(version, on=local_date(at))
    if lacks:
        text = _("Strategien er ikke ferdig. Dette mangler: %(what)s")
        raise Invalid(text % {"what": " ".join(str(item.message) for item in lacks)})
    version.state, version.submitted_by, version.submitted_at = state, by, at
    version.save()
    _record(Event.STRATEGY_SUBMITTED, version, before, by, at)
    return version


@transaction.atomic
def approve(
    *,
    version: StrategyVersion,
    by: User,
    at: datetime,
    in_force_on: date | None = None,
    edition: int | None = None,
) -> StrategyVersion:
    """Freeze the text with its checksum, hand it to the journal, and put it in force.

    In force at once, or on `in_force_on` when that day (Norwegian calendar) is later than `at`.
    `edition` is the one that the approver read: raises Conflict when the text is another now.
    """
    lock(version.strategy)  # before the version, as put_in_force does
    version = lock(version)
    if edition is not None and edition != version.edition:
        raise Conflict(_("Teksten er endret etter at du leste den. Les den på nytt først."))
    before = version.state
    version.state = WORKFLOW.check(Action.APPROVE, state=version.state, by=by, thing=version)
    version.approved_by, version.approved_at = by, at
    version.in_force_on = in_force_on or local_date(at)
    version.canonical_text = records.document_text(version)
    version.checksum = records.checksum(version.canonical_text)
    version.save()
    journal.register_draft(draft=records.approval(version), by=by, at=at)
    _record(Event.STRATEGY_APPROVED, version, before, by, at, checksum=version.checksum)
    if version.in_force_on <= local_date(at):
        version = put_in_force(version=version, by=by, at=at)
    return version


@transaction.atomic
def send_back(*, version: StrategyVersion, by: User, at: datetime, reason: str) -> StrategyVersion:
    """Return a submitted version with a reason."""
    version = lock(version)
    before = version.state
    version.state = WORKFLOW.check(
        Action.RETURN, state=version.state, by=by, thing=version, reason=reason
    )
    version.returned_by, version.returned_at, version.return_reason = by, at, reason.strip()
    version.save()
    _record(Event.STRATEGY_RETURNED, version, before, by, at, reason)
    return version


@transaction.atomic
def reopen(*, version: StrategyVersion, by: User, at: datetime) -> StrategyVersion:
    """Take a returned version up again as a draft; the reason for the return stays on it."""
    version = lock(version)
    before = version.state
    version.state = WORKFLOW.check(Action.REOPEN, state=version.state, by=by, thing=version)
    version.submitted_by = version.submitted_at = None
    version.save()
    _record(Event.STRATEGY_REOPENED, version, before, by, at)
    return version


@transaction.atomic
def put_in_force(*, version: StrategyVersion, by: User | None, at: datetime) -> StrategyVersion:
    """Let an approved version count from `at`; the version before it is superseded.

    `by=None` is the clock.
    """
    lock(version.strategy)
    version = lock(version)
    before = version.state
    state = WORKFLOW.check(Action.PUT_IN_FORCE, state=version.state, by=by, thing=version)
    in_force = version.strategy.versions.filter(state=State.IN_FORCE).first()
    if in_force is not None:
        _supersede(in_force, by, at)
    version.state, version.in_force_on = state, local_date(at)
    version.save()
    _record(Event.STRATEGY_IN_FORCE, version, before, by, at)
    return version


def put_due_in_force(*, at: datetime) -> int:
    """Put every approved version in force whose day has come; how many. Safe to run twice."""
    count = 0
    for version in list(queries.due_in_force(local_date(at))):
        try:
            put_in_force(version=version, by=None, at=at)
        except WrongState:
            continue  # a person, or another run, was first
        count += 1
    return count


@transaction.atomic
def withdraw(*, version: StrategyVersion, by: User, at: datetime, reason: str) -> StrategyVersion:
    """Take a version out of use with a reason. It is never deleted."""
    version = lock(version)
    before = version.state
    version.state = WORKFLOW.check(
        Action.WITHDRAW, state=version.state, by=by, thing=version, reason=reason
    )
    version.withdrawn_by, version.withdrawn_at = by, at
    version.withdraw_reason = reason.strip()
    version.save()
    _record(Event.STRATEGY_WITHDRAWN, version, before, by, at, reason)
    return version


def act(
    *, version: StrategyVersion, action: str, by: User, at: datetime, reason: str = ""
) -> StrategyVersion:
    """Take the step that a button asks for. Raises WrongState for an unknown one."""
    if action == Action.SUBMIT:
        return submit(version=version, by=by, at=at)
    if action == Action.APPROVE:
        return approve(version=version, by=by, at=at)
    if action == Action.RETURN:
        return send_back(version=version, by=by, at=at, reason=reason)
    if action == Action.REOPEN:
        return reopen(version=version, by=by, at=at)
    if action == Action.PUT_IN_FORCE:
        return put_in_force(version=version, by=by, at=at)
    if action == Action.WITHDRAW:
        return withdraw(version=version, by=by, at=at, reason=reason)
    raise WrongState(_("Portalen kjenner ikke denne handlingen. Last siden på nytt."))


def _supersede(version: StrategyVersion, by: User | None, at: datetime) -> None:
    before = version.state
    version.state = WORKFLOW.check(Action.SUPERSEDE, state=version.state, by=None, thing=version)
    version.superseded_at = at
    version.save(update_fields=["state", "superseded_at", "updated_at"])
    _record(Event.STRATEGY_SUPERSEDED, version, before, by, at)


def _record(
    event: Event,
    version: StrategyVersion,
    before: str,
    by: User | None,
    at: datetime,
    reason: str = "",
    **facts: str,
) -> None:
    audit.record(
        event,
        by=by,
        thing=version,
        at=at,
        before={"state": before},
        after={"state": version.state, **facts},
        reason=reason.strip(),
    )
