"""A closed year leaves the portal as a package that the depot accepts."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.journal import services
from difi_sosial.journal.enums import JobState
from difi_sosial.journal.models import ChangeLog
from difi_sosial.journal.noark.codes import ScreenedMetadata
from difi_sosial.people.enums import Role
from tests.factories import journal as make
from tests.factories.people import UserFactory

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


def test_a_year_closed_before_its_end_is_delivered_up_to_that_day(archivist, noark5_schemas):
    make.a_case("closed", by=archivist)
    services.close_period(year=2025, by=archivist, at=make.IN_2025, reason="Vi bytter system")
    content, report = packed()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        structure = archive.read("avleveringspakke/arkivstruktur.xml").decode()

    assert report.problems == []
    last_day = local_date(make.IN_2025).isoformat()
    assert f"<arkivperiodeSluttDato>{last_day}<" in structure


def test_status_changes_are_in_the_change_log(closed_year):
    lines = ChangeLog.objects.filter(field="case_status").values_list("old", "new")

    assert list(lines) == [("Under behandling", "Avsluttet")] * 2


def test_what_the_case_screens_is_hidden_for_its_entries_too(archivist, noark5_schemas):
    entry = make.an_entry(
        case_title="Varsel om Ola Nordmann",
        case_public_title="Varsel om *****",
        title="Utfyllende notat",
        screening=replace(make.WHOLE, metadata=(ScreenedMetadata.DOCUMENT_TITLE,)),
    )
    by_case = replace(
        make.WHOLE, metadata=(ScreenedMetadata.CASE_TITLE_WORDS, ScreenedMetadata.SENDER_NAME)
    )
    services.screen(thing=entry.case, screening=by_case, by=archivist, at=make.IN_2025)
    make.close_year(archivist)
    content, report = packed()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        public = archive.read("avleveringspakke/offentligJournal.xml").decode()

    assert report.problems == []
    assert "Nordmann" not in public
    assert "Varsel om *****" in public


def test_extraction_asks_the_database_a_fixed_number_of_times_per_hundred_cases(
    archivist, noark5_schemas
):
    make.a_year(archivist)
    for _number in range(10):
        make.an_entry()
    make.close_year(archivist)
    with CaptureQueriesContext(connection) as caught:
        packed()

    assert len(caught) < 90


def test_a_worker_that_went_away_is_taken_over(archivist, noark5_schemas):
    make.a_year(archivist)
    make.close_year(archivist)
    job = services.request_extraction(year=2025, by=archivist, at=make.AFTER_2025)
    job.state, job.lease_until = JobState.RUNNING, make.AFTER_2025
    job.save()

    assert not services.run_extraction(pk=job.pk, at=make.AFTER_2025)
    assert services.run_extraction(pk=job.pk, at=make.AFTER_2025 + timedelta(minutes=1))


def test_an_order_under_way_is_not_doubled(archivist, noark5_schemas):
    make.a_year(archivist)
    make.close_year(archivist)
    first, second = (
        services.request_extraction(year=2025, by=archivist, at=make.AFTER_2025) for _ in range(2)
    )

    assert first == second


def test_old_packages_are_forgotten_and_the_job_stays(archivist, noark5_schemas):
    make.a_year(archivist)
    make.close_year(archivist)
    job = services.request_extraction(year=2025, by=archivist, at=make.AFTER_2025)
    services.run_extraction(pk=job.pk, at=make.AFTER_2025)
    services.forget_extractions(at=now() + timedelta(days=31))
    job.refresh_from_db()

    assert (job.parts.count(), len(job.sha256)) == (0, 64)
    with pytest.raises(WrongState):
        services.record_fetch(job=job, by=archivist, at=make.AFTER_2025)


def test_only_archivists_order_extractions(archivist, noark5_schemas):
    with pytest.raises(NotAllowed):
        services.request_extraction(
            year=2025, by=UserFactory(roles=[Role.MANAGER]), at=make.AFTER_2025
        )
