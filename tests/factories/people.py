"""Persons, units and roles."""

from functools import cache

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from difi_sosial.people.models import Grant, Unit, User

PASSWORD = "prøv-meg-gjerne-123"


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit

    name = factory.Sequence(lambda number: f"Avdeling {number}")
    code = factory.Sequence(lambda number: f"AVD{number}")


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = Grant


@cache
def _hashed():
    return make_password(PASSWORD)


class UserFactory(DjangoModelFactory):
    """A person; `UserFactory(roles=[Role.ADVISER])` holds these roles."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Person {number}")
    email = factory.Sequence(lambda number: f"person{number}@testetaten.example")
    unit = factory.SubFactory(UnitFactory)
    password = factory.LazyFunction(lambda: _hashed())

    @factory.post_generation
    def roles(self, create, extracted, **kwargs):
        for role in extracted or ():
            GrantFactory(user=self, role=role)
