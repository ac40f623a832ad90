"""Input for strategies: one form per section, one per kind of row, and one per step."""

from difi_sosial.strategy.forms.measuring import MeasurementForm
from difi_sosial.strategy.forms.page import RowsPart, SectionInput
from difi_sosial.strategy.forms.sections import SECTION_EXAMPLES, SECTION_HELP, SECTION_LAW
from difi_sosial.strategy.forms.steps import (
    ApproveForm,
    CompareForm,
    CopyForm,
    CreateForm,
    ReasonForm,
    StrategyFilterForm,
)

__all__ = [
    "SECTION_EXAMPLES",
    "SECTION_HELP",
    "SECTION_LAW",
    "ApproveForm",
    "CompareForm",
    "CopyForm",
    "CreateForm",
    "MeasurementForm",
    "ReasonForm",
    "RowsPart",
    "SectionInput",
    "StrategyFilterForm",
]
