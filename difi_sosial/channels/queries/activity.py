"""What an account's numbers say: how much was posted, and when last."""

from datetime import date, datetime, time

from django.db.models import QuerySet

from difi_sosial.channels.enums import CriterionKind
from difi_sosial.channels.models import Account, ActivitySample
from difi_sosial.channels.queries import criteria
from difi_sosial.channels.queries.criteria import Measured
from difi_sosial.core.clock import OSLO

QUARTER = 3  # months


def samples_of(account: Account) -> QuerySet[ActivitySample]:
    """The account's measurements, newest first."""
    return account.samples.select_related("by")


def posts_between(account: Account, start: date | datetime, end: date | datetime) -> int | None:
    """How many posts were made from `start` to before `end`: the difference of two measurements.

    The last one before each moment counts, so a day is enough between them. None when there is no
    measurement before `start`, or none between the two: then nobody knows.
    """
    counted = account.samples.exclude(posts_total=None).order_by("-taken_at", "-pk")
    first = counted.filter(taken_at__lte=_moment(start)).first()
    last = counted.filter(taken_at__gt=_moment(start), taken_at__lt=_moment(end)).first()
    if first is None or last is None or first.posts_total is None or last.posts_total is None:
        return None
    return max(0, last.posts_total - first.posts_total)


def few_posts(account: Account, start: date, end: date) -> Measured | None:
    """The measure FEW_POSTS of a closing criterion."""
    posts = posts_between(account, start, end)
    return None if posts is None else Measured(float(posts))


def late_confirmation(account: Account, start: date, end: date) -> Measured | None:
    """The measure LATE_CONFIRMATION: days past the deadline on the last day of the period."""
    if account.confirm_due_on is None:
        return None
    return Measured(float(max(0, (end - account.confirm_due_on).days)))


def promise_kept(account: Account, today: date) -> float | None:
    """Per cent of messages answered within the promise in the last whole quarter of a year.

    From whoever measures it for the account's channel; None when nobody does, or nothing came.
    """
    end = today.replace(day=1)
    month = end.month - QUARTER
    start = end.replace(year=end.year - (month < 1), month=month + 12 * (month < 1))
    found = criteria.measure(CriterionKind.LATE_ANSWERS, account.channel, start, end)
    return found.value if found else None


def _moment(day: date | datetime) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time(), OSLO)
