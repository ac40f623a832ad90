"""What the models of every app have in common."""

from typing import TypeVar

from django.db import models
from django.db.models import CheckConstraint, Q

from difi_sosial.core.clock import now

M = TypeVar("M", bound=models.Model)


class TimeStamped(models.Model):
    """When the row was made and last changed (UTC)."""

    created_at = models.DateTimeField(default=now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


def lock(thing: M) -> M:
    """The same row read again under a row lock that lasts to the end of the transaction.

    Raises TransactionManagementError outside a transaction.
    """
    manager = type(thing)._base_manager
    return manager.select_for_update(of=("self",)).get(pk=thing.pk)


def both_or_neither(one: str, other: str, *, name: str) -> CheckConstraint:
    """A constraint that two nullable columns are both set or both empty (who and when)."""
    filled = Q(**{f"{one}__isnull": False, f"{other}__isnull": False})
    empty = Q(**{f"{one}__isnull": True, f"{other}__isnull": True})
    return CheckConstraint(condition=filled | empty, name=name)
