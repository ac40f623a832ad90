"""Input for channels, assessments, decisions and accounts."""

from difi_sosial.channels.forms.accounts import (
    AccountForm,
    ActivityForm,
    AdministratorForm,
    AlarmForm,
    HoursFormset,
    PromiseFormset,
)
from difi_sosial.channels.forms.assessments import (
    PART_HELP,
    MatrixFilter,
    PartInput,
)
from difi_sosial.channels.forms.catalogue import (
    ANY,
    CatalogueFilter,
    ChannelForm,
    https_first,
)
from difi_sosial.channels.forms.decisions import (
    CloseForm,
    DecideForm,
    ProposeForm,
)
from difi_sosial.channels.forms.opinions import (
    OpinionForm,
)
from difi_sosial.channels.forms.profiles import (
    AdaptForm,
    ControlForm,
    GenerateForm,
    PublishForm,
    SentenceForm,
)
from difi_sosial.channels.forms.rows import (
    ReachForm,
    RiskForm,
)

__all__ = [
    "ANY",
    "PART_HELP",
    "AccountForm",
    "ActivityForm",
    "AdaptForm",
    "AdministratorForm",
    "AlarmForm",
    "CatalogueFilter",
    "ChannelForm",
    "CloseForm",
    "ControlForm",
    "DecideForm",
    "GenerateForm",
    "HoursFormset",
    "MatrixFilter",
    "OpinionForm",
    "PartInput",
    "PromiseFormset",
    "ProposeForm",
    "PublishForm",
    "ReachForm",
    "RiskForm",
    "SentenceForm",
    "https_first",
]
