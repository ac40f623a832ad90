"""The read side: which version counts, what a section holds, and what is still missing."""

from difi_sosial.strategy.queries.content import Content, content_of, rows_of
from difi_sosial.strategy.queries.readiness import Missing, SectionStatus, Status, missing, sections
from difi_sosial.strategy.queries.versions import (
    archived_pdf,
    counts,
    current,
    due_in_force,
    entry_of,
    newest,
    source_key,
    strategies,
    target_groups,
    version_page,
    versions_of,
    waiting_for,
)

__all__ = [
    "Content",
    "Missing",
    "SectionStatus",
    "Status",
    "archived_pdf",
    "content_of",
    "counts",
    "current",
    "due_in_force",
    "entry_of",
    "missing",
    "newest",
    "rows_of",
    "sections",
    "source_key",
    "strategies",
    "target_groups",
    "version_page",
    "versions_of",
    "waiting_for",
]
