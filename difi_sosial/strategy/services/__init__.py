"""What is done to strategies. Every verb locks, checks, changes and leaves an audit event."""

from difi_sosial.strategy.services.measuring import measure_goal
from difi_sosial.strategy.services.path import (
    act,
    approve,
    put_due_in_force,
    put_in_force,
    reopen,
    send_back,
    submit,
    withdraw,
)
from difi_sosial.strategy.services.writing import RowData, create, new_version, save_section

__all__ = [
    "RowData",
    "act",
    "approve",
    "create",
    "measure_goal",
    "new_version",
    "put_due_in_force",
    "put_in_force",
    "reopen",
    "save_section",
    "send_back",
    "submit",
    "withdraw",
]
