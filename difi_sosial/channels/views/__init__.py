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
from difi_sosial.channels.views.assessments import assessment_edit, assessment_part, matrix_show
from difi_sosial.channels.views.catalogue import (
    channel_create,
    channel_detail,
    channel_edit,
    channel_list,
)
from difi_sosial.channels.views.closing import closing_capture, closing_plan
from difi_sosial.channels.views.criteria import (
    criterion_add,
    criterion_dismiss,
    criterion_met,
    criterion_remove,
)
from difi_sosial.channels.views.decisions import (
    decision_act,
    decision_decide,
    decision_propose,
    decision_revise,
)
from difi_sosial.channels.views.opening import archive_try, opening_edit
from difi_sosial.channels.views.opinions import opinion_give
from difi_sosial.channels.views.pilots import pilot_act, pilot_edit, pilot_note
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
from difi_sosial.channels.views.readiness import readiness_list, readiness_show

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
    "archive_try",
    "assessment_edit",
    "assessment_part",
    "channel_create",
    "channel_detail",
    "channel_edit",
    "channel_list",
    "closing_capture",
    "closing_plan",
    "criterion_add",
    "criterion_dismiss",
    "criterion_met",
    "criterion_remove",
    "decision_act",
    "decision_decide",
    "decision_propose",
    "decision_revise",
    "matrix_show",
    "opening_edit",
    "opinion_give",
    "pilot_act",
    "pilot_edit",
    "pilot_note",
    "profile_act",
    "profile_adapt",
    "profile_control",
    "profile_detail",
    "profile_list",
    "profile_publish",
    "proof_show",
    "readiness_list",
    "readiness_show",
    "register_about",
    "register_account",
    "register_json",
    "register_schema",
    "register_show",
    "sentence_edit",
    "sentence_list",
]
