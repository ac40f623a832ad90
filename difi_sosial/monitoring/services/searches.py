"""Searches are kept, shared, deleted and brought back."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, NotAllowed
from difi_sosial.monitoring import rules
from difi_sosial.monitoring.models import SavedSearch
from difi_sosial.people.models import User

FORGET_AFTER = timedelta(days=30)


@transaction.atomic
def save_search(*, name: str, query: str, is_shared: bool, by: User, at: datetime) -> SavedSearch:
    """Keep a filter under a name. Invalid when it filters nothing, or the name is taken."""
    if not query:
        raise Invalid(_("Velg minst ett filter eller skriv minst ett ord før du lagrer søket."))
    try:
        with transaction.atomic():
            search = SavedSearch.objects.create(
                name=name, query=query, is_shared=is_shared, owner=by
            )
    except IntegrityError as taken:
        raise Invalid(_("Du har et søk med det navnet. Velg et annet navn.")) from taken
    record(Event.SEARCH_SAVED, by=by, thing=search, at=at, after=_facts(search))
    return search


@transaction.atomic
def delete_search(*, search: SavedSearch, by: User, at: datetime) -> None:
    """Take it away; it can be brought back for thirty days. A second time changes nothing."""
    search = lock(search)
    _check(search, by)
    if search.deleted_at is not None:
        return
    search.deleted_at = at
    search.save(update_fields=["deleted_at", "updated_at"])
    record(Event.SEARCH_DELETED, by=by, thing=search, at=at, before=_facts(search))


@transaction.atomic
def restore_search(*, search: SavedSearch, by: User, at: datetime) -> None:
    """Bring it back. Invalid when its owner has another of that name by now."""
    search = lock(search)
    _check(search, by)
    if search.deleted_at is None:
        return
    search.deleted_at = None
    try:
        with transaction.atomic():
            search.save(update_fields=["deleted_at", "updated_at"])
    except IntegrityError as taken:
        raise Invalid(_("Et annet søk har fått det navnet. Slett det først.")) from taken
    record(Event.SEARCH_RESTORED, by=by, thing=search, at=at, after=_facts(search))


def forget_searches(*, at: datetime) -> int:
    """Delete for good those that have been deleted for thirty days; how many."""
    deleted, _kinds = SavedSearch.objects.filter(deleted_at__lt=at - FORGET_AFTER).delete()
    return deleted


def _check(search: SavedSearch, by: User) -> None:
    if not rules.may_change_search(by, search):
        raise NotAllowed(_("Bare den som lagret søket, kan slette det."))


def _facts(search: SavedSearch) -> dict[str, object]:
    return {"query": search.query, "is_shared": search.is_shared}
