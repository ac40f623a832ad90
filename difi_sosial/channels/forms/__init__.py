"""Input for channels, assessments, decisions and accounts."""

from difi_sosial.channels.forms.accounts import (
    AccountForm,
    ActivityForm,
    AdministratorForm,
    AlarmForm,
    HoursFormset,
    PromiseFormset,
)
from difi_sosial.channels.forms.assessments import PART_HELP, MatrixFilter, PartInput
from difi_sosial.channels.forms.catalogue import ANY, CatalogueFilter, ChannelForm, https_first
from difi_sosial.channels.forms.closing import CaptureForm, PlanForm
from difi_sosial.channels.forms.criteria import CriterionForm, DismissForm, MetForm
from difi_sosial.channels.forms.decisions import (
    DecideForm,
    KeepForm,
    ProposeForm,
    ReasonForm,
    ReviseForm,
)
from difi_sosial.channels.forms.opening import ArchiveTrialForm, OpeningForm
from difi_sosial.channels.forms.opinions import OpinionForm
from difi_sosial.channels.forms.pilots import NoteForm, PilotForm, PilotStepForm
from difi_sosial.channels.forms.profiles import (
    AdaptForm,
    ControlForm,
    GenerateForm,
    PublishForm,
    SentenceForm,
)
from difi_sosial.channels.forms.rows import ReachForm, RiskForm

__all__ = [
    "ANY",
    "PART_HELP",
    "AccountForm",
    "ActivityForm",
    "AdaptForm",
    "AdministratorForm",
    "AlarmForm",
    "ArchiveTrialForm",
    "CaptureForm",
    "CatalogueFilter",
    "ChannelForm",
    "ControlForm",
    "CriterionForm",
    "DecideForm",
    "DismissForm",
    "GenerateForm",
    "HoursFormset",
    "KeepForm",
    "MatrixFilter",
    "MetForm",
    "NoteForm",
    "OpeningForm",
    "OpinionForm",
    "PartInput",
    "PilotForm",
    "PilotStepForm",
    "PlanForm",
    "PromiseFormset",
    "ProposeForm",
    "PublishForm",
    "ReachForm",
    "ReasonForm",
    "ReviseForm",
    "RiskForm",
    "SentenceForm",
    "https_first",
]
