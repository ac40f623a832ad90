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
    AssessmentChange,
)
from difi_sosial.channels.models.catalogue import Channel
from difi_sosial.channels.models.closing import PLAN_FIELDS, ClosingPlan
from difi_sosial.channels.models.criteria import ClosingCriterion, Measurement
from difi_sosial.channels.models.decisions import Decision, DecisionAct
from difi_sosial.channels.models.opening import ArchiveTrial, OpeningCheck
from difi_sosial.channels.models.pilots import PILOT_FIELDS, Pilot, PilotNote
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
    "PILOT_FIELDS",
    "PLAN_FIELDS",
    "REACH_FIELDS",
    "STANDING",
    "Account",
    "ActivitySample",
    "Administrator",
    "ArchiveTrial",
    "Assessment",
    "AssessmentChange",
    "Channel",
    "ClosingCriterion",
    "ClosingPlan",
    "Confirmation",
    "Decision",
    "DecisionAct",
    "DeviceException",
    "DpoOpinion",
    "LeaverAlarm",
    "Measurement",
    "OpeningCheck",
    "OpeningHours",
    "Pilot",
    "PilotNote",
    "ProfileCheck",
    "ProfileSentence",
    "ProfileText",
    "Proof",
    "Reach",
    "ResponsePromise",
    "Risk",
]
