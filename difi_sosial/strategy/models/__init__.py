"""A strategy, its versions, and the rows of a version."""

from difi_sosial.strategy.models.rows import Goal, KeyMessage, Row, TargetGroup
from difi_sosial.strategy.models.tables import (
    ROW_FIELDS,
    ROW_MODELS,
    SECTION_FIELDS,
    SECTION_ROWS,
    SPECIAL_FIELDS,
    USES,
    label_of,
)
from difi_sosial.strategy.models.versions import Strategy, StrategyVersion

__all__ = [
    "ROW_FIELDS",
    "ROW_MODELS",
    "SECTION_FIELDS",
    "SECTION_ROWS",
    "SPECIAL_FIELDS",
    "USES",
    "Goal",
    "KeyMessage",
    "Row",
    "Strategy",
    "StrategyVersion",
    "TargetGroup",
    "label_of",
]
