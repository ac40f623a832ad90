"""The journal's law: what may happen to entries and cases, and who may do it."""

from django.utils.translation import gettext_lazy as _

from difi_sosial.core.workflow import Step, Workflow
from difi_sosial.journal.enums import CaseAction, CaseState, EntryAction, EntryState
from difi_sosial.journal.rules import may_change

ENTRIES = Workflow(
    Step(
        EntryAction.JOURNAL,
        frozenset({EntryState.REGISTERED}),
        EntryState.JOURNALED,
        may_change,
        _("Journalfør"),
        style="primary",
    ),
    Step(
        EntryAction.ARCHIVE,
        frozenset({EntryState.JOURNALED}),
        EntryState.ARCHIVED,
        may_change,
        _("Arkiver"),
        style="primary",
    ),
    Step(
        EntryAction.CANCEL,
        frozenset({EntryState.REGISTERED, EntryState.JOURNALED}),
        EntryState.CANCELLED,
        may_change,
        _("Sett til utgår"),
        needs_reason=True,
        style="danger",
    ),
)

CASES = Workflow(
    Step(
        CaseAction.CLOSE,
        frozenset({CaseState.OPEN}),
        CaseState.CLOSED,
        may_change,
        _("Avslutt saken"),
        style="primary",
    ),
    Step(
        CaseAction.CANCEL,
        frozenset({CaseState.OPEN}),
        CaseState.CANCELLED,
        may_change,
        _("Sett saken til utgår"),
        needs_reason=True,
        style="danger",
    ),
)
