"""A strategy, its versions, and the rows of a version."""

from difi_sosial.strategy.models.measurements import Measurement
from difi_sosial.strategy.models.rows import (
    Duty,
    Goal,
    KeyMessage,
    Misconception,
    Risk,
    Row,
    TargetGroup,
)
from difi_sosial.strategy.models.tables import (
    IDENTITY_FIELDS,
    ROW_FIELDS,
    ROW_MODELS,
    ROW_RELATIONS,
    SECTION_FIELDS,
    SECTION_ROWS,
    SPECIAL_FIELDS,
    USES,
    label_of,
    number_text,
)
from difi_sosial.strategy.models.versions import Strategy, StrategyVersion

__all__ = [
    "IDENTITY_FIELDS",
    "ROW_FIELDS",
    "ROW_MODELS",
    "ROW_RELATIONS",
    "SECTION_FIELDS",
    "SECTION_ROWS",
    "SPECIAL_FIELDS",
    "USES",
    "Duty",
    "Goal",
    "KeyMessage",
    "Measurement",
    "Misconception",
    "Risk",
    "Row",
    "Strategy",
    "StrategyVersion",
    "TargetGroup",
    "label_of",
    "number_text",
]
