"""What was said of us in a period, beside the period before, and how we answered."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, Sum
from django.db.models.functions import TruncMonth, TruncWeek
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from difi_sosial.channels.enums import Category
from difi_sosial.core.clock import local_date
from difi_sosial.dialogue.enums import State
from difi_sosial.dialogue.models import Triage
from difi_sosial.dialogue.workflow import FOLLOWED_UP
from difi_sosial.monitoring.enums import STAGES, FindingKind, MentionStatus, Stage
from difi_sosial.monitoring.models import Finding, MentionCount, Source
from difi_sosial.monitoring.queries import midnight

BY_DAY, BY_WEEK = 31, 26 * 7  # days: longer periods are drawn by the week, and then by the month
# A channel with so many mentions before and a third of them now has lost interest.
FEWEST_BEFORE, FALL = 6, 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period by its first and last day."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many, both ends with them."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Stretch":
        """The period of the same length that ended when this one began."""
        return Stretch(self.first - timedelta(days=self.days), self.first - timedelta(days=1))

    @property
    def label(self) -> str:
        """The two days in words."""
        return _label(self)

    def link(self, **narrower: object) -> str:
        """The mentions of the period, narrowed."""
        days = {"posted_from": self.first.isoformat(), "posted_to": self.last.isoformat()}
        return f"{reverse('monitoring:mention-list')}?{urlencode({**days, **narrower})}"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is counted, now and in the period before."""

    label: str | Promise
    now: int
    before: int
    url: str

    @property
    def change(self) -> str:
        """The difference with its sign; empty when there is none."""
        return f"{self.now - self.before:+d}".replace("-", "−") if self.now != self.before else ""

    @property
    def has_fallen(self) -> bool:
        """Whether there is little interest where there was some."""
        return self.before >= FEWEST_BEFORE and self.now * FALL <= self.before


@dataclass(frozen=True, slots=True)
class Bucket:
    """A day, week or month, and how many mentions of each stage."""

    stretch: Stretch
    label: str
    short: str
    parts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.parts)

    @property
    def url(self) -> str:
        """Its mentions."""
        return self.stretch.link()


