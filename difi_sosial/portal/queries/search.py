"""One search box over all that a person may read: some hits of each kind, and the way to more."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels import queries as channels
from difi_sosial.channels.models import Account, Decision, Pilot
from difi_sosial.core.templatetags.sosial import day
from difi_sosial.guidelines import queries as guidelines
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.hearing.models import Hearing
from difi_sosial.journal import queries as journal
from difi_sosial.monitoring import queries as monitoring
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.portal.queries import inside
from difi_sosial.portal.queries.menu import url_of
from difi_sosial.strategy.enums import State
from difi_sosial.strategy.models import StrategyVersion

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
    """The newest version of each strategy that says it, in its title, texts or rows."""
    wanted = inside.says(StrategyVersion, text) | Q(strategy__title__icontains=text)
    found = StrategyVersion.objects.filter(wanted).exclude(state=State.WITHDRAWN)
    newest = found.order_by("strategy_id", "-number").distinct("strategy_id")
    rows = inside.rows_of(StrategyVersion)
    shown = newest.select_related("strategy").prefetch_related(*rows)[: SHOWN + 1]
    return [
        Hit(str(version), url_of("strategy:version-detail", version.pk), _about(version, text))
        for version in shown
    ]


def _hearings(text: str, person: Any) -> list[Hit]:
    found = Hearing.objects.filter(inside.says(Hearing, text)).order_by("-opened_at")
    return [
        Hit(
            one.title,
            url_of("hearing:hearing-detail", one.pk),
            _about(one, text),
        )
        for one in found.prefetch_related(*inside.rows_of(Hearing))[: SHOWN + 1]
    ]


def _guidelines(text: str, person: Any) -> list[Hit]:
    found = guidelines.newest().filter(inside.says(GuidelineVersion, text))
    return [
        Hit(
            version.title,
            url_of("guidelines:version-show", version.guideline.slug, version.number),
            _about(version, text),
        )
        for version in found.prefetch_related(*inside.rows_of(GuidelineVersion))[: SHOWN + 1]
    ]


def _about(version: Any, text: str) -> str:
    """The state, and where the words stand when they are not in the name itself."""
    state = str(version.get_state_display())
    found = "" if text.lower() in str(version).lower() else inside.excerpt(version, text)
    return f"{state}: {found}" if found else state


def _decisions(text: str, person: Any) -> list[Hit]:
    """Channels by what their proposals, decisions and pilots say."""
    pilots = Pilot.objects.filter(inside.says(Pilot, text), decision=OuterRef("pk"))
    found = Decision.objects.filter(inside.says(Decision, text) | Q(Exists(pilots)))
    return [
        Hit(
            decision.channel.name,
            url_of("channels:channel-detail", decision.channel.slug),
            _about(decision, text),
        )
        for decision in found.select_related("channel").order_by("-proposed_at")[: SHOWN + 1]
    ]


def _accounts(text: str, person: Any) -> list[Hit]:
    found = channels.accounts().filter(inside.says(Account, text))
    return [
        Hit(
            str(account),
            url_of("channels:account-detail", account.pk),
            _purpose(account, text),
        )
        for account in found.prefetch_related(*inside.rows_of(Account))[: SHOWN + 1]
    ]


def _purpose(account: Account, text: str) -> str:
    """Who has the account, and where the words stand when they are not in its name."""
    found = "" if text.lower() in str(account).lower() else inside.excerpt(account, text)
    return f"{account.unit}: {found}" if found else str(account.unit)


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
            Truncator(" ".join(mention.text.split())).chars(TITLE),
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
    ("hearings", _("Høringer"), Permission.STRATEGY_READ, "", _hearings),
    (
        "guidelines",
        _("Retningslinjer"),
        Permission.GUIDELINE_READ,
        "",
        _guidelines,
    ),
    ("channels", _("Kanaler"), Permission.CHANNEL_READ, "channels:channel-list?text", _channels),
    ("decisions", _("Kanalvalg og prøver"), Permission.CHANNEL_READ, "", _decisions),
    ("accounts", _("Kontoer"), Permission.CHANNEL_READ, "", _accounts),
    ("mentions", _("Omtaler"), Permission.MONITORING_READ, "monitoring:mention-list?q", _mentions),
    ("entries", _("Journal"), Permission.JOURNAL_READ, "journal:entry-list?text", _entries),
)
