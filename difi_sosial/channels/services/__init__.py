"""What is done to channels, assessments, decisions and accounts."""

from difi_sosial.channels.services.access import (
    add_administrator,
    close_alarm,
    confirm_administrators,
    raise_alarms,
    remind_of_confirmations,
    remove_administrator,
)
from difi_sosial.channels.services.accounts import note_activity, save_account
from difi_sosial.channels.services.assessments import save_assessment
from difi_sosial.channels.services.catalogue import CATALOGUE, load_catalogue, save_channel
from difi_sosial.channels.services.closing import announce, close, confirm_capture, save_plan
from difi_sosial.channels.services.criteria import (
    add_criterion,
    dismiss,
    mark_met,
    measure_all,
    remove_criterion,
)
from difi_sosial.channels.services.decisions import (
    AGAINST,
    advance,
    decide,
    propose,
    reconsider,
    return_decision,
    revise,
)
from difi_sosial.channels.services.looks import control, remind_of_controls, store_check
from difi_sosial.channels.services.opening import check_item, try_archive, uncheck_item
from difi_sosial.channels.services.opinions import give_opinion, refuse_proposer
from difi_sosial.channels.services.outdating import outdate_all, outdate_changed
from difi_sosial.channels.services.pilots import act_on_pilot, note_pilot, plan_pilot
from difi_sosial.channels.services.profiles import (
    adapt,
    approve,
    compose,
    generate,
    load_sentences,
    publish,
    save_sentence,
    send_back,
)
from difi_sosial.channels.services.proofs import LARGEST, Upload
from difi_sosial.channels.services.retention import forget_looks, forget_outsiders
from difi_sosial.channels.services.running import (
    confirm_stop,
    keep,
    lift,
    limit,
    open_channel,
    resume,
    suspend,
)
from difi_sosial.channels.services.upkeep import watch_decisions, watch_pilots

__all__ = [
    "AGAINST",
    "CATALOGUE",
    "LARGEST",
    "Upload",
    "act_on_pilot",
    "adapt",
    "add_administrator",
    "add_criterion",
    "advance",
    "announce",
    "approve",
    "check_item",
    "close",
    "close_alarm",
    "compose",
    "confirm_administrators",
    "confirm_capture",
    "confirm_stop",
    "control",
    "decide",
    "dismiss",
    "forget_looks",
    "forget_outsiders",
    "generate",
    "give_opinion",
    "keep",
    "lift",
    "limit",
    "load_catalogue",
    "load_sentences",
    "mark_met",
    "measure_all",
    "note_activity",
    "note_pilot",
    "open_channel",
    "outdate_all",
    "outdate_changed",
    "plan_pilot",
    "propose",
    "publish",
    "raise_alarms",
    "reconsider",
    "refuse_proposer",
    "remind_of_confirmations",
    "remind_of_controls",
    "remove_administrator",
    "remove_criterion",
    "resume",
    "return_decision",
    "revise",
    "save_account",
    "save_assessment",
    "save_channel",
    "save_plan",
    "save_sentence",
    "send_back",
    "store_check",
    "suspend",
    "try_archive",
    "uncheck_item",
    "watch_decisions",
    "watch_pilots",
]
