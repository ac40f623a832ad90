"""Input for channels, assessments, decisions and accounts."""

from difi_sosial.channels.forms.accounts import AccountForm
from difi_sosial.channels.forms.assessments import PART_HELP, MatrixFilter, PartInput
from difi_sosial.channels.forms.catalogue import ANY, CatalogueFilter, ChannelForm, https_first
from difi_sosial.channels.forms.decisions import CloseForm, DecideForm, ProposeForm
from difi_sosial.channels.forms.opinions import OpinionForm
from difi_sosial.channels.forms.rows import ReachForm, RiskForm

__all__ = [
    "ANY",
    "PART_HELP",
    "AccountForm",
    "CatalogueFilter",
    "ChannelForm",
    "CloseForm",
    "DecideForm",
    "MatrixFilter",
    "OpinionForm",
    "PartInput",
    "ProposeForm",
    "ReachForm",
    "RiskForm",
    "https_first",
]
