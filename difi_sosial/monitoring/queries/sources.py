"""The places we ask, and how they are doing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Prefetch, Q, QuerySet, When

from difi_sosial.channels.models import Channel
from difi_sosial.monitoring.enums import SourceState
from difi_sosial.monitoring.models import Run, Source, Watch

RUNS_SHOWN = 30
PATIENCE = 3  # visits that fail before a person is asked to look


def channels_for(connector: str) -> QuerySet[Channel]:
    """The catalogue's channels, those that the connector reads first."""
    is_other = Case(When(connector=connector, then=0), default=1)
    return Channel.objects.filter(is_active=True).order_by(is_other, "name")


def sources() -> QuerySet[Source]:
    """Every source: those in trouble first, then by name."""
    watches = Prefetch("watches", Watch.objects.only("name", "is_active"))
    return (
        Source.objects.select_related("channel")
        .prefetch_related(watches)
        .order_by("-state", "-failures", "name")
    )


def sources_in_trouble() -> QuerySet[Source]:
    """The sources that a person should look at; one that a person has paused is as it should be."""
    paused_by_portal = Q(state=SourceState.PAUSED) & ~Q(trouble="")
    failing = Q(failures__gte=PATIENCE) | Q(trouble="no_watch")
    return sources().filter(paused_by_portal | (Q(state=SourceState.ACTIVE) & failing))


@dataclass(frozen=True, slots=True)
class Health:
    """How many sources work, and how many wait for a person, rest by a person's choice, or try."""

    works: int = 0
    trouble: int = 0
    paused: int = 0
    tries: int = 0


def health(found: Iterable[Source]) -> Health:
    """The sources of a page, counted by how they are doing."""
    counted = Counter(map(_health_of, found))
    return Health(**counted)


def needs_person(source: Source) -> bool:
    """Whether nothing happens before a person does something."""
    if source.state == SourceState.PAUSED:
        return bool(source.trouble)
    return source.failures >= PATIENCE or source.trouble == "no_watch"


def _health_of(source: Source) -> str:
    if needs_person(source):
        return "trouble"
    if source.state == SourceState.PAUSED:
        return "paused"
    return "tries" if source.trouble or not source.last_ok_at else "works"


def runs_of(source: Source) -> QuerySet[Run]:
    """The newest runs of a source."""
    return source.runs.order_by("-started_at", "-pk")[:RUNS_SHOWN]
