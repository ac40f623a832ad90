"""Which version counts, and what waits."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from difi_sosial.journal import queries as journal
from difi_sosial.journal.enums import EntryState
from difi_sosial.journal.models import DocumentObject, RegistryEntry
from difi_sosial.strategy.enums import Scope, State
from difi_sosial.strategy.models import (
    Strategy,
    StrategyVersion,
    TargetGroup,
)

KEY = "strategy.version:"
JOURNALLED = (EntryState.JOURNALED, EntryState.ARCHIVED)


def current() -> StrategyVersion | None:
    """The version in force of the agency's own (oldest) strategy, or None.

    A strategy for a unit or a campaign never stands in for it.
    """
    found = StrategyVersion.objects.select_related("strategy")
    own = found.filter(state=State.IN_FORCE, strategy__scope=Scope.AGENCY)
    return own.order_by("strategy_id").first()


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
    """One version, to be given its rows (`with_rows`); the persons of its way when they are shown.

    Django writes a question about each person of the way also when there is none.
    """
    return _with_strategy().filter(pk=pk)


def versions_of(strategy: Strategy) -> QuerySet[StrategyVersion]:
    """The strategy's versions, newest first: their numbers and states."""
    return strategy.versions.only("number", "state", "strategy").order_by("-number")


def due_in_force(day: date) -> QuerySet[StrategyVersion]:
    """Approved and journalled versions whose day has come."""
    return journalled().filter(in_force_on__lte=day)


def ready() -> QuerySet[StrategyVersion]:
    """Approved and journalled versions that no day was chosen for: a person puts them in force."""
    return journalled().filter(in_force_on=None)


def journalled() -> QuerySet[StrategyVersion]:
    """Approved versions whose approval the archivist has journalled."""
    found = versions().filter(has_journalled_entry(), state=State.APPROVED)
    return found.order_by("approved_at", "pk")


def has_journalled_entry() -> Exists:
    """For a query of versions: has the archivist journalled the approval?"""
    key = Concat(Value(KEY), Cast(OuterRef("pk"), CharField()))
    return Exists(RegistryEntry.objects.filter(source_key=key, state__in=JOURNALLED))


def is_journalled(version: StrategyVersion) -> bool:
    """Has the archivist journalled the approval of this version?"""
    found = RegistryEntry.objects.filter(source_key=source_key(version), state__in=JOURNALLED)
    return found.exists()


def due_for_review(day: date) -> QuerySet[StrategyVersion]:
    """Versions in force whose day of review has come, and is not opened yet."""
    found = StrategyVersion.objects.filter(state=State.IN_FORCE, review_on__lte=day)
    return found.filter(review_opened_at=None).select_related("strategy__owner", "author")


def source_key(version: StrategyVersion) -> str:
    """The name by which the journal and the hearings know the version."""
    return f"{KEY}{version.pk}"


def path_of(version: StrategyVersion) -> str:
    """The page of a version, from the root of the site."""
    return reverse("strategy:version-detail", args=(version.pk,))


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


def versions() -> QuerySet[StrategyVersion]:
    """All versions with their strategy and the persons of their way.

    Those of the way are asked for by themselves: PostgreSQL plans a join of eleven tables for
    fifty times as long as it takes to run.
    """
    way = ("sent_by", "skipped_by", "submitted_by", "approved_by", "returned_by")
    return _with_strategy().prefetch_related("strategy__parent__strategy", *way)


def _with_strategy() -> QuerySet[StrategyVersion]:
    return StrategyVersion.objects.select_related("strategy__unit", "strategy__owner", "author")
