"""A decision as a document, and as a record for the journal."""

from difi_sosial.channels.records.assessments import (
    Reaches,
    assessment_facts,
    assessment_text,
    frozen_assessment,
    part_text,
)
from difi_sosial.channels.records.decisions import act, act_text, title_of
from difi_sosial.channels.records.lengths import counting_of, graphemes, length
from difi_sosial.channels.records.profiles import Short, names_in, pieces, shorten, whole
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
    "Short",
    "act",
    "act_text",
    "assessment_facts",
    "assessment_text",
    "counting_of",
    "frozen_assessment",
    "graphemes",
    "length",
    "matrix_picture",
    "names_in",
    "part_text",
    "pieces",
    "read_parts",
    "shorten",
    "title_of",
    "weights",
    "whole",
]
