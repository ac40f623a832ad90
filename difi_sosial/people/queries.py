"""The read side of people."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Prefetch, Q, QuerySet

from difi_sosial.core.clock import local_date, now
from difi_sosial.people.models import CalendarFeed, Delegation, Letter, Unit, User
from difi_sosial.people.permissions import (
    LENDABLE,
    ROLE_PERMISSIONS,
    Permission,
    own_permissions,
)


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


def people_who_may(permission: Permission, *, in_own_right: bool = False) -> QuerySet[User]:
    """Active persons who hold `permission`, by name; stand-ins too, unless `in_own_right`."""
    roles = [role for role, held in ROLE_PERMISSIONS.items() if permission in held]
    wanted = Q(grants__role__in=roles)
    if permission in LENDABLE and not in_own_right:
        running = Delegation.objects.running(local_date(now()))
        lent = running.filter(
            principal__is_active=True,
            principal__grants__role__in=roles,
            powers__permission=permission,
        )
        wanted |= Q(pk__in=lent.values("deputy"))
    return User.objects.filter(wanted, is_active=True).distinct()


def with_rights(found: QuerySet[User]) -> QuerySet[User]:
    """The same persons with all that `rules.may` asks of them, in a fixed number of queries."""
    running = Delegation.objects.running(local_date(now()))
    return found.prefetch_related("grants", Prefetch("standing_in", running))


@dataclass(frozen=True, slots=True)
class Absence:
    """One who is away as a page shows it: what the stand-in was given and by whom, and lacks."""

    delegation: Delegation
    given: list[tuple[Permission, User]]
    lacking: list[Permission]


def absence(delegation: Delegation) -> Absence:
    """An absence with its permissions in words; no query when it comes from `delegations()`."""
    given = [(Permission(one.permission), one.given_by) for one in delegation.powers.all()]
    return Absence(delegation, given, lacking(delegation))


def delegations() -> QuerySet[Delegation]:
    """Who stands in for whom, last begun first, with all that a list shows."""
    found = Delegation.objects.select_related("principal", "deputy", "made_by", "ended_by")
    return found.prefetch_related("principal__grants", "deputy__grants", "powers__given_by")


def delegations_of(person: User) -> QuerySet[Delegation]:
    """A person's own absences, and those they cover for others."""
    return delegations().filter(Q(principal=person) | Q(deputy=person))


def lacking(delegation: Delegation) -> list[Permission]:
    """What the one who is away decides, and the stand-in may not: to be given, or to wait."""
    held, own = own_permissions(delegation.principal), own_permissions(delegation.deputy)
    return [one for one in LENDABLE if one in held - own and one not in delegation.given]


def deputies_of(persons: Iterable[User], day: date) -> dict[User, list[User]]:
    """Each active stand-in on `day` for somebody of `persons`, with those they cover."""
    found: dict[User, list[User]] = {}
    running = Delegation.objects.filter(
        principal__in=list(persons), from_on__lte=day, until_on__gte=day, ended_at=None
    )
    # Mostly nobody is away: a join would be written for nothing.
    for one in running.prefetch_related("principal", "deputy").order_by("pk"):
        if one.deputy.is_active:
            found.setdefault(one.deputy, []).append(one.principal)
    return found


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
