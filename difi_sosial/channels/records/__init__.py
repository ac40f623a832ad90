"""A decision as a document, and as a record for the journal."""

from difi_sosial.channels.records.assessments import (
    Reaches,
    assessment_facts,
    assessment_text,
    frozen_assessment,
    part_text,
)
from difi_sosial.channels.records.decisions import decision, decision_text
from difi_sosial.channels.records.reading import (
    PRIVACY_PARTS,
    ReadPart,
    matrix_picture,
    read_parts,
    weights,
)

__all__ = [
    "PRIVACY_PARTS",
    "Reaches",
    "ReadPart",
    "assessment_facts",
    "assessment_text",
    "decision",
    "decision_text",
    "frozen_assessment",
    "matrix_picture",
    "part_text",
    "read_parts",
    "weights",
]
