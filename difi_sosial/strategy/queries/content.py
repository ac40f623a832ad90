"""What a section holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from difi_sosial.strategy.enums import Section
from difi_sosial.strategy.models import (
    IDENTITY_FIELDS,
    ROW_FIELDS,
    SECTION_FIELDS,
    SECTION_ROWS,
    StrategyVersion,
)

NOTHING: tuple[Any, ...] = ("", None, [])


@dataclass(frozen=True, slots=True)
class Content:
    """What a section holds as plain data: its columns, and its rows by kind (with `key`)."""

    values: dict[str, Any]
    rows: Mapping[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is written; what every strategy has from birth does not count."""
        written = (value for name, value in self.values.items() if name not in IDENTITY_FIELDS)
        return not any(self.rows.values()) and all(value in NOTHING for value in written)


def content_of(version: StrategyVersion, section: Section) -> Content:
    """What a version holds in one section now."""
    names = SECTION_FIELDS[section]
    if section == Section.ABOUT:
        names = (*IDENTITY_FIELDS, *names)
    values = {name: getattr(holder_of(version, name), name) for name in names}
    rows = {kind: tuple(rows_of(version, kind)) for kind in SECTION_ROWS.get(section, ())}
    return Content(values, rows)


def holder_of(version: StrategyVersion, name: str) -> Any:
    """The row of the database that a column of a section stands in: the strategy or the version."""
    of_strategy = name in IDENTITY_FIELDS and name != "language"
    return version.strategy if of_strategy else version


def rows_of(version: StrategyVersion, relation: str) -> list[dict[str, Any]]:
    """The rows of one kind as plain data, in order."""
    fields = ("key", *ROW_FIELDS[relation])
    return [
        {name: getattr(row, name) for name in fields} for row in getattr(version, relation).all()
    ]
