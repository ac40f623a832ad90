"""Persons who are away, and those who stand in for them."""

from datetime import timedelta

from difi_sosial.core.clock import local_date, now
from difi_sosial.people import services as people
from difi_sosial.people.enums import Role
from difi_sosial.people.models import User
from tests.factories.people import UserFactory


def away(principal, deputy, *, given=(), days=5, starts_in=0):
    """`principal` is away from today; `deputy` was given `given` by an administrator.

    Returns the deputy as loaded anew: what a person stands in for is asked for once.
    """
    at = now()
    first = local_date(at) + timedelta(days=starts_in)
    made = people.delegate(
        principal=principal,
        deputy=deputy,
        from_on=first,
        until_on=first + timedelta(days=days),
        reason="Ferie",
        by=principal,
        at=at,
    )
    if given:
        administrator = UserFactory(roles=[Role.ADMINISTRATOR])
        people.give_powers(delegation=made, permissions=given, by=administrator, at=at)
    return User.objects.get(pk=deputy.pk)
