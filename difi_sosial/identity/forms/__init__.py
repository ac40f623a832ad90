"""Input to clean data: findings, checks, evidence, measures and cases."""

from difi_sosial.identity.forms.acting import (
    CaseForm,
    CaseStepForm,
    DeclineForm,
    EvidenceForm,
    LinkForm,
    MatchForm,
    MeasureForm,
    ReasonForm,
)
from difi_sosial.identity.forms.checks import (
    AssignForm,
    LookForm,
    OpenCheckForm,
    PartForm,
    PeriodForm,
    ScheduleForm,
    SummaryForm,
    WordsForm,
)
from difi_sosial.identity.forms.findings import FindingFilterForm, FindingForm

__all__ = [
    "AssignForm",
    "CaseForm",
    "CaseStepForm",
    "DeclineForm",
    "EvidenceForm",
    "FindingFilterForm",
    "FindingForm",
    "LinkForm",
    "LookForm",
    "MatchForm",
    "MeasureForm",
    "OpenCheckForm",
    "PartForm",
    "PeriodForm",
    "ReasonForm",
    "ScheduleForm",
    "SummaryForm",
    "WordsForm",
]
