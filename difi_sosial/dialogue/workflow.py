"""The law of a mention's follow-up (domain.md 6a no. 5).

What is done to many at once takes these same steps, one mention at a time. To undo it is no step: a
follow-up that nobody has touched since is put back as it stood (services/bulk.py).
"""

from django.utils.translation import gettext_lazy as _

from difi_sosial.core.workflow import Step, Workflow
from difi_sosial.dialogue.enums import Action, State
from difi_sosial.dialogue.rules import may_assess, may_assign, may_follow_up

SORTED = frozenset({State.TRIAGED, State.ASSIGNED})
FOLLOWED_UP = frozenset({State.ANSWERED, State.REFERRED, State.NO_ANSWER})
ENDED = FOLLOWED_UP | {State.ASSESSED, State.CLOSED}

WORKFLOW = Workflow(
    Step(
        Action.TRIAGE,
        frozenset({State.NEW}),
        State.TRIAGED,
        may_follow_up,
        _("Sorter"),
        style="primary",
    ),
    Step(
        Action.TRIAGE,
        frozenset({State.TRIAGED}),
        State.TRIAGED,
        may_follow_up,
        _("Sorter på nytt"),
    ),
    Step(
        Action.TRIAGE,
        frozenset({State.ASSIGNED}),
        State.ASSIGNED,
        may_follow_up,
        _("Sorter på nytt"),
    ),
    Step(Action.ASSIGN, SORTED, State.ASSIGNED, may_assign, _("Tildel")),
    Step(
        Action.ANSWER, SORTED, State.ANSWERED, may_follow_up, _("Skriv ned svaret"), style="primary"
    ),
    Step(
        Action.REFER,
        SORTED,
        State.REFERRED,
        may_follow_up,
        _("Send til fagavdeling"),
        needs_reason=True,
    ),
    Step(
        Action.LEAVE,
        SORTED,
        State.NO_ANSWER,
        may_follow_up,
        _("Krever ikke svar"),
        needs_reason=True,
    ),
    Step(
        Action.ASSESS,
        FOLLOWED_UP,
        State.ASSESSED,
        may_assess,
        _("Vurder for journal"),
        needs_reason=True,
        style="primary",
    ),
    Step(
        Action.CLOSE,
        frozenset({State.ASSESSED}),
        State.CLOSED,
        may_assess,
        _("Lukk"),
        style="primary",
    ),
    Step(Action.REOPEN, ENDED, State.TRIAGED, may_follow_up, _("Åpne igjen"), needs_reason=True),
)
