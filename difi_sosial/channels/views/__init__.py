"""Pages about channels: the catalogue, the matrix, decisions and our accounts."""

from difi_sosial.channels.views.accounts import account_create, account_edit, account_list
from difi_sosial.channels.views.assessments import assessment_edit, assessment_part, matrix_show
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
from difi_sosial.channels.views.opinions import opinion_give

__all__ = [
    "account_create",
    "account_edit",
    "account_list",
    "assessment_edit",
    "assessment_part",
    "channel_create",
    "channel_detail",
    "channel_edit",
    "channel_list",
    "decision_close",
    "decision_decide",
    "decision_propose",
    "matrix_show",
    "opinion_give",
]
