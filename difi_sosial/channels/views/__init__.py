"""Pages about channels: the catalogue, the matrix, decisions and our accounts."""

from difi_sosial.channels.views.accounts import account_create, account_edit, account_list
from difi_sosial.channels.views.assessments import assessment_edit, matrix_show
from difi_sosial.channels.views.catalogue import (
    channel_create,
    channel_detail,
    channel_edit,
    channel_list,
)
from difi_sosial.channels.views.decisions import (
    decision_close,
    decision_decide,
    decision_propose,
)

__all__ = [
    "account_create",
    "account_edit",
    "account_list",
    "assessment_edit",
    "channel_create",
    "channel_detail",
    "channel_edit",
    "channel_list",
    "decision_close",
    "decision_decide",
    "decision_propose",
    "matrix_show",
]
