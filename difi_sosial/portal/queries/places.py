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
    "strategy.strategy": Place("strategy:goal-progress", ("pk",), P.STRATEGY_READ),
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
    "channels.profiletext": Place("channels:profile-detail", ("pk",), P.CHANNEL_READ),
    "channels.profilesentence": Place("channels:sentence-edit", ("pk",), P.ACCOUNT_LEAD),
    "guidelines.guideline": Place("guidelines:guideline-show", ("slug",), P.GUIDELINE_READ),
    "guidelines.guidelineversion": Place(
        "guidelines:version-show", ("guideline__slug", "number"), P.GUIDELINE_READ
    ),
    "guidelines.thread": Place(
        "guidelines:version-comments",
        ("version__guideline__slug", "version__number"),
        P.GUIDELINE_READ,
    ),
    "guidelines.campaign": Place("guidelines:campaign-show", ("pk",), P.RECEIPT_COUNT),
    "guidelines.routechange": Place("guidelines:route-edit", (), P.GUIDELINE_ROUTE),
    "monitoring.watch": Place("monitoring:watch-detail", ("pk",), P.MONITORING_READ),
    "monitoring.termset": Place("monitoring:term-set-edit", ("pk",), P.MONITORING_WRITE),
    "monitoring.sourceset": Place("monitoring:source-set-edit", ("pk",), P.MONITORING_WRITE),
    "monitoring.source": Place("monitoring:source-detail", ("pk",), P.MONITORING_READ),
    "identity.finding": Place("identity:finding-detail", ("pk",), P.MONITORING_READ),
    "identity.check": Place("identity:check-detail", ("pk",), P.MONITORING_READ),
    "identity.impersonation": Place("identity:case-detail", ("pk",), P.MONITORING_READ),
    "identity.measure": Place("identity:measure-detail", ("pk",), P.MONITORING_READ),
    "identity.schedule": Place("identity:schedule-edit", ("kind",), P.IDENTITY_LEAD),
    "monitoring.mention": Place("dialogue:mention-detail", ("uuid",), P.MONITORING_READ),
    "dialogue.triage": Place("dialogue:mention-detail", ("mention__uuid",), P.MONITORING_READ),
    "journal.registryentry": Place("journal:entry-detail", ("pk",), P.JOURNAL_READ),
    "journal.casefile": Place("journal:case-detail", ("pk",), P.JOURNAL_READ),
    "journal.extractionjob": Place("journal:extract-detail", ("pk",), P.JOURNAL_EXPORT),
    "journal.series": Place("journal:extract-prepare", ("year",), P.JOURNAL_EXPORT),
    "journal.screeningbasis": Place("journal:basis-list", (), P.JOURNAL_WRITE),
    "law.lawrule": Place("law:law-detail", ("pk",), P.PORTAL_READ),
    "people.delegation": Place("people:delegation-show", ("pk",), P.DELEGATION_GRANT),
    "portal.lessonread": Place("portal:lesson-detail", ("lesson",), P.PORTAL_READ),
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
