"""States, kinds and outcomes, with the words a person sees."""

from difi_sosial.monitoring.enums.alerts import AlertPace, FindingKind, NamesRole
from difi_sosial.monitoring.enums.files import FILE_FAULTS, FILE_FIELDS
from difi_sosial.monitoring.enums.folds import FoldAct
from difi_sosial.monitoring.enums.mentions import (
    FORGETTABLE,
    NAMED,
    STAGES,
    Language,
    MentionStatus,
    Period,
    Stage,
)
from difi_sosial.monitoring.enums.mistakes import MISTAKES
from difi_sosial.monitoring.enums.retention import (
    BASES,
    DAYS,
    NEEDING,
    STARTS,
    HoldScope,
    Retention,
)
from difi_sosial.monitoring.enums.sources import TROUBLES, Outcome, SourceState

__all__ = [
    "BASES",
    "DAYS",
    "FILE_FAULTS",
    "FILE_FIELDS",
    "FORGETTABLE",
    "MISTAKES",
    "NAMED",
    "NEEDING",
    "STAGES",
    "STARTS",
    "TROUBLES",
    "AlertPace",
    "FindingKind",
    "FoldAct",
    "HoldScope",
    "Language",
    "MentionStatus",
    "NamesRole",
    "Outcome",
    "Period",
    "Retention",
    "SourceState",
    "Stage",
]
