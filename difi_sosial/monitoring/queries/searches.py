"""Searches that somebody has kept."""

from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from django.db.models import Q, QuerySet

from difi_sosial.core.db import Slot
from difi_sosial.monitoring.models import SavedSearch
from difi_sosial.monitoring.queries.filters import MentionFilter
from difi_sosial.people.models import User

JUST_NOW = timedelta(days=1)
KEYS, DAYS = ("channel", "source", "watch"), ("posted_from", "posted_to")
FIELDS = frozenset(one.name for one in fields(MentionFilter))


def saved_searches(person: User | Slot) -> QuerySet[SavedSearch]:
    """One's own and those that are shared, by name."""
    found = SavedSearch.objects.filter(Q(owner=person) | Q(is_shared=True), deleted_at=None)
    return found.select_related("owner").order_by("name", "pk")


def wanted_in(query: str) -> MentionFilter:
    """The filter of a saved search, as it was kept: keys are numbers, days are ISO 8601."""
    given: dict[str, Any] = {}
    for name, value in parse_qsl(query):
        if name in KEYS:
            given[name] = int(value)
        elif name in DAYS:
            given[name] = date.fromisoformat(value)
        elif name in FIELDS:
            given[name] = value
    return MentionFilter(**given)


def just_deleted(person: User, at: datetime) -> QuerySet[SavedSearch]:
    """One's own that were deleted within a day: what a person may want back."""
    return SavedSearch.objects.filter(owner=person, deleted_at__gte=at - JUST_NOW)
