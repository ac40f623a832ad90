"""Input for strategies: one form per section, one per kind of row, and one per step."""

from difi_sosial.strategy.forms.page import SectionInput
from difi_sosial.strategy.forms.sections import SECTION_HELP
from difi_sosial.strategy.forms.steps import ApproveForm, CreateForm, ReasonForm

__all__ = ["SECTION_HELP", "ApproveForm", "CreateForm", "ReasonForm", "SectionInput"]
