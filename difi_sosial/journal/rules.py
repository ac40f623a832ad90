"""Who may do what in the journal, and what an entry must have."""

from typing import Any

from difi_sosial.journal.models import CaseFile, RegistryEntry, Series
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may


def is_archivist(person: Any, thing: Any) -> bool:
    """Completes, registers and closes."""
    return may(person, Permission.JOURNAL_WRITE)


def may_change(person: Any, thing: RegistryEntry | CaseFile) -> bool:
    """An archivist, as long as the year is open."""
    series = thing.series if isinstance(thing, CaseFile) else thing.case.series
    return is_archivist(person, thing) and is_open(series)


def may_see_screened(person: Any) -> bool:
    """Full titles, names and files of screened entries are for archivists only."""
    return may(person, Permission.JOURNAL_WRITE)


def may_export(person: Any) -> bool:
    """Orders and fetches extractions."""
    return may(person, Permission.JOURNAL_EXPORT)


def is_open(series: Series) -> bool:
    """Whether the year still takes changes."""
    return series.closed_at is None
