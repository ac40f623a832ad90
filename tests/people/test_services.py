"""Persons and roles change only by an administrator, and every change is in the log."""

import pytest

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed
from difi_sosial.people import queries, services
from difi_sosial.people.enums import Role
from difi_sosial.people.models import User
from difi_sosial.people.permissions import ROLE_PERMISSIONS, Permission
from difi_sosial.people.rules import may, needs_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def jonas(person):
    return person(Role.ADMINISTRATOR, name="Jonas Berg")


def kinds():
    return list(EventRow.objects.order_by("number").values_list("kind", flat=True))


def test_an_administrator_adds_a_person_with_roles(jonas):
    user = services.invite(
        email="Aase@Testetaten.example", name="Åse", by=jonas, roles=[Role.ADVISER, Role.READER]
    )

    assert (user.email, user.roles) == ("aase@testetaten.example", {"adviser", "reader"})
    assert not User.objects.get(pk=user.pk).has_usable_password()
    assert kinds() == [Event.USER_INVITED, Event.ROLE_GRANTED, Event.ROLE_GRANTED]


def test_an_address_is_taken_whatever_its_case(jonas):
    services.invite(email="per@testetaten.example", name="Per", by=jonas)
    with pytest.raises(Conflict):
        services.invite(email="PER@testetaten.example", name="Per", by=jonas)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_others_may_not_change_persons(person, role):
    with pytest.raises(NotAllowed):
        services.invite(email="x@testetaten.example", name="X", by=person(role))


def test_roles_are_set_to_exactly_what_was_chosen(jonas, person):
    user = services.set_roles(user=person(Role.READER), roles=[Role.MANAGER], by=jonas)

    assert user.roles == {Role.MANAGER}
    assert kinds() == [Event.ROLE_GRANTED, Event.ROLE_REVOKED]


@pytest.mark.parametrize("role", [Role.ADVISER, Role.HEAD, Role.MANAGER])
def test_whoever_gives_roles_neither_writes_nor_approves(jonas, person, role):
    for roles in ([Role.ADMINISTRATOR, role], [Role.ADMINISTRATOR, Role.READER, role]):
        with pytest.raises(Invalid):
            services.set_roles(user=jonas, roles=roles, by=jonas)
    # One who held both from before loses the one, and nothing is given.
    both = person(Role.ADMINISTRATOR, role)
    assert services.set_roles(user=both, roles=[role], by=jonas).roles == {role}


def test_an_administrator_cannot_lock_themselves_out(jonas):
    with pytest.raises(Invalid):
        services.set_roles(user=jonas, roles=[], by=jonas)
    with pytest.raises(Invalid):
        services.set_active(user=jonas, active=False, by=jonas)


def test_a_locked_out_person_may_nothing(jonas, person):
    lars = person(Role.MANAGER)

    lars = services.set_active(user=lars, active=False, by=jonas)

    assert not may(User.objects.get(pk=lars.pk), Permission.STRATEGY_READ)
    assert lars not in queries.people_who_may(Permission.STRATEGY_APPROVE)


def test_nothing_is_logged_when_nothing_changed(jonas, person):
    lars = person(Role.READER, name="Lars")

    services.change(user=lars, by=jonas, name="Lars", title="", unit=lars.unit)

    assert kinds() == []


def test_nobody_both_writes_and_approves_by_one_role():
    pairs = [
        (Permission.STRATEGY_WRITE, Permission.STRATEGY_APPROVE),
        (Permission.GUIDELINE_WRITE, Permission.GUIDELINE_APPROVE),
        (Permission.CHANNEL_WRITE, Permission.CHANNEL_DECIDE),
    ]
    assert not [
        role for role, held in ROLE_PERMISSIONS.items() for pair in pairs if held.issuperset(pair)
    ]


def test_the_data_protection_officer_approves_nothing():
    approvals = {
        Permission.STRATEGY_APPROVE,
        Permission.GUIDELINE_APPROVE,
        Permission.CHANNEL_DECIDE,
    }
    assert not ROLE_PERMISSIONS[Role.DPO] & approvals


@pytest.mark.parametrize(
    ("role", "needed"),
    [
        (Role.MANAGER, True),
        (Role.ARCHIVIST, True),
        (Role.ADMINISTRATOR, True),
        (Role.ADVISER, False),
        (Role.DPO, False),
    ],
)
def test_power_needs_a_second_factor(person, role, needed):
    assert needs_second_factor(person(role)) is needed
