"""What is done to channels, assessments, decisions and accounts."""

from difi_sosial.channels.services.access import (
    add_administrator,
    close_alarm,
    confirm_administrators,
    raise_alarms,
    remind_of_confirmations,
    remove_administrator,
)
from difi_sosial.channels.services.accounts import (
    note_activity,
    save_account,
)
from difi_sosial.channels.services.assessments import (
    save_assessment,
)
from difi_sosial.channels.services.catalogue import (
    CATALOGUE,
    load_catalogue,
    save_channel,
)
from difi_sosial.channels.services.decisions import (
    AGAINST,
    close,
    decide,
    propose,
)
from difi_sosial.channels.services.looks import (
    control,
    remind_of_controls,
    store_check,
)
from difi_sosial.channels.services.opinions import (
    give_opinion,
)
from difi_sosial.channels.services.outdating import (
    outdate_all,
    outdate_changed,
)
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
from difi_sosial.channels.services.proofs import (
    LARGEST,
    Upload,
)

__all__ = [
    "AGAINST",
    "CATALOGUE",
    "LARGEST",
    "Upload",
    "adapt",
    "add_administrator",
    "approve",
    "close",
    "close_alarm",
    "compose",
    "confirm_administrators",
    "control",
    "decide",
    "generate",
    "give_opinion",
    "load_catalogue",
    "load_sentences",
    "note_activity",
    "outdate_all",
    "outdate_changed",
    "propose",
    "publish",
    "raise_alarms",
    "remind_of_confirmations",
    "remind_of_controls",
    "remove_administrator",
    "save_account",
    "save_assessment",
    "save_channel",
    "save_sentence",
    "send_back",
    "store_check",
]
