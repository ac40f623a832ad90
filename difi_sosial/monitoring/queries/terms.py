"""Every search that is made and was made, and what was done to them: for whoever must know."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.monitoring.enums import Retention
from difi_sosial.monitoring.models import TermSet, WatchVersion
from difi_sosial.monitoring.queries.retention import rules_on

KINDS = (
    Event.WATCH_CREATED,
    Event.WATCH_CHANGED,
    Event.WATCH_NARROWED,
    Event.WATCH_PAUSED,
    Event.WATCH_RESUMED,
    Event.NAME_WATCHED,
    Event.TERM_SET_SAVED,
    Event.SOURCE_SET_SAVED,
    Event.TERMS_EXPORTED,
)


@dataclass(frozen=True, slots=True)
class Kept:
    """How long a mention is kept that nobody follows up: days, and the day one of today goes."""

    days: int
    until: date


def versions() -> QuerySet[WatchVersion]:
    """Every version of every watch, by watch, newest first."""
    found = WatchVersion.objects.select_related("watch", "made_by")
    return found.order_by("watch__name", "-number")


def term_sets() -> QuerySet[TermSet]:
    """Every set of terms."""
    return TermSet.objects.all()


def log() -> QuerySet[EventRow]:
    """What was done to searches and sets, newest first."""
    return EventRow.objects.filter(kind__in=KINDS)


def kept(today: date) -> Kept:
    """The rule that holds now."""
    days = rules_on(today)[Retention.ORDINARY].days or 0
    return Kept(days, today + timedelta(days=days))
