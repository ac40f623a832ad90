"""What waits, who has it, and whether promises of answers are kept."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth

from difi_sosial.channels import queries as channels
from difi_sosial.channels.models import Account, Channel
from difi_sosial.channels.queries.criteria import Measured
from difi_sosial.core.clock import OSLO, local_date, now
from difi_sosial.dialogue.enums import Kind, State, Urgency
from difi_sosial.dialogue.models import JournalAssessment, Triage
from difi_sosial.dialogue.workflow import FOLLOWED_UP, SORTED
from difi_sosial.monitoring.enums import Retention
from difi_sosial.monitoring.models import Mention
from difi_sosial.monitoring.queries.retention import Rule, rules_on
from difi_sosial.people.models import User


@dataclass(frozen=True, slots=True)
class Load:
    """How much waits, for the front page and the top of the inbox."""

    unsorted: int
    open: int
    overdue: int
    to_assess: int
    mine: int


@dataclass(frozen=True, slots=True)
class Month:
    """How many answers were promised for a month (`first` is its first day), and how many held."""

    first: date
    due: int = 0
    in_time: int = 0

    @property
    def share(self) -> int | None:
        """Whole per cent answered within the promise; None when nothing was due."""
        return round(100 * self.in_time / self.due) if self.due else None


@dataclass(frozen=True, slots=True)
class Promise:
    """What an account promises beside what its channel measured, month by month, newest first."""

    account: Account
    months: tuple[Month, ...]

    @property
    def whole(self) -> Month:
        """All the months as one."""
        due, in_time = (sum(getattr(m, name) for m in self.months) for name in ("due", "in_time"))
        return Month(self.months[-1].first, due, in_time)


def triage_of(mention: Mention) -> Triage:
    """The follow-up of a mention; one not yet saved, in state new, when nobody has touched it."""
    found = (
        Triage.objects.select_related("assigned_to", "referred_to").filter(mention=mention).first()
    )
    return found or Triage(mention=mention, mention_uuid=mention.uuid)


def assigned_to(person: User) -> QuerySet[Triage]:
    """What this person has to follow up, the one that is due first on top."""
    return (
        Triage.objects.filter(assigned_to=person, state__in=SORTED)
        .select_related("mention", "mention__source")
        .order_by("due_at", "pk")
    )


def forgotten(at: datetime) -> tuple[Rule, QuerySet[Triage]]:
    """What somebody began on longer ago than it should take, not closed; the oldest first."""
    rule = rules_on(local_date(at))[Retention.OPEN]
    found = Triage.objects.filter(
        mention__retention=Retention.OPEN,
        mention__retain_from__lte=at - timedelta(days=rule.days or 0),
    ).select_related("mention__source", "assigned_to")
    return rule, found.order_by("mention__retain_from", "pk")


def to_assess() -> QuerySet[Triage]:
    """Followed up, but not yet judged for the journal."""
    return (
        Triage.objects.filter(state__in=FOLLOWED_UP)
        .select_related("mention", "mention__source")
        .order_by("updated_at", "pk")
    )


def load(person: User, at: datetime) -> Load:
    """How much waits for the agency and for this person, at `at`; two queries."""
    waiting = Q(state__in=SORTED)
    counts = Triage.objects.aggregate(
        open=Count("pk", filter=waiting),
        overdue=Count("pk", filter=waiting & Q(due_at__lt=at, responded_at__isnull=True)),
        to_assess=Count("pk", filter=Q(state__in=FOLLOWED_UP)),
        mine=Count("pk", filter=waiting & Q(assigned_to=person)),
    )
    unsorted = Mention.objects.filter(status=State.NEW, head=None).count()
    return Load(unsorted=unsorted, **counts)


def assessments_of(triage: Triage) -> QuerySet[JournalAssessment]:
    """Every journal assessment of a mention, the newest first."""
    return triage.assessments.select_related("assessed_by", "entry")


def promised_hours(channel: Channel, kind: str = "") -> int | None:
    """The shortest response time that our accounts in the channel promise, in working hours.

    For a kind of mention with a promise of its own, that one; else the general promise.
    """
    ours = Account.objects.filter(channel=channel, closed_on=None).prefetch_related("promises")
    promised = [channels.promised_hours(account, kind) for account in ours]
    return min((hours for hours in promised if hours is not None), default=None)


def promises(at: datetime, *, months: int = 6) -> list[Promise]:
    """Every open account that promises an answer, with the last months' numbers; two queries.

    Several accounts in one channel share its numbers: a mention is of a channel, not of an account.
    """
    ours = Account.objects.filter(closed_on=None, response_hours__isnull=False)
    accounts = list(ours.select_related("channel", "unit"))
    firsts = _months(local_date(at), months)
    counted = _counted({account.channel_id for account in accounts}, firsts[-1], None, at)
    return [
        Promise(
            account,
            tuple(Month(first, *counted[account.channel_id, first]) for first in firsts),
        )
        for account in accounts
    ]


def answered_in_time(channel: Channel, start: date, end: date) -> Measured | None:
    """Per cent of the answers due from `start` to (not with) `end` that came within the promise.

    None when none was due: silence is not a broken promise.
    """
    rows = _counted({channel.pk}, start, end, now()).values()
    due, in_time = sum(row[0] for row in rows), sum(row[1] for row in rows)
    return Measured(100 * in_time / due) if due else None


def _months(today: date, count: int) -> list[date]:
    """The first days of the last months, this one first."""
    firsts = [today.replace(day=1)]
    while len(firsts) < count:
        year, month = firsts[-1].year, firsts[-1].month
        firsts.append(date(year - (month == 1), (month - 2) % 12 + 1, 1))
    return firsts


def _counted(
    wanted: Collection[int], start: date, end: date | None, at: datetime
) -> dict[tuple[int, date], tuple[int, int]]:
    """(how many were due, how many of them came in time) by channel and first day of the month.

    The due time was set in working hours, by the promise of that day. What was judged to need no
    answer was not due, nor is what there is still time for.
    """
    left = Q(state__in=(*FOLLOWED_UP, State.ASSESSED, State.CLOSED), responded_at=None)
    due = Triage.objects.filter(channel__in=wanted, due_at__gte=_midnight(start)).exclude(left)
    if end is not None:
        due = due.filter(due_at__lt=_midnight(end))
    rows = (
        due.filter(Q(due_at__lte=at) | Q(responded_at__isnull=False))
        .annotate(month=TruncMonth("due_at", tzinfo=OSLO))
        .order_by()
        .values("channel", "month")
        .annotate(all=Count("pk"), held=Count("pk", filter=Q(responded_at__lte=F("due_at"))))
        .values_list("channel", "month", "all", "held")
    )
    counted = {(channel, month.date()): (count, held) for channel, month, count, held in rows}
    return defaultdict(lambda: (0, 0), counted)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, OSLO)


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A follow-up as the list of mentions shows it."""

    kind: str
    urgent: bool
    person: str
    overdue: bool


# What is read of it with the mentions themselves, seen from the mention.
GLIMPSED = tuple(
    f"triage__{name}"
    for name in ("kind", "urgency", "assigned_to__name", "due_at", "responded_at", "state")
)


def glimpse(
    kind: str | None,
    urgency: int | None,
    person: str | None,
    due: datetime | None,
    responded: datetime | None,
    state: str | None,
) -> Glimpse:
    """A follow-up from the values of GLIMPSED; all are None where nobody has begun."""
    return Glimpse(
        str(Kind(kind).label) if kind else "",
        urgency == Urgency.HIGH,
        person or "",
        bool(due and not responded and due < now() and state in SORTED),
    )
