"""The read side: the catalogue, the matrix and what waits for a decision."""

from difi_sosial.channels.queries.assessments import (
    Content,
    Judged,
    content_of,
    judge,
    judged,
    label_of,
    stored_rows,
    unfinished_parts,
)
from difi_sosial.channels.queries.decisions import (
    RECORDED,
    counts,
    decision_page,
    decisions_of,
    source_key,
    waiting_for,
    with_entries,
)
from difi_sosial.channels.queries.findings import Finding, dpia_is_likely, findings
from difi_sosial.channels.queries.listing import by_category, catalogue, chosen
from difi_sosial.channels.queries.opinions import (
    is_about_older_text,
    newest_opinion,
    opinions_of,
)
from difi_sosial.channels.queries.register import accounts
from difi_sosial.channels.queries.score import (
    FOR_FROM,
    WEIGHTS,
    Cell,
    Matrix,
    MatrixRow,
    Score,
    assessment_values,
    matrix,
    reach_values,
    row_of,
    score,
)

__all__ = [
    "FOR_FROM",
    "RECORDED",
    "WEIGHTS",
    "Cell",
    "Content",
    "Finding",
    "Judged",
    "Matrix",
    "MatrixRow",
    "Score",
    "accounts",
    "assessment_values",
    "by_category",
    "catalogue",
    "chosen",
    "content_of",
    "counts",
    "decision_page",
    "decisions_of",
    "dpia_is_likely",
    "findings",
    "is_about_older_text",
    "judge",
    "judged",
    "label_of",
    "matrix",
    "newest_opinion",
    "opinions_of",
    "reach_values",
    "row_of",
    "score",
    "source_key",
    "stored_rows",
    "unfinished_parts",
    "waiting_for",
    "with_entries",
]
