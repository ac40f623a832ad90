"""What is done to channels, assessments, decisions and accounts."""

from difi_sosial.channels.services.accounts import save_account
from difi_sosial.channels.services.assessments import save_assessment
from difi_sosial.channels.services.catalogue import CATALOGUE, load_catalogue, save_channel
from difi_sosial.channels.services.decisions import AGAINST, close, decide, propose
from difi_sosial.channels.services.opinions import give_opinion

__all__ = [
    "AGAINST",
    "CATALOGUE",
    "close",
    "decide",
    "give_opinion",
    "load_catalogue",
    "propose",
    "save_account",
    "save_assessment",
    "save_channel",
]
