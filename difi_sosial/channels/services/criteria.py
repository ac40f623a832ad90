"""Closing criteria: agreed beforehand, measured every day, raised when they are met."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels.enums import (
    ENDED,
    UNDECIDED,
    CriterionKind,
    CriterionState,
    DecisionState,
)
from difi_sosial.channels.models import ClosingCriterion, Decision, Measurement
from difi_sosial.channels.queries import criteria
from difi_sosial.channels.rules import may_open
from difi_sosial.channels.services import letters
from difi_sosial.channels.services.guard import guard
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission

PARTS = ("limit", "period", "day")
NOT_IN_USE = UNDECIDED | {DecisionState.CHOSEN, DecisionState.PILOT}


@transaction.atomic
def add_criterion(
    *, decision: Decision, kind: str, values: Mapping[str, Any], by: User, at: datetime
) -> ClosingCriterion:
    """Agree on when to stop. `values`: limit, period, day and note; each kind needs its own."""
    guard(by, Permission.CHANNEL_WRITE)
    decision = lock(decision)
    if decision.state in ENDED:
        raise WrongState(_("Beslutningen er avsluttet."))
    wanted = CriterionKind(kind)
    if any(values.get(part) is None for part in wanted.parts):
        raise Invalid(_("Fyll ut tallene eller dagen som kriteriet trenger."))
    criterion = ClosingCriterion.objects.create(
        decision=decision,
        kind=wanted,
        **{part: values.get(part) if part in wanted.parts else None for part in PARTS},
        note=str(values.get("note", "")).strip(),
        added_by=by,
        added_at=at,
    )
    after = {"kind": wanted, "rule": criteria.words_of(criterion)}
    audit.record(Event.CRITERION_ADDED, by=by, thing=decision.channel, at=at, after=after)
    return criterion


@transaction.atomic
def remove_criterion(*, criterion: ClosingCriterion, by: User, at: datetime) -> None:
    """Take a criterion away before the channel is opened; after that the agreement stands."""
    guard(by, Permission.CHANNEL_WRITE)
    decision = lock(criterion.decision)
    if decision.state not in NOT_IN_USE:
        raise WrongState(_("Kriteriene er avtalt på forhånd og står når kanalen er åpnet."))
    before = {"kind": criterion.kind, "rule": criteria.words_of(criterion)}
    criterion.delete()
    audit.record(Event.CRITERION_REMOVED, by=by, thing=decision.channel, at=at, before=before)


def measure_all(*, at: datetime) -> int:
    """Every day: bring back what was set aside until today, measure, and raise what is met.

    Each criterion in a transaction of its own; running again on the same day gives the same rows.
    Returns how many were raised.
    """
    today = local_date(at)
    waiting = ClosingCriterion.objects.filter(
        state=CriterionState.DISMISSED, dismissed_until__lte=today
    ).exclude(decision__state__in=[*ENDED, DecisionState.CLOSING])
    for criterion in waiting:
        _restore(criterion, at)
    return sum(_measure(criterion, today, at) for criterion in criteria.to_measure())


@transaction.atomic
def mark_met(*, criterion: ClosingCriterion, evidence: str, by: User, at: datetime) -> None:
    """A person says that a criterion is met, and what shows it."""
    guard(by, Permission.CHANNEL_WRITE)
    if lock(criterion.decision).state in ENDED:
        raise WrongState(_("Beslutningen er avsluttet."))
    criterion = lock(criterion)
    if criterion.state == CriterionState.MET:
        raise WrongState(_("Kriteriet er alt oppfylt."))
    if not evidence.strip():
        raise Invalid(_("Skriv hva som viser at kriteriet er oppfylt."))
    criterion.evidence = evidence.strip()
    _raise(criterion, by, at)


@transaction.atomic
def dismiss(
    *, criterion: ClosingCriterion, reason: str, until: date, by: User, at: datetime
) -> None:
    """Go on for now although a criterion is met: the head or a manager, with a reason, until a day.

    Raises Invalid without a reason or when the day has been.
    """
    criterion = lock(criterion)
    if not may_open(by, criterion.decision):
        raise NotAllowed(
            _("Bare kommunikasjonssjefen eller en leder kan sette et kriterium til side.")
        )
    if criterion.state != CriterionState.MET:
        raise WrongState(_("Kriteriet er ikke oppfylt."))
    if not reason.strip():
        raise Invalid(_("Skriv hvorfor dere fortsetter."))
    if until <= local_date(at):
        raise Invalid(_("Velg en dag fram i tid. Da blir kriteriet vurdert igjen."))
    criterion.state = CriterionState.DISMISSED
    criterion.dismissed_by, criterion.dismissed_at = by, at
    criterion.dismissed_until, criterion.dismiss_reason = until, reason.strip()
    criterion.save()
    _log(Event.CRITERION_DISMISSED, criterion, by, at, reason.strip())


@transaction.atomic
def _measure(criterion: ClosingCriterion, today: date, at: datetime) -> bool:
    criterion = lock(criterion)
    found = criteria.find(criterion, today)
    Measurement.objects.update_or_create(
        criterion=criterion,
        day=today,
        defaults={
            "value": found.value,
            "is_met": found.is_met,
            "gap": found.gap,
            "missing": found.missing,
        },
    )
    if not found.is_met or criterion.state != CriterionState.WATCHED:
        return False
    _raise(criterion, None, at)
    return True


@transaction.atomic
def _restore(criterion: ClosingCriterion, at: datetime) -> None:
    """The day has come: what the portal measures is followed again, the rest is raised again."""
    criterion = lock(criterion)
    if criterion.state != CriterionState.DISMISSED:
        return
    if criterion.met_by_id is not None:
        _raise(criterion, criterion.met_by, at)
        return
    criterion.state = CriterionState.WATCHED
    criterion.save()
    _log(Event.CRITERION_RESTORED, criterion, None, at)


def _raise(criterion: ClosingCriterion, by: User | None, at: datetime) -> None:
    criterion.state, criterion.met_by, criterion.met_at = CriterionState.MET, by, at
    criterion.save()
    letters.about(
        criterion.decision,
        to=letters.keepers(criterion.decision),
        subject=gettext_lazy("%(channel)s: et kriterium for å legge ned er oppfylt"),
        text=gettext_lazy(
            "%(rule)s. Dere ble enige om dette på forhånd. "
            "Varsle nedlegging, eller skriv hvorfor dere fortsetter."
        ),
        facts={"rule": criteria.words_of(criterion)},
        key=f"criterion:{criterion.pk}:{at:%Y%m%d}",
        at=at,
        part="#criteria-heading",
    )
    _log(Event.CRITERION_MET, criterion, by, at, criterion.evidence)


def _log(
    event: Event, criterion: ClosingCriterion, by: User | None, at: datetime, reason: str = ""
) -> None:
    after = {"criterion": criteria.words_of(criterion), "state": criterion.state}
    thing = criterion.decision.channel
    audit.record(event, by=by, thing=thing, at=at, after=after, reason=reason)
