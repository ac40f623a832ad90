"""The way of a case about impersonation, as a page draws it."""

from difi_sosial.core.way import Stop
from difi_sosial.identity.enums import CaseAction, CaseState
from difi_sosial.identity.models import Impersonation, ImpersonationStep

S = CaseState
STOPS = (S.SUSPECTED, S.DOCUMENTED, S.REPORTED, S.REMOVED, S.TOLD)
# Where on the way a state that is no stop of its own stands.
PLACE = {S.FOLLOWED_UP: S.REPORTED, S.NOT_REMOVED: S.REMOVED, S.CLOSED: S.TOLD}


def case_way(case: Impersonation) -> list[Stop]:
    """The five stops: suspected, documented, reported, what the platform did, the public told.

    One query.
    """
    taken = {step.target: step for step in case.steps.select_related("by")}
    if case.state == S.DISMISSED:
        return [_first(case), Stop("dismissed", S.DISMISSED.label, "stopped")]
    here = STOPS.index(PLACE.get(S(case.state), S(case.state)))
    over = case.state in (S.TOLD, S.CLOSED)
    return [_stop(case, number, stop, here, over, taken) for number, stop in enumerate(STOPS)]


def _first(case: Impersonation) -> Stop:
    return Stop("suspected", S.SUSPECTED.label, "done", who=case.opened_by.name, at=case.opened_at)


def _stop(
    case: Impersonation,
    number: int,
    stop: CaseState,
    here: int,
    over: bool,
    taken: dict[str, ImpersonationStep],
) -> Stop:
    names = [stop, *(state for state, place in PLACE.items() if place == stop)]
    was = next((name for name in (S(case.state), *names) if name in names and name in taken), None)
    title = (was or stop).label
    if number == 0 and was is None:
        first = _first(case)
        return first if here else Stop(first.key, first.title, "now", first.who, first.at)
    step = taken.get(was) if was else None
    standing = "done" if number < here or over else "now" if number == here else "next"
    if number < here and step is None:
        standing = "skipped"
    return Stop(
        stop,
        title,
        standing,  # type: ignore[arg-type]
        who=step.by.name if step else "",
        at=step.at if step else None,
        note=case.reference if step and step.action == CaseAction.REPORT else "",
    )
