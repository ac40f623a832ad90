"""What a person has kept for themselves and wants on the front page."""

from collections.abc import Sequence
from typing import Any

from difi_sosial.monitoring import queries as monitoring
from difi_sosial.monitoring.models import SavedSearch
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may

SHOWN = 8


def searches_of(person: Any) -> Sequence[SavedSearch]:
    """Saved searches in the mentions, one's own before those that are shared; one query."""
    if not may(person, Permission.MONITORING_READ):
        return []
    found = list(monitoring.saved_searches(person))
    return sorted(found, key=lambda search: search.owner_id != person.pk)[:SHOWN]
