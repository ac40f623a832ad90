"""The law of a decision about a channel and of a pilot, as rows (domain.md 6a nos. 2 and 9).

A row's reason is written in every document about the decision.
"""

from difi_sosial.channels.enums import Action, DecisionState, PilotAction, PilotState
from difi_sosial.channels.enums.accounts import ProfileAction, ProfileState
from difi_sosial.channels.rules import (
    came_from,
    may_approve_profile,
    may_close,
    may_decide,
    may_judge_pilot,
    may_lead,
    may_open,
    may_run,
    may_write,
    may_write_profile,
)
from difi_sosial.core.workflow import Step, Style, Workflow

A, S = Action, DecisionState
USED = (S.OPEN, S.LIMITED, S.PILOT)


def _row(
    action: Action,
    source: DecisionState,
    target: DecisionState,
    who: object,
    *,
    reason: bool = False,
    style: Style = "secondary",
) -> Step:
    """One step from one state."""
    return Step(action, frozenset({source}), target, who, action.label, reason, style)  # type: ignore[arg-type]


def _decide(action: Action, target: DecisionState, style: Style = "secondary") -> Step:
    return _row(action, S.TO_DECIDE, target, may_decide, reason=True, style=style)


WORKFLOW = Workflow(
    _row(A.ASSESS, S.PROPOSED, S.ASSESSING, may_write, style="primary"),
    # An assessment that was whole before the channel was proposed needs no beginning.
    _row(A.SEND_TO_PRIVACY, S.PROPOSED, S.PRIVACY, may_write, style="primary"),
    _row(A.SEND_TO_PRIVACY, S.ASSESSING, S.PRIVACY, may_write, style="primary"),
    _row(A.SUBMIT, S.PRIVACY, S.TO_DECIDE, may_write, style="primary"),
    _row(A.TAKE_BACK, S.PRIVACY, S.ASSESSING, may_write),
    _decide(A.CHOOSE, S.CHOSEN, "primary"),
    _decide(A.PILOT, S.PILOT),
    _decide(A.RESERVE, S.RESERVED),
    _decide(A.DECLINE, S.DECLINED),
    _row(A.RETURN, S.TO_DECIDE, S.ASSESSING, may_decide, reason=True),
    _row(A.RECONSIDER, S.RESERVED, S.PROPOSED, may_write, reason=True),
    _row(A.MAKE_ORDINARY, S.PILOT, S.CHOSEN, may_decide, reason=True),
    _row(A.OPEN, S.CHOSEN, S.OPEN, may_open, style="primary"),
    _row(A.LIMIT, S.OPEN, S.LIMITED, may_write, reason=True),
    _row(A.LIFT, S.LIMITED, S.OPEN, may_write, reason=True),
    *(_row(A.KEEP, state, state, may_lead, reason=True) for state in (S.CHOSEN, S.OPEN, S.LIMITED)),
    *(_row(A.SUSPEND, state, S.SUSPENDED, may_run, reason=True, style="danger") for state in USED),
    _row(A.CONFIRM_STOP, S.SUSPENDED, S.SUSPENDED, may_lead, style="primary"),
    *(_row(A.RESUME, S.SUSPENDED, state, came_from(state), reason=True) for state in USED),
    *(
        _row(A.ANNOUNCE, state, S.CLOSING, may_close, reason=True, style="danger")
        for state in (S.PILOT, S.CHOSEN, S.OPEN, S.LIMITED, S.SUSPENDED, S.RESERVED)
    ),
    _row(A.CLOSE, S.CLOSING, S.CLOSED, may_close, reason=True, style="danger"),
)

P, T = PilotAction, PilotState


def _trial(
    action: PilotAction,
    source: PilotState,
    target: PilotState,
    who: object,
    *,
    reason: bool = False,
    style: Style = "secondary",
) -> Step:
    return Step(action, frozenset({source}), target, who, action.label, reason, style)  # type: ignore[arg-type]


