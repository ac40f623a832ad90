"""The law of a finding, a measure, a check and a case about impersonation, as rows.

domain.md 6a no. 10; the four tables are independent of one another.
"""

from collections.abc import Callable
from typing import Any

from difi_sosial.core.workflow import Step, Style, Workflow
from difi_sosial.identity.enums import (
    LIVE,
    UNFINISHED,
    CaseAction,
    CaseState,
    CheckAction,
    CheckState,
    FindingAction,
    FindingState,
    MeasureAction,
    MeasureState,
)
from difi_sosial.identity.rules import may_change, may_do, may_lead, may_note, may_warn, may_write

Who = Callable[[Any, Any], bool] | None


def _row(
    action: Any,
    sources: Any,
    target: str,
    who: Who,
    *,
    reason: bool = False,
    style: Style = "secondary",
) -> Step:
    """One step from any of the states."""
    found = frozenset(sources) if isinstance(sources, (set, frozenset)) else frozenset({sources})
    return Step(action, found, target, who, action.label, reason, style)


F, G = FindingAction, FindingState
FINDING = Workflow(
    _row(F.VERIFY, G.FOUND, G.VERIFIED, may_change, style="primary"),
    _row(F.GONE, LIVE, G.GONE, may_change, reason=True),
    _row(F.DISMISS, LIVE, G.DISMISSED, may_change, reason=True),
    _row(F.REOPEN, {G.GONE, G.DISMISSED}, G.FOUND, may_change, reason=True),
)

M, T = MeasureAction, MeasureState
MEASURE = Workflow(
    _row(M.START, T.PLANNED, T.RUNNING, may_do, style="primary"),
    _row(M.FINISH, UNFINISHED, T.DONE, may_do, reason=True),
    _row(M.GIVE_UP, UNFINISHED, T.IMPOSSIBLE, may_do, reason=True),
    _row(M.DROP, UNFINISHED, T.DROPPED, may_write, reason=True),
    _row(M.REOPEN, {T.DONE, T.IMPOSSIBLE, T.DROPPED}, T.PLANNED, may_write, reason=True),
)

C, S = CheckAction, CheckState
CHECK = Workflow(
    _row(C.SUBMIT, S.OPEN, S.SUBMITTED, may_write, style="primary"),
    _row(C.NOTE, S.SUBMITTED, S.NOTED, may_note, style="primary"),
    _row(C.RETURN, S.SUBMITTED, S.OPEN, may_note, reason=True),
    _row(C.CANCEL, S.OPEN, S.CANCELLED, may_lead, reason=True, style="danger"),
)

A, I = CaseAction, CaseState  # noqa: E741 - the letter of the noun, as the others
AT_PLATFORM = frozenset({I.REPORTED, I.FOLLOWED_UP})
ENDED = frozenset({I.REMOVED, I.NOT_REMOVED})
IMPERSONATION = Workflow(
    _row(A.DOCUMENT, I.SUSPECTED, I.DOCUMENTED, may_write, style="primary"),
    _row(A.REPORT, I.DOCUMENTED, I.REPORTED, may_write, reason=True, style="primary"),
    _row(A.FOLLOW_UP, AT_PLATFORM, I.FOLLOWED_UP, may_write, reason=True),
    _row(A.REMOVED, AT_PLATFORM, I.REMOVED, may_write, reason=True, style="primary"),
    _row(A.REFUSED, AT_PLATFORM, I.NOT_REMOVED, may_write, reason=True),
    _row(A.TELL, ENDED, I.TOLD, may_warn, reason=True, style="primary"),
    # People who are being tricked now cannot wait for the platform's answer.
    _row(A.TELL, I.REPORTED, I.REPORTED, may_warn, reason=True),
    _row(A.TELL, I.FOLLOWED_UP, I.FOLLOWED_UP, may_warn, reason=True),
    _row(A.REPORT, I.NOT_REMOVED, I.REPORTED, may_write, reason=True),
    _row(A.CLOSE, ENDED, I.CLOSED, may_warn, reason=True),
    _row(A.DISMISS, {I.SUSPECTED, I.DOCUMENTED}, I.DISMISSED, may_write, reason=True),
)
