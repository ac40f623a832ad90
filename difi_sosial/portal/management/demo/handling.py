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
# How far people have come with mentions of this age: (days, chance that it stops at each step).
HALTS = (
    (2, {"triage": 0.6, "assign": 0.5, "act": 0.5, "assess": 0.7}),
    (7, {"triage": 0.25, "assign": 0.2, "act": 0.3, "assess": 0.4}),
    (25, {"triage": 0.02, "assign": 0.06, "act": 0.14, "assess": 0.25}),
    (60, {"triage": 0.0, "assign": 0.02, "act": 0.01, "assess": 0.05}),
    (999, {"triage": 0.0, "assign": 0.0, "act": 0.0, "assess": 0.04}),
)


@dataclass(frozen=True)
class Follower:
    """Who follows up one mention, and the luck they have with it."""

    agency: Agency
    mention: Mention
    post: Told
    by: User
    chance: random.Random
    halts: dict[str, float]

    def at(self, moment: datetime, step: str, act: Callable[[datetime], object]) -> bool:
        """Put the step on the timeline, unless this is where the work has stopped."""
        if self.chance.random() < self.halts.get(step, 0):
            return False
        self.agency.timeline.at(moment, act)
        return True


def schedule(agency: Agency, mention: Mention, post: Told) -> None:
    """Plan the follow-up of a mention that was just found."""
    adviser = agency.people["ase" if post.language in ("nn", "se") else "kari"]
    age = (agency.now - mention.posted_at).days
    halts = next(halts for days, halts in HALTS if age < days)
    one = Follower(agency, mention, post, adviser, agency.chance, halts)
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
    """What needs nothing is left at once; the rest is taken by the adviser or handed to them."""
    if not one.post.answer:
        _act(one, sorted_at + timedelta(minutes=3), _leave)
        return
    lead = one.chance.random() < 0.25
    giver = one.agency.people["oddvar"] if lead else one.by
    assigned_at = sorted_at + timedelta(minutes=_minutes(one, 2, 40))
    if one.at(
        assigned_at,
        "assign",
        lambda at: dialogue.assign(mention=one.mention, by=giver, at=at, to=one.by),
    ):
        late = one.chance.random() < 0.12
        hours = one.chance.randint(9, 26) if late else one.chance.randint(0, 2)
        acted_at = add_working_hours(assigned_at, hours) + timedelta(minutes=_minutes(one, 1, 25))
        refers = one.post.kind in (Kind.COMPLAINT, Kind.CASE_LIKE) and one.chance.random() < 0.4
        _act(one, acted_at, _refer if refers else _answer)


def _act(one: Follower, moment: datetime, act: Callable[[Follower, datetime], object]) -> None:
    """Answer, refer or leave; then judge and close."""
    if not one.at(moment, "act", lambda at: act(one, at)):
        return
    start = max(moment, one.agency.when(RULE_FROM, 9))
    judged_at = add_working_hours(start, one.chance.randint(4, 20))
    result = _result(one)
    if one.at(judged_at, "assess", lambda at: _assess(one, at, result)):
        closed_at = judged_at + timedelta(minutes=_minutes(one, 5, 50))
        one.at(
            closed_at,
            "assess",
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
    unit, reason = one.agency.units["NORD"], told("handling")["refer"][one.post.kind]
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
        return Result.REGISTRY_ENTRY if luck < 0.75 else Result.CASE_SYSTEM
    if kind == Kind.COMPLAINT:
        return Result.REGISTRY_ENTRY if luck < 0.5 else Result.NOT_ARCHIVED
    if kind == Kind.THREAT:
        return Result.CASE_SYSTEM
    if kind == Kind.FACTUAL_ERROR or (kind == Kind.CRITICISM and luck < 0.3):
        return Result.RECORD_NOTE
    return Result.NOT_ARCHIVED


def _minutes(one: Follower, least: int, most: int) -> int:
    return one.chance.randint(least, most)
