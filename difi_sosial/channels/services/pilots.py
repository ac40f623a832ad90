"""A pilot: planned, run with weekly notes, evaluated, and decided by a manager."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels import rules
from difi_sosial.channels.enums import (
    UNDECIDED,
    Action,
    DecisionState,
    PilotAction,
    PilotState,
)
from difi_sosial.channels.models import PILOT_FIELDS, Decision, Pilot, PilotNote
from difi_sosial.channels.services import letters
from difi_sosial.channels.services.acts import take
from difi_sosial.channels.services.guard import guard
from difi_sosial.channels.services.reading import check_read, with_channel
from difi_sosial.channels.workflow import PILOT_WORKFLOW
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, WrongState
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import other_than

RECOMMENDS = (PilotAction.RECOMMEND_CONTINUE, PilotAction.RECOMMEND_STOP)
JUDGES = (PilotAction.CONTINUE, PilotAction.STOP)
EVENTS = {
    PilotAction.START: Event.PILOT_STARTED,
    PilotAction.EVALUATE: Event.PILOT_EVALUATING,
    PilotAction.EXTEND: Event.PILOT_EXTENDED,
    PilotAction.RECOMMEND_CONTINUE: Event.PILOT_RECOMMENDED,
    PilotAction.RECOMMEND_STOP: Event.PILOT_RECOMMENDED,
    PilotAction.CONTINUE: Event.PILOT_CONTINUED,
    PilotAction.STOP: Event.PILOT_STOPPED,
}


@transaction.atomic
def plan_pilot(*, decision: Decision, values: Mapping[str, Any], by: User, at: datetime) -> Pilot:
    """Plan a pilot of a channel, or mend the plan. `values`: PILOT_FIELDS.

    A manager decides on the plan as it stands: raises WrongState from the moment it is sent to one.
    So nobody else moves the last day, and a pilot that was stopped does not begin again.
    """
    guard(by, Permission.CHANNEL_WRITE)
    decision = lock(decision)
    if decision.state not in UNDECIDED - {DecisionState.TO_DECIDE}:
        raise WrongState(_("En prøve planlegges før kanalen er sendt til beslutning."))
    live = decision.pilots.filter(state=PilotState.PLANNED).first()
    if values["ends_on"] <= values["starts_on"]:
        raise Invalid(_("Siste dag må være etter første dag."))
    pilot = live or Pilot(decision=decision, planned_by=by, planned_at=at, created_at=at)
    for name in PILOT_FIELDS:
        setattr(pilot, name, values[name])
    pilot.save()
    after = {name: values[name] for name in PILOT_FIELDS}
    audit.record(Event.PILOT_PLANNED, by=by, thing=decision.channel, at=at, after=after)
    return pilot


@transaction.atomic
def act_on_pilot(
    *,
    pilot: Pilot,
    action: str,
    by: User,
    at: datetime,
    reason: str = "",
    ends_on: date | None = None,
    edition: int | None = None,
) -> Pilot:
    """Take a step with a pilot: start, evaluate, extend (needs `ends_on`), recommend or decide.

    A manager's «continue» takes the channel over to ordinary use; it is then made ready and opened
    like any other. It is built on the assessment that was read: raises Conflict when that is newer
    than `edition` (0 for none).
    """
    decision = with_channel(pilot.decision)
    pilot = lock(pilot)
    pilot.decision = decision
    before = pilot.state
    pilot.state = PILOT_WORKFLOW.check(action, state=before, by=by, thing=pilot, reason=reason)
    _check_step(pilot, action, ends_on, at)
    if action == PilotAction.CONTINUE:
        check_read(decision.channel, edition)
    if action == PilotAction.EXTEND and ends_on is not None:
        pilot.ends_on = ends_on
    if action in RECOMMENDS:
        pilot.recommended_by, pilot.recommended_at = by, at
        pilot.recommendation = reason.strip()
    if action in JUDGES:
        pilot.decided_for = other_than(by, rules.seat_to_judge(by, pilot))
        pilot.decided_by, pilot.decided_at = by, at
        pilot.decision_reason = reason.strip()
    pilot.save()
    if action == PilotAction.CONTINUE:
        facts = {"edition": edition}
        take(decision, Action.MAKE_ORDINARY, by=by, at=at, reason=reason, facts=facts)
    _tell(pilot, PilotAction(action), by, at)
    _log(pilot, PilotAction(action), before, by, at, reason)
    return pilot


@transaction.atomic
def note_pilot(*, pilot: Pilot, text: str, by: User, at: datetime) -> PilotNote:
    """The weekly note: what was seen."""
    guard(by, Permission.CHANNEL_WRITE)
    pilot = lock(pilot)
    if pilot.state not in (PilotState.RUNNING, PilotState.EVALUATING):
        raise WrongState(_("Notater skrives mens prøven pågår eller evalueres."))
    if not text.strip():
        raise Invalid(_("Skriv hva dere har sett denne uken."))
    note = PilotNote.objects.create(pilot=pilot, text=text.strip(), by=by, at=at)
    audit.record(Event.PILOT_NOTED, by=by, thing=pilot.decision.channel, at=at)
    return note


@transaction.atomic
def end_pilot(*, pilot: Pilot, at: datetime) -> bool:
    """The clock, on the last day: the pilot is over and must be evaluated. Says whether it was."""
    pilot = lock(pilot)
    if pilot.state != PilotState.RUNNING or pilot.ends_on > local_date(at):
        return False
    before = pilot.state
    pilot.state = PILOT_WORKFLOW.check(PilotAction.EVALUATE, state=before, by=None, thing=pilot)
    pilot.save()
    letters.about(
        pilot.decision,
        to=letters.keepers(pilot.decision),
        subject=gettext_lazy("Prøven av %(channel)s er slutt i dag"),
        text=gettext_lazy(
            "Ikke publiser mer før prøven er evaluert. "
            "Skriv hva dere fant ut, og anbefal å fortsette eller stoppe."
        ),
        key=f"pilot:{pilot.pk}:ended:{pilot.ends_on}",
        at=at,
        part="#pilot-heading",
    )
    _log(pilot, PilotAction.EVALUATE, before, None, at)
    return True


def _check_step(pilot: Pilot, action: str, ends_on: date | None, at: datetime) -> None:
    if action == PilotAction.START and pilot.decision.state != DecisionState.PILOT:
        raise WrongState(_("En leder må beslutte prøven før den kan starte."))
    if action == PilotAction.EXTEND and (ends_on is None or ends_on <= local_date(at)):
        raise Invalid(_("Velg en ny siste dag fram i tid."))


def _tell(pilot: Pilot, action: PilotAction, by: User, at: datetime) -> None:
    """The managers when something is recommended, the keepers when it is decided."""
    if action in RECOMMENDS:
        letters.about(
            pilot.decision,
            to=letters.managers(pilot.decision),
            subject=gettext_lazy("Prøven av %(channel)s er evaluert og venter på deg"),
            text=gettext_lazy("%(state)s av %(name)s. Les evalueringen og beslutt."),
            facts={"state": PilotState(pilot.state).label, "name": by.name},
            key=f"pilot:{pilot.pk}:recommended:{pilot.ends_on}",
            at=at,
            part="#pilot-heading",
        )
    if action in JUDGES:
        going_on = action == PilotAction.CONTINUE
        letters.about(
            pilot.decision,
            to=letters.keepers(pilot.decision),
            subject=gettext_lazy("Prøven av %(channel)s er avgjort"),
            text=gettext_lazy("%(name)s har valgt vanlig drift. Gjør kanalen klar til åpning.")
            if going_on
            else gettext_lazy("%(name)s har stoppet prøven. Lag en plan for nedleggingen."),
            facts={"name": by.name},
            key=f"pilot:{pilot.pk}:decided",
            at=at,
        )


def _log(
    pilot: Pilot,
    action: PilotAction,
    before: str,
    by: User | None,
    at: datetime,
    reason: str = "",
) -> None:
    after = {"state": pilot.state, "ends_on": pilot.ends_on}
    thing = pilot.decision.channel
    audit.record(
        EVENTS[action],
        by=by,
        thing=thing,
        at=at,
        before={"state": before},
        after=after,
        reason=reason.strip(),
    )
