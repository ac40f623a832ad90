"""Which mentions a reader wants to see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet

from difi_sosial.core.clock import OSLO, local_date, now
from difi_sosial.core.db import Slot
from difi_sosial.monitoring.enums import STAGES, Period, Stage
from difi_sosial.monitoring.models import Mention, Source, WatchVersion
from difi_sosial.monitoring.queries.words import Words, understood


@dataclass(frozen=True)
class MentionFilter:
    """What the reader wants to see; every field may be empty. Rows are named by their keys."""

    q: str = ""
    status: str = ""
    stage: str = ""
    category: str = ""
    channel: int | None = None
    watch: int | None = None
    source: int | None = None
    language: str = ""
    period: str = ""
    posted_from: date | None = None
    posted_to: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered away."""
        return self == MentionFilter()

    @property
    def statuses(self) -> frozenset[str]:
        """Those that pass; empty when all do, and one that no mention has when none can."""
        stage = frozenset(str(one) for one in STAGES[Stage(self.stage)]) if self.stage else None
        if not self.status:
            return stage or frozenset()
        return frozenset({self.status} if stage is None or self.status in stage else {"-"})

    @property
    def days(self) -> tuple[date | None, date | None]:
        """First and last day; dates that were given go before a period that moves."""
        if self.period and not (self.posted_from or self.posted_to):
            today = local_date(now())
            return today - timedelta(days=int(Period(self.period)) - 1), today
        return self.posted_from, self.posted_to


# A rule of the list, and the lookup that it is.
LOOKUPS = {
    "source": "source",
    "language": "language",
    "begins": "posted_at__gte",
    "ends": "posted_at__lt",
}
PLACES = {"channel": "channel", "category": "channel__category"}
Shape = tuple[tuple[str, ...], int, Words | None]


def filtered(wanted: MentionFilter) -> QuerySet[Mention]:
    """The mentions that pass the filter, newest first; of those that are one, the head."""
    words = understood(wanted.q) if wanted.q else None
    return _passing(_rules(wanted), sorted(wanted.statuses), words)


def shape_of(wanted: MentionFilter) -> Shape:
    """What a filter asks, without what it asks for: hashable, and few of them."""
    words = understood(wanted.q).shape if wanted.q else None
    return tuple(_rules(wanted)), len(wanted.statuses), words


def values_of(wanted: MentionFilter) -> dict[str, Any]:
    """What goes into the slots of its shape."""
    statuses = {f"status-{at}": one for at, one in enumerate(sorted(wanted.statuses))}
    return {**_rules(wanted), **statuses, **understood(wanted.q).values}


def shaped(shape: Shape) -> QuerySet[Mention]:
    """As `filtered`, for all filters of one shape (core.db.prepared)."""
    names, statuses, words = shape
    rules = {name: Slot(name) for name in names}
    return _passing(rules, [Slot(f"status-{at}") for at in range(statuses)], words)


def _rules(wanted: MentionFilter) -> dict[str, Any]:
    """The rules that are in use, but for status and words."""
    first, last = wanted.days
    rules = {
        "channel": wanted.channel,
        "category": wanted.category,
        "source": wanted.source,
        "watch": wanted.watch,
        "language": wanted.language,
        "begins": first and midnight(first),
        "ends": last and midnight(last + timedelta(days=1)),
    }
    return {name: rule for name, rule in rules.items() if rule}


def _passing(
    rules: Mapping[str, Any], statuses: Sequence[Any], words: Words | None
) -> QuerySet[Mention]:
    lookups = {LOOKUPS[name]: rule for name, rule in rules.items() if name in LOOKUPS}
    if statuses:
        lookups["status__in"] = statuses
    if places := {PLACES[name]: rule for name, rule in rules.items() if name in PLACES}:
        lookups["source__in"] = Source.objects.filter(**places).order_by()
    if "watch" in rules:
        versions = WatchVersion.objects.filter(watch=rules["watch"])
        lookups["watch_version__in"] = versions.order_by()
    mentions = Mention.objects.filter(head=None, **lookups)
    if words is not None:
        mentions = _with_words(mentions.filter(withheld_at=None), words)
    return mentions.order_by("-posted_at", "-id")


def _with_words(mentions: QuerySet[Mention], words: Words) -> QuerySet[Mention]:
    query = words.query
    return mentions.none() if query is None else mentions.filter(search=query)


def matching(mentions: QuerySet[Mention], text: str) -> QuerySet[Mention]:
    """Those that match words as a person writes them («søknad -frist "helt likt"»)."""
    return _with_words(mentions, understood(text))


def midnight(day: date) -> datetime:
    """The beginning of a Norwegian day."""
    return datetime.combine(day, time.min, OSLO)
