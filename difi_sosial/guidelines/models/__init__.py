"""Guidelines, their versions and sections, what is said about them, and texts to start from."""

from difi_sosial.guidelines.models.comments import Remark, Thread
from difi_sosial.guidelines.models.documents import (
    FROZEN_STATES,
    Guideline,
    GuidelineVersion,
    Section,
)
from difi_sosial.guidelines.models.library import SectionTemplate

__all__ = [
    "FROZEN_STATES",
    "Guideline",
    "GuidelineVersion",
    "Remark",
    "Section",
    "SectionTemplate",
    "Thread",
]
