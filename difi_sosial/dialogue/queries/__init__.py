"""The read side of the dialogue."""

from difi_sosial.dialogue.queries.bulk import MOST, Planned, bulk_act, chosen_mentions, planned
from difi_sosial.dialogue.queries.reports import Line, Report, Stretch, report
from difi_sosial.dialogue.queries.work import (
    GLIMPSED,
    Glimpse,
    Load,
    Month,
    Promise,
    answered_in_time,
    assessments_of,
    assigned_to,
    forgotten,
    glimpse,
    load,
    promised_hours,
    promises,
    to_assess,
    triage_of,
)

__all__ = [
    "GLIMPSED",
    "MOST",
    "Glimpse",
    "Line",
    "Load",
    "Month",
    "Planned",
    "Promise",
    "Report",
    "Stretch",
    "answered_in_time",
    "assessments_of",
    "assigned_to",
    "bulk_act",
    "chosen_mentions",
    "forgotten",
    "glimpse",
    "load",
    "planned",
    "promised_hours",
    "promises",
    "report",
    "to_assess",
    "triage_of",
]
