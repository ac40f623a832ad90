"""The read side: the map, the checks with their parts, what is to be done, and the report."""

from difi_sosial.identity.queries.accounts import account_at, proposals, with_registration
from difi_sosial.identity.queries.checks import (
    Comparison,
    PartRow,
    checks,
    comparison,
    last_noted,
    open_check,
    part_rows,
    search_names,
    sightings_of,
    tasks_of,
    unseen,
)
from difi_sosial.identity.queries.findings import (
    FindingFilter,
    cases,
    evidence_of,
    finding_page,
    findings,
    measures,
    measures_of,
    to_look_at,
)
from difi_sosial.identity.queries.guide import GUIDES, Guide, Place, Search, place_name, searches
from difi_sosial.identity.queries.report import Report, report
from difi_sosial.identity.queries.turns import (
    Rows,
    Standing,
    Waiting,
    counts,
    deadlines,
    standing,
    waiting_for,
)
from difi_sosial.identity.queries.ways import case_way

__all__ = [
    "GUIDES",
    "Comparison",
    "FindingFilter",
    "Guide",
    "PartRow",
    "Place",
    "Report",
    "Rows",
    "Search",
    "Standing",
    "Waiting",
    "account_at",
    "case_way",
    "cases",
    "checks",
    "comparison",
    "counts",
    "deadlines",
    "evidence_of",
    "finding_page",
    "findings",
    "last_noted",
    "measures",
    "measures_of",
    "open_check",
    "part_rows",
    "place_name",
    "proposals",
    "report",
    "search_names",
    "searches",
    "sightings_of",
    "standing",
    "tasks_of",
    "to_look_at",
    "unseen",
    "waiting_for",
    "with_registration",
]
