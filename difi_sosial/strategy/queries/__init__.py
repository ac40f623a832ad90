"""The read side: which version counts, what a section holds, what is missing, whose turn it is."""

from difi_sosial.core.way import Stop
from difi_sosial.strategy.queries.content import Content, content_of, holder_of, rows_of
from difi_sosial.strategy.queries.family import Family, children_behind, comparable, family_of
from difi_sosial.strategy.queries.identity import identity_checked_on, register_identity_check
from difi_sosial.strategy.queries.links import SectionLink, links_of, register_links
from difi_sosial.strategy.queries.lists import Listed, as_listed, listed
from difi_sosial.strategy.queries.progress import Progress, measured_version, progress
from difi_sosial.strategy.queries.readiness import Missing, SectionStatus, Status, missing, sections
from difi_sosial.strategy.queries.rows import with_rows
from difi_sosial.strategy.queries.standing import Standing, Waiting
from difi_sosial.strategy.queries.turns import Turn, approvers, overdue_turns, turn_of
from difi_sosial.strategy.queries.verifying import Broken, verify
from difi_sosial.strategy.queries.versions import (
    archived_pdf,
    counts,
    current,
    due_for_review,
    due_in_force,
    entry_of,
    is_journalled,
    path_of,
    ready,
    source_key,
    strategies,
    target_groups,
    version_page,
    versions_of,
)
from difi_sosial.strategy.queries.way import way_of

__all__ = [
    "Broken",
    "Content",
    "Family",
    "Listed",
    "Missing",
    "Progress",
    "SectionLink",
    "SectionStatus",
    "Standing",
    "Status",
    "Stop",
    "Turn",
    "Waiting",
    "approvers",
    "archived_pdf",
    "as_listed",
    "children_behind",
    "comparable",
    "content_of",
    "counts",
    "current",
    "due_for_review",
    "due_in_force",
    "entry_of",
    "family_of",
    "holder_of",
    "identity_checked_on",
    "is_journalled",
    "links_of",
    "listed",
    "measured_version",
    "missing",
    "overdue_turns",
    "path_of",
    "progress",
    "ready",
    "register_identity_check",
    "register_links",
    "rows_of",
    "sections",
    "source_key",
    "strategies",
    "target_groups",
    "turn_of",
    "verify",
    "version_page",
    "versions_of",
    "way_of",
    "with_rows",
]
