"""The law of a decision about a channel, as rows. Every step wants a written reason."""

from difi_sosial.channels.enums import Action, DecisionState
from difi_sosial.channels.rules import may_close, may_decide
from difi_sosial.core.workflow import Step, Workflow

WORKFLOW = Workflow(
    Step(
        Action.CHOOSE,
        frozenset({DecisionState.PROPOSED}),
        DecisionState.CHOSEN,
        may_decide,
        Action.CHOOSE.label,
        needs_reason=True,
        style="primary",
    ),
    Step(
        Action.DECLINE,
        frozenset({DecisionState.PROPOSED}),
        DecisionState.DECLINED,
        may_decide,
        Action.DECLINE.label,
        needs_reason=True,
    ),
    Step(
        Action.CLOSE,
        frozenset({DecisionState.CHOSEN}),
        DecisionState.CLOSED,
        may_close,
        Action.CLOSE.label,
        needs_reason=True,
        style="danger",
    ),
)
