"""What the portal can measure of the closing criteria.

An app that has numbers registers a measure in its AppConfig.ready():

    from difi_sosial.channels.enums import CriterionKind
    from difi_sosial.channels.queries import criteria

    criteria.register_measure(CriterionKind.LATE_ANSWERS, answered_in_time)
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from difi_sosial.channels.enums import CriterionKind


@dataclass(frozen=True, slots=True)
class Measured:
    """A number for a period: posts (FEW_POSTS), per cent answered within the promise
    (LATE_ANSWERS), days past the deadline (LATE_CONFIRMATION; 0 when in time).
    """

    value: float


# What is asked (an Account for FEW_POSTS and LATE_CONFIRMATION, a Channel for LATE_ANSWERS), from
# and including the first day, to and not including the last. None: there are no numbers.
Builder = Callable[[Any, date, date], Measured | None]
_measures: dict[CriterionKind, Builder] = {}


def register_measure(kind: str, builder: Builder) -> None:
    """Let an app answer for one kind of criterion."""
    _measures[CriterionKind(kind)] = builder


def measure(kind: str, thing: Any, start: date, end: date) -> Measured | None:
    """The number for the period, or None when nobody has it."""
    builder = _measures.get(CriterionKind(kind))
    return builder(thing, start, end) if builder else None
