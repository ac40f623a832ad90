"""The read side: the list of mentions, and how watches and sources are doing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, When
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from difi_sosial.channels.enums import Category, LightKey
from difi_sosial.channels.models import Account, Channel
from difi_sosial.channels.queries.readiness import Light
from difi_sosial.channels.queries.register import week_of
from difi_sosial.channels.queries.words import hours_in_words
from difi_sosial.core.clock import OSLO, local_date
from difi_sosial.monitoring.enums import TROUBLES, SourceState
from difi_sosial.monitoring.models import IdentityItem, Mention, Run, Source, Watch

PAGE_SIZE = 50
COUNTED = 1000
RUNS_SHOWN = 20
READ_WITHIN = timedelta(days=2)  # a source may rest over a night, not over a week
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


def channels_for(connector: str) -> QuerySet[Channel]:
    """The catalogue's channels, those that the connector reads first."""
    is_other = Case(When(connector=connector, then=0), default=1)
    return Channel.objects.filter(is_active=True).order_by(is_other, "name")


def category_choices() -> list[tuple[str, Any]]:
    """The guidance's categories, with their names."""
    return list(Category.choices)


def watches() -> QuerySet[Watch]:
    """Every watch with its terms and how many sources listen for it."""
    listed = Watch.objects.select_related("version").prefetch_related("sources")
    return listed.annotate(found=Count("versions__mentions", distinct=True))


def sources() -> QuerySet[Source]:
    """Every source: those in trouble first, then by name."""
    watches = Prefetch("watches", Watch.objects.only("name", "is_active"))
    return (
        Source.objects.select_related("channel")
        .prefetch_related(watches)
        .order_by("-state", "-failures", "name")
    )


def sources_in_trouble() -> QuerySet[Source]:
    """The sources that a person should look at; one that a person has paused is as it should be."""
    paused_by_portal = Q(state=SourceState.PAUSED) & ~Q(trouble="")
    return sources().filter(paused_by_portal | Q(state=SourceState.ACTIVE, failures__gte=3))


def runs_of(source: Source) -> QuerySet[Run]:
    """The newest runs of a source."""
    return source.runs.order_by("-started_at", "-pk")[:RUNS_SHOWN]


def identity_items(*, kind: str = "", state: str = "") -> QuerySet[IdentityItem]:
    """The map of the net identity, by kind and name."""
    wanted = {name: value for name, value in (("kind", kind), ("state", state)) if value}
    return IdentityItem.objects.filter(**wanted).select_related("owner")


def watch_lights(channels: Sequence[Channel], at: datetime) -> Mapping[int, Light]:
    """Whether somebody notices what is written in each channel; three queries for any number.

    Where the portal can read the channel, an active source of it must have been read lately, for an
    active watch. Where it cannot, every open account must say when people look after it.
    """
    sources: dict[int, list[Source]] = {}
    watched = Exists(Watch.objects.filter(sources=OuterRef("pk"), is_active=True))
    asked = Source.objects.filter(channel__in=channels, state=SourceState.ACTIVE)
    for source in asked.annotate(is_watched=watched).order_by("name"):
        sources.setdefault(source.channel_id, []).append(source)
    hours: dict[int, list[str]] = {}
    ours = Account.objects.filter(channel__in=channels, closed_on=None).prefetch_related("hours")
    for account in ours:
        words = hours_in_words(week_of(account), get_language() or "nb")
        hours.setdefault(account.channel_id, []).append(words)
    return {
        one.pk: _watch(one, sources.get(one.pk, []), hours.get(one.pk, []), at) for one in channels
    }


def is_read(source: Source, at: datetime) -> bool:
    """Whether the last visit that went well is within three intervals, or two days if longer."""
    patience = max(3 * timedelta(minutes=source.interval_minutes), READ_WITHIN)
    return source.last_ok_at is not None and source.last_ok_at >= at - patience


def _watch(
    channel: Channel, sources: Sequence[Source], hours: Sequence[str], at: datetime
) -> Light:
    watched = [source for source in sources if source.is_watched]  # type: ignore[attr-defined]
    read = next((source for source in watched if is_read(source, at)), None)
    failing = next(((one, one.last_ok_at) for one in watched if one.last_ok_at), None)
    page, accounts = reverse("monitoring:source-list"), reverse("channels:account-list")
    if read is not None:
        return _light(True, _("«%(name)s» leses.") % {"name": read}, page, _("Se kildene"))
    if failing is not None:
        return _failing(*failing)
    if watched:
        reason = _("«%(name)s» er satt opp, men ikke lest ennå.") % {"name": watched[0]}
        return _light(False, reason, page, _("Se hva som er galt"))
    if sources:
        reason = _("«%(name)s» har ingen aktiv overvåking.") % {"name": sources[0]}
        return _light(False, reason, reverse("monitoring:watch-list"), _("Start en overvåking"))
    if channel.connector:
        add = reverse("monitoring:source-create", args=[channel.connector])
        reason = _("Ingen kilde leser kanalen.")
        return _light(False, reason, add, _("Legg til en kilde"))
    if hours and all(hours):
        reason = _("Kanalen følges for hånd: %(hours)s.") % {"hours": hours[0]}
        return _light(True, reason, accounts, _("Se kontoene"))
    reason = _("Portalen kan ikke lese kanalen. Skriv på kontoen når dere følger den for hånd.")
    return _light(False, reason, accounts, _("Se kontoene"))


def _failing(source: Source, last_ok_at: datetime) -> Light:
    """It was read once, and is not any more: since when, and why when the portal knows."""
    facts = {"name": source, "day": date_format(local_date(last_ok_at), "j. F Y")}
    reason = _("«%(name)s» er ikke lest siden %(day)s.") % facts
    trouble = TROUBLES.get(source.trouble)
    page = reverse("monitoring:source-detail", args=[source.pk])
    words = f"{reason} {trouble[0]}" if trouble else reason
    return _light(False, words, page, _("Se hva som er galt"))


def _light(ok: bool, reason: str, url: str, url_label: str) -> Light:
    return Light(LightKey.WATCH, LightKey.WATCH.label, ok, reason, url, url_label)
