"""Rows of a file somebody hands over: CSV, XLSX or JSON, within bounds, as bare text.

Nothing in a file is run or followed: a formula is what the spreadsheet last made of it.
"""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from difi_sosial.monitoring.connectors import workbooks
from difi_sosial.monitoring.connectors.sheet_bounds import (
    CELL,
    COLUMNS,
    FILE_BYTES,
    ROWS,
    BadFile,
    Fault,
    cell_text,
)


@dataclass(frozen=True)
class Sheet:
    """Columns by name and rows of the same width; the first row is number `first` in the file."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: int = 2


def sheet_of(name: str, body: bytes) -> Sheet:
    """The rows of a file, by what it is and else by its name. Raises BadFile."""
    if len(body) > FILE_BYTES:
        raise BadFile(Fault.TOO_LARGE)
    if body[:4] == b"PK\x03\x04":
        return _headed(workbooks.rows_of(body))
    if name.lower().endswith(".json") or body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"[", b"{"):
        return _json(body)
    return _headed(_csv(body))


def _headed(rows: Iterable[list[str]]) -> Sheet:
    """The first row that is not empty names the columns; empty rows are counted all the same."""
    columns: tuple[str, ...] = ()
    first, found = 0, list[tuple[str, ...]]()
    for number, row in enumerate(rows, start=1):
        if len(row) > COLUMNS:
            raise BadFile(Fault.TOO_MANY_COLUMNS, number)
        if len(found) >= ROWS and any(row):
            raise BadFile(Fault.TOO_MANY_ROWS, number)
        if not columns and any(row):
            columns, first = tuple(row), number + 1
        elif columns:
            padded = [*row, *[""] * len(columns)][: len(columns)]
            found.append(tuple(cell[:CELL] for cell in padded))
    while found and not any(found[-1]):
        found.pop()
    if not found:
        raise BadFile(Fault.NO_ROWS)
    return Sheet(_named(columns), tuple(found), first)


def _named(columns: Iterable[str]) -> tuple[str, ...]:
    """Every column has a name of its own."""
    names: list[str] = []
    for place, column in enumerate(columns, start=1):
        name = column.strip()[:80] or f"#{place}"
        names.append(f"{name} ({place})" if name in names else name)
    return tuple(names)


def _csv(body: bytes) -> Iterable[list[str]]:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252", "replace")  # what Excel writes in Norway
    if "\x00" in text:
        raise BadFile(Fault.NOT_READABLE)
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=head.count))
    try:
        for row in reader:
            yield [cell.strip() for cell in row]
    except csv.Error as error:
        raise BadFile(Fault.NOT_READABLE, reader.line_num) from error


def _json(body: bytes) -> Sheet:
    try:
        told: Any = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadFile(Fault.NOT_READABLE) from error
    if isinstance(told, dict):
        told = next((value for value in told.values() if isinstance(value, list)), None)
    if not isinstance(told, list) or not all(isinstance(row, dict) for row in told):
        raise BadFile(Fault.NOT_READABLE)
    if len(told) > ROWS:
        raise BadFile(Fault.TOO_MANY_ROWS, ROWS + 1)
    columns = tuple(dict.fromkeys(name for row in told for name in row))
    if len(columns) > COLUMNS:
        raise BadFile(Fault.TOO_MANY_COLUMNS)
    rows = tuple(tuple(cell_text(row.get(name))[:CELL] for name in columns) for row in told)
    if not rows:
        raise BadFile(Fault.NO_ROWS)
    return Sheet(columns, rows, first=1)
