"""One search box over all that a person may read: some hits of each kind, and the way to more."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels import queries as channels
from difi_sosial.core.templatetags.sosial import day
from difi_sosial.guidelines import queries as guidelines
from difi_sosial.journal import queries as journal
from difi_sosial.monitoring import queries as monitoring
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.portal.queries.menu import url_of
from difi_sosial.strategy import queries as strategy

SHOWN = 5
TITLE = 120


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: what it is called, where it is, and a line about it."""

    title: str
    url: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind; `more` is the list with the same words, empty when all are shown."""

    key: str
    label: str | Promise
    hits: tuple[Hit, ...]
    more: str


Finder = Callable[[str, Any], list[Hit]]


def find(text: str, person: Any) -> list[Group]:
    """The groups that hold anything; nothing is asked for a person who may not read it."""
    if not text:
        return []
    groups = []
    for key, label, permission, page, finder in KINDS:
        hits = finder(text, person) if may(person, permission) else []
        if hits:
            more = _more(page, text) if page and len(hits) > SHOWN else ""
            groups.append(Group(key, label, tuple(hits[:SHOWN]), more))
    return groups


def _more(page: str, text: str) -> str:
    name, _colon, parameter = page.rpartition("?")
    return f"{url_of(name)}?{urlencode({parameter: text})}"


def _strategies(text: str, person: Any) -> list[Hit]:
    found = strategy.strategies().filter(title__icontains=text)[: SHOWN + 1]
    hits = []
    for item in found:
        newest = next(iter(item.versions.all()), None)
        if newest:
            url = url_of("strategy:version-detail", newest.pk)
            hits.append(Hit(item.title, url, str(newest.get_state_display())))
    return hits


def _guidelines(text: str, person: Any) -> list[Hit]:
    return [
        Hit(
            version.title,
            url_of("guidelines:version-show", version.guideline.slug, version.number),
            str(version.get_state_display()),
        )
        for version in guidelines.newest().filter(title__icontains=text)[: SHOWN + 1]
    ]


def _channels(text: str, person: Any) -> list[Hit]:
    return [
        Hit(
            channel.name,
            url_of("channels:channel-detail", channel.slug),
            str(channel.get_category_display()),
        )
        for channel in channels.catalogue(text=text)[: SHOWN + 1]
    ]


def _mentions(text: str, person: Any) -> list[Hit]:
    found = monitoring.filtered(monitoring.MentionFilter(q=text)).select_related("source")
    return [
        Hit(
            " ".join(mention.text.split())[:TITLE],
            url_of("dialogue:mention-detail", mention.uuid),
            f"{mention.source}, {day(mention.posted_at)}",
        )
        for mention in found[: SHOWN + 1]
    ]


def _entries(text: str, person: Any) -> list[Hit]:
    found = journal.entries(chosen=journal.EntryFilter(text=text), person=person)
    return [
        Hit(
            journal.shown_title(entry, person),
            url_of("journal:entry-detail", entry.pk),
            entry.entry_id,
        )
        for entry in found[: SHOWN + 1]
    ]


KINDS: tuple[tuple[str, str | Promise, Permission, str, Finder], ...] = (
    (
        "strategies",
        _("Strategi"),
        Permission.STRATEGY_READ,
        "",
        _strategies,
    ),
    (
        "guidelines",
        _("Retningslinjer"),
        Permission.GUIDELINE_READ,
        "",
        _guidelines,
    ),
    ("channels", _("Kanaler"), Permission.CHANNEL_READ, "channels:channel-list?text", _channels),
    ("mentions", _("Omtaler"), Permission.MONITORING_READ, "monitoring:mention-list?q", _mentions),
    ("entries", _("Journal"), Permission.JOURNAL_READ, "journal:entry-list?text", _entries),
)
