"""The read side of the journal."""

from difi_sosial.journal.queries.lists import (
    EntryFilter,
    case_entries,
    cases,
    entries,
    extraction_jobs,
    fixed_views,
    open_cases_of,
    screening_bases,
    state_counts,
    years,
)
from difi_sosial.journal.queries.readiness import Problem, missing_from, readiness
from difi_sosial.journal.queries.shown import ShownEntry, can_fetch, shown, shown_entry, shown_title
from difi_sosial.journal.queries.year import DatabaseYear

__all__ = [
    "DatabaseYear",
    "EntryFilter",
    "Problem",
    "ShownEntry",
    "can_fetch",
    "case_entries",
    "cases",
    "entries",
    "extraction_jobs",
    "fixed_views",
    "missing_from",
    "open_cases_of",
    "readiness",
    "screening_bases",
    "shown",
    "shown_entry",
    "shown_title",
    "state_counts",
    "years",
]
