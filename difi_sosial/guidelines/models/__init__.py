"""Guidelines, their versions and sections, what is said about them, and texts to start from."""

from difi_sosial.guidelines.models.comments import Remark, Thread
from difi_sosial.guidelines.models.documents import (
    FROZEN_STATES,
    Guideline,
    GuidelineVersion,
    Section,
)
from difi_sosial.guidelines.models.library import SectionTemplate
from difi_sosial.guidelines.models.presence import SILENCE, WritingSign

__all__ = [
    "FROZEN_STATES",
    "SILENCE",
    "Guideline",
    "GuidelineVersion",
    "Remark",
    "Section",
    "SectionTemplate",
    "Thread",
    "WritingSign",
]
