"""How long a mention is kept, what holds it, and what is due."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from difi_sosial.core.clock import local_date
from difi_sosial.monitoring.enums import BASES, DAYS, FORGETTABLE, NEEDING, STARTS, Retention
from difi_sosial.monitoring.models import Capture, HeldMention, Hold, Mention, RetentionRule


@dataclass(frozen=True, slots=True)
class Rule:
    """How long a class is kept on a day. `days` None: for ever.

    `decided` is the agency's decision; None while the portal's own proposal holds.
    """

    retention: Retention
    days: int | None
    legal_basis: Any
    decided: RetentionRule | None = None

    @property
    def starts(self) -> Any:
        """From when the days are counted, in words."""
        return STARTS[self.retention]

    @property
    def is_deleted(self) -> bool:
        """Whether the clock deletes what has stood its time; else somebody must end the work."""
        return self.days is not None and self.retention != Retention.OPEN

    def ends_on(self, begun: datetime) -> date | None:
        """The day after which what began then has stood its time; None for never."""
        return None if self.days is None else local_date(begun + timedelta(days=self.days))


@dataclass(frozen=True, slots=True)
class Fate:
    """What is to become of a mention. `deleted_on` is None while nothing will delete it."""

    rule: Rule
    deleted_on: date | None
    stands_until: date | None
    holds: Sequence[Hold]
    words_go_on: date | None = None  # of what was deleted where it stood


@dataclass(frozen=True, slots=True)
class Standing:
    """A class with its rule, what is coming, and how many mentions are in it now."""

    rule: Rule
    coming: RetentionRule | None
    count: int
    oldest: datetime | None


Counted = Callable[[], tuple[int, datetime | None]]


def _withheld() -> tuple[int, datetime | None]:
    """How many still have words that were deleted where they stood, and since when."""
    rows = Mention.objects.filter(withheld_at__isnull=False, emptied=None)
    found = rows.aggregate(count=Count("pk"), oldest=Min("withheld_at"))
    return found["count"], found["oldest"]


_ELSEWHERE: dict[Retention, Counted] = {Retention.WITHHELD: _withheld}


def kept_elsewhere(name: Retention, counted: Counted) -> None:
    """Another app keeps the things of a class; `counted()` gives how many, and the oldest."""
    _ELSEWHERE[name] = counted


def rules_on(day: date) -> dict[str, Rule]:
    """The rule of every class on a day. One query."""
    decided: dict[str, RetentionRule] = {}
    rows = RetentionRule.objects.filter(valid_from__lte=day).select_related("made_by")
    for row in rows.order_by("valid_from", "pk"):
        decided[row.retention] = row
    return {name: _rule(name, decided.get(name)) for name in Retention}


def standings(today: date) -> list[Standing]:
    """Every class for the page. Three queries, and one for each class that another app keeps."""
    classes = Mention.objects.order_by().values_list("retention")
    counted = classes.annotate(n=Count("pk"), old=Min("retain_from"))
    found = {name: (count, oldest) for name, count, oldest in counted}
    found |= {name: ask() for name, ask in _ELSEWHERE.items()}
    coming = {
        row.retention: row
        for row in RetentionRule.objects.filter(valid_from__gt=today).order_by("-valid_from", "pk")
    }
    return [
        Standing(rule, coming.get(name), *found.get(name, (0, None)))
        for name, rule in rules_on(today).items()
    ]


def decisions() -> QuerySet[RetentionRule]:
    """Every decision on how long, newest first."""
    return RetentionRule.objects.select_related("made_by").order_by("-valid_from", "-pk")


def fate_of(mention: Mention, today: date) -> Fate:
    """Class, rule, holds, and the day a mention goes, if it does. Two queries."""
    rules, held = rules_on(today), list(holds_on(mention))
    rule = rules[mention.retention]
    ends = rule.ends_on(mention.retain_from)
    goes = ends if rule.is_deleted and not held else None
    words = None
    if mention.withheld_at and not (mention.emptied_id or held or rule.retention in NEEDING):
        words = rules[Retention.WITHHELD].ends_on(mention.withheld_at)
    return Fate(rule, goes, ends, held, words)


def holds_on(mention: Mention) -> QuerySet[Hold]:
    """What holds a mention back now."""
    return standing_holds().filter(
        Q(source=mention.source_id)
        | Q(watch=mention.watch_version.watch_id)
        | Q(held__mention=mention)
    )


def standing_holds() -> QuerySet[Hold]:
    """The holds that are not lifted."""
    return Hold.objects.filter(lifted_at=None).select_related("placed_by", "source", "watch")


def due(rule: Rule, at: datetime) -> QuerySet[Mention]:
    """The mentions of a class that have stood their time, that nobody works with or holds."""
    if rule.days is None or not rule.is_deleted:
        return Mention.objects.none()
    held = HeldMention.objects.filter(mention=OuterRef("pk"), hold__lifted_at=None)
    return Mention.objects.filter(
        ~Exists(held),
        retention=rule.retention,
        retain_from__lte=at - timedelta(days=rule.days),
        status__in=FORGETTABLE,
    ).exclude(_held_with_more())


def due_words(rule: Rule, at: datetime) -> QuerySet[Mention]:
    """What was deleted where it stood so long ago that its words go; not what needs or holds them.

    `rule` is that of WITHHELD.
    """
    held = HeldMention.objects.filter(mention=OuterRef("pk"), hold__lifted_at=None)
    found = Mention.objects.filter(
        ~Exists(held),
        emptied=None,
        withheld_at__lte=at - timedelta(days=rule.days or 0),
        status__in=FORGETTABLE,
    )
    return found.exclude(retention__in=NEEDING).exclude(_held_with_more())


def owing(needing: Collection[Retention]) -> QuerySet[Capture]:
    """Originals with words of a deleted mention that no mention of these classes rests on.

    What is held back needs its original too, whatever its class; what has lost its words does not.
    """
    held = HeldMention.objects.filter(mention=OuterRef("pk"), hold__lifted_at=None)
    whole = Mention.objects.filter(emptied=None)
    needy = whole.filter(Q(retention__in=needing) | Exists(held) | _held_with_more())
    return Capture.objects.filter(
        ~Exists(needy.filter(capture=OuterRef("pk"))),
        ~Exists(needy.filter(revisions__capture=OuterRef("pk"))),
        owes_since__isnull=False,
    )


def _held_with_more() -> Q:
    """Held back with all of its source or its watch."""
    holds = Hold.objects.filter(lifted_at=None)
    return Q(source__in=holds.filter(source__isnull=False).values("source")) | Q(
        watch_version__watch__in=holds.filter(watch__isnull=False).values("watch")
    )


def public_periods(today: date) -> Mapping[str, int | None]:
    """The days of every class, for those the mentions are about."""
    return {name: rule.days for name, rule in rules_on(today).items()}


def _rule(name: Retention, decided: RetentionRule | None) -> Rule:
    if decided and name != Retention.RECORD:
        return Rule(name, decided.days, decided.legal_basis, decided)
    return Rule(name, default_days(name), BASES[name])


def default_days(name: Retention) -> int | None:
    """The portal's own proposal, within what the agency has set for ordinary mentions."""
    if name == Retention.ORDINARY:
        return settings.MENTION_RETENTION_DAYS
    if name == Retention.IRRELEVANT:
        return min(DAYS[name] or 0, settings.MENTION_RETENTION_DAYS)
    return DAYS[name]
