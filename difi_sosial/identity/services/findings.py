"""The findings: written down, moved by the workflow, seen in a check, and removed by oneself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid
from difi_sosial.identity.enums import LIVE, FindingAction, FindingState, Kind, Official, Party
from difi_sosial.identity.models import Finding
from difi_sosial.identity.queries.accounts import account_at
from difi_sosial.identity.rules import may_remove
from difi_sosial.identity.services.guard import (
    asks_about_name,
    guard,
    not_yours,
    refusals,
    still_there,
)
from difi_sosial.identity.services.sightings import observe
from difi_sosial.identity.workflow import FINDING
from difi_sosial.people.models import User


@transaction.atomic
def save(
    *,
    finding: Finding | None,
    facts: Mapping[str, Any],
    by: User,
    at: datetime,
    edition: int | None = None,
    name_is_fine: bool = False,
) -> Finding:
    """Add a finding (`finding=None`) or change one; `facts` are fields of the model.

    Raises Invalid for a private person as supporter or opponent, for a name that looks private
    unless `name_is_fine` (which is logged for the data protection officer), and for a finding
    that is on the map already; Conflict when `edition` is not the newest. In an open check the
    finding counts as seen.
    """
    guard(by)
    finding = _taken(finding, by, edition)
    before = finding.state if finding.pk else None
    for name, value in facts.items():
        setattr(finding, name, value)
    _judge(finding, by, name_is_fine)
    finding.checked_on = finding.checked_on or local_date(at)
    finding.edition += 1 if finding.pk else 0
    finding.save()
    observe(finding, by=by, at=at)
    if asks_about_name(vars(finding)):
        record(Event.IDENTITY_NAME_WARNED, by=by, thing=finding, at=at)
    after = {"state": finding.state, "kind": finding.kind}
    record(
        Event.IDENTITY_ITEM_CHANGED,
        by=by,
        thing=finding,
        at=at,
        before={"state": before} if before else None,
        after=after,
    )
    return finding


def _taken(finding: Finding | None, by: User, edition: int | None) -> Finding:
    """The row to write in, locked; a new one is the writer's own when it is about themself."""
    if finding is None:
        return Finding()
    finding = still_there(lock(finding))
    if finding.kind == Kind.EMPLOYEE and finding.employee_id != by.pk:
        raise not_yours()
    if edition is not None and edition != finding.edition:
        raise Conflict(_("Noen andre har endret funnet. Se begge tekstene og lagre på nytt."))
    return finding


def _judge(finding: Finding, by: User, name_is_fine: bool) -> None:
    """What no row may say, in words; the database says the same."""
    if refused := refusals(vars(finding)):
        raise Invalid(" ".join(str(reason) for reason in refused.values()))
    if finding.kind == Kind.EMPLOYEE:
        finding.employee = by
        finding.party, finding.official = Party.US, Official.NO
    elif finding.employee_id:
        raise Invalid(_("En egen registrering kan ikke gjøres om. Slett den heller."))
    if asks_about_name(vars(finding)) and not name_is_fine:
        raise Invalid(_("Navnet ligner en privatpersons. Bekreft at det ikke er det."))
    twins = Finding.objects.filter(kind=finding.kind, name=finding.name, url=finding.url)
    if twins.exclude(pk=finding.pk).exists():
        raise Invalid(_("Dette står på kartet fra før. Åpne det funnet i stedet."))
    if finding.kind == Kind.ACCOUNT and finding.account_id is None:
        finding.account = account_at(finding.url)


@transaction.atomic
def act(*, finding: Finding, action: str, by: User, at: datetime, reason: str = "") -> Finding:
    """Take a step of the workflow with a finding; an open check sees it at once."""
    finding = lock(finding)
    before = move(finding, action, by=by, at=at, reason=reason)
    log_move(finding, before, by=by, at=at, reason=reason)
    return finding


def move(finding: Finding, action: str, *, by: User, at: datetime, reason: str) -> str:
    """Take the step with a locked finding and say from which state; the caller logs it last."""
    before = finding.state
    finding.state = FINDING.check(action, state=before, by=by, thing=finding, reason=reason)
    _looked_at(finding, at)
    finding.save()
    if action != FindingAction.DISMISS:
        observe(finding, by=by, at=at)
    return before


def _looked_at(finding: Finding, at: datetime) -> None:
    """Somebody has looked at it today, so a day that was set for that is kept or past."""
    finding.checked_on = local_date(at)
    if finding.next_check_on and finding.next_check_on <= finding.checked_on:
        finding.next_check_on = None


def log_move(finding: Finding, before: str, *, by: User, at: datetime, reason: str) -> None:
    """Write in the log that a finding was moved."""
    record(
        Event.IDENTITY_ITEM_MOVED,
        by=by,
        thing=finding,
        at=at,
        before={"state": before},
        after={"state": finding.state},
        reason=reason.strip(),
    )


@transaction.atomic
def see(*, finding: Finding, by: User, at: datetime) -> Finding:
    """Somebody has looked at it in the open check, and it stands as it is written here."""
    guard(by)
    finding = lock(finding)
    if finding.state not in LIVE:
        raise Invalid(_("Funnet er borte eller lagt til side. Ta det opp igjen først."))
    finding.state = FindingState.VERIFIED
    _looked_at(finding, at)
    finding.save()
    observe(finding, by=by, at=at)
    record(Event.IDENTITY_ITEM_MOVED, by=by, thing=finding, at=at, after={"state": finding.state})
    return finding


@transaction.atomic
def remove(*, finding: Finding, by: User, at: datetime) -> None:
    """Delete what an employee registered about themself; the log keeps that, and no name."""
    finding = lock(finding)
    if not may_remove(by, finding):
        raise not_yours()
    finding.measures.all().delete()
    record(Event.IDENTITY_ITEM_REMOVED, by=by, thing=finding, at=at)
    finding.delete()
