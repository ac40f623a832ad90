"""The verbs of the dialogue: what is done about one mention, and about many at once."""

from difi_sosial.dialogue.services.bulk import do_all, forget_bulk_acts, sign_of, undo_all
from difi_sosial.dialogue.services.mentions import (
    answer,
    assess,
    assign,
    close,
    leave,
    refer,
    reopen,
    triage,
)

__all__ = [
    "answer",
    "assess",
    "assign",
    "close",
    "do_all",
    "forget_bulk_acts",
    "leave",
    "refer",
    "reopen",
    "sign_of",
    "triage",
    "undo_all",
]
