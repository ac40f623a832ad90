"""Which mentions a reader wants to see."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from difi_sosial.core.clock import OSLO, local_date, now
from difi_sosial.monitoring.enums import STAGES, Period, Stage
from difi_sosial.monitoring.models import Mention, Source, WatchVersion
from difi_sosial.monitoring.queries.words import understood


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


def filtered(wanted: MentionFilter) -> QuerySet[Mention]:
    """The mentions that pass the filter, newest first."""
    first, last = wanted.days
    places = {"channel": wanted.channel, "channel__category": wanted.category}
    places = {name: value for name, value in places.items() if value}
    rules = {
        "status__in": sorted(wanted.statuses),
        "source__in": Source.objects.filter(**places).order_by() if places else None,
        "watch_version__in": wanted.watch
        and WatchVersion.objects.filter(watch=wanted.watch).order_by(),
        "source": wanted.source,
        "language": wanted.language,
        "posted_at__gte": first and midnight(first),
        "posted_at__lt": last and midnight(last + timedelta(days=1)),
    }
    given = {name: rule for name, rule in rules.items() if rule not in (None, "", [])}
    mentions = Mention.objects.filter(**given)
    if wanted.q:
        mentions = matching(mentions.filter(withheld_at=None), wanted.q)
    return mentions.order_by("-posted_at", "-id")


def matching(mentions: QuerySet[Mention], text: str) -> QuerySet[Mention]:
    """Those that match words as a person writes them («søknad -frist "helt likt"»)."""
    query = understood(text).query
    return mentions.none() if query is None else mentions.filter(search=query)


def midnight(day: date) -> datetime:
    """The beginning of a Norwegian day."""
    return datetime.combine(day, time.min, OSLO)
