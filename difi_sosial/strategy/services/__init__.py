"""What is done to strategies. Every verb locks, checks, changes and leaves an audit event."""

from difi_sosial.strategy.services.copying import copy
from difi_sosial.strategy.services.deciding import (
    approve,
    keep,
    open_reviews,
    put_due_in_force,
    put_in_force,
    remind_waiting,
)
from difi_sosial.strategy.services.measuring import measure_goal
from difi_sosial.strategy.services.path import (
    act,
    close_hearing,
    forward,
    open_hearing,
    reopen,
    revise,
    send_back,
    skip_hearing,
    submit,
    withdraw,
)
from difi_sosial.strategy.services.writing import RowData, create, new_version, save_section

__all__ = [
    "RowData",
    "act",
    "approve",
    "close_hearing",
    "copy",
    "create",
    "forward",
    "keep",
    "measure_goal",
    "new_version",
    "open_hearing",
    "open_reviews",
    "put_due_in_force",
    "put_in_force",
    "remind_waiting",
    "reopen",
    "revise",
    "save_section",
    "send_back",
    "skip_hearing",
    "submit",
    "withdraw",
]
