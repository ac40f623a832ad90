"""Guidelines, their versions and sections, what stands beside them, and the library."""

from difi_sosial.guidelines.models.approval import (
    Approval,
    ApprovalStep,
    ReturnReason,
    RouteChange,
)
from difi_sosial.guidelines.models.comments import Remark, Thread
from difi_sosial.guidelines.models.content import HouseRule, LintDismissal, SectionFact
from difi_sosial.guidelines.models.documents import (
    FROZEN_STATES,
    Guideline,
    GuidelineVersion,
    Section,
)
from difi_sosial.guidelines.models.library import Clause, SectionTemplate
from difi_sosial.guidelines.models.presence import SILENCE, WritingSign
from difi_sosial.guidelines.models.receipts import Asked, Campaign, ReaderQuestion, Receipt

__all__ = [
    "FROZEN_STATES",
    "SILENCE",
    "Approval",
    "ApprovalStep",
    "Asked",
    "Campaign",
    "Clause",
    "Guideline",
    "GuidelineVersion",
    "HouseRule",
    "LintDismissal",
    "ReaderQuestion",
    "Receipt",
    "Remark",
    "ReturnReason",
    "RouteChange",
    "Section",
    "SectionFact",
    "SectionTemplate",
    "Thread",
    "WritingSign",
]
