"""The page of a thing that the log tells of, where it has one and this person may open it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from difi_sosial.audit.models import Event
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.portal.queries.menu import url_of


@dataclass(frozen=True, slots=True)
class Place:
    """The name of a page, what its address is made of, and who may open it."""

    page: str
    fields: tuple[str, ...]
    permission: Permission


P = Permission
PLACES: Mapping[str, Place] = {
    "strategy.strategyversion": Place("strategy:version-detail", ("pk",), P.STRATEGY_READ),
    "hearing.hearing": Place("hearing:hearing-detail", ("pk",), P.PORTAL_READ),
    "channels.channel": Place("channels:channel-detail", ("slug",), P.CHANNEL_READ),
    "channels.decision": Place("channels:channel-detail", ("channel__slug",), P.CHANNEL_READ),
    "channels.pilot": Place(
        "channels:channel-detail", ("decision__channel__slug",), P.CHANNEL_READ
    ),
    "channels.closingcriterion": Place(
        "channels:channel-detail", ("decision__channel__slug",), P.CHANNEL_READ
    ),
    "channels.assessment": Place("channels:channel-detail", ("channel__slug",), P.CHANNEL_READ),
    "channels.account": Place("channels:account-detail", ("pk",), P.CHANNEL_READ),
    "guidelines.guideline": Place("guidelines:guideline-show", ("slug",), P.GUIDELINE_READ),
    "guidelines.guidelineversion": Place(
        "guidelines:version-show", ("guideline__slug", "number"), P.GUIDELINE_READ
    ),
    "monitoring.watch": Place("monitoring:watch-edit", ("pk",), P.MONITORING_WRITE),
    "monitoring.source": Place("monitoring:source-detail", ("pk",), P.MONITORING_READ),
    "identity.finding": Place("identity:finding-detail", ("pk",), P.MONITORING_READ),
    "identity.check": Place("identity:check-detail", ("pk",), P.MONITORING_READ),
    "identity.impersonation": Place("identity:case-detail", ("pk",), P.MONITORING_READ),
    "monitoring.mention": Place("dialogue:mention-detail", ("uuid",), P.MONITORING_READ),
    "dialogue.triage": Place("dialogue:mention-detail", ("mention__uuid",), P.MONITORING_READ),
    "journal.registryentry": Place("journal:entry-detail", ("pk",), P.JOURNAL_READ),
    "journal.casefile": Place("journal:case-detail", ("pk",), P.JOURNAL_READ),
    "journal.extractionjob": Place("journal:extract-detail", ("pk",), P.JOURNAL_READ),
    "people.user": Place("people:person-edit", ("pk",), P.PEOPLE_WRITE),
}


def with_pages(events: Iterable[Event], person: Any) -> list[tuple[Event, str]]:
    """Each event with the address of its thing, or with nothing.

    One query per kind of thing, and only for kinds that this person may read.
    """
    listed = list(events)
    keys: dict[str, set[int]] = {}
    for event in listed:
        if event.thing_key.isdecimal():
            keys.setdefault(event.thing_type, set()).add(int(event.thing_key))
    found = {
        (kind, str(key)): url
        for kind, wanted in keys.items()
        if (place := PLACES.get(kind)) and may(person, place.permission)
        for key, url in _urls(kind, place, wanted).items()
    }
    return [(event, found.get((event.thing_type, event.thing_key), "")) for event in listed]


def _urls(kind: str, place: Place, keys: set[int]) -> dict[int, str]:
    rows = apps.get_model(kind)._base_manager.filter(pk__in=keys).order_by()
    return {
        key: url_of(place.page, *parts)
        for key, *parts in rows.values_list("pk", *place.fields)
        if None not in parts
    }
