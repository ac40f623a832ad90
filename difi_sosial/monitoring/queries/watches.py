"""What we listen for, and which sources each watch listens to."""

from collections.abc import Iterable, Mapping
from itertools import product

from django.db.models import Count, Q, QuerySet

from difi_sosial.core.db import one_of
from difi_sosial.monitoring.expressions import sets_of
from difi_sosial.monitoring.models import Source, SourceSet, TermSet, Watch


def watches() -> QuerySet[Watch]:
    """Every watch with its terms and how many mentions it has found."""
    listed = Watch.objects.select_related("version")
    listed = listed.prefetch_related("sources", "source_sets__sources")
    return listed.annotate(found=Count("versions__mentions", distinct=True))


def active_watches() -> QuerySet[Watch]:
    """The watches that are not paused, by name."""
    return Watch.objects.filter(is_active=True)


def listening_to(source: Source) -> QuerySet[Watch]:
    """The watches of a source: its own, those of its sets, and those that listen everywhere."""
    theirs = Watch.objects.filter(Q(sources=source) | Q(source_sets__sources=source))
    return Watch.objects.filter(Q(everywhere=True) | Q(pk__in=theirs.values("pk")))


def coverage(sources: Iterable[Source]) -> Mapping[int, list[Watch]]:
    """The watches of each source, by its number and by name; three queries for any number."""
    found: dict[int, dict[int, Watch]] = {source.pk: {} for source in sources}
    watches = {watch.pk: watch for watch in Watch.objects.order_by("name")}
    anywhere = [watch.pk for watch in watches.values() if watch.everywhere]
    own = Source.watches.through.objects.filter(one_of("source_id", found))
    in_sets = SourceSet.sources.through.objects.filter(one_of("source_id", found))
    links = {
        *own.values_list("source_id", "watch_id"),
        *in_sets.values_list("source_id", "sourceset__watches"),
        *product(found, anywhere),
    }
    for source, pk in links:
        if source in found and pk in watches:
            found[source][pk] = watches[pk]
    return {source: sorted(ones.values(), key=str) for source, ones in found.items()}


def places_of(watch: Watch) -> list[Source]:
    """The sources that a watch listens to, by name; its sources and sets are prefetched."""
    if watch.everywhere:
        return list(Source.objects.order_by("name"))
    named = {source.pk: source for source in watch.sources.all()}
    for one in watch.source_sets.all():
        named |= {source.pk: source for source in one.sources.all()}
    return sorted(named.values(), key=lambda source: source.name)


def term_sets() -> dict[str, str]:
    """The sets of terms by name, as an expression is read with them."""
    return dict(TermSet.objects.values_list("name", "expression"))


def term_sets_used() -> list[tuple[TermSet, list[Watch]]]:
    """Every set of terms, with the watches whose newest version names it; two questions."""
    naming = Watch.objects.exclude(version__typed="").select_related("version")
    named = [(watch, _sets(watch)) for watch in naming]
    return [
        (one, [watch for watch, names in named if one.name.casefold() in names])
        for one in TermSet.objects.all()
    ]


def source_sets() -> QuerySet[SourceSet]:
    """Every set of sources, with what is in it and who uses it."""
    return SourceSet.objects.prefetch_related("sources", "watches")


def using(term_set: str) -> list[Watch]:
    """The watches whose newest version names a set of terms."""
    candidates = Watch.objects.filter(version__typed__icontains=term_set).select_related("version")
    return [watch for watch in candidates.order_by("pk") if term_set.casefold() in _sets(watch)]


def _sets(watch: Watch) -> frozenset[str]:
    return sets_of(watch.version.typed) if watch.version else frozenset()