@dataclass(frozen=True, slots=True)
class Answered:
    """How the promise was held in a channel: due, in time, the share before, the median time."""

    label: str
    due: int
    in_time: int
    share_before: int | None
    took: timedelta | None

    @property
    def share(self) -> int | None:
        """Whole per cent in time; None when nothing was due."""
        return round(100 * self.in_time / self.due) if self.due else None

    @property
    def took_in_words(self) -> str:
        """Hours and minutes, or days and hours."""
        if self.took is None:
            return "–"
        minutes = int(self.took.total_seconds() // 60)
        if minutes >= 48 * 60:
            given = {"days": minutes // 1440, "hours": minutes % 1440 // 60}
            return _("%(days)s d %(hours)s t") % given
        return _("%(hours)s t %(minutes)s min") % {"hours": minutes // 60, "minutes": minutes % 60}


@dataclass(frozen=True, slots=True)
class Quiet:
    """A channel where nothing was found, when something last was, and when it was last read."""

    label: str
    last_new_at: datetime | None
    last_ok_at: datetime | None


@dataclass(frozen=True, slots=True)
class Report:
    """A period in numbers."""

    stretch: Stretch
    total: Line
    waiting: int
    buckets: tuple[Bucket, ...]
    parts: Mapping[str, Sequence[Line]] = field(default_factory=dict)
    answered: tuple[Answered, ...] = ()
    quiet: tuple[Quiet, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def answers(self) -> Answered:
        """All the channels as one."""
        due, in_time = sum(one.due for one in self.answered), sum(o.in_time for o in self.answered)
        return Answered("", due, in_time, None, None)


def report(stretch: Stretch, at: datetime) -> Report:
    """Everything of the page; five queries, whatever there is."""
    sources = _sources()
    spread = _spread(stretch)
    parts = _parts(stretch, spread, sources)
    now = sum(row[-2] for row in spread)
    before = sum(row[-1] for row in spread)
    waiting = sum(row[-2] for row in spread if row[3] in STAGES[Stage.WAITING])
    heard = {line.label for line in parts["channel"] if line.now}
    return Report(
        stretch,
        Line(_("Omtaler"), now, before, stretch.link()),
        waiting,
        _buckets(stretch),
        parts,
        _answered(stretch, at, {one[1]: str(one[2]) for one in sources}),
        _quiet(sources, heard),
        tuple(_findings(stretch)),
    )


def _sources() -> list[Any]:
    """(source, channel, its name, its category, when something was found, when it was read)."""
    names = ("pk", "channel", "channel__name", "channel__category", "last_new_at", "last_ok_at")
    return list(Source.objects.order_by("channel__name").values_list(*names))


def _spread(stretch: Stretch) -> list[Any]:
    """(source, watch, its name, status, how many now, how many before)."""
    now = Q(day__gte=stretch.first)
    both = MentionCount.objects.filter(day__range=(stretch.before.first, stretch.last)).order_by()
    kinds = both.values_list("source", "watch", "watch__name", "status")
    counted = kinds.annotate(
        now=Sum("count", filter=now, default=0), earlier=Sum("count", filter=~now, default=0)
    )
    return list(counted)


def _parts(
    stretch: Stretch, spread: Sequence[Any], sources: Sequence[Any]
) -> dict[str, list[Line]]:
    """The same mentions by channel, category, watch and status; most first, status in order."""
    of = {source: (channel, category) for source, channel, _name, category, *_rest in sources}
    channels = {channel: name for _source, channel, name, *_rest in sources}
    watches = {watch: name for _source, watch, name, *_rest in spread}
    ways: dict[str, tuple[dict[Any, Any], Any]] = {
        "channel": (channels, lambda row: of.get(row[0], (None, ""))[0]),
        "category": (
            {key: name for key, name in Category.choices if key in {one[3] for one in sources}},
            lambda row: of.get(row[0], (None, ""))[1],
        ),
        "watch": (watches, lambda row: row[1]),
        "status": (dict(MentionStatus.choices), lambda row: row[3]),
    }
    found = {}
    for way, (names, key_of) in ways.items():
        now, before = Counter[Any](), Counter[Any]()
        for row in spread:
            now[key_of(row)] += row[-2]
            before[key_of(row)] += row[-1]
        lines = [
            Line(name, now[key], before[key], stretch.link(**{way: key}))
            for key, name in names.items()
        ]
        found[way] = lines if way == "status" else sorted(lines, key=lambda line: -line.now)
    return found


def _buckets(stretch: Stretch) -> tuple[Bucket, ...]:
    """The period in days, weeks or months, those with nothing in them too; one query."""
    truncated: Any = TruncMonth("day")
    if stretch.days <= BY_WEEK:
        truncated = F("day") if stretch.days <= BY_DAY else TruncWeek("day")
    rows = MentionCount.objects.filter(day__range=(stretch.first, stretch.last)).order_by()
    stage_of = {status: stage for stage, statuses in STAGES.items() for status in statuses}
    counted: dict[date, Counter[str]] = defaultdict(Counter)
    for day, status, count in (
        rows.annotate(bucket=truncated).values_list("bucket", "status").annotate(n=Sum("count"))
    ):
        counted[day][stage_of[MentionStatus(status)]] += count
    order = (Stage.DONE, Stage.BEGUN, Stage.WAITING)
    return tuple(
        Bucket(one, _label(one), _short(one), tuple(counted[begins][stage] for stage in order))
        for begins, one in _stretches(stretch)
    )


def _stretches(stretch: Stretch) -> list[tuple[date, Stretch]]:
    """Each bucket by the day the database names it by, cut to the period."""
    found = []
    day = stretch.first
    while day <= stretch.last:
        if stretch.days <= BY_DAY:
            begins, end = day, day
        elif stretch.days <= BY_WEEK:
            begins = day - timedelta(days=day.weekday())
            end = begins + timedelta(days=6)
        else:
            begins = day.replace(day=1)
            end = (begins + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        found.append((begins, Stretch(day, min(end, stretch.last))))
        day = end + timedelta(days=1)
    return found


def _label(one: Stretch) -> str:
    if one.days == 1:
        return date_format(one.first, "j. F Y")
    begins = "j. F" if one.first.year == one.last.year else "j. F Y"
    return f"{date_format(one.first, begins)} – {date_format(one.last, 'j. F Y')}"


def _short(one: Stretch) -> str:
    return date_format(one.first, "b" if one.days > 7 else "j. b")


def _answered(stretch: Stretch, at: datetime, channels: Mapping[int, str]) -> tuple[Answered, ...]:
    """How the promises were held, channel by channel; one query.

    What was judged to need no answer was not due, nor is what there is still time for.
    """
    left = Q(state__in=(*FOLLOWED_UP, State.ASSESSED, State.CLOSED), responded_at=None)
    begins, ends = midnight(stretch.before.first), midnight(stretch.last + timedelta(days=1))
    due = Triage.objects.filter(due_at__gte=begins, due_at__lt=ends).exclude(left)
    rows = due.filter(Q(due_at__lte=at) | Q(responded_at__isnull=False)).order_by()
    names = ("channel", "due_at", "responded_at", "mention__posted_at")
    now: dict[int, list[bool]] = defaultdict(list)
    before: dict[int, list[bool]] = defaultdict(list)
    took: dict[int, list[timedelta]] = defaultdict(list)
    for channel, due_at, responded_at, posted_at in rows.values_list(*names):
        is_now = local_date(due_at) >= stretch.first
        (now if is_now else before)[channel].append(bool(responded_at and responded_at <= due_at))
        if is_now and responded_at and posted_at:
            took[channel].append(responded_at - posted_at)
    return tuple(
        Answered(name, len(now[key]), sum(now[key]), _share(before[key]), _median(took[key]))
        for key, name in channels.items()
        if now[key] or before[key]
    )


def _share(held: Sequence[bool]) -> int | None:
    return round(100 * sum(held) / len(held)) if held else None


def _median(times: Sequence[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(one.total_seconds() for one in times)) if times else None


def _quiet(sources: Sequence[Any], heard: set[Any]) -> tuple[Quiet, ...]:
    """The channels that nothing was found in; read, so that «nobody wrote» can be told from it."""
    of: dict[str, list[Any]] = defaultdict(list)
    for source in sources:
        of[source[2]].append(source)
    return tuple(
        Quiet(name, _newest(rows, 4), _newest(rows, 5))
        for name, rows in of.items()
        if name not in heard
    )


def _newest(rows: Sequence[Any], place: int) -> datetime | None:
    return max((row[place] for row in rows if row[place]), default=None)


def _findings(stretch: Stretch) -> Any:
    """The weeks of little interest, and the surges."""
    found = Finding.objects.filter(day__range=(stretch.first, stretch.last))
    return found.filter(kind__in=FindingKind.values).select_related("watch").order_by("-day")[:20]
