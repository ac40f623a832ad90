"""Which version counts, and what waits."""

from datetime import date

from django.db.models import Count, Prefetch, QuerySet

from difi_sosial.journal import queries as journal
from difi_sosial.journal.models import DocumentObject, RegistryEntry
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.strategy.enums import State
from difi_sosial.strategy.models import (
    ROW_RELATIONS,
    Strategy,
    StrategyVersion,
    TargetGroup,
)
from difi_sosial.strategy.rules import may_approve


def current() -> StrategyVersion | None:
    """The version in force of the agency's own (oldest) strategy, or None."""
    return _versions().filter(state=State.IN_FORCE).order_by("strategy_id").first()


def newest(*, in_force: StrategyVersion | None) -> StrategyVersion | None:
    """The version that was begun last and is not withdrawn, of the strategy of `in_force`.

    Without one in force: of the agency's own (oldest) strategy. None when nothing is begun.
    """
    found = _versions().exclude(state=State.WITHDRAWN)
    if in_force is not None:
        found = found.filter(strategy=in_force.strategy_id)
    return found.order_by("strategy_id", "-created_at", "-pk").first()


def waiting_for(person: User) -> list[StrategyVersion]:
    """Versions that wait for this person: to be approved, or to be mended after a return."""
    found: list[StrategyVersion] = []
    if may(person, Permission.STRATEGY_APPROVE):
        sent = _versions().filter(state=State.SUBMITTED).order_by("submitted_at")
        found += [version for version in sent if may_approve(person, version)]
    if may(person, Permission.STRATEGY_WRITE):
        found += _versions().filter(state=State.RETURNED).order_by("returned_at")
    return found


def counts() -> dict[str, int]:
    """How many versions there are per state; states without any are left out."""
    rows = StrategyVersion.objects.order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def strategies() -> QuerySet[Strategy]:
    """All strategies, the agency's own (oldest) first, with unit, owner and versions."""
    versions = StrategyVersion.objects.order_by("-number").defer("canonical_text")
    found = Strategy.objects.select_related("unit", "owner").order_by("pk")
    return found.prefetch_related(Prefetch("versions", versions))


def version_page(pk: int) -> QuerySet[StrategyVersion]:
    """One version with everything that its page shows."""
    return _versions().filter(pk=pk).prefetch_related(*ROW_RELATIONS)


def versions_of(strategy: Strategy) -> QuerySet[StrategyVersion]:
    """The strategy's versions, newest first, with what their texts need."""
    found = _versions().filter(strategy=strategy).prefetch_related(*ROW_RELATIONS)
    return found.order_by("-number")


def due_in_force(day: date) -> QuerySet[StrategyVersion]:
    """Approved versions whose day has come."""
    return StrategyVersion.objects.filter(state=State.APPROVED, in_force_on__lte=day)


def source_key(version: StrategyVersion) -> str:
    """The name by which the journal knows the version's record."""
    return f"strategy.version:{version.pk}"


def entry_of(version: StrategyVersion) -> RegistryEntry | None:
    """The registry entry of an approved version."""
    return RegistryEntry.objects.filter(source_key=source_key(version)).first()


def archived_pdf(version: StrategyVersion) -> DocumentObject | None:
    """The archived PDF/A of an approved version, once it is made; never a screened one."""
    return journal.archived_pdf(source_key(version))


def target_groups() -> QuerySet[TargetGroup]:
    """The target groups of the version in force; none when no version is."""
    version = current()
    if version is None:
        return TargetGroup.objects.none()
    return version.target_groups.order_by("position", "pk")


def _versions() -> QuerySet[StrategyVersion]:
    return StrategyVersion.objects.select_related(
        "strategy__unit", "strategy__owner", "author", "submitted_by", "approved_by", "returned_by"
    )
