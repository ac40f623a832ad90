"""How what was found is spread over status, category, channel and day, with counts."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Case, F, Func, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import Category
from difi_sosial.core.clock import OSLO
from difi_sosial.core.db import Rows, Slot, prepared
from difi_sosial.monitoring.enums import MentionStatus
from difi_sosial.monitoring.models import Mention, MentionCount, Source, Watch
from difi_sosial.monitoring.queries.filters import (
    MentionFilter,
    Shape,
    midnight,
    shape_of,
    shaped,
    values_of,
)
from difi_sosial.monitoring.queries.searches import saved_searches
from difi_sosial.monitoring.queries.words import understood
from difi_sosial.people.models import User

COUNTED = 1000
# What PostgreSQL knows of words is from a sample of 30,000 mentions. A word that it thinks is in so
# many is in more than we count; to find the first thousand would take as long as to find them all.
SURELY_MORE = 5 * COUNTED
COMMON = """
SELECT known.word
FROM pg_class c, pg_stats s, unnest(
  s.most_common_elems::text::text[], s.most_common_elem_freqs) AS known (word, share)
WHERE c.oid = 'monitoring_mention'::regclass AND s.schemaname = current_schema()
AND s.tablename = 'monitoring_mention' AND s.attname = 'search'
AND c.reltuples * known.share >= %s"""
STEMS = "SELECT tsvector_to_array(to_tsvector('norwegian', %s))"
# PostgreSQL takes a new sample now and then. To unpack what it knows takes as long as to look a
# rare word up, so it is not asked for each search.
KNOWN_SECONDS = 300
DAYS_SHOWN = 14
OF_A_DAY = "day"  # stands where a status stands in the rows that count days
KEPT_BY = {"watch": "watch", "first": "day__gte", "last": "day__lte"}
PLACED_BY = {
    "source": "source",
    "channel": "source__channel",
    "category": "source__channel__category",
}

# How many of each source and status, and of each day.
Spread = tuple[Counter[tuple[int, str]], Counter[date]]


@dataclass(frozen=True, slots=True)
class Place:
    """A source and the channel it reads."""

    source: int
    name: str
    channel: int
    channel_name: str
    category: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved search, as the chips over the list show it."""

    pk: int
    name: str
    query: str

    def get_absolute_url(self) -> str:
        """An address that holds whatever becomes of the list's own."""
        return reverse("monitoring:search-open", args=[self.pk])


@dataclass(frozen=True, slots=True)
class Places:
    """Every source, every watch as (key, name), and a person's saved searches, all by name."""

    sources: tuple[Place, ...]
    watches: tuple[tuple[int, str], ...]
    searches: tuple[Kept, ...] = ()

    @property
    def channels(self) -> list[tuple[int, str]]:
        """The channels that some source reads."""
        found = {place.channel: place.channel_name for place in self.sources}
        return sorted(found.items(), key=lambda one: one[1].lower())


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that the list can be narrowed to; `count` is None when it is not known."""

    value: str
    label: str | Promise | date
    count: int | None
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """One way of parting what was found; `key` is its name in the address."""

    key: str
    label: str | Promise
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> Choice | None:
        """What the reader has narrowed to."""
        return next((choice for choice in self.choices if choice.is_chosen), None)


@dataclass(frozen=True, slots=True)
class Overview:
    """How many there are (`is_more`: more than `total`), and how they are spread."""

    total: int
    is_more: bool
    facets: tuple[Facet, ...]
    days: tuple[Choice, ...]


def places(person: User | None = None) -> Places:
    """What the filters choose between, and this person's saved searches; one query for all."""
    found = _places(person is not None, values={"person": person and person.pk})
    rows = sorted(found, key=lambda row: str(row[2]).lower())
    return Places(
        tuple(Place(*row[1:]) for row in rows if row[0] == "source"),
        tuple((row[1], row[2]) for row in rows if row[0] == "watch"),
        tuple(Kept(row[1], row[2], row[4]) for row in rows if row[0] == "search"),
    )


