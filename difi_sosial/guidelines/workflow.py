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
    # What employees are told to follow, their representatives are heard about first.
    Step(
        Action.SUBMIT,
        frozenset({State.DRAFT}),
        State.SUBMITTED,
        rules.may_submit,
        Action.SUBMIT.label,
        style="primary",
    ),
    Step(
        Action.OPEN_HEARING,
        frozenset({State.DRAFT}),
        State.HEARING,
        rules.may_write,
        Action.OPEN_HEARING.label,
    ),
    Step(
        Action.CLOSE_HEARING,
        frozenset({State.HEARING}),
        State.SUBMITTED,
        rules.may_write,
        Action.CLOSE_HEARING.label,
        style="primary",
    ),
    Step(
        Action.REVISE,
        frozenset({State.HEARING}),
        State.DRAFT,
        rules.may_write,
        Action.REVISE.label,
    ),
    # One step of the agency's own route; the last one approves the version.
    Step(
        Action.APPROVE,
        frozenset({State.SUBMITTED}),
        State.SUBMITTED,
        rules.may_pass_on,
        Action.APPROVE.label,
        style="primary",
    ),
    Step(
        Action.APPROVE,
        frozenset({State.SUBMITTED}),
        State.APPROVED,
        rules.may_approve,
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
    # The service asks the journal too: nothing counts before its approval is journalled.
    Step(
        Action.PUT_IN_FORCE,
        frozenset({State.APPROVED}),
        State.IN_FORCE,
        rules.may_put_in_force,
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
    # Nobody presses this: it happens to the old version when a new one is put in force.
    Step(
        Action.SUPERSEDE,
        frozenset({State.IN_FORCE}),
        State.SUPERSEDED,
        None,
        Action.SUPERSEDE.label,
    ),
    # When its review is open, the text may stand as it is; the reason is journalled.
    Step(
        Action.KEEP,
        frozenset({State.IN_FORCE}),
        State.IN_FORCE,
        rules.may_keep,
        Action.KEEP.label,
        needs_reason=True,
    ),
    # The clock, after the last day that was approved.
    Step(
        Action.EXPIRE,
        frozenset({State.IN_FORCE}),
        State.EXPIRED,
        None,
        Action.EXPIRE.label,
    ),
    Step(
        Action.WITHDRAW,
        frozenset({State.DRAFT, State.HEARING, State.RETURNED}),
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
