"""How large a file may be, what may be wrong with it, and a cell as text."""

from datetime import date, datetime, time
from enum import StrEnum

MEGABYTE = 1024 * 1024
FILE_BYTES, UNPACKED_BYTES = 5 * MEGABYTE, 60 * MEGABYTE
ROWS, COLUMNS, CELL = 10_000, 60, 20_000


class Fault(StrEnum):
    """What is wrong with a file or with one row of it."""

    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    NOT_READABLE = "not_readable"
    NO_ROWS = "no_rows"
    NO_TEXT = "no_text"
    BAD_DATE = "bad_date"
    BAD_ADDRESS = "bad_address"


class BadFile(Exception):
    """The file cannot be taken in; `row` as a spreadsheet counts, 0 when it is the whole file."""

    def __init__(self, fault: Fault, row: int = 0) -> None:
        super().__init__(fault)
        self.fault, self.row = fault, row


def cell_text(value: object) -> str:
    """A cell as text; a date as ISO 8601, a whole number without a point."""
    if value is None or isinstance(value, (list, dict)):
        return ""
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()
