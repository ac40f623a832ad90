"""A decision as a document, and as a record for the journal."""

from difi_sosial.channels.records.assessments import Reaches, assessment_facts, assessment_text
from difi_sosial.channels.records.decisions import decision, decision_text

__all__ = [
    "Reaches",
    "assessment_facts",
    "assessment_text",
    "decision",
    "decision_text",
]
