"""Target groups x channels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from difi_sosial.channels.enums import Advice, ReachLevel
from difi_sosial.channels.models import (
    ASSESSMENT_FIELDS,
    REACH_FIELDS,
    Channel,
    Decision,
    Reach,
)
from difi_sosial.strategy.models import TargetGroup
from difi_sosial.strategy.queries import target_groups

# How much each judgement of a cell counts. A channel that does not reach the group gets nothing for
# fitting it.
WEIGHTS = {"level": 3, "fit": 2, "message_fit": 1}

# From here on the score speaks for the channel: half of what is possible.
FOR_FROM = 50


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


def edition_of(channel: Channel) -> int:
    """The number of the assessment as it stands; 0 before anybody has written one."""
    assessment = getattr(channel, "assessment", None)
    return assessment.edition if assessment and assessment.pk else 0


def reach_values(cells: Iterable[Cell]) -> dict[UUID, dict[str, Any]]:
    """The cells as plain data by the target group's key; only those that are assessed."""
    return {
        cell.group.key: {name: getattr(cell.reach, name) for name in REACH_FIELDS}
        for cell in cells
        if cell.reach is not None
    }


def weighed(reach: Reach) -> float:
    """A cell as one number from 0 to 3: what is judged of it, by WEIGHTS."""
    if reach.level == ReachLevel.NONE:
        return 0.0
    given = {name: getattr(reach, name) for name in WEIGHTS}
    known = {name: value for name, value in given.items() if value is not None}
    total = sum(WEIGHTS[name] * value for name, value in known.items())
    return float(total) / sum(WEIGHTS[name] for name in known)


def score(levels: Sequence[float | None]) -> Score:
    """The score of a row of levels, None where nothing is assessed. The score never decides."""
    known = [level for level in levels if level is not None]
    points = round(100 * sum(known) / (int(ReachLevel.MUCH) * len(known))) if known else None
    return Score(points, len(known), len(levels))


def _row(channel: Channel, groups: tuple[TargetGroup, ...]) -> MatrixRow:
    by_key = {reach.target_group_key: reach for reach in channel.reaches.all()}
    cells = tuple(Cell(group, by_key.get(group.key)) for group in groups)
    levels = [weighed(cell.reach) if cell.reach else None for cell in cells]
    return MatrixRow(channel, cells, score(levels), next(iter(channel.decisions.all()), None))
