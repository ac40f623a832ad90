"""The law of a strategy version, as rows."""

from difi_sosial.core.workflow import Step, Workflow
from difi_sosial.strategy.enums import OPEN, Action, State
from difi_sosial.strategy.rules import may_approve, may_set_in_force, may_write

WORKFLOW = Workflow(
    Step(
        Action.SUBMIT,
        frozenset({State.DRAFT}),
        State.SUBMITTED,
        may_write,
        Action.SUBMIT.label,
        style="primary",
    ),
    Step(
        Action.APPROVE,
        frozenset({State.SUBMITTED}),
        State.APPROVED,
        may_approve,
        Action.APPROVE.label,
        style="primary",
    ),
    Step(
        Action.RETURN,
        frozenset({State.SUBMITTED}),
        State.RETURNED,
        may_approve,
        Action.RETURN.label,
        needs_reason=True,
    ),
    Step(
        Action.REOPEN,
        frozenset({State.RETURNED}),
        State.DRAFT,
        may_write,
        Action.REOPEN.label,
        style="primary",
    ),
    Step(
        Action.PUT_IN_FORCE,
        frozenset({State.APPROVED}),
        State.IN_FORCE,
        may_set_in_force,
        Action.PUT_IN_FORCE.label,
        style="primary",
    ),
    # On its day the clock puts an approved version in force.
    Step(
        Action.PUT_IN_FORCE,
        frozenset({State.APPROVED}),
        State.IN_FORCE,
        None,
        Action.PUT_IN_FORCE.label,
    ),
    # When the next version comes in force, the portal itself takes this step.
    Step(
        Action.SUPERSEDE,
        frozenset({State.IN_FORCE}),
        State.SUPERSEDED,
        None,
        Action.SUPERSEDE.label,
    ),
    Step(
        Action.WITHDRAW,
        frozenset(OPEN),
        State.WITHDRAWN,
        may_write,
        Action.WITHDRAW.label,
        needs_reason=True,
        style="danger",
    ),
    Step(
        Action.WITHDRAW,
        frozenset({State.APPROVED, State.IN_FORCE}),
        State.WITHDRAWN,
        may_set_in_force,
        Action.WITHDRAW.label,
        needs_reason=True,
        style="danger",
    ),
)
