"""Pages about channels: the catalogue, the matrix, decisions and our accounts."""

from difi_sosial.channels.views.accounts import (
    account_confirm,
    account_create,
    account_detail,
    account_edit,
    account_list,
    activity_add,
    administrator_add,
    administrator_remove,
    alarm_close,
)
from difi_sosial.channels.views.assessments import (
    assessment_edit,
    assessment_part,
    matrix_show,
)
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
from difi_sosial.channels.views.opinions import (
    opinion_give,
)
from difi_sosial.channels.views.profiles import (
    profile_act,
    profile_adapt,
    profile_control,
    profile_detail,
    profile_list,
    profile_publish,
    proof_show,
    sentence_edit,
    sentence_list,
)
from difi_sosial.channels.views.public import (
    register_about,
    register_account,
    register_json,
    register_schema,
    register_show,
)

__all__ = [
    "account_confirm",
    "account_create",
    "account_detail",
    "account_edit",
    "account_list",
    "activity_add",
    "administrator_add",
    "administrator_remove",
    "alarm_close",
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
    "profile_act",
    "profile_adapt",
    "profile_control",
    "profile_detail",
    "profile_list",
    "profile_publish",
    "proof_show",
    "register_about",
    "register_account",
    "register_json",
    "register_schema",
    "register_show",
    "sentence_edit",
    "sentence_list",
]
