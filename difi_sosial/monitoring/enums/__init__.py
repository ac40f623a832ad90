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
from difi_sosial.monitoring.enums.sources import TROUBLES, Outcome, SourceState

__all__ = [
    "FILE_FAULTS",
    "FILE_FIELDS",
    "FORGETTABLE",
    "MISTAKES",
    "NAMED",
    "STAGES",
    "TROUBLES",
    "AlertPace",
    "FindingKind",
    "FoldAct",
    "Language",
    "MentionStatus",
    "NamesRole",
    "Outcome",
    "Period",
    "SourceState",
    "Stage",
]
