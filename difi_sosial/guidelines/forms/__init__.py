"""What people fill in: a new guideline, its facts, one section, or the whole document."""

from difi_sosial.guidelines.forms.comments import LONGEST, CommentFilter, CommentForm, RemarkForm
from difi_sosial.guidelines.forms.content import (
    DismissForm,
    HouseRuleRows,
    HouseRulesForm,
    RuleRows,
)
from difi_sosial.guidelines.forms.facts import DetailsForm, GuidelineForm, IsPublicField, UnitField
from difi_sosial.guidelines.forms.reading import CompareForm
from difi_sosial.guidelines.forms.receipts import (
    AnswerReaderForm,
    AskAuthorForm,
    CampaignForm,
    ChangeCampaignForm,
    CloseCampaignForm,
    ExcuseForm,
)
from difi_sosial.guidelines.forms.route import RouteForm, RouteRows
from difi_sosial.guidelines.forms.steps import ApproveForm, KeepForm, ReturnForm
from difi_sosial.guidelines.forms.writing import (
    NEEDED,
    DocumentForm,
    NewSectionForm,
    SectionForm,
    WithPreview,
    shown_again,
    with_value,
)

__all__ = [
    "LONGEST",
    "NEEDED",
    "AnswerReaderForm",
    "ApproveForm",
    "AskAuthorForm",
    "CampaignForm",
    "ChangeCampaignForm",
    "CloseCampaignForm",
    "CommentFilter",
    "CommentForm",
    "CompareForm",
    "DetailsForm",
    "DismissForm",
    "DocumentForm",
    "ExcuseForm",
    "GuidelineForm",
    "HouseRuleRows",
    "HouseRulesForm",
    "IsPublicField",
    "KeepForm",
    "NewSectionForm",
    "RemarkForm",
    "ReturnForm",
    "RouteForm",
    "RouteRows",
    "RuleRows",
    "SectionForm",
    "UnitField",
    "WithPreview",
    "shown_again",
    "with_value",
]
