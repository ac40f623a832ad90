"""Who is told of what: a person's alerts, their hours, and the letters that were written."""

from django.db.models import QuerySet

from difi_sosial.monitoring.models import Alert, AlertHours, AlertLetter, Watch
from difi_sosial.monitoring.rules import Hours
from difi_sosial.people.models import User

LETTERS_SHOWN = 20


def alerts_of(person: User) -> QuerySet[Alert]:
    """The alerts that a person has now."""
    return Alert.objects.filter(person=person, ended_at=None).select_related("watch", "search")


def ended_alerts(person: User) -> QuerySet[Alert]:
    """Those the person has stopped or changed, newest first."""
    ended = Alert.objects.filter(person=person, ended_at__isnull=False)
    return ended.select_related("watch", "search").order_by("-ended_at")[:LETTERS_SHOWN]


def alert_of(person: User, watch: Watch) -> Alert | None:
    """What a person wants to be told of one watch."""
    return alerts_of(person).filter(watch=watch).first()


def hours_of(person: User) -> Hours:
    """When a person will not be written to; the usual hours until they say otherwise."""
    chosen = AlertHours.objects.filter(person=person).first()
    if chosen is None:
        return Hours()
    return Hours(chosen.quiet_from, chosen.quiet_to, chosen.workdays_only)


def letters_of(person: User) -> QuerySet[AlertLetter]:
    """The newest letters of new mentions to a person."""
    return AlertLetter.objects.filter(person=person)[:LETTERS_SHOWN]
