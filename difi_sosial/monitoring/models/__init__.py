"""Watches, sources, what they answered, and the mentions found."""

from difi_sosial.monitoring.models.alerts import Alert, AlertHours, AlertLetter, Finding
from difi_sosial.monitoring.models.counts import MentionCount
from difi_sosial.monitoring.models.folds import FoldChange
from difi_sosial.monitoring.models.imports import ImportFile
from difi_sosial.monitoring.models.mentions import Mention
from difi_sosial.monitoring.models.retention import (
    Deletion,
    HeldMention,
    Hold,
    RetentionRule,
    Tombstone,
)
from difi_sosial.monitoring.models.revisions import MentionRevision
from difi_sosial.monitoring.models.searches import SavedSearch
from difi_sosial.monitoring.models.sets import SourceSet, TermSet
from difi_sosial.monitoring.models.sources import Capture, Run, Source
from difi_sosial.monitoring.models.spending import Spending
from difi_sosial.monitoring.models.sweeps import Sweep
from difi_sosial.monitoring.models.watches import Watch, WatchVersion

__all__ = [
    "Alert",
    "AlertHours",
    "AlertLetter",
    "Capture",
    "Deletion",
    "Finding",
    "FoldChange",
    "HeldMention",
    "Hold",
    "ImportFile",
    "Mention",
    "MentionCount",
    "MentionRevision",
    "RetentionRule",
    "Run",
    "SavedSearch",
    "Source",
    "SourceSet",
    "Spending",
    "Sweep",
    "TermSet",
    "Tombstone",
    "Watch",
    "WatchVersion",
]
