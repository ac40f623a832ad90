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
from difi_sosial.guidelines.rules.lint import (
    MAX_FINDINGS,
    Finding,
    Surroundings,
    lint,
    surroundings,
)
from difi_sosial.guidelines.rules.writing import a_year_after, is_editable, missing

__all__ = [
    "MAX_FINDINGS",
    "Finding",
    "Surroundings",
    "a_year_after",
    "is_author",
    "is_editable",
    "lint",
    "may_close",
    "may_comment",
    "may_decide",
    "may_put_in_force",
    "may_withdraw_approved",
    "may_write",
    "missing",
    "surroundings",
]
