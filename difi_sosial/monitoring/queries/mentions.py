"""The list of mentions: search, filters, and pages that go by time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from django.db.models.functions import Left

from difi_sosial.channels.enums import Category
from difi_sosial.channels.models import Channel
from difi_sosial.core.clock import OSLO
from difi_sosial.monitoring.models import Mention, Source, Watch

PAGE_SIZE = 50

COUNTED = 1000

EXCERPT = 400

# Marks that no text holds, put round a hit by the database and made into <mark> by the page.
UNWANTED = re.compile(r"""(?<!\S)-("[^"]*"|\S+)""")

HIT_BEGINS, HIT_ENDS = "\ue000", "\ue001"


@dataclass(frozen=True)
class MentionFilter:
    """What the reader wants to see; every field may be empty."""

    q: str = ""
    status: str = ""
    category: str = ""
    channel: Channel | None = None
    watch: Watch | None = None
    source: Source | None = None
    language: str = ""
    posted_from: date | None = None
    posted_to: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered away."""
        return self == MentionFilter()


@dataclass(frozen=True)
class MentionPage:
    """Fifty mentions, newest first, and the way on. `count` stops at 1,000 (`is_more`)."""

    mentions: Sequence[Mention]
    count: int
    is_more: bool
    older: str = ""
    newer: str = ""


def mention_page(wanted: MentionFilter, *, before: str = "", after: str = "") -> MentionPage:
    """One page of the list. `before` and `after` are the marks that another page gave.

    Pages go by the time and number of the last row, never by counting rows from the start: page
    2,000 is as quick as the first.
    """
    chosen = filtered(wanted)
    count = chosen.order_by()[: COUNTED + 1].count()
    rows = chosen.select_related("source__channel", "watch_version__watch")
    rows = rows.annotate(excerpt=_excerpt(wanted.q)).defer("text", "html", "search")
    place = _place(before or after)
    backwards = bool(after and place and not before)
    if place and backwards:
        rows = rows.filter(TupleGreaterThan(("posted_at", "id"), place))
        rows = rows.order_by("posted_at", "id")
    elif place:
        rows = rows.filter(TupleLessThan(("posted_at", "id"), place))
    found = list(rows[: PAGE_SIZE + 1])
    goes_on = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    if backwards:
        found.reverse()
    return MentionPage(
        found,
        min(count, COUNTED),
        count > COUNTED,
        older=_mark(found[-1]) if found and (goes_on or backwards) else "",
        newer=_mark(found[0]) if found and (goes_on if backwards else place) else "",
    )


def filtered(wanted: MentionFilter) -> QuerySet[Mention]:
    """The mentions that pass the filter, newest first."""
    rules = {
        "status": wanted.status,
        "source__channel__category": wanted.category,
        "source__channel": wanted.channel,
        "watch_version__watch": wanted.watch,
        "source": wanted.source,
        "language": wanted.language,
        "posted_at__gte": wanted.posted_from and _midnight(wanted.posted_from),
        "posted_at__lt": wanted.posted_to and _midnight(wanted.posted_to + timedelta(days=1)),
    }
    mentions = Mention.objects.filter(**{name: value for name, value in rules.items() if value})
    if wanted.q:
        mentions = matching(mentions.filter(withheld_at=None), wanted.q)
    return mentions.order_by("-posted_at", "-id")


def matching(mentions: QuerySet[Mention], text: str) -> QuerySet[Mention]:
    """Those that match words as a person writes them («søknad -frist "helt likt"»).

    Each word by its bokmål stem or just as it stands. What is not wanted is taken away by itself:
    a stop word of the stemmer («-kvifor») would else be forgotten.
    """
    wanted = UNWANTED.sub(" ", text).strip()
    if wanted:
        mentions = mentions.filter(search=_query(wanted))
    for word in UNWANTED.findall(text):
        mentions = mentions.exclude(search=_query(word))
    return mentions


def _query(text: str) -> Any:
    return SearchQuery(text, config="norwegian", search_type="websearch") | SearchQuery(
        text, config="simple", search_type="websearch"
    )


def _excerpt(q: str) -> Any:
    if not q:
        return Left("text", EXCERPT)
    return SearchHeadline(
        "text",
        SearchQuery(q, config="norwegian", search_type="websearch"),
        config="norwegian",
        start_sel=HIT_BEGINS,
        stop_sel=HIT_ENDS,
        max_words=45,
        min_words=20,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, OSLO)


def _mark(mention: Mention) -> str:
    return f"{mention.posted_at.isoformat()}_{mention.pk}"


def _place(mark: str) -> tuple[datetime, int] | None:
    """Time and number behind a mark from the address; None for anything that is no mark."""
    moment, _dash, number = mark.rpartition("_")
    try:
        at = datetime.fromisoformat(moment)
        return (at, int(number)) if at.tzinfo and 0 < int(number) < 2**63 else None
    except ValueError:
        return None


def channels_in_use() -> QuerySet[Channel]:
    """The channels that some source reads."""
    return Channel.objects.filter(pk__in=Source.objects.values("channel")).order_by("name")


def category_choices() -> list[tuple[str, Any]]:
    """The guidance's categories, with their names."""
    return list(Category.choices)
