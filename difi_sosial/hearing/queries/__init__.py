"""The read side: what waits for whom, what is answered, and what the archive is told."""

from difi_sosial.hearing.queries.lists import (
    deadlines,
    due_for_reminder,
    hearing_page,
    hearings,
    hearings_of,
    input_page,
    open_of,
    ripe,
    waiting_for,
    was_represented,
)
from difi_sosial.hearing.queries.report import report
from difi_sosial.hearing.queries.standing import Standing, awaited, standing_of, unanswered

__all__ = [
    "Standing",
    "awaited",
    "deadlines",
    "due_for_reminder",
    "hearing_page",
    "hearings",
    "hearings_of",
    "input_page",
    "open_of",
    "report",
    "ripe",
    "standing_of",
    "unanswered",
    "waiting_for",
    "was_represented",
]
