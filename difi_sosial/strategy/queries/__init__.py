"""The read side: which version counts, what a section holds, and what is still missing."""

from difi_sosial.strategy.queries.content import Content, content_of, holder_of, rows_of
from difi_sosial.strategy.queries.links import SectionLink, links_of, register_links
from difi_sosial.strategy.queries.progress import Progress, measured_version, progress
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
    "Progress",
    "SectionLink",
    "SectionStatus",
    "Status",
    "archived_pdf",
    "content_of",
    "counts",
    "current",
    "due_in_force",
    "entry_of",
    "holder_of",
    "links_of",
    "measured_version",
    "missing",
    "newest",
    "progress",
    "register_links",
    "rows_of",
    "sections",
    "source_key",
    "strategies",
    "target_groups",
    "version_page",
    "versions_of",
    "waiting_for",
]