PILOT_WORKFLOW = Workflow(
    _trial(P.START, T.PLANNED, T.RUNNING, may_write, style="primary"),
    _trial(P.EVALUATE, T.RUNNING, T.EVALUATING, may_write),
    # On its last day the clock ends it, whoever is away.
    _trial(P.EVALUATE, T.RUNNING, T.EVALUATING, None),
    *(
        _trial(P.EXTEND, state, T.RUNNING, may_judge_pilot, reason=True)
        for state in (T.RUNNING, T.EVALUATING)
    ),
    _trial(
        P.RECOMMEND_CONTINUE,
        T.EVALUATING,
        T.RECOMMENDED_CONTINUE,
        may_write,
        reason=True,
        style="primary",
    ),
    _trial(P.RECOMMEND_STOP, T.EVALUATING, T.RECOMMENDED_STOP, may_write, reason=True),
    *(
        step
        for state in (T.RECOMMENDED_CONTINUE, T.RECOMMENDED_STOP)
        for step in (
            _trial(P.CONTINUE, state, T.ORDINARY, may_judge_pilot, reason=True, style="primary"),
            _trial(P.STOP, state, T.STOPPED, may_judge_pilot, reason=True, style="danger"),
        )
    ),
)

# What an account says about itself (domain: generert, tilpasset, godkjent, publisert, avvik,
# foreldet). Steps without a person are the portal's: it sees the profile and knows the facts.
PROFILE_WORKFLOW = Workflow(
    Step(
        ProfileAction.ADAPT,
        frozenset({ProfileState.GENERATED, ProfileState.ADAPTED}),
        ProfileState.ADAPTED,
        may_write_profile,
        ProfileAction.ADAPT.label,
        style="primary",
    ),
    Step(
        ProfileAction.APPROVE,
        frozenset({ProfileState.ADAPTED}),
        ProfileState.APPROVED,
        may_approve_profile,
        ProfileAction.APPROVE.label,
        style="primary",
    ),
    Step(
        ProfileAction.RETURN,
        frozenset({ProfileState.ADAPTED}),
        ProfileState.GENERATED,
        may_approve_profile,
        ProfileAction.RETURN.label,
        needs_reason=True,
    ),
    Step(
        ProfileAction.PUBLISH,
        frozenset({ProfileState.APPROVED, ProfileState.DEVIATION}),
        ProfileState.PUBLISHED,
        may_write_profile,
        ProfileAction.PUBLISH.label,
        style="primary",
    ),
    Step(
        ProfileAction.PUBLISH,
        frozenset({ProfileState.APPROVED, ProfileState.DEVIATION}),
        ProfileState.PUBLISHED,
        None,
        ProfileAction.PUBLISH.label,
    ),
    Step(
        ProfileAction.CONTROL,
        frozenset({ProfileState.PUBLISHED, ProfileState.DEVIATION}),
        ProfileState.PUBLISHED,
        may_write_profile,
        ProfileAction.CONTROL.label,
    ),
    Step(
        ProfileAction.DEVIATE,
        frozenset({ProfileState.PUBLISHED, ProfileState.DEVIATION}),
        ProfileState.DEVIATION,
        may_write_profile,
        ProfileAction.DEVIATE.label,
        needs_reason=True,
        style="danger",
    ),
    Step(
        ProfileAction.DEVIATE,
        frozenset({ProfileState.PUBLISHED, ProfileState.DEVIATION}),
        ProfileState.DEVIATION,
        None,
        ProfileAction.DEVIATE.label,
    ),
    Step(
        ProfileAction.OUTDATE,
        frozenset(
            {
                ProfileState.GENERATED,
                ProfileState.ADAPTED,
                ProfileState.APPROVED,
                ProfileState.PUBLISHED,
                ProfileState.DEVIATION,
            }
        ),
        ProfileState.OUTDATED,
        None,
        ProfileAction.OUTDATE.label,
    ),
    Step(
        ProfileAction.SUPERSEDE,
        frozenset(set(ProfileState) - {ProfileState.SUPERSEDED}),
        ProfileState.SUPERSEDED,
        None,
        ProfileAction.SUPERSEDE.label,
    ),
)
