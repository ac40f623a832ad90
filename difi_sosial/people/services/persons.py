"""What is done to persons and their roles. Every act leaves an audit event."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import now
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Grant, Unit, User
from difi_sosial.people.permissions import APART_FROM_ROLES, Permission, permissions_of
from difi_sosial.people.rules import may

# What the apps above want to do when a person is locked out, let in again or gets another unit.
PersonChanged = Callable[[User, datetime], object]
_listeners: list[PersonChanged] = []


def on_person_changed(listener: PersonChanged) -> None:
    """Call `listener(person, at)` in the transaction that changes a person (AppConfig.ready())."""
    _listeners.append(listener)


def _tell_apps(user: User, at: datetime) -> None:
    for listener in _listeners:
        listener(user, at)


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    by: User | None,
    unit: Unit | None = None,
    title: str = "",
    language: str = "nb",
    roles: Iterable[str] = (),
    password: str | None = None,
    at: datetime | None = None,
) -> User:
    """Add a person with roles. Without a password the person chooses one by "glemt passord".

    `by=None` is the portal itself (first set-up). Raises NotAllowed, and Conflict when the
    address is taken.
    """
    _guard(by)
    if User.objects.filter(email__iexact=email).exists():
        raise Conflict(_("En person med denne e-postadressen finnes fra før."))
    user = User.objects.create_user(
        email, password, name=name, unit=unit, title=title, language=language
    )
    audit.record(Event.USER_INVITED, by=by, thing=user, at=at, after={"email": user.email})
    set_roles(user=user, roles=roles, by=by, at=at)
    return user


@transaction.atomic
def change(
    *, user: User, by: User, name: str, title: str, unit: Unit | None, at: datetime | None = None
) -> User:
    """Correct a person's name, title and unit."""
    _guard(by)
    user = lock(user)
    before = {"name": user.name, "title": user.title, "unit": str(user.unit or "")}
    user.name, user.title, user.unit = name, title, unit
    user.save(update_fields=["name", "title", "unit"])
    after = {"name": name, "title": title, "unit": str(unit or "")}
    if after != before:
        _tell_apps(user, at or now())
        audit.record(Event.USER_CHANGED, by=by, thing=user, at=at, before=before, after=after)
    return user


@transaction.atomic
def save_profile(
    *,
    user: User,
    by: User,
    name: str,
    title: str,
    unit: Unit | None,
    roles: Iterable[str],
    at: datetime | None = None,
) -> User:
    """Facts and roles in one go: all of it or nothing."""
    change(user=user, by=by, name=name, title=title, unit=unit, at=at)
    return set_roles(user=user, roles=roles, by=by, at=at)


@transaction.atomic
def set_roles(
    *, user: User, roles: Iterable[str], by: User | None, at: datetime | None = None
) -> User:
    """Give exactly these roles. Nobody takes the administrator's role from themselves.

    Raises NotAllowed, and Invalid when one who gives roles would write or decide too.
    """
    _guard(by)
    wanted = {Role(role) for role in roles}
    user = lock(user)
    held = {Role(grant.role) for grant in user.grants.all()}
    if by == user and Role.ADMINISTRATOR in held - wanted:
        raise Invalid(_("Du kan ikke ta fra deg selv administratorrollen. Be en kollega."))
    if wanted - held:
        _guard_apart(wanted)
    moment = at or now()
    for role in sorted(wanted - held):
        Grant.objects.create(user=user, role=role, created_at=moment)
        audit.record(Event.ROLE_GRANTED, by=by, thing=user, at=at, after=role)
    for role in sorted(held - wanted):
        Grant.objects.filter(user=user, role=role).delete()
        audit.record(Event.ROLE_REVOKED, by=by, thing=user, at=at, before=role)
    return User.objects.get(pk=user.pk)


@transaction.atomic
def set_active(*, user: User, active: bool, by: User, at: datetime | None = None) -> User:
    """Lock a person out, or let them in again. What they did stays as it is."""
    _guard(by)
    if user == by:
        raise Invalid(_("Du kan ikke sperre deg selv."))
    user = lock(user)
    if user.is_active != active:
        user.is_active = active
        user.save(update_fields=["is_active"])
        _tell_apps(user, at or now())
        event = Event.USER_REACTIVATED if active else Event.USER_DEACTIVATED
        audit.record(event, by=by, thing=user, at=at)
    return user


def note_sign_in(*, user: User, at: datetime) -> None:
    """Leave an event: somebody has signed in."""
    audit.record(Event.SIGNED_IN, by=user, thing=user, at=at)


def choose_keys(*, user: User, has_keys: bool) -> None:
    """Keep a person's own choice of single keys; off until they ask for them (WCAG 2.1.4)."""
    User.objects.filter(pk=user.pk).update(has_keys=has_keys)


def choose_language(*, user: User, language: str) -> None:
    """Keep the person's own choice of bokmål or nynorsk."""
    User.objects.filter(pk=user.pk).update(language=language)


def _guard(by: User | None) -> None:
    if by is not None and not may(by, Permission.PEOPLE_WRITE):
        raise NotAllowed(_("Bare en administrator kan endre personer og roller."))


def _guard_apart(wanted: set[Role]) -> None:
    """An author who gives roles could choose who approves the text."""
    permitted = permissions_of(frozenset(wanted))
    if Permission.PEOPLE_WRITE in permitted and permitted & APART_FROM_ROLES:
        raise Invalid(
            _(
                "En administrator kan ikke også skrive eller godkjenne, for da kan en forfatter "
                "velge hvem som godkjenner. Gi rollene til to personer."
            )
        )
