"""Strategies that were made from one another."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from difi_sosial.strategy.enums import State
from difi_sosial.strategy.models import ROW_MODELS, Strategy, StrategyVersion
from difi_sosial.strategy.queries.versions import versions


@dataclass(frozen=True, slots=True)
class Family:
    """What a strategy was made from, what was made from it, and whether it has fallen behind.

    `newer` is the version now in force of the strategy it was made from, when that is a later one
    than the one it was made from.
    """

    parent: StrategyVersion | None
    newer: StrategyVersion | None
    children: tuple[Strategy, ...]


def family_of(strategy: Strategy) -> Family:
    """The family of a strategy, in a fixed number of queries."""
    newest = StrategyVersion.objects.only("pk", "strategy", "number", "state").order_by("-number")
    children = Strategy.objects.filter(parent__strategy=strategy).select_related("unit", "parent")
    made = children.prefetch_related(Prefetch("versions", newest)).order_by("title", "pk")
    parent, newer = strategy.parent, None
    if parent is not None:
        later = parent.strategy.versions.filter(state=State.IN_FORCE, number__gt=parent.number)
        newer = later.select_related("strategy").first()
    return Family(parent, newer, tuple(made))


def children_behind(version: StrategyVersion) -> QuerySet[Strategy]:
    """Strategies that were made from an earlier version of the same strategy, and still live."""
    found = Strategy.objects.filter(
        parent__strategy=version.strategy_id, parent__number__lt=version.number
    )
    live = ~Q(versions__state=State.WITHDRAWN) & Q(versions__isnull=False)
    return found.filter(live).select_related("owner").distinct().order_by("pk")


def comparable(version: StrategyVersion) -> list[StrategyVersion]:
    """What a version can be laid beside: its own strategy's versions, and its parent strategy's."""
    strategy = version.strategy
    wanted = Q(strategy=strategy)
    if strategy.parent is not None:
        wanted |= Q(strategy=strategy.parent.strategy_id)
    found = versions().filter(wanted).prefetch_related(*ROW_MODELS)
    return sorted(found, key=lambda one: (one.strategy_id != strategy.pk, -one.number))
