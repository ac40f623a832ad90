"""Guidelines, their versions and sections, and the texts a section starts from."""

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
    "Section",
    "SectionTemplate",
]
