"""The time, asked for in one place. Stored in UTC, shown in Europe/Oslo."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

OSLO = ZoneInfo("Europe/Oslo")


def now() -> datetime:
    """This moment, aware and in UTC."""
    return timezone.now()


def local(moment: datetime) -> datetime:
    """The same moment on a Norwegian clock."""
    return moment.astimezone(OSLO)


def local_date(moment: datetime) -> date:
    """The Norwegian calendar day of a moment; the journal's dates are counted by it."""
    return local(moment).date()
