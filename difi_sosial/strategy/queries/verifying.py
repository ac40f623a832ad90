"""Does every frozen text still match its checksum, and does the journal have it?"""

import hashlib
from dataclasses import dataclass

from difi_sosial.journal.models import RegistryEntry
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.queries.versions import source_key


@dataclass(frozen=True, slots=True)
class Broken:
    """An approved version that does not hold, and why."""

    version: StrategyVersion
    reason: str


def verify() -> tuple[int, list[Broken]]:
    """Compare every frozen text with its checksum: how many there are, and what is broken."""
    count, broken = 0, []
    frozen = StrategyVersion.objects.filter(approved_at__isnull=False).select_related("strategy")
    keys = set(RegistryEntry.objects.values_list("source_key", flat=True))
    for version in frozen.order_by("pk").iterator(chunk_size=100):
        count += 1
        found = hashlib.sha256(version.canonical_text.encode()).hexdigest()
        if found != version.checksum:
            broken.append(Broken(version, "its frozen text does not match its checksum"))
        elif source_key(version) not in keys:
            broken.append(Broken(version, "its approval is not in the journal"))
    return count, broken
