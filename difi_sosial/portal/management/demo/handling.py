"""What the advisers do about a mention: sort, hand out, answer, pass on, judge, close."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from difi_sosial.core.workdays import add_working_hours
from difi_sosial.dialogue import services as dialogue
from difi_sosial.dialogue.enums import Kind, Result, Urgency
from difi_sosial.monitoring.models import Mention
from difi_sosial.people.models import User
from difi_sosial.portal.management.demo.agency import Agency, told
from difi_sosial.portal.management.demo.posts import Told

# The rule that assessments follow came in force at New Year 2026; nothing is judged by it before.
RULE_FROM = "2026-01-05"
CONDITIONS = ("is_case_document", "came_in_or_went_out", "is_handled", "has_value")
ANSWERS = {
    Result.REGISTRY_ENTRY: (True, True, True, True),
    Result.CASE_SYSTEM: (True, True, True, True),
    Result.RECORD_NOTE: (False, True, False, True),
    Result.NOT_ARCHIVED: (False, True, False, False),
}
# How often whoever sorts also answers, the head hands out the work, and an answer is late,
# and how often a complaint goes to another unit.
STRAIGHT, LED, LATE, REFERRED = 0.45, 0.3, 0.15, 0.4
# At which step the work with mentions of this age (in days) stops, one mention after another:
# before it, or never (""). So every state is there, whatever the day.
STOPS = (
    (2, ("triage", "triage", "assign", "act", "triage")),
    (7, ("triage", "assess", "act", "", "assign", "assess")),
    (25, ("", "act", "assess", "", "close", "refer", "assign", "", "assess")),
    (60, ("", "", "", "close", "", "", "", "")),
    (999, (*[""] * 24, "close")),
)


@dataclass(frozen=True)
class Follower:
    """Who follows up one mention, and the luck they have with it."""

    agency: Agency
    mention: Mention
    post: Told
    by: User
    chance: random.Random
    stop: str

    def at(self, moment: datetime, step: str, act: Callable[[datetime], object]) -> bool:
        """Put the step on the timeline, unless this is where the work has stopped."""
        if step == self.stop:
            return False
        self.agency.timeline.at(moment, act)
        return True


def schedule(agency: Agency, mention: Mention, post: Told) -> None:
    """Plan the follow-up of a mention that was just found."""
    adviser = agency.people["ase" if post.language in ("nn", "se") else "kari"]
    age = (agency.now - mention.posted_at).days
    days, stops = next(row for row in STOPS if age < row[0])
    turn = agency.turns[days, bool(post.answer)]
    agency.turns[days, bool(post.answer)] += 1
    one = Follower(agency, mention, post, adviser, agency.chance, stops[turn % len(stops)])
    sorted_at = add_working_hours(mention.found_at, 0) + timedelta(minutes=_minutes(one, 5, 70))
    if one.at(sorted_at, "triage", lambda at: _triage(one, at)):
        _hand_out(one, sorted_at)


def _triage(one: Follower, at: datetime) -> None:
    urgent = one.post.kind in (Kind.CASE_LIKE, Kind.HATE)
    dialogue.triage(
        mention=one.mention,
        by=one.by,
        at=at,
        kind=one.post.kind,
        urgency=Urgency.HIGH if urgent else Urgency.NORMAL,
        note=told("handling")["note"].get(one.post.kind, ""),
    )


def _hand_out(one: Follower, sorted_at: datetime) -> None:
    """What needs nothing is left; the rest is answered by whoever sorted it, or handed out."""
    if not one.post.answer:
        _act(one, sorted_at + timedelta(minutes=3), _leave)
        return
    if one.chance.random() < STRAIGHT and not one.stop:
        _act(one, sorted_at + timedelta(minutes=_minutes(one, 2, 20)), _answer)
        return
    giver = one.agency.people["oddvar"] if one.chance.random() < LED else one.by
    assigned_at = sorted_at + timedelta(minutes=_minutes(one, 2, 40))
    if one.at(assigned_at, "assign", lambda at: _assign(one, giver, at)):
        late = one.chance.random() < LATE
        hours = one.chance.randint(9, 26) if late else one.chance.randint(0, 2)
        acted_at = add_working_hours(assigned_at, hours) + timedelta(minutes=_minutes(one, 1, 25))
        _act(one, acted_at, _refer if _refers(one) else _answer)


def _refers(one: Follower) -> bool:
    """Whether another unit must answer; then its answer is still awaited."""
    often = one.post.kind in (Kind.COMPLAINT, Kind.CASE_LIKE) and one.chance.random() < REFERRED
    return one.stop == "refer" or often


def _assign(one: Follower, giver: User, at: datetime) -> None:
    dialogue.assign(mention=one.mention, by=giver, at=at, to=one.by)


def _act(one: Follower, moment: datetime, act: Callable[[Follower, datetime], object]) -> None:
    """Answer, refer or leave; then judge and close."""
    if not one.at(moment, "act", lambda at: act(one, at)):
        return
    start = max(moment, one.agency.when(RULE_FROM, 9))
    judged_at = add_working_hours(start, one.chance.randint(4, 20))
    result = _result(one)
    if one.stop == "refer":
        return
    if one.at(judged_at, "assess", lambda at: _assess(one, at, result)):
        closed_at = judged_at + timedelta(minutes=_minutes(one, 5, 50))
        one.at(
            closed_at,
            "close",
            lambda at: dialogue.close(mention=one.mention, by=one.by, at=at),
        )


def _answer(one: Follower, at: datetime) -> None:
    dialogue.answer(
        mention=one.mention,
        by=one.by,
        at=at,
        text=one.post.answer,
        published_at=at - timedelta(minutes=2),
        language=one.post.language,
        url=f"{one.mention.url}#svar",
    )


def _refer(one: Follower, at: datetime) -> None:
    unit = one.agency.units["NORD"]
    reason = told("handling")["refer"].get(one.post.kind)
    reason = reason or told("handling")["refer"][Kind.QUESTION]
    dialogue.refer(mention=one.mention, by=one.by, at=at, unit=unit, reason=reason)


def _leave(one: Follower, at: datetime) -> None:
    reason = told("handling")["leave"][one.post.kind]
    dialogue.leave(mention=one.mention, by=one.by, at=at, reason=reason)


def _assess(one: Follower, at: datetime, judged: tuple[str, tuple[bool, ...], str]) -> None:
    result, answers, reason = judged
    # In doubt the archivist judges.
    by = one.agency.people["sigrid"] if answers == _DOUBT else one.by
    dialogue.assess(
        mention=one.mention,
        by=by,
        at=at,
        conditions=dict(zip(CONDITIONS, answers, strict=True)),
        result=result,
        reason=reason,
    )


_DOUBT = (True, True, False, True)


def _result(one: Follower) -> tuple[str, tuple[bool, ...], str]:
    """Result, the four answers and the reason."""
    reasons: dict[str, Any] = told("handling")["assess"]
    result = _result_of(one.post.kind, one.chance.random())
    if result == Result.NOT_ARCHIVED and one.post.kind == Kind.COMPLAINT:
        return result, _DOUBT, reasons["doubt"]
    return result, ANSWERS[result], one.chance.choice(reasons[result])


def _result_of(kind: str, luck: float) -> Result:
    if kind == Kind.CASE_LIKE:
        return Result.REGISTRY_ENTRY if luck < 0.4 else Result.CASE_SYSTEM
    if kind == Kind.COMPLAINT:
        return Result.REGISTRY_ENTRY if luck < 0.25 else Result.NOT_ARCHIVED
    if kind == Kind.THREAT:
        return Result.CASE_SYSTEM
    if kind == Kind.FACTUAL_ERROR or (kind == Kind.CRITICISM and luck < 0.3):
        return Result.RECORD_NOTE
    return Result.NOT_ARCHIVED


def _minutes(one: Follower, least: int, most: int) -> int:
    return one.chance.randint(least, most)
