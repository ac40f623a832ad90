"""Tries that are taken back, so that each case of a table begins with the same rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction
from django.db.models import Model

M = TypeVar("M", bound=Model)


@contextmanager
def undone(row: M) -> Iterator[M]:
    """The row as the database has it; all that is done to the database inside is undone after.

    To make a row takes longer than any step it can take: a table of state × action × role makes
    one for every state, and tries everything on that one.
    """
    with transaction.atomic():
        yield type(row)._base_manager.get(pk=row.pk)
        transaction.set_rollback(True)
