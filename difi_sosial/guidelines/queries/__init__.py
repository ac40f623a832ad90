"""The read side: lists for pages and tasks, the bytes a version is frozen as, and comparison."""

from difi_sosial.guidelines.queries.comparing import SectionDiff, compare
from difi_sosial.guidelines.queries.frozen import (
    FORMAT,
    Broken,
    archived_pdf,
    canonical_bytes,
    checksum,
    source_key,
    verify,
)
from difi_sosial.guidelines.queries.library import templates
from difi_sosial.guidelines.queries.readiness import deadlines
from difi_sosial.guidelines.queries.versions import (
    Counts,
    Listed,
    counts,
    current,
    due_for_review,
    full,
    history,
    listed,
    newest,
    published,
    versions,
    waiting_for,
)

__all__ = [
    "FORMAT",
    "Broken",
    "Counts",
    "Listed",
    "SectionDiff",
    "archived_pdf",
    "canonical_bytes",
    "checksum",
    "compare",
    "counts",
    "current",
    "deadlines",
    "due_for_review",
    "full",
    "history",
    "listed",
    "newest",
    "published",
    "source_key",
    "templates",
    "verify",
    "versions",
    "waiting_for",
]
