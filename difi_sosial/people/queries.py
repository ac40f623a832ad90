"""The read side of people."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q, QuerySet

from difi_sosial.people.models import CalendarFeed, Letter, Unit, User
from difi_sosial.people.permissions import ROLE_PERMISSIONS, Permission


@dataclass(frozen=True, slots=True, order=True)
class Deadline:
    """A day by which somebody must have acted.

    `path` is the page where they act, `kind` a short stable key such as `strategy-review`. The
    title is seen by whoever sees the calendar: it names no private person.
    """

    day: date
    title: str
    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Outbox:
    """How the letters are doing: how many wait, since when, and how many were given up."""

    waiting: int
    oldest: datetime | None
    given_up: int


def people_who_may(permission: Permission) -> QuerySet[User]:
    """Active persons who hold `permission`, by name."""
    roles = [role for role, held in ROLE_PERMISSIONS.items() if permission in held]
    return User.objects.filter(is_active=True, grants__role__in=roles).distinct()


def search(*, text: str = "", role: str = "") -> QuerySet[User]:
    """Persons with their unit and roles, narrowed by words in name or e-mail and by role."""
    found = User.objects.select_related("unit").prefetch_related("grants").order_by("name", "pk")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text))
    if role:
        found = found.filter(grants__role=role)
    return found


def units() -> QuerySet[Unit]:
    """All units with their parent, by name."""
    return Unit.objects.select_related("parent").order_by("name")


def unsent() -> QuerySet[Letter]:
    """Letters that shall still go out."""
    return Letter.objects.filter(sent_at=None, given_up_at=None)


def given_up() -> QuerySet[Letter]:
    """Letters that did not get there, newest first, with their recipients."""
    return Letter.objects.exclude(given_up_at=None).select_related("recipient")


def outbox(at: datetime) -> Outbox:
    """Numbers of the letters, where only what is due before `at` waits."""
    waits = Q(sent_at=None, given_up_at=None, next_attempt_at__lte=at, recipient__is_active=True)
    numbers = Letter.objects.aggregate(
        waiting=Count("pk", filter=waits),
        oldest=Min("created_at", filter=waits),
        given_up=Count("pk", filter=Q(given_up_at__isnull=False)),
    )
    return Outbox(**numbers)


def hash_of(token: str) -> str:
    """SHA-256 as hex. A calendar's token has 256 random bits: a slow hash would win nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def calendar_of(token: str) -> CalendarFeed | None:
    """The calendar with this secret, of a person who may still sign in."""
    feeds = CalendarFeed.objects.select_related("user").prefetch_related("user__grants")
    return feeds.filter(token_hash=hash_of(token), user__is_active=True).first()
