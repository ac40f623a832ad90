"""What a section holds."""

from dataclasses import dataclass
from typing import Any

from difi_sosial.strategy.enums import Section
from difi_sosial.strategy.models import (
    ROW_FIELDS,
    SECTION_FIELDS,
    SECTION_ROWS,
    StrategyVersion,
)


@dataclass(frozen=True, slots=True)
class Content:
    """What a section holds as plain data: its columns, and its rows in order (with `key`)."""

    values: dict[str, Any]
    rows: tuple[dict[str, Any], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is written."""
        return not self.rows and all(value in ("", None, []) for value in self.values.values())


def content_of(version: StrategyVersion, section: Section) -> Content:
    """What a version holds in one section now."""
    values = {name: getattr(version, name) for name in SECTION_FIELDS[section]}
    relation = SECTION_ROWS.get(section)
    if relation is None:
        return Content(values)
    return Content(values, tuple(rows_of(version, relation)))


def rows_of(version: StrategyVersion, relation: str) -> list[dict[str, Any]]:
    """The rows of one kind as plain data, in order."""
    fields = ("key", *ROW_FIELDS[relation])
    return [
        {name: getattr(row, name) for name in fields} for row in getattr(version, relation).all()
    ]
