"""Who may do what about a mention, and when an answer is due."""

from datetime import datetime, timedelta
from typing import Any

from difi_sosial.core.workdays import add_working_hours
from difi_sosial.dialogue.enums import EVIDENCE, OWED_A_RESPONSE, Kind, Result, State, Urgency
from difi_sosial.monitoring.enums import Retention
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may

# When no account of ours has promised anything: two working days.
DEFAULT_RESPONSE_HOURS = 16
UNDO_WITHIN = timedelta(hours=24)


def may_follow_up(person: Any, triage: Any) -> bool:
    """Sort, answer, refer, leave and reopen."""
    return may(person, Permission.DIALOGUE_WRITE)


def may_assign(person: Any, triage: Any) -> bool:
    """Take a mention, or hand it to somebody."""
    return may(person, Permission.DIALOGUE_WRITE) or may(person, Permission.DIALOGUE_LEAD)


def may_assign_to(person: Any, triage: Any, receiver: Any) -> bool:
    """Take it oneself, pass on what one has, or, for those who lead, hand out anything."""
    mine = triage.assigned_to_id == person.pk
    return may(person, Permission.DIALOGUE_LEAD) or receiver.pk == person.pk or mine


def may_undo(person: Any, act: Any, at: datetime) -> bool:
    """Whoever did it, and those who lead, for a day; not twice."""
    mine = act.by_id == person.pk or may(person, Permission.DIALOGUE_LEAD)
    return mine and act.undone_at is None and at <= act.at + UNDO_WITHIN


def may_assess(person: Any, triage: Any) -> bool:
    """Those who follow up judge; in doubt the archivist does."""
    return may(person, Permission.DIALOGUE_WRITE) or may(person, Permission.JOURNAL_WRITE)


def owes_a_response(kind: str) -> bool:
    """Is the writer of such a mention owed a response?"""
    return kind in OWED_A_RESPONSE


def due_at(kind: str, posted_at: datetime, response_hours: int | None) -> datetime | None:
    """When a response is due: the promised working hours after the post; None when none is owed."""
    if not owes_a_response(kind):
        return None
    return add_working_hours(posted_at, response_hours or DEFAULT_RESPONSE_HOURS)


def urgency_of(kind: str, chosen: int) -> int:
    """A threat is always urgent, whatever was chosen."""
    return Urgency.HIGH if kind == Kind.THREAT else chosen


def open_results(conditions: tuple[bool, ...]) -> frozenset[str]:
    """The results that the answers to the four conditions leave open."""
    if all(conditions):
        return frozenset({Result.REGISTRY_ENTRY, Result.CASE_SYSTEM})
    return frozenset({Result.RECORD_NOTE, Result.NOT_ARCHIVED})


def retention_of(state: str, kind: str, was_responded: bool) -> Retention:
    """The class that a follow-up gives its mention, apart from what has become a record."""
    if state == State.NEW:
        return Retention.ORDINARY
    if state != State.CLOSED:
        return Retention.OPEN
    if kind in EVIDENCE:
        return Retention.EVIDENCE
    return Retention.FOLLOWED_UP if was_responded else Retention.IRRELEVANT
