"""Input for channels, assessments, decisions and accounts."""

from difi_sosial.channels.forms.accounts import AccountForm
from difi_sosial.channels.forms.assessments import (
    AssessmentForm,
    AssessmentInput,
    MatrixFilter,
    ReachForm,
)
from difi_sosial.channels.forms.catalogue import ANY, CatalogueFilter, ChannelForm, https_first
from difi_sosial.channels.forms.decisions import CloseForm, DecideForm, ProposeForm

__all__ = [
    "ANY",
    "AccountForm",
    "AssessmentForm",
    "AssessmentInput",
    "CatalogueFilter",
    "ChannelForm",
    "CloseForm",
    "DecideForm",
    "MatrixFilter",
    "ProposeForm",
    "ReachForm",
    "https_first",
]
