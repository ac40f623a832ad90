"""The secret address of a person's calendar. Only a hash of it is kept."""

import secrets
from datetime import date, datetime

from django.db import transaction

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.people.models import CalendarFeed, User
from difi_sosial.people.queries import hash_of


@transaction.atomic
def open_calendar(*, user: User, at: datetime) -> str:
    """Make a new secret for the person's calendar; an older one stops working.

    Returns the secret, which nobody can be shown again.
    """
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        user=user, defaults={"token_hash": hash_of(token), "made_at": at, "fetched_on": None}
    )
    audit.record(Event.CALENDAR_OPENED, by=user, thing=user, at=at)
    return token


@transaction.atomic
def close_calendar(*, user: User, at: datetime) -> None:
    """Shut the person's calendar address; nothing happens when there is none."""
    if CalendarFeed.objects.filter(user=user).delete()[0]:
        audit.record(Event.CALENDAR_CLOSED, by=user, thing=user, at=at)


def note_fetched(*, feed: CalendarFeed, day: date) -> None:
    """Remember the last day the calendar was fetched: one write a day, however often it is."""
    if feed.fetched_on != day:
        CalendarFeed.objects.filter(pk=feed.pk).update(fetched_on=day)
