"""What is decided, and what waits."""

from collections.abc import Sequence

from django.db.models import Count, QuerySet

from difi_sosial.channels.enums import DecisionState
from difi_sosial.channels.models import (
    Channel,
    Decision,
)
from difi_sosial.channels.rules import may_decide
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may

# The states that end in the journal, in the order they can come.
RECORDED = (DecisionState.CHOSEN, DecisionState.DECLINED, DecisionState.CLOSED)


def waiting_for(person: User) -> list[Decision]:
    """Proposals that wait for this person's decision, oldest first."""
    if not may(person, Permission.CHANNEL_DECIDE):
        return []
    proposed = _decisions().filter(state=DecisionState.PROPOSED).order_by("proposed_at")
    return [decision for decision in proposed if may_decide(person, decision)]


def counts() -> dict[str, int]:
    """How many decisions there are per state; states without any are left out."""
    rows = Decision.objects.order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def decisions_of(channel: Channel) -> QuerySet[Decision]:
    """The channel's decisions, newest first, with persons."""
    return _decisions().filter(channel=channel).order_by("-proposed_at", "-pk")


def source_key(decision: Decision, state: str) -> str:
    """The name by which the journal knows the record of what was decided, or of the closing."""
    return f"channels.decision:{decision.pk}:{state}"


def with_entries(decisions: Sequence[Decision]) -> list[tuple[Decision, list[RegistryEntry]]]:
    """Each decision with its registry entries, oldest first; one query for them all."""
    keys = {one.pk: [source_key(one, state) for state in RECORDED] for one in decisions}
    wanted = [key for found in keys.values() for key in found]
    entries = RegistryEntry.objects.filter(source_key__in=wanted).select_related("case")
    known = {entry.source_key: entry for entry in entries}
    return [(one, [known[key] for key in keys[one.pk] if key in known]) for one in decisions]


def decision_page(pk: int) -> QuerySet[Decision]:
    """One decision with its channel and persons."""
    return _decisions().filter(pk=pk)


def _decisions() -> QuerySet[Decision]:
    return Decision.objects.select_related("channel", "proposed_by", "decided_by", "closed_by")
