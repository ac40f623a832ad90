"""The read side: the catalogue, the matrix and what waits for a decision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from difi_sosial.channels.enums import Advice, Category, DecisionState, ReachLevel
from difi_sosial.channels.models import (
    ASSESSMENT_FIELDS,
    REACH_FIELDS,
    Account,
    Channel,
    Decision,
    Reach,
)
from difi_sosial.channels.rules import may_decide
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.strategy.models import TargetGroup
from difi_sosial.strategy.queries import target_groups

# From here on the score speaks for the channel: half of what is possible.
FOR_FROM = 50
# The states that end in the journal, in the order they can come.
RECORDED = (DecisionState.CHOSEN, DecisionState.DECLINED, DecisionState.CLOSED)


@dataclass(frozen=True, slots=True)
class Score:
    """What the matrix says of a channel: 0-100 over the groups that are assessed."""

    points: int | None
    assessed: int
    groups: int

    @property
    def advice(self) -> Advice:
        """For or against, and nothing before every target group is assessed."""
        if self.points is None or self.assessed < self.groups:
            return Advice.INCOMPLETE
        return Advice.FOR if self.points >= FOR_FROM else Advice.AGAINST


@dataclass(frozen=True, slots=True)
class Cell:
    """A target group and how well the channel reaches it; `reach` is None when not assessed."""

    group: TargetGroup
    reach: Reach | None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A channel with a cell per target group, in the order of the groups."""

    channel: Channel
    cells: tuple[Cell, ...]
    score: Score
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Target groups of the strategy in force × channels."""

    groups: tuple[TargetGroup, ...]
    rows: tuple[MatrixRow, ...]


def catalogue(*, text: str = "", category: str = "", state: str = "") -> QuerySet[Channel]:
    """Active channels by name with their decisions; `state` is a decision state or `none`."""
    newest = Decision.objects.filter(channel=OuterRef("pk")).order_by("-proposed_at", "-pk")
    found = Channel.objects.filter(is_active=True).annotate(
        decision_state=Subquery(newest.values("state")[:1])
    )
    if text:
        found = found.filter(
            Q(name__icontains=text) | Q(provider__icontains=text) | Q(platform__icontains=text)
        )
    if category:
        found = found.filter(category=category)
    if state == "none":
        found = found.filter(decision_state=None)
    elif state:
        found = found.filter(decision_state=state)
    return found.order_by("name")


def by_category(
    channels: Iterable[Channel],
) -> list[tuple[Category, list[tuple[Channel, DecisionState | None]]]]:
    """Channels of `catalogue()` under their category, each with the state of its last decision."""
    groups: dict[Category, list[tuple[Channel, DecisionState | None]]] = {}
    for channel in channels:
        value = getattr(channel, "decision_state", None)
        state = DecisionState(value) if value else None
        groups.setdefault(Category(channel.category), []).append((channel, state))
    return [(category, groups[category]) for category in Category if category in groups]


def chosen() -> QuerySet[Channel]:
    """The channels that the agency has chosen, by name."""
    return Channel.objects.filter(decisions__state=DecisionState.CHOSEN).order_by("name")


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


def matrix(*, category: str = "", everything: bool = False) -> Matrix:
    """The whole matrix in a fixed number of queries.

    Without `everything`, only channels that somebody has assessed or proposed.
    """
    groups = tuple(target_groups())
    found = Channel.objects.filter(is_active=True).prefetch_related(
        "reaches", Prefetch("decisions", Decision.objects.order_by("-proposed_at", "-pk"))
    )
    if category:
        found = found.filter(category=category)
    if not everything:
        found = found.filter(Q(reaches__isnull=False) | Q(decisions__isnull=False)).distinct()
    return Matrix(groups, tuple(_row(channel, groups) for channel in found.order_by("name")))


def row_of(channel: Channel) -> MatrixRow:
    """One channel's row of the matrix."""
    return _row(channel, tuple(target_groups()))


def assessment_values(channel: Channel) -> dict[str, Any]:
    """What is written about the channel, as plain data; empty when nothing is."""
    assessment = getattr(channel, "assessment", None)
    if assessment is None:
        return dict.fromkeys(ASSESSMENT_FIELDS, "")
    return {name: getattr(assessment, name) for name in ASSESSMENT_FIELDS}


def reach_values(cells: Iterable[Cell]) -> dict[UUID, dict[str, Any]]:
    """The cells as plain data by the target group's key; only those that are assessed."""
    return {
        cell.group.key: {name: getattr(cell.reach, name) for name in REACH_FIELDS}
        for cell in cells
        if cell.reach is not None
    }


def accounts() -> QuerySet[Account]:
    """All our accounts with channel and unit; those still open first."""
    found = Account.objects.select_related("channel", "unit")
    return found.order_by(F("closed_on").asc(nulls_first=True), "channel__name", "handle")


def score(levels: Sequence[int | None]) -> Score:
    """The score of a row of levels, None where nothing is assessed. The score never decides."""
    known = [level for level in levels if level is not None]
    points = round(100 * sum(known) / (int(ReachLevel.MUCH) * len(known))) if known else None
    return Score(points, len(known), len(levels))


def _row(channel: Channel, groups: tuple[TargetGroup, ...]) -> MatrixRow:
    by_key = {reach.target_group_key: reach for reach in channel.reaches.all()}
    cells = tuple(Cell(group, by_key.get(group.key)) for group in groups)
    levels = [cell.reach.level if cell.reach else None for cell in cells]
    return MatrixRow(channel, cells, score(levels), next(iter(channel.decisions.all()), None))


def _decisions() -> QuerySet[Decision]:
    return Decision.objects.select_related("channel", "proposed_by", "decided_by", "closed_by")
