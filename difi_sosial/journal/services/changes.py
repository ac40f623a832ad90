"""The change log (endringslogg): old and new value of metadata that the archive must show."""

from datetime import datetime
from typing import Any
from uuid import UUID

from difi_sosial.journal.models import ChangeLog, Series
from difi_sosial.journal.noark import names
from difi_sosial.journal.noark.xml import text_of
from difi_sosial.people.models import User

PORTAL = "Portalen"


def name_of(by: User | None) -> str:
    """The name the archive keeps; the portal itself when no person acted."""
    return by.name if by else PORTAL


def log_change(
    *,
    series: Series,
    unit: UUID,
    field: str,
    old: object,
    new: object,
    by: User | None,
    at: datetime,
) -> None:
    """One line in the change log, unless nothing changed.

    ``field`` is one of ``noark.names.FIELDS``; a word outside it raises KeyError.
    """
    names.field(field)
    before, after = _text(old), _text(new)
    if before != after:
        ChangeLog.objects.create(
            series=series,
            unit_uuid=unit,
            field=field,
            old=before,
            new=after,
            at=at,
            by=name_of(by),
        )


def _text(value: Any) -> str:
    return "" if value is None else text_of(value)
