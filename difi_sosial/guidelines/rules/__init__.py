"""Who may do what to a version, what stops a submission, and what is pointed out in a text."""

from difi_sosial.guidelines.rules.access import (
    is_author,
    may_close,
    may_comment,
    may_decide,
    may_put_in_force,
    may_withdraw_approved,
    may_write,
)
from difi_sosial.guidelines.rules.facts import asked_for, blank, filled, listed
from difi_sosial.guidelines.rules.lint import (
    MAX_FINDINGS,
    Finding,
    Surroundings,
    lint,
    surroundings,
)
from difi_sosial.guidelines.rules.positions import POSITIONS, SITUATIONS, Stand, judged
from difi_sosial.guidelines.rules.receipts import (
    may_close_campaign,
    may_see_numbers,
    may_start_campaign,
    reminder_day,
    sees_everybody,
    sees_own_unit,
    suggested_deadline,
)
from difi_sosial.guidelines.rules.writing import a_year_after, is_editable, missing

__all__ = [
    "MAX_FINDINGS",
    "POSITIONS",
    "SITUATIONS",
    "Finding",
    "Stand",
    "Surroundings",
    "a_year_after",
    "asked_for",
    "blank",
    "filled",
    "is_author",
    "is_editable",
    "judged",
    "lint",
    "listed",
    "may_close",
    "may_close_campaign",
    "may_comment",
    "may_decide",
    "may_put_in_force",
    "may_see_numbers",
    "may_start_campaign",
    "may_withdraw_approved",
    "may_write",
    "missing",
    "reminder_day",
    "sees_everybody",
    "sees_own_unit",
    "suggested_deadline",
    "surroundings",
]
