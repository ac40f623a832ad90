"""All strategies as a list that can be narrowed."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from difi_sosial.people.models import Unit
from difi_sosial.strategy.enums import OPEN, State
from difi_sosial.strategy.models import Strategy, StrategyVersion

# What a row of the list needs of a version; the texts stay in the database.
COLUMNS = ("strategy", "number", "state", "in_force_on", "review_on", "review_opened_at")


@dataclass(frozen=True, slots=True)
class Listed:
    """A strategy with the version that counts, the one on its way, and the newest of all."""

    strategy: Strategy
    in_force: StrategyVersion | None
    working: StrategyVersion | None
    newest: StrategyVersion | None

    @property
    def only(self) -> StrategyVersion | None:
        """The newest version when nothing counts and nothing is on its way."""
        return None if self.in_force or self.working else self.newest


def listed(
    *, text: str = "", unit: Unit | None = None, scope: str = "", state: str = ""
) -> QuerySet[Strategy]:
    """Strategies, the agency's own (oldest) first; `state` is one that a version of it is in."""
    newest_first = StrategyVersion.objects.only(*COLUMNS).order_by("-number")
    found = Strategy.objects.select_related("unit", "owner", "parent__strategy").order_by("pk")
    found = found.prefetch_related(Prefetch("versions", newest_first))
    if text:
        found = found.filter(title__icontains=text)
    if unit is not None:
        found = found.filter(unit=unit)
    if scope:
        found = found.filter(scope=scope)
    if state in State.values:
        in_state = StrategyVersion.objects.filter(strategy=OuterRef("pk"), state=state)
        found = found.filter(Exists(in_state))
    return found


def as_listed(strategy: Strategy) -> Listed:
    """A loaded strategy as a row; asks nothing more."""
    versions = list(strategy.versions.all())
    working = (*OPEN, State.APPROVED)
    return Listed(
        strategy=strategy,
        in_force=next((one for one in versions if one.state == State.IN_FORCE), None),
        working=next((one for one in versions if one.state in working), None),
        newest=next(iter(versions), None),
    )
