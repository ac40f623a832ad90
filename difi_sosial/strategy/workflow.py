"""The law of a strategy version, as rows."""

from typing import Any

from difi_sosial.core.workflow import Rule, Step, Workflow
from difi_sosial.strategy.enums import OPEN, Action, State
from difi_sosial.strategy.rules import (
    may_approve,
    may_forward,
    may_keep,
    may_lead,
    may_set_in_force,
    may_skip_hearing,
    may_withdraw_approved,
    may_write,
)


def _step(action: Action, sources: Any, target: State, who: Rule | None, **looks: Any) -> Step:
    states = frozenset(sources if isinstance(sources, tuple) else (sources,))
    return Step(action, states, target, who, action.label, **looks)


PRIMARY = {"style": "primary"}
WITH_REASON = {"needs_reason": True}
WITH_DANGER = {"needs_reason": True, "style": "danger"}

WORKFLOW = Workflow(
    _step(Action.SUBMIT, State.DRAFT, State.QUALITY, may_write, **PRIMARY),
    # The head's check: on to a hearing, past it with a reason, or back to those who wrote.
    _step(Action.FORWARD, State.QUALITY, State.SUBMITTED, may_forward, **PRIMARY),
    _step(Action.OPEN_HEARING, State.QUALITY, State.HEARING, may_lead, **PRIMARY),
    _step(Action.SKIP_HEARING, State.QUALITY, State.SUBMITTED, may_skip_hearing, **WITH_REASON),
    _step(Action.RETURN, State.QUALITY, State.RETURNED, may_lead, **WITH_REASON),
    _step(Action.CLOSE_HEARING, State.HEARING, State.SUBMITTED, may_lead, **PRIMARY),
    _step(Action.REVISE, State.HEARING, State.DRAFT, may_lead),
    _step(Action.APPROVE, State.SUBMITTED, State.APPROVED, may_approve, **PRIMARY),
    _step(Action.RETURN, State.SUBMITTED, State.RETURNED, may_approve, **WITH_REASON),
    _step(Action.REOPEN, State.RETURNED, State.DRAFT, may_write, **PRIMARY),
    # The service asks the journal too: nothing counts before its approval is journalled.
    _step(Action.PUT_IN_FORCE, State.APPROVED, State.IN_FORCE, may_set_in_force, **PRIMARY),
    # On its day the clock puts an approved version in force.
    _step(Action.PUT_IN_FORCE, State.APPROVED, State.IN_FORCE, None),
    _step(Action.KEEP, State.IN_FORCE, State.IN_FORCE, may_keep, **WITH_REASON),
    # When the next version comes in force, the portal itself takes this step.
    _step(Action.SUPERSEDE, State.IN_FORCE, State.SUPERSEDED, None),
    _step(Action.WITHDRAW, OPEN, State.WITHDRAWN, may_write, **WITH_DANGER),
    _step(
        Action.WITHDRAW,
        (State.APPROVED, State.IN_FORCE),
        State.WITHDRAWN,
        may_withdraw_approved,
        **WITH_DANGER,
    ),
)
