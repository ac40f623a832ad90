"""Lists as files: CSV, XLSX and JSON, through one door.

The reader opens these in a spreadsheet, and what citizens wrote is in them. So no cell may become a
formula (OWASP, CSV injection), a link or a number that it was not. A file is made whole before it
is sent: a row that fails gives an error page and never half a file; `MOST` keeps it within memory.

`{% downloads "app:name" arg %}` draws the links; the route ends in `.<str:kind>`.
"""

import csv
import io
import json
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from difi_sosial.core.clock import OSLO, local, local_date, now
from difi_sosial.core.errors import Invalid

Cell = str | Promise | int | float | Decimal | date | datetime | bool | None

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
MOST = 100_000  # rows in one file
WIDEST = 60  # characters of a column in XLSX
DIGITS = 15  # a spreadsheet keeps no more of a number: longer ones are ids, and go as text
SHEET_NAME = 31
# What a spreadsheet takes for the beginning of a formula, also as full-width signs.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# Letters that Unicode does not take apart, for the programs that read only the plain file name.
PLAIN = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t"}
    | {"Æ": "Ae", "Ø": "O", "Å": "A", "Đ": "D", "Ŋ": "N", "Ŧ": "T"}
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in JSON, its heading in sheets, and how a row gives the cell.

    Moments must be aware; they are written on a Norwegian clock. `width` is in characters.
    """

    key: str
    title: str | Promise
    value: Callable[[Any], Cell]
    width: int = 20


def table_response(
    request: HttpRequest, name: str, columns: Sequence[Column], rows: Iterable[Any], kind: str
) -> HttpResponse:
    """The rows as a file to download, named `name` and the day, and never kept by a cache.

    Raises Http404 for an unknown kind, Invalid when there are more than `MOST` rows.
    """
    if kind not in KINDS:
        raise Http404
    cells = _bounded([column.value(row) for column in columns] for row in rows)
    made = now()
    source = request.build_absolute_uri()
    if kind == "csv":
        content = as_csv(columns, cells)
    elif kind == "xlsx":
        content = as_xlsx(columns, cells, name=name, source=source, made=made)
    else:
        content = as_json(columns, cells, name=name, source=source, made=made)
    answer = HttpResponse(content, content_type=KINDS[kind])
    answer["Content-Disposition"] = attachment(f"{name}-{local_date(made):%Y-%m-%d}.{kind}")
    answer["Cache-Control"] = "private, no-store"
    return answer


def attachment(name: str) -> str:
    """A Content-Disposition with a name as anyone may write it (RFC 6266, RFC 5987).

    Nothing in the name can end the header, leave the folder or hide what kind of file it is.
    """
    visible = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in name)
    safe = re.sub(r'[/\\:*?"<>|;%]+', "-", visible).strip(" .") or "tabell"
    safe = re.sub(r"\s+", "-", safe)
    bare = unicodedata.normalize("NFKD", safe.translate(PLAIN)).encode("ascii", "ignore").decode()
    header = f'attachment; filename="{bare}"'
    return header if bare == safe else f"{header}; filename*=UTF-8''{quote(safe, safe='')}"


def as_csv(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with a byte order mark, semicolons and decimal commas: what Norwegian Excel opens."""
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    sheet.writerow([harmless(str(column.title)) for column in columns])
    for row in rows:
        sheet.writerow([_in_csv(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def as_json(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    name: str,
    source: str,
    made: datetime,
) -> bytes:
    """What the list is, what its columns mean, and the rows as objects. Moments say their zone."""
    keys = [column.key for column in columns]
    whole = {
        "name": name,
        "source": source,
        "made_at": local(made).isoformat(timespec="seconds"),
        "columns": {column.key: str(column.title) for column in columns},
        "rows": [dict(zip(keys, map(_in_json, row), strict=True)) for row in rows],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False).encode()


def as_xlsx(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    name: str,
    source: str,
    made: datetime,
) -> bytes:
    """A workbook: the list under a frozen row of headings, and a sheet that says what it is."""
    out = io.BytesIO()
    # One row in memory at a time; every cell is written by kind, so nothing is guessed.
    with Workbook(out, {"constant_memory": True}) as book:
        book.set_properties({"title": name, "created": made.replace(tzinfo=None)})
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", "-", name)[:SHEET_NAME])
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet.freeze_panes(1, 0)
        for number, column in enumerate(columns):
            title = str(column.title)
            sheet.set_column(number, number, min(WIDEST, max(column.width, len(title) + 3)))
            sheet.write_string(0, number, title, bold)
        last = _fill(book, sheet, rows)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        about = book.add_worksheet(str(_("Om filen")))
        about.set_column(0, 0, 18)
        about.set_column(1, 1, WIDEST)
        facts = (_("Hva"), name), (_("Hentet fra"), source), (_("Antall rader"), str(last))
        for number, (what, value) in enumerate([*facts, (_("Hentet"), _in_csv(made))]):
            about.write_string(number, 0, what, bold)
            about.write_string(number, 1, value)
    return out.getvalue()


def harmless(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would reckon out."""
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text[:1] in FORMULA else text


def _fill(book: Any, sheet: Any, rows: Iterable[Sequence[Cell]]) -> int:
    """The rows, each cell as what it is; how many there were."""
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm:ss"})
    count = 0
    for count, row in enumerate(rows, start=1):
        for number, cell in enumerate(row):
            match _plain(cell):
                case None | "":
                    continue
                case bool() as answer:
                    sheet.write_string(count, number, _yes(answer))
                case int() | float() | Decimal() as value if abs(value) < 10**DIGITS:
                    sheet.write_number(count, number, value)
                case datetime() as value:
                    clock = local(value).replace(tzinfo=None, microsecond=0)
                    sheet.write_datetime(count, number, clock, moment)
                case date() as value:
                    sheet.write_datetime(count, number, value, day)
                case value:
                    sheet.write_string(count, number, str(value))
    return count


def _bounded(rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    several = iter(rows)
    yield from islice(several, MOST)
    if next(several, None) is not None:
        text = _("Listen er for lang for én fil (over %(most)d rader). Velg et smalere utvalg.")
        raise Invalid(text % {"most": MOST})


def _plain(cell: Cell) -> str | int | float | Decimal | date | datetime | bool | None:
    """The cell without lazy texts, numbers that are none, and moments without a zone."""
    if isinstance(cell, Promise):
        return str(cell)
    if isinstance(cell, float | Decimal) and not math.isfinite(cell):
        return None
    if isinstance(cell, datetime) and cell.tzinfo is None:
        raise ValueError(f"A moment without a time zone: {cell}")
    return cell


def _in_csv(cell: Cell) -> str:
    match _plain(cell):
        case None:
            return ""
        case bool() as answer:
            return _yes(answer)
        case float() | Decimal() as value:
            return (f"{value:f}" if isinstance(value, Decimal) else str(value)).replace(".", ",")
        case datetime() as value:
            return f"{local(value):%Y-%m-%d %H:%M:%S}"
        case int() | date() as value:
            return str(value)
        case value:
            return harmless(value)


def _in_json(cell: Cell) -> str | int | float | bool | None:
    match _plain(cell):
        case datetime() as value:
            return value.astimezone(OSLO).isoformat(timespec="seconds")
        case date() as value:
            return value.isoformat()
        case Decimal() as value:
            return float(value)
        case value:
            return value


def _yes(answer: bool) -> str:
    return _("Ja") if answer else _("Nei")
