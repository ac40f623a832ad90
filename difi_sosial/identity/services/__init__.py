"""The verbs of the net identity."""

from difi_sosial.identity.services.accounts import decline_account, match_account
from difi_sosial.identity.services.cases import act_on_case, open_case, suggested_warning
from difi_sosial.identity.services.checks import (
    act_on_check,
    assign,
    finish_part,
    open_check,
    record_look,
    reopen_part,
)
from difi_sosial.identity.services.evidence import (
    download_name,
    fetch_copy,
    forget_evidence,
    keep_file,
    note_download,
)
from difi_sosial.identity.services.findings import act, remove, save, see
from difi_sosial.identity.services.forgetting import forget_findings, tie
from difi_sosial.identity.services.links import link, unlink
from difi_sosial.identity.services.measures import act_on_measure, plan
from difi_sosial.identity.services.schedules import open_due, set_schedule
from difi_sosial.identity.services.upkeep import remind

__all__ = [
    "act",
    "act_on_case",
    "act_on_check",
    "act_on_measure",
    "assign",
    "decline_account",
    "download_name",
    "fetch_copy",
    "finish_part",
    "forget_evidence",
    "forget_findings",
    "keep_file",
    "link",
    "match_account",
    "note_download",
    "open_case",
    "open_check",
    "open_due",
    "plan",
    "record_look",
    "remind",
    "remove",
    "reopen_part",
    "save",
    "see",
    "set_schedule",
    "suggested_warning",
    "tie",
    "unlink",
]
