"""Every way of reading, by the guidance's categories, and how each is used here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from difi_sosial.channels.enums import Category
from difi_sosial.channels.models import Channel
from difi_sosial.monitoring.connectors.base import Connector
from difi_sosial.monitoring.connectors.registry import CONNECTORS
from difi_sosial.monitoring.enums import SourceState
from difi_sosial.monitoring.models import Source

ANYWHERE = "anywhere"


@dataclass
class Reader:
    """One connector: the channels of the catalogue that it reads, and its sources here."""

    connector: Connector
    channels: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    sources: int = 0
    reading: int = 0

    @property
    def group(self) -> str:
        """The category that it belongs to most; one that reads anywhere has its own."""
        if self.connector.anywhere or not self.categories:
            return ANYWHERE
        counted = Counter(self.categories)
        return max(counted, key=lambda category: (counted[category], -ORDER[category]))


ORDER: Mapping[str, int] = {category: place for place, category in enumerate(Category.values)}


@dataclass(frozen=True)
class ReaderGroup:
    """The connectors of one category, those that need no approval first, and others that help."""

    key: str
    label: Any
    readers: Sequence[Reader]
    also: Sequence[Reader]


def readers() -> dict[str, Reader]:
    """Every connector by its slug; two queries."""
    found = {slug: Reader(connector) for slug, connector in CONNECTORS.items()}
    rows = Channel.objects.filter(is_active=True, connector__in=found).order_by("name")
    for name, category, slug in rows.values_list("name", "category", "connector"):
        found[slug].channels.append(name)
        found[slug].categories.append(category)
    reading = Q(state=SourceState.ACTIVE, last_ok_at__isnull=False, failures=0)
    used = Source.objects.values("connector").annotate(
        sources=Count("pk"), reading=Count("pk", filter=reading)
    )
    for row in used:
        if row["connector"] in found:
            reader = found[row["connector"]]
            reader.sources, reader.reading = row["sources"], row["reading"]
    return found


def reader_groups() -> list[ReaderGroup]:
    """The connectors by category, in the guidance's order, then those that read anywhere."""
    every = list(readers().values())
    labels = {**dict(Category.choices), ANYWHERE: _("Uansett kanal")}
    groups = []
    for key, label in labels.items():
        own = [reader for reader in every if reader.group == key]
        own.sort(key=lambda reader: bool(reader.connector.approval))
        also = [reader for reader in every if reader not in own and key in reader.categories]
        groups.append(ReaderGroup(key, label, own, also))
    return groups
