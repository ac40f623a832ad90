"""The plan for checks, and the clock that opens them."""

from calendar import monthrange
from datetime import date, datetime, timedelta

from django.db import transaction

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.identity.enums import CheckKind, CheckState
from difi_sosial.identity.models import Check, Schedule
from difi_sosial.identity.rules import may_write
from difi_sosial.identity.services import letters
from difi_sosial.identity.services.checks import open_check
from difi_sosial.identity.services.guard import guard
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission

MONTHS = {CheckKind.YEARLY: 12, CheckKind.QUARTERLY: 3}


@transaction.atomic
def set_schedule(
    *,
    kind: str,
    next_on: date,
    weeks: int,
    leader: User,
    is_active: bool,
    by: User,
    at: datetime,
) -> Schedule:
    """Say when the next check of a kind begins, who does it, and how long it may take."""
    guard(by, Permission.IDENTITY_LEAD)
    facts = {"next_on": next_on, "weeks": weeks, "leader": leader, "is_active": is_active}
    schedule, _new = Schedule.objects.update_or_create(kind=CheckKind(kind), defaults=facts)
    after = {**facts, "leader": leader.name}
    record(Event.IDENTITY_SCHEDULED, by=by, thing=schedule, at=at, after=after)
    return schedule


def open_due(*, at: datetime) -> list[Check]:
    """The clock: open what is due. While a check is open another waits for the next day."""
    today = local_date(at)
    due = Schedule.objects.filter(is_active=True, next_on__lte=today).order_by("-kind")
    opened = [_open_one(schedule, today, at) for schedule in due]
    return [check for check in opened if check is not None]


@transaction.atomic
def _open_one(schedule: Schedule, today: date, at: datetime) -> Check | None:
    schedule = lock(schedule)
    if schedule.next_on > today:
        return None
    running = Check.objects.filter(state=CheckState.OPEN).first()
    # A yearly check looks at all that a quarterly one does: that quarter is then looked after.
    is_covered = running is not None and running.kind == CheckKind.YEARLY
    if running is not None and not (is_covered and schedule.kind == CheckKind.QUARTERLY):
        return None
    schedule.next_on = later(schedule.next_on, MONTHS[CheckKind(schedule.kind)], after=today)
    schedule.save()
    if running is not None:
        return None
    return open_check(
        kind=schedule.kind,
        leader=_leader(schedule),
        due_on=today + timedelta(weeks=schedule.weeks),
        by=None,
        at=at,
    )


def _leader(schedule: Schedule) -> User:
    """Whoever the plan names, else the first of those who answer for the map."""
    if schedule.leader.is_active and may_write(schedule.leader, schedule):
        return schedule.leader
    return next(iter(letters.leaders()), schedule.leader)


def later(day: date, months: int, *, after: date) -> date:
    """The first day so many months on, again and again, that is after `after`."""
    count = 0
    while True:
        count += months
        year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
        moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        if moved > after:
            return moved
