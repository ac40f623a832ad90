"""How far the goals have come."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from difi_sosial.strategy.enums import GoalStatus, State
from difi_sosial.strategy.models import Goal, Measurement, Strategy, StrategyVersion


@dataclass(frozen=True, slots=True)
class Progress:
    """One goal and its measured values, oldest first."""

    goal: Goal
    measurements: tuple[Measurement, ...]
    on: date

    @property
    def latest(self) -> Measurement | None:
        """The newest value."""
        return self.measurements[-1] if self.measurements else None

    @property
    def share(self) -> Decimal | None:
        """How much of the way from baseline to target is gone (1 is there); None when unknown."""
        start, end = self.goal.baseline, self.goal.target
        if self.latest is None or start is None or end is None or start == end:
            return None
        return (self.latest.value - start) / (end - start)

    @property
    def status(self) -> GoalStatus:
        """Where the goal stands on the day it is asked for."""
        late = self.goal.due_on is not None and self.goal.due_on < self.on
        if self.latest is None or self.goal.target is None:
            return GoalStatus.UNMEASURED
        if self._is_reached():
            return GoalStatus.REACHED
        if late:
            return GoalStatus.MISSED
        if self.share is None or self.share > 0:
            return GoalStatus.ON_THE_WAY
        return GoalStatus.NO_CHANGE if self.share == 0 else GoalStatus.AWAY

    def _is_reached(self) -> bool:
        if self.latest is None or self.goal.target is None:
            return False
        falls = self.goal.baseline is not None and self.goal.target < self.goal.baseline
        value, target = self.latest.value, self.goal.target
        return value <= target if falls else value >= target


def measured_version(strategy: Strategy) -> StrategyVersion | None:
    """The version whose goals are measured: the one in force, else the newest not withdrawn."""
    versions = strategy.versions.exclude(state=State.WITHDRAWN).prefetch_related("goals")
    in_force = versions.filter(state=State.IN_FORCE).first()
    return in_force or versions.order_by("-number").first()


def progress(version: StrategyVersion, *, on: date) -> list[Progress]:
    """Every goal of a version with what is measured, in the order of the strategy."""
    by_goal: dict[Any, list[Measurement]] = defaultdict(list)
    found = version.strategy.measurements.select_related("by").order_by("measured_on", "pk")
    for row in found:
        by_goal[row.goal_key].append(row)
    goals = version.goals.all()
    return [Progress(goal, tuple(by_goal.get(goal.key, ())), on) for goal in goals]
