"""Searches that somebody has kept."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from difi_sosial.core.db import Slot
from difi_sosial.monitoring.models import SavedSearch
from difi_sosial.people.models import User

JUST_NOW = timedelta(days=1)


def saved_searches(person: User | Slot) -> QuerySet[SavedSearch]:
    """One's own and those that are shared, by name."""
    found = SavedSearch.objects.filter(Q(owner=person) | Q(is_shared=True), deleted_at=None)
    return found.select_related("owner").order_by("name", "pk")


def just_deleted(person: User, at: datetime) -> QuerySet[SavedSearch]:
    """One's own that were deleted within a day: what a person may want back."""
    return SavedSearch.objects.filter(owner=person, deleted_at__gte=at - JUST_NOW)
