"""What is done with hearings. Every verb locks, checks, changes, tells, and leaves an event."""

from difi_sosial.hearing.services.course import (
    Part,
    cancel,
    change_hearing,
    close,
    open_hearing,
    remind,
)
from difi_sosial.hearing.services.inputs import (
    answer_input,
    change_input,
    give_input,
    say_no_remarks,
)

__all__ = [
    "Part",
    "answer_input",
    "cancel",
    "change_hearing",
    "change_input",
    "close",
    "give_input",
    "open_hearing",
    "remind",
    "say_no_remarks",
]
