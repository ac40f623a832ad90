"""One step with a decision: checked, kept as a row, journalled when the public meets it, logged."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels import records, rules
from difi_sosial.channels.enums import Action
from difi_sosial.channels.models import Decision, DecisionAct
from difi_sosial.channels.queries import REGISTERED
from difi_sosial.channels.workflow import WORKFLOW
from difi_sosial.journal import services as journal
from difi_sosial.people.models import User
from difi_sosial.strategy import queries as strategy

EVENTS: Mapping[Action, Event] = {
    Action.ASSESS: Event.CHANNEL_ASSESSING,
    Action.SEND_TO_PRIVACY: Event.CHANNEL_TO_PRIVACY,
    Action.TAKE_BACK: Event.CHANNEL_TAKEN_BACK,
    Action.SUBMIT: Event.CHANNEL_SUBMITTED,
    Action.RETURN: Event.CHANNEL_RETURNED,
    Action.PILOT: Event.CHANNEL_PILOTED,
    Action.CHOOSE: Event.CHANNEL_CHOSEN,
    Action.RESERVE: Event.CHANNEL_RESERVED,
    Action.DECLINE: Event.CHANNEL_DECLINED,
    Action.RECONSIDER: Event.CHANNEL_RECONSIDERED,
    Action.MAKE_ORDINARY: Event.CHANNEL_ORDINARY,
    Action.OPEN: Event.CHANNEL_OPENED,
    Action.LIMIT: Event.CHANNEL_LIMITED,
    Action.LIFT: Event.CHANNEL_LIFTED,
    Action.KEEP: Event.CHANNEL_KEPT,
    Action.SUSPEND: Event.CHANNEL_SUSPENDED,
    Action.CONFIRM_STOP: Event.CHANNEL_STOP_CONFIRMED,
    Action.RESUME: Event.CHANNEL_RESUMED,
    Action.ANNOUNCE: Event.CHANNEL_CLOSING,
    Action.CLOSE: Event.CHANNEL_CLOSED,
}

# `reason` is the act's own; the column of the same name is the reason of the decision.
COLUMNS = {"reason_given": "reason"}


def checked(decision: Decision, action: str, *, by: User, reason: str = "") -> str:
    """The state the step leads to; raises WrongState, NotAllowed or Invalid."""
    return WORKFLOW.check(action, state=decision.state, by=by, thing=decision, reason=reason)


def take(
    decision: Decision,
    action: Action,
    *,
    by: User,
    at: datetime,
    reason: str = "",
    facts: Mapping[str, Any] | None = None,
    **changes: Any,
) -> DecisionAct:
    """Take a step with a locked decision, and write `changes` to it.

    What the public meets, and what a manager decides, becomes a registry entry in the same
    transaction. The log is the last that is written.
    """
    target = checked(decision, action, by=by, reason=reason)
    away = rules.acted_for(by, action, decision)
    before, decision.state = decision.state, target
    if "decided_by" in changes:
        decision.decided_for = away if changes["decided_by"] else None
    for name, value in changes.items():
        setattr(decision, COLUMNS.get(name, name), value)
    decision.save()
    act = DecisionAct.objects.create(
        decision=decision,
        action=action,
        from_state=before,
        to_state=target,
        by=by,
        on_behalf_of=away,
        at=at,
        reason=reason.strip(),
        facts=dict(facts or {}),
    )
    _register(act)
    _log(act)
    return act


def _log(act: DecisionAct) -> None:
    away = {"on_behalf_of": str(act.on_behalf_of)} if act.on_behalf_of else {}
    audit.record(
        EVENTS[Action(act.action)],
        by=act.by,
        thing=act.decision.channel,
        at=act.at,
        before={"state": act.from_state},
        after={"state": act.to_state, **act.facts, **away},
        reason=act.reason,
    )


def _register(act: DecisionAct) -> None:
    """A registry entry, when a manager has decided something or the public meets something new."""
    if act.action in REGISTERED:
        draft = records.act(act, by=act.by, unit_name=_unit_name(act.decision, act.by))
        journal.register_draft(draft=draft, by=act.by, at=act.at)


def _unit_name(decision: Decision, by: User) -> str:
    in_force = strategy.current()
    unit = in_force.strategy.unit if in_force else decision.proposed_by.unit or by.unit
    return str(unit or settings.AGENCY_NAME)
