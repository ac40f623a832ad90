"""Files that somebody takes in: rows become posts, faults point at their row, bounds hold."""

import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
import xlsxwriter

from difi_sosial.monitoring.connectors import sheet_bounds
from difi_sosial.monitoring.connectors.base import OURS
from difi_sosial.monitoring.connectors.file_rows import guess, moment, posts_of
from difi_sosial.monitoring.connectors.sheet_bounds import BadFile, Fault
from difi_sosial.monitoring.connectors.sheets import sheet_of

HOME = {"url": "https://leverandor.example/"}
CSV = (
    "Dato;Overskrift;Ingress;Lenke;Kilde\r\n"
    '22.11.2026 08:30;Testetaten svarer;"Ventetiden; den er halvert";https://avis.example/1;Avisa\r\n'
    ";;;;\r\n"
    "2026-11-21;På radio;Testetaten på lufta;;P1\r\n"
    "i går;Uten dato;;;\r\n"
    ";;;https://avis.example/2;Avisa\r\n"
    ";Rar lenke;;javascript:alert(1);\r\n"
)


def workbook(*rows) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(number, place, cell, day)
                else:
                    sheet.write(number, place, cell)
    return made.getvalue()


@pytest.mark.parametrize("body", [CSV.encode("utf-8-sig"), CSV.encode("cp1252")])
def test_rows_become_posts_and_faults_point_at_the_row_of_the_file(body):
    sheet = sheet_of("uttrekk.csv", body)
    columns = guess(sheet)
    assert columns == {
        **{"date": "Dato", "title": "Overskrift", "text": "Ingress", "url": "Lenke"},
        "author": "Kilde",
    }
    taken = posts_of(sheet, columns, HOME)
    first, second = taken.posts
    assert first.external_id == first.url == "https://avis.example/1"
    assert first.text == "Ventetiden; den er halvert" and first.author_name == "Avisa"
    assert first.posted_at == datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
    assert second.url == HOME["url"] and second.external_id.startswith("row:")
    assert taken.faults == [(5, Fault.BAD_DATE), (6, Fault.NO_TEXT), (7, Fault.BAD_ADDRESS)]


def test_the_same_row_is_the_same_post_wherever_it_stands():
    again = CSV.split("\r\n")
    turned = "\r\n".join([again[0], *reversed(again[1:4])]).encode()
    ids = [
        {post.external_id for post in posts_of(sheet, guess(sheet), HOME).posts}
        for sheet in (sheet_of("a.csv", CSV.encode()), sheet_of("b.csv", turned))
    ]
    assert ids[0] == ids[1] and len(ids[0]) == 2


def test_a_workbook_is_read_with_its_dates_and_numbers():
    at = datetime(2026, 11, 22, 8, 30)
    rows = workbook(["ID", "Tittel", "Publisert"], [4711, "Testetaten", at], [0.5, "=1+1", ""])
    sheet = sheet_of("uttrekk.xlsx", rows)
    posts = posts_of(sheet, guess(sheet), {**HOME, "all": "True"}).posts
    assert [post.external_id for post in posts][:1] == ["4711"]
    assert posts[0].posted_at == datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
    assert posts[0].found_by == OURS


def test_json_is_a_list_of_objects_or_holds_one():
    rows = [{"title": "Testetaten", "url": "https://a.example/", "ukjent": {"x": 1}}, {"text": "b"}]
    for told in (rows, {"meta": 1, "items": rows}):
        sheet = sheet_of("a.json", json.dumps(told).encode())
        taken = posts_of(sheet, guess(sheet), HOME)
        assert [post.title or post.text for post in taken.posts] == ["Testetaten", "b"]


@pytest.mark.parametrize(
    ("name", "body", "fault"),
    [
        ("a.csv", b"", Fault.NO_ROWS),
        ("a.csv", b"tittel;tekst\n", Fault.NO_ROWS),
        ("a.csv", b"a\x00b\n1\n", Fault.NOT_READABLE),
        ("a.csv", b"a;" * 61 + b"\n1", Fault.TOO_MANY_COLUMNS),
        ("a.csv", b"a\n" + b"1\n" * 10_001, Fault.TOO_MANY_ROWS),
        ("a.csv", b'a\n"' + b"x" * 200_000 + b'"\n', Fault.NOT_READABLE),
        ("a.csv", b"x" * (sheet_bounds.FILE_BYTES + 1), Fault.TOO_LARGE),
        ("a.json", b"[1, 2]", Fault.NOT_READABLE),
        ("a.json", b'{"a": ' * 5000, Fault.NOT_READABLE),
        ("a.json", b"[]", Fault.NO_ROWS),
        ("a.xlsx", b"PK\x03\x04 not a workbook", Fault.NOT_READABLE),
    ],
)
def test_what_cannot_be_taken_in_says_why(name, body, fault):
    with pytest.raises(BadFile) as bad:
        sheet_of(name, body)
    assert bad.value.fault == fault


def test_a_workbook_that_unpacks_to_more_than_it_says_is_refused(monkeypatch):
    monkeypatch.setattr("difi_sosial.monitoring.connectors.workbooks.UNPACKED_BYTES", 100_000)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"\x00" * 300_000)
    lying = made.getvalue().replace((300_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    for body in (made.getvalue(), lying):
        with pytest.raises(BadFile) as bad:
            sheet_of("a.xlsx", body)
        assert bad.value.fault == Fault.TOO_LARGE


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        ("2026-11-22T08:30:00Z", datetime(2026, 11, 22, 8, 30, tzinfo=UTC)),
        ("2026-07-01", datetime(2026, 6, 30, 22, tzinfo=UTC)),
        ("22.11.2026 kl. 08:30", datetime(2026, 11, 22, 7, 30, tzinfo=UTC)),
        ("22.11.2026 08.30", datetime(2026, 11, 22, 7, 30, tzinfo=UTC)),
        ("1.7.26", datetime(2026, 6, 30, 22, tzinfo=UTC)),
        ("31.02.2026", None),
        ("", None),
    ],
)
def test_dates_are_read_as_norwegians_write_them(raw, at):
    assert moment(raw) == at
