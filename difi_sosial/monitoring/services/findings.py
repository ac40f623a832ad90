"""Look for what is unusual: a surge in the last hours, or a week of little interest."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

from difi_sosial.core.clock import OSLO, local
from difi_sosial.monitoring import rules
from difi_sosial.monitoring.enums import FindingKind, SourceState
from difi_sosial.monitoring.models import Finding, Watch
from difi_sosial.monitoring.queries import findings, is_read, places_of
from difi_sosial.monitoring.queries.findings import Stretch

HOURS, WEEKS = 3, 8

Rule = Callable[[int, Sequence[int]], rules.Usual | None]


def find_surges(*, at: datetime) -> int:
    """Surges in the last three whole hours against the same hours of eight weeks; how many.

    A watch has at most one a day: the rest of the storm is the same storm.
    """
    end = local(at).replace(minute=0, second=0, microsecond=0)
    return _find(FindingKind.SURGE, rules.surge, end - timedelta(hours=HOURS), end, at)


def find_little(*, at: datetime) -> int:
    """Watches with far less than usual in the last whole week (Monday to Sunday); how many."""
    today = local(at).date()
    monday = datetime.combine(today - timedelta(days=today.weekday()), time.min, OSLO)
    return _find(FindingKind.LITTLE, rules.little, monday - timedelta(days=7), monday, at)


def _find(kind: FindingKind, rule: Rule, since: datetime, until: datetime, at: datetime) -> int:
    """Days are taken from a Norwegian clock, so that nine is nine also across the summer time."""
    stretches = [_earlier(since, until, weeks) for weeks in range(WEEKS + 1)]
    counted = findings.counts(stretches)
    made = 0
    for pk, (watch, began) in findings.active_since().items():
        count, *before = counted.get(pk, [0] * len(stretches))
        known = [
            number
            for number, (start, _end) in zip(before, stretches[1:], strict=True)
            if began and start >= began
        ]
        if usual := rule(count, known):
            made += _keep(watch, kind, (since, until), count, usual, at)
    return made


def _earlier(since: datetime, until: datetime, weeks: int) -> Stretch:
    back = timedelta(weeks=weeks)
    return since - back, until - back


def _keep(
    watch: Watch,
    kind: FindingKind,
    stretch: Stretch,
    count: int,
    usual: rules.Usual,
    at: datetime,
) -> bool:
    """Write it down once a day for each watch; whether it was new."""
    silent = 0
    if kind == FindingKind.LITTLE:
        places = places_of(watch)
        silent = sum(one.state != SourceState.ACTIVE or not is_read(one, at) for one in places)
    _row, is_new = Finding.objects.get_or_create(
        watch=watch,
        kind=kind,
        day=stretch[0].date(),
        defaults={
            "since": stretch[0],
            "until": stretch[1],
            "count": count,
            "usual": usual.median,
            "low": usual.low,
            "high": usual.high,
            "limit": usual.limit,
            "weeks": usual.weeks,
            "silent_sources": silent,
            "found_at": at,
        },
    )
    return is_new