@prepared
def _places(with_searches: bool) -> QuerySet[Any, Any]:
    sources = Source.objects.order_by().values_list(
        Value("source"), "pk", "name", "channel", "channel__name", "channel__category"
    )
    nothing = (Value(0), Value(""), Value(""))
    watches = Watch.objects.order_by().values_list(Value("watch"), "pk", "name", *nothing)
    asked: list[QuerySet[Any, Any]] = [watches]
    if with_searches:
        kept = saved_searches(Slot("person")).order_by()
        asked.append(kept.values_list(Value("search"), "pk", "name", Value(0), "query", Value("")))
    return sources.union(*asked, all=True)


def overview(wanted: MentionFilter, places: Places, today: date) -> Overview:
    """Counts for the list. What is kept by the writer answers all but words and language.

    A search in words is counted up to `COUNTED` mentions; when there are more, the choices stand
    without counts: the first thousand are no sample of the rest.
    """
    of = {place.source: place for place in places.sources}
    if _is_common(wanted):
        return _many(wanted, places, COUNTED + 1)
    if not (wanted.q or wanted.language):
        return _overview(wanted, places, *_spread_of_kept(wanted, today))
    wide = replace(wanted, status="", stage="", category="", channel=None, source=None)
    found = _first_found(wide, today)
    if _amount(found) > COUNTED:
        of_wanted = found if wanted == wide else _first_found(wanted, today)
        return _many(wanted, places, _amount(of_wanted))
    return _overview(wanted, places, *_spread_of_found(wanted, found, of))


def _spread_of_kept(wanted: MentionFilter, today: date) -> Spread:
    """One query: sums by source and status, and under them sums by how many days ago."""
    first, last = wanted.days
    places = {"source": wanted.source, "channel": wanted.channel, "category": wanted.category}
    rules = {"watch": wanted.watch, "first": first, "last": last, **places}
    given = {name: rule for name, rule in rules.items() if rule}
    statuses = {f"status-{at}": one for at, one in enumerate(sorted(wanted.statuses))}
    begins = today - timedelta(days=DAYS_SHOWN)
    values = {**given, **statuses, "today": today, "begins": begins}
    counted: Counter[tuple[int, str]] = Counter()
    per_day: Counter[date] = Counter()
    for key, status, count in _sums(tuple(given), len(statuses), values=values):
        if status == OF_A_DAY:
            per_day[today - timedelta(days=key)] = count
        else:
            counted[key, status] = count
    return counted, per_day


@prepared
def _sums(names: tuple[str, ...], statuses: int) -> QuerySet[MentionCount, Any]:
    given = {rule: Slot(name) for name, rule in KEPT_BY.items() if name in names}
    places = {rule: Slot(name) for name, rule in PLACED_BY.items() if name in names}
    kept = MentionCount.objects.order_by()
    by_status = kept.filter(**given).values_list("source", "status").annotate(n=Sum("count"))
    ago = Func(
        *(Slot("today"), F("day")),
        template="%(expressions)s",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )
    recent = Q(day__gt=Slot("begins"), day__lte=Slot("today"), **places)
    if "watch" in given:
        recent &= Q(watch=given["watch"])
    if statuses:
        recent &= Q(status__in=[Slot(f"status-{at}") for at in range(statuses)])
    by_day = kept.filter(recent).values_list(ago, Value(OF_A_DAY)).annotate(n=Sum("count"))
    return by_status.union(by_day, all=True)


def _spread_of_found(wanted: MentionFilter, found: Rows, of: Mapping[int, Place]) -> Spread:
    """The same of a search in words, of all that it found whatever the choices are."""
    counted: Counter[tuple[int, str]] = Counter()
    per_day: Counter[date] = Counter()
    statuses, passing = wanted.statuses, _passing(wanted, of, "")
    for source, status, day, count in found:
        counted[source, status] += count
        if day and source in passing and (not statuses or status in statuses):
            per_day[day] += count
    return counted, per_day


def _first_found(wanted: MentionFilter, today: date) -> Rows:
    """How many pass by source, status and day (None: not of the days shown).

    All of them are counted, or one more than `COUNTED`.
    """
    words = understood(wanted.q)
    if wanted.q and not words.groups:
        return []
    # What only must not be there is in no index.
    found = _found_by_index if words.wanted else _found
    shown = {
        "first-shown": midnight(today - timedelta(days=DAYS_SHOWN - 1)),
        "after-shown": midnight(today + timedelta(days=1)),
    }
    return found(shape_of(wanted), values=values_of(wanted) | shown)


