"""The law of a guideline's version, of a comment on it, and of asking people to confirm it."""

from difi_sosial.core.workflow import Step, Workflow
from difi_sosial.guidelines import rules
from difi_sosial.guidelines.enums import (
    Action,
    CampaignAction,
    CampaignState,
    State,
    ThreadAction,
    ThreadState,
)

WORKFLOW = Workflow(
    Step(
        Action.SUBMIT,
        frozenset({State.DRAFT}),
        State.SUBMITTED,
        rules.may_write,
        Action.SUBMIT.label,
        style="primary",
    ),
    Step(
        Action.APPROVE,
        frozenset({State.SUBMITTED}),
        State.APPROVED,
        rules.may_decide,
        Action.APPROVE.label,
        style="primary",
    ),
    Step(
        Action.RETURN,
        frozenset({State.SUBMITTED}),
        State.RETURNED,
        rules.may_decide,
        Action.RETURN.label,
        needs_reason=True,
    ),
    Step(
        Action.REOPEN,
        frozenset({State.RETURNED, State.SUBMITTED}),
        State.DRAFT,
        rules.may_write,
        Action.REOPEN.label,
    ),
    Step(
        Action.PUT_IN_FORCE,
        frozenset({State.APPROVED}),
        State.IN_FORCE,
        rules.may_put_in_force,
        Action.PUT_IN_FORCE.label,
        style="primary",
    ),
    # Nobody presses this: it happens to the old version when a new one is put in force.
    Step(
        Action.SUPERSEDE,
        frozenset({State.IN_FORCE}),
        State.SUPERSEDED,
        None,
        Action.SUPERSEDE.label,
    ),
    Step(
        Action.WITHDRAW,
        frozenset({State.DRAFT, State.RETURNED}),
        State.WITHDRAWN,
        rules.may_write,
        Action.WITHDRAW.label,
        needs_reason=True,
        style="danger",
    ),
    Step(
        Action.WITHDRAW,
        frozenset({State.APPROVED, State.IN_FORCE}),
        State.WITHDRAWN,
        rules.may_withdraw_approved,
        Action.WITHDRAW.label,
        needs_reason=True,
        style="danger",
    ),
)

THREAD = Workflow(
    Step(
        ThreadAction.RESOLVE,
        frozenset({ThreadState.OPEN}),
        ThreadState.RESOLVED,
        rules.may_close,
        ThreadAction.RESOLVE.label,
    ),
    Step(
        ThreadAction.REOPEN,
        frozenset({ThreadState.RESOLVED}),
        ThreadState.OPEN,
        rules.may_close,
        ThreadAction.REOPEN.label,
    ),
)

CAMPAIGN = Workflow(
    Step(
        CampaignAction.CLOSE,
        frozenset({CampaignState.OPEN}),
        CampaignState.CLOSED,
        rules.may_close_campaign,
        CampaignAction.CLOSE.label,
        needs_reason=True,
    ),
    # The clock, when the version no longer is in force.
    Step(
        CampaignAction.CLOSE,
        frozenset({CampaignState.OPEN}),
        CampaignState.CLOSED,
        None,
        CampaignAction.CLOSE.label,
        needs_reason=True,
    ),
)
