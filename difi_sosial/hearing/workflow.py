"""The law of a hearing, as rows."""

from difi_sosial.core.workflow import Step, Workflow
from difi_sosial.hearing.enums import Action, State
from difi_sosial.hearing.rules import may_lead

_OPEN = frozenset({State.OPEN})

WORKFLOW = Workflow(
    Step(Action.CHANGE, _OPEN, State.OPEN, may_lead, Action.CHANGE.label),
    # Closed and cancelled from the page of the text, by its owner's verbs.
    Step(Action.CLOSE, _OPEN, State.CLOSED, may_lead, Action.CLOSE.label, style="primary"),
    Step(
        Action.CANCEL,
        _OPEN,
        State.CANCELLED,
        may_lead,
        Action.CANCEL.label,
        needs_reason=True,
        style="danger",
    ),
)