def _amount(rows: Rows) -> int:
    return sum(count for *_alike, count in rows)


def _some(shape: Shape) -> QuerySet[Mention, Any]:
    recent = Q(posted_at__gte=Slot("first-shown"), posted_at__lt=Slot("after-shown"))
    day = Case(When(recent, then=TruncDate("posted_at", tzinfo=OSLO)))
    found = shaped(shape).order_by().values_list("source", "status", day)
    return found[: COUNTED + 1]


_found, _found_by_index = (prepared(_some, counted=True, by_index=how) for how in (False, True))


def _is_common(wanted: MentionFilter) -> bool:
    """Whether one word, asked for alone, is known to be in far more mentions than are counted."""
    words = understood(wanted.q).wanted
    if len(words) != 1 or not wanted.q.strip().isalnum() or wanted != MentionFilter(q=wanted.q):
        return False
    known = _common_words(SURELY_MORE, int(time.monotonic() // KNOWN_SECONDS))
    with connection.cursor() as cursor:
        cursor.execute(STEMS, [words[0].text])
        return not known.isdisjoint(cursor.fetchone()[0])


@lru_cache(maxsize=1)
def _common_words(least: int, _window: int) -> frozenset[str]:
    """The words of the index that are known to be in so many mentions; asked anew in a while."""
    with connection.cursor() as cursor:
        cursor.execute(COMMON, [least])
        return frozenset(word for (word,) in cursor.fetchall() if word is not None)


def _many(wanted: MentionFilter, places: Places, total: int) -> Overview:
    nothing: Counter[str] = Counter()
    facets = _facets(wanted, places, lambda key: nothing, are_known=False)
    return Overview(min(total, COUNTED), total > COUNTED, facets, ())


def _overview(
    wanted: MentionFilter,
    places: Places,
    counted: Counter[tuple[int, str]],
    per_day: Counter[date],
) -> Overview:
    of = {place.source: place for place in places.sources}
    statuses = wanted.statuses

    def by(key: str) -> Counter[str]:
        """Counts of one facet: all the filters hold but its own."""
        found: Counter[str] = Counter()
        passing = _passing(wanted, of, key)
        for (source, status), count in counted.items():
            fits = key == "status" or not statuses or status in statuses
            if fits and source in passing:
                found[status if key == "status" else str(getattr(of[source], key))] += count
        return found

    facets = _facets(wanted, places, by, are_known=True)
    of_status = by("status")
    total = sum(count for status, count in of_status.items() if not statuses or status in statuses)
    return Overview(total, False, facets, _days(wanted, per_day))


def _days(wanted: MentionFilter, per_day: Counter[date]) -> tuple[Choice, ...]:
    chosen = wanted.posted_from if wanted.posted_from == wanted.posted_to else None
    return tuple(
        Choice(day.isoformat(), day, per_day[day], day == chosen)
        for day in sorted(per_day, reverse=True)
        if per_day[day]
    )


def _passing(wanted: MentionFilter, of: Mapping[int, Place], but: str) -> frozenset[int]:
    """The sources that pass the filters; `but` is the facet that is being counted."""
    given = ("category", wanted.category), ("channel", wanted.channel), ("source", wanted.source)
    rules = [(key, rule) for key, rule in given if rule and key != but]
    return frozenset(
        source
        for source, place in of.items()
        if all(getattr(place, key) == rule for key, rule in rules)
    )


def _facets(
    wanted: MentionFilter, places: Places, by: Callable[[str], Counter[str]], *, are_known: bool
) -> tuple[Facet, ...]:
    used = {place.category for place in places.sources}
    ways: tuple[tuple[str, str | Promise, list[tuple[str, Any]]], ...] = (
        ("status", _("Status"), list(MentionStatus.choices)),
        ("category", _("Kategori"), [one for one in Category.choices if one[0] in used]),
        ("channel", _("Kanal"), [(str(key), name) for key, name in places.channels]),
    )
    facets = []
    for key, label, values in ways:
        counts, chosen = by(key), str(getattr(wanted, key) or "")
        choices = (
            Choice(value, name, counts[value] if are_known else None, value == chosen)
            for value, name in values
        )
        facets.append(Facet(key, label, tuple(choices)))
    return tuple(facets)
