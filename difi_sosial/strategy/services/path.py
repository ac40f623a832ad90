"""A version's way from draft to the one who approves: check, hearing, return."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.errors import Invalid, WrongState
from difi_sosial.hearing import queries as hearings
from difi_sosial.hearing import services as hearing
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.strategy import queries, records
from difi_sosial.strategy.enums import Action, Section
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.services import letters
from difi_sosial.strategy.services.deciding import keep, put_in_force
from difi_sosial.strategy.services.steps import record, step


@transaction.atomic
def submit(*, version: StrategyVersion, by: User, at: datetime) -> StrategyVersion:
    """Send a draft to the head's check. Raises Invalid when something is missing."""
    version, before = step(version, Action.SUBMIT, by, at)
    lacks = queries.missing(version, on=local_date(at))
    if lacks:
        text = _("Strategien er ikke ferdig. Dette mangler: %(what)s")
        raise Invalid(text % {"what": " ".join(str(item.message) for item in lacks)})
    # What the register of checks said the day it was sent in stands in the text from now on.
    version.net_identity_on = queries.identity_checked_on(version, local_date(at))
    version.sent_by, version.sent_at = by, at
    version.save()
    letters.to_quality(version, by, at)
    record(Event.STRATEGY_TO_QUALITY, version, before, by, at)
    return version


@transaction.atomic
def open_hearing(
    *,
    version: StrategyVersion,
    invited: Iterable[User],
    deadline: date,
    question: str,
    by: User,
    at: datetime,
    edition: int | None = None,
) -> StrategyVersion:
    """The head has checked the text, and asks persons about it until `deadline`.

    The text as they read it is kept beside the version (`hearing_text`).
    `edition` is the one that was read: raises Conflict when the text is another now.
    """
    version, before = step(version, Action.OPEN_HEARING, by, at, edition=edition)
    version.hearing_text = records.document_text(version)
    version.save()
    letters.to_hearing(version, by, at, deadline)
    hearing.open_hearing(
        subject=queries.source_key(version),
        title=str(version),
        path=queries.path_of(version),
        invited=invited,
        deadline=deadline,
        question=question,
        parts=[(section.value, str(section.label)) for section in Section],
        lead=Permission.STRATEGY_LEAD,
        by=by,
        at=at,
    )
    record(Event.STRATEGY_TO_HEARING, version, before, by, at)
    return version


@transaction.atomic
def skip_hearing(
    *, version: StrategyVersion, by: User, at: datetime, reason: str
) -> StrategyVersion:
    """Send a text that nobody has heard to approval, with the head's written reason."""
    version, before = step(version, Action.SKIP_HEARING, by, at, reason=reason)
    version.skipped_by, version.skipped_at, version.skip_reason = by, at, reason.strip()
    return _submitted(version, before, by, at, reason)


@transaction.atomic
def forward(*, version: StrategyVersion, by: User, at: datetime) -> StrategyVersion:
    """Send a text that was heard, and perhaps mended since, to approval."""
    version, before = step(version, Action.FORWARD, by, at)
    return _submitted(version, before, by, at)


@transaction.atomic
def close_hearing(*, version: StrategyVersion, by: User, at: datetime) -> StrategyVersion:
    """Close the hearing and send the text to approval as it is.

    Raises Invalid while an input waits for its answer.
    """
    version, before = step(version, Action.CLOSE_HEARING, by, at)
    version.heard_at = at
    hearing.close(hearing=_open_hearing(version), by=by, at=at)
    return _submitted(version, before, by, at)


@transaction.atomic
def revise(*, version: StrategyVersion, by: User, at: datetime) -> StrategyVersion:
    """Close the hearing and take the text back to draft, to work in what was promised."""
    version, before = step(version, Action.REVISE, by, at)
    version.heard_at = at
    version.save()
    letters.revised(version, by, at)
    hearing.close(hearing=_open_hearing(version), by=by, at=at)
    record(Event.STRATEGY_REVISED, version, before, by, at)
    return version


@transaction.atomic
def send_back(*, version: StrategyVersion, by: User, at: datetime, reason: str) -> StrategyVersion:
    """Return a version from the check or from approval, with a reason."""
    version, before = step(version, Action.RETURN, by, at, reason=reason)
    version.returned_by, version.returned_at, version.return_reason = by, at, reason.strip()
    version.save()
    letters.returned(version, by, at)
    record(Event.STRATEGY_RETURNED, version, before, by, at, reason)
    return version


@transaction.atomic
def reopen(*, version: StrategyVersion, by: User, at: datetime) -> StrategyVersion:
    """Take a returned version up again as a draft; the reason for the return stays on it."""
    version, before = step(version, Action.REOPEN, by, at)
    version.submitted_by = version.submitted_at = None
    version.save()
    record(Event.STRATEGY_REOPENED, version, before, by, at)
    return version


@transaction.atomic
def withdraw(*, version: StrategyVersion, by: User, at: datetime, reason: str) -> StrategyVersion:
    """Take a version out of use with a reason; an open hearing is cut short. Nothing is deleted."""
    version, before = step(version, Action.WITHDRAW, by, at, reason=reason)
    version.withdrawn_by, version.withdrawn_at = by, at
    version.withdraw_reason = reason.strip()
    version.save()
    if found := hearings.open_of(queries.source_key(version)):
        hearing.cancel(hearing=found, by=by, at=at, reason=reason)
    record(Event.STRATEGY_WITHDRAWN, version, before, by, at, reason)
    return version


def act(
    *, version: StrategyVersion, action: str, by: User, at: datetime, reason: str = ""
) -> StrategyVersion:
    """Take the step that a button asks for; a hearing and an approval have pages of their own.

    Raises WrongState for an unknown step.
    """
    plain: dict[str, Callable[..., Any]] = {
        Action.SUBMIT: submit,
        Action.FORWARD: forward,
        Action.CLOSE_HEARING: close_hearing,
        Action.REVISE: revise,
        Action.REOPEN: reopen,
        Action.PUT_IN_FORCE: put_in_force,
    }
    reasoned: dict[str, Callable[..., Any]] = {
        Action.SKIP_HEARING: skip_hearing,
        Action.RETURN: send_back,
        Action.KEEP: keep,
        Action.WITHDRAW: withdraw,
    }
    if action in plain:
        return plain[action](version=version, by=by, at=at)  # type: ignore[no-any-return]
    if action in reasoned:
        return reasoned[action](version=version, by=by, at=at, reason=reason)  # type: ignore[no-any-return]
    raise WrongState(_("Portalen kjenner ikke denne handlingen. Last siden på nytt."))


def _submitted(
    version: StrategyVersion, before: str, by: User, at: datetime, reason: str = ""
) -> StrategyVersion:
    version.submitted_by, version.submitted_at = by, at
    version.save()
    letters.submitted(version, by, at)
    record(Event.STRATEGY_SUBMITTED, version, before, by, at, reason)
    return version


def _open_hearing(version: StrategyVersion) -> Any:
    found = hearings.open_of(queries.source_key(version))
    if found is None:
        raise WrongState(_("Høringen er alt avsluttet. Last siden på nytt."))
    return found
