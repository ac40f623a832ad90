"""A closed year leaves the portal as a package that the depot accepts."""

import io
import zipfile
from pathlib import Path

import pytest

from difi_sosial.core.errors import Invalid
from difi_sosial.journal import services
from difi_sosial.journal.models import ChangeLog
from tests.factories import journal as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def archivist():
    return make.an_archivist(name="Sigrid Aasen")


@pytest.fixture
def closed_year(archivist, noark5_schemas: Path):
    make.a_year(archivist)
    return make.close_year(archivist)


def packed() -> tuple[bytes, services.extraction.PackageReport]:
    out = io.BytesIO()
    report = services.write_package(year=2025, out=out)
    return out.getvalue(), report


def test_package_is_valid_and_passes_the_depots_tests(closed_year):
    _content, report = packed()

    assert report.problems == []
    assert "n5-v5.0" in report.editions


def test_same_database_gives_same_bytes(closed_year):
    assert packed()[0] == packed()[0]


def test_public_journal_hides_names_and_words(closed_year):
    content, _report = packed()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        public = archive.read("avleveringspakke/offentligJournal.xml").decode()
        running = archive.read("avleveringspakke/loependeJournal.xml").decode()

    assert "Klage fra ***** *****" in public
    assert "Klage fra Ola Nordmann" not in public
    assert "Klage fra Ola Nordmann" in running


def test_cancelled_entry_keeps_its_number_and_leaves_its_file_behind(closed_year):
    content, _report = packed()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        structure = archive.read("avleveringspakke/arkivstruktur.xml").decode()
        files = [name for name in archive.namelist() if "/DOKUMENT/" in name]

    assert "<journalstatus>Utgår</journalstatus>" in structure
    assert len(files) == 6
    assert not [name for name in files if "/00005/" in name]


def test_an_open_year_is_refused_with_everything_to_mend(archivist, noark5_schemas):
    make.a_year(archivist)

    with pytest.raises(Invalid) as refused:
        packed()

    assert "2025/1: Saken er åpen. Avslutt den." in str(refused.value)
    assert "2025/1-1: Journalposten er ikke arkivert." in str(refused.value)


def test_status_changes_are_in_the_change_log(closed_year):
    lines = ChangeLog.objects.filter(field="case_status").values_list("old", "new")

    assert list(lines) == [("Under behandling", "Avsluttet")] * 2
