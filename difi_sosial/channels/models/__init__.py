"""The catalogue, what we think of its channels, what was decided, and our accounts."""

from difi_sosial.channels.models.accounts import (
    Account,
    ActivitySample,
    Administrator,
    Confirmation,
    LeaverAlarm,
    OpeningHours,
    ResponsePromise,
)
from difi_sosial.channels.models.assessment import (
    ASSESSMENT_FIELDS,
    PART_FIELDS,
    Assessment,
)
from difi_sosial.channels.models.catalogue import (
    Channel,
)
from difi_sosial.channels.models.decisions import (
    Decision,
)
from difi_sosial.channels.models.profiles import (
    BEING_MADE,
    STANDING,
    ProfileCheck,
    ProfileSentence,
    ProfileText,
    Proof,
)
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
    "BEING_MADE",
    "PART_FIELDS",
    "PART_ROWS",
    "REACH_FIELDS",
    "STANDING",
    "Account",
    "ActivitySample",
    "Administrator",
    "Assessment",
    "Channel",
    "Confirmation",
    "Decision",
    "DeviceException",
    "DpoOpinion",
    "LeaverAlarm",
    "OpeningHours",
    "ProfileCheck",
    "ProfileSentence",
    "ProfileText",
    "Proof",
    "Reach",
    "ResponsePromise",
    "Risk",
]
