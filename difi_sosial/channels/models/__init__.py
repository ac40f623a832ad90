"""The catalogue, what we think of its channels, what was decided, and our accounts."""

from difi_sosial.channels.models.accounts import Account
from difi_sosial.channels.models.assessment import (
    ASSESSMENT_FIELDS,
    REACH_FIELDS,
    Assessment,
    Reach,
)
from difi_sosial.channels.models.catalogue import Channel
from difi_sosial.channels.models.decisions import Decision

__all__ = [
    "ASSESSMENT_FIELDS",
    "REACH_FIELDS",
    "Account",
    "Assessment",
    "Channel",
    "Decision",
    "Reach",
]
