"""The catalogue, what we think of its channels, what was decided, and our accounts."""

from difi_sosial.channels.models.accounts import Account
from difi_sosial.channels.models.assessment import ASSESSMENT_FIELDS, PART_FIELDS, Assessment
from difi_sosial.channels.models.catalogue import Channel
from difi_sosial.channels.models.decisions import Decision
from difi_sosial.channels.models.rows import (
    PART_ROWS,
    REACH_FIELDS,
    DeviceException,
    DpoOpinion,
    Reach,
    Risk,
)

__all__ = [
    "ASSESSMENT_FIELDS",
    "PART_FIELDS",
    "PART_ROWS",
    "REACH_FIELDS",
    "Account",
    "Assessment",
    "Channel",
    "Decision",
    "DeviceException",
    "DpoOpinion",
    "Reach",
    "Risk",
]
