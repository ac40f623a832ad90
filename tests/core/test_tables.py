"""A file is read back with another program than the one that wrote it."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from urllib.parse import unquote

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils.translation import gettext_lazy
from python_calamine import CalamineWorkbook

from difi_sosial.core import tables
from difi_sosial.core.errors import Invalid
from difi_sosial.core.tables import Column, attachment, table_response

LATE = datetime(2026, 7, 3, 22, 30, tzinfo=UTC)  # already the next day in Oslo
COLUMNS = (
    Column("who", gettext_lazy("Navn"), lambda row: row[0], 30),
    Column("when", "Når", lambda row: row[1]),
    Column("share", "Andel", lambda row: row[2]),
)
ROWS = (
    ("Máret Čáhčesuolu", LATE, 0.5),
    ("Åse; «Ås»\nto linjer", date(2026, 1, 2), Decimal("-3.25")),
    (gettext_lazy("Ja"), None, True),
)
DANGEROUS = ["=1+1", "+47 22", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", '=cmd|"/c x"!A1']


def made(rows=ROWS, kind="csv", columns=COLUMNS, name="nær-oss"):
    return table_response(RequestFactory().get("/liste/?q=a"), name, columns, rows, kind)


def sheet_of(answer, number=0):
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(number)


def lines_of(answer):
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_csv_is_what_a_norwegian_spreadsheet_opens():
    assert lines_of(made()) == [
        ["Navn", "Når", "Andel"],
        ["Máret Čáhčesuolu", "2026-07-04 00:30:00", "0,5"],
        ["Åse; «Ås»\nto linjer", "2026-01-02", "-3,25"],
        ["Ja", "", "Ja"],
    ]


def test_xlsx_has_real_days_on_a_norwegian_clock():
    answer = made(kind="xlsx")
    assert sheet_of(answer).to_python() == [
        ["Navn", "Når", "Andel"],
        ["Máret Čáhčesuolu", datetime(2026, 7, 4, 0, 30), 0.5],
        ["Åse; «Ås»\nto linjer", date(2026, 1, 2), -3.25],
        ["Ja", "", "Ja"],
    ]
    about = dict(sheet_of(answer, 1).to_python())
    assert (about["Hentet fra"], about["Antall rader"]) == ("http://testserver/liste/?q=a", "3")


def test_json_says_what_it_is_and_its_zone():
    whole = json.loads(made(kind="json").content)
    assert whole["columns"] == {"who": "Navn", "when": "Når", "share": "Andel"}
    assert whole["rows"] == [
        {"who": "Máret Čáhčesuolu", "when": "2026-07-04T00:30:00+02:00", "share": 0.5},
        {"who": "Åse; «Ås»\nto linjer", "when": "2026-01-02", "share": -3.25},
        {"who": "Ja", "when": None, "share": True},
    ]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_and_no_heading_is_a_formula(text):
    columns = [Column("a", text, lambda row: row)]
    assert lines_of(made([text], columns=columns)) == [[f"'{text}"], [f"'{text}"]]
    sheet = made([text, "http://x.no", "0123", 10**18], "xlsx", columns)
    assert sheet_of(sheet).to_python()[2:] == [["http://x.no"], ["0123"], [str(10**18)]]
    book = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content))
    assert text.strip() in str(book.get_sheet_by_index(0).to_python()[1][0]).strip()
    assert b"<f>" not in _xml(sheet.content) and b"hyperlink" not in _xml(sheet.content)


def _xml(content):
    from zipfile import ZipFile  # noqa: PLC0415 - only here

    with ZipFile(io.BytesIO(content)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


def test_what_is_no_number_is_an_empty_cell():
    columns = [Column("a", "A", lambda row: row)]
    rows = [float("nan"), Decimal("Infinity"), 1e-7]
    assert [row["a"] for row in json.loads(made(rows, "json", columns).content)["rows"]] == [
        None,
        None,
        1e-07,
    ]
    assert lines_of(made(rows, "csv", columns))[1:] == [[""], [""], ["1e-07"]]
    assert sheet_of(made(rows, "xlsx", columns)).to_python()[1:] == [[""], [""], [1e-07]]


@pytest.mark.parametrize(
    ("name", "bare", "full"),
    [
        ("omtaler-2026.csv", "omtaler-2026.csv", ""),
        ("nær øy på Čáhčesuolu.csv", "naer-oy-pa-Cahcesuolu.csv", "nær-øy-på-Čáhčesuolu.csv"),
        ('../../x"; filename="a.exe', "-..-x- filename=-a.exe".replace(" ", "-"), ""),
        ("a\r\nSet-Cookie: b", "a-Set-Cookie--b", ""),
        ("\u202egpj.exe", "gpj.exe", ""),
        ("...", "tabell", ""),
        ("%00", "-00", ""),
    ],
)
def test_a_file_name_is_safe_and_keeps_its_letters(name, bare, full):
    plain, _, starred = attachment(name).partition("; filename*=UTF-8''")
    assert plain == f'attachment; filename="{bare}"'
    assert unquote(starred) == full


def test_the_answer_is_a_private_file_of_the_day():
    answer = made()
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="naer-oss-20' in answer["Content-Disposition"]


def test_trouble_is_told_before_anything_is_sent(monkeypatch):
    monkeypatch.setattr(tables, "MOST", 2)
    with pytest.raises(Invalid, match="smalere utvalg"):
        made()
    with pytest.raises(ValueError, match="time zone"):
        made([("a", LATE.replace(tzinfo=None), 1)])
    with pytest.raises(Http404):
        made(kind="exe")
