"""The places we ask, and how they are doing."""

from django.db.models import Case, Prefetch, Q, QuerySet, When

from difi_sosial.channels.models import Channel
from difi_sosial.monitoring.enums import SourceState
from difi_sosial.monitoring.models import Run, Source, Watch

RUNS_SHOWN = 20


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
    return sources().filter(paused_by_portal | Q(state=SourceState.ACTIVE, failures__gte=3))


def runs_of(source: Source) -> QuerySet[Run]:
    """The newest runs of a source."""
    return source.runs.order_by("-started_at", "-pk")[:RUNS_SHOWN]
