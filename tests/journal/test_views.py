"""The journal's pages: who reaches them, what they show, what they change."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.core.clock import local_date, now
from difi_sosial.journal import queries, services, tasks
from difi_sosial.journal.enums import EntryState, JobState, SeriesState
from difi_sosial.journal.models import (
    DocumentObject,
    ExtractionJob,
    RegistryEntry,
    Screening,
    ScreeningBasis,
    Series,
)
from difi_sosial.journal.noark.codes import DocumentRole
from difi_sosial.journal.noark.draft import CAPTURE, Document
from difi_sosial.people.enums import Role
from tests.factories import journal as make

pytestmark = pytest.mark.django_db

READERS = {Role.ADVISER, Role.HEAD, Role.MANAGER, Role.ARCHIVIST, Role.DPO}
PUBLIC_READING = ("entry-list", "case-list", "extract-list")


@pytest.fixture
def archivist(client_for):
    return client_for(Role.ARCHIVIST)


@pytest.fixture
def adviser(client_for):
    return client_for(Role.ADVISER)


@pytest.fixture
def queue(monkeypatch):
    """What the views asked a worker to do."""
    asked: list[dict[str, object]] = []
    monkeypatch.setattr(tasks.extract, "delay_on_commit", lambda **kwargs: asked.append(kwargs))
    return asked


def url(name: str, **kwargs: object) -> str:
    return reverse(f"journal:{name}", kwargs=kwargs)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", PUBLIC_READING)
def test_reading_is_for_those_who_may_read_the_journal(client_for, role, name):
    response = client_for(role).get(url(name))

    assert response.status_code == (200 if role in READERS else 403)


@pytest.mark.parametrize("role", list(Role))
def test_writing_is_for_archivists(client_for, role):
    entry = make.an_entry()
    client = client_for(role)
    pages = [
        client.get(url("entry-edit", pk=entry.pk)),
        client.get(url("entry-add")),
        client.get(url("entry-screen", pk=entry.pk)),
        client.get(url("case-edit", pk=entry.case_id)),
        client.get(url("basis-list")),
        client.get(url("extract-prepare", year=2025)),
    ]

    assert {page.status_code for page in pages} == {200 if role == Role.ARCHIVIST else 403}


def test_every_page_of_a_full_year_opens(archivist):
    make.a_year(archivist.person)
    entries = RegistryEntry.objects.all()
    document = entries.get(sequence=4).documents.get()
    pages = [
        *(url("entry-detail", pk=entry.pk) for entry in entries),
        *(url("case-detail", pk=pk) for pk in set(entries.values_list("case", flat=True))),
        url("entry-sign-off", pk=entries.get(sequence=3).pk),
        url("document-redact", pk=document.pk),
        url("case-screen", pk=entries[0].case_id),
        *(url("entry-list") + f"?view={view}" for view in ("to-journal", "screened", "no-date")),
    ]

    assert [page for page in pages if archivist.get(page).status_code != 200] == []


def test_screened_title_name_and_file_are_hidden_from_others_than_archivists(archivist, adviser):
    entry = make.an_entry(
        title="Klage fra Ola Nordmann", public_title="Klage fra *****", screening=make.WHOLE
    )
    page, file = url("entry-detail", pk=entry.pk), entry.documents.get().files.get()

    assert "Ola Nordmann" in archivist.get(page).text
    assert "Nordmann" not in adviser.get(page).text
    assert "Nordmann" not in adviser.get(url("entry-list")).text
    assert archivist.get(url("file-fetch", pk=file.pk)).content == make.TEXT.content
    assert adviser.get(url("file-fetch", pk=file.pk)).status_code == 404


def test_what_a_source_answered_is_fetched_by_archivists_only(archivist, adviser):
    answer = Document(
        title="Svaret fra kilden",
        document_type=CAPTURE,
        role=DocumentRole.ATTACHMENT,
        filename="original.json",
        mime_type="application/json",
        content=b'{"by": "somebody else too"}',
    )
    entry = make.an_entry(documents=(make.TEXT, answer))
    file = DocumentObject.objects.get(document__entry=entry, document__document_type=CAPTURE)

    assert archivist.get(url("file-fetch", pk=file.pk)).status_code == 200
    assert adviser.get(url("file-fetch", pk=file.pk)).status_code == 404


def test_search_finds_screened_words_for_archivists_only(archivist, adviser):
    make.an_entry(title="Klage fra Ola", public_title="Klage fra *****", screening=make.WHOLE)
    query = url("entry-list") + "?text=Nordmann"

    assert "1 journalpost" in archivist.get(query).text
    assert "Ingen journalposter" in adviser.get(query).text


def test_search_finds_words_in_a_screened_case_title_for_archivists_only(archivist, adviser):
    case = make.an_entry(case_title="Personsak om Ola Nordmann").case
    services.screen(thing=case, screening=make.WHOLE, by=archivist.person, at=make.IN_2025)
    query = url("case-list") + "?text=Nordmann"

    assert case.folder_id in archivist.get(query).text
    assert case.folder_id not in adviser.get(query).text


def test_an_unknown_step_does_not_close_a_case(archivist):
    case = make.a_case("open", by=archivist.person)

    response = archivist.post(url("case-act", pk=case.pk), {"action": "tull"})

    case.refresh_from_db()
    assert (response.status_code, case.state) == (400, "open")


@pytest.mark.parametrize("screened", ["entry", "case"])
def test_a_screened_pdf_is_not_given_to_the_pages_of_its_maker(archivist, screened):
    entry = make.an_entry(source_key="strategy.version:1", documents=(make.TEXT,))
    DocumentObject.objects.update(mime_type="application/pdf")
    assert queries.archived_pdf("strategy.version:1") is not None

    thing = entry if screened == "entry" else entry.case
    services.screen(thing=thing, screening=make.WHOLE, by=archivist.person, at=make.IN_2025)
    assert queries.archived_pdf("strategy.version:1") is None


def test_entry_is_edited_and_words_are_masked(archivist):
    entry = make.an_entry(title="Spørsmål fra Ola Nordmann")
    response = archivist.post(
        url("entry-edit", pk=entry.pk),
        {**entry_data(entry), "masked": "ola nordmann", "document_date": "2025-03-01"},
    )
    entry.refresh_from_db()

    assert response.status_code == 302
    assert entry.public_title == "Spørsmål fra ***** *****"
    assert entry.document_date.isoformat() == "2025-03-01"
    assert entry.received_at == make.IN_2025


def test_a_colleagues_change_is_not_overwritten(archivist):
    entry = make.an_entry()
    data = entry_data(entry)
    archivist.post(url("entry-edit", pk=entry.pk), data)
    response = archivist.post(url("entry-edit", pk=entry.pk), {**data, "title": "Min tittel"})

    assert response.status_code == 409
    assert "Min tittel" in response.text


def test_entry_moves_to_another_open_case(archivist):
    entry, other = make.an_entry(), make.an_entry()
    archivist.post(
        url("entry-edit", pk=entry.pk), {**entry_data(entry), "case": str(other.case_id)}
    )
    entry = RegistryEntry.objects.get(pk=entry.pk)

    assert entry.entry_id == f"{other.case.folder_id}-2"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bilde.gif", b"GIF89a....", "Arkivet tar ikke imot GIF"),
        ("bilde.webp", b"RIFF0000WEBPVP8 ", "Arkivet tar ikke imot WebP"),
        ("bilde.heic", b"\x00\x00\x00\x18ftypheic", "Arkivet tar ikke imot HEIC"),
        ("brev.pdf", b"%PDF-1.7\n", "er en vanlig PDF"),
        ("tom.txt", b"", "Filen er tom"),
        ("liste.csv", "Blåbær".encode("cp1252"), "Lagre filen som UTF-8"),
    ],
)
def test_manual_entry_refuses_files_the_archive_does_not_take(archivist, name, content, words):
    response = archivist.post(url("entry-add"), manual(SimpleUploadedFile(name, content)))

    assert response.status_code == 422
    assert words in response.text
    assert not RegistryEntry.objects.exists()


def test_manual_entry_sent_twice_is_registered_once(archivist):
    for _time in range(2):
        archivist.post(url("entry-add"), manual(SimpleUploadedFile("brev.txt", b"Hei")))
    entry = RegistryEntry.objects.get()

    assert (entry.title, entry.kind, entry.state) == ("Brev fra Ola", "I", EntryState.REGISTERED)


def test_journal_button_is_refused_with_the_reason_while_pdf_waits(archivist):
    html = replace(make.TEXT, content=None, html="<h1>Svar</h1>")
    entry = make.an_entry(documents=(html,))
    page = url("entry-detail", pk=entry.pk)
    archivist.post(url("entry-act", pk=entry.pk), {"action": "journal"}, headers=came_from(page))

    assert "Dokumentet er ikke gjort om til PDF/A." in archivist.get(page).text
    assert RegistryEntry.objects.get().state == EntryState.REGISTERED


def test_entry_is_screened_and_the_screening_lifted(archivist):
    entry = make.an_entry()
    basis = ScreeningBasis.objects.create(
        access_restriction="Unntatt offentlighet",
        legal_basis="Offentleglova § 13",
        valid_from="2020-01-01",
    )
    page = url("entry-screen", pk=entry.pk)
    archivist.post(page, {"basis": basis.pk, "metadata": ["sender_name"], "document": "H"})
    assert Screening.objects.get().legal_basis == "Offentleglova § 13"

    archivist.post(page, {"lift": "1"})
    assert not Screening.objects.exists()


def test_extraction_is_ordered_made_and_fetched_with_a_trace(archivist, noark5_schemas, queue):
    make.a_year(archivist.person)
    make.close_year(archivist.person)
    response = archivist.post(url("extract-start", year=2025), follow=True)
    assert "Venter" in response.text

    job = ExtractionJob.objects.get()
    services.run_extraction(pk=job.pk, at=make.AFTER_2025)
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.problems

    fetched = archivist.post(url("extract-fetch", pk=job.pk))
    assert len(b"".join(fetched.streaming_content)) == job.size
    assert "Arkivuttrekk lastet ned" in archivist.get(url("extract-detail", pk=job.pk)).text


def test_extract_page_lists_what_must_be_mended_with_links(archivist):
    entry = make.an_entry()
    page = archivist.get(url("extract-prepare", year=2025)).text

    assert "Saken er åpen. Avslutt den." in page
    assert url("entry-detail", pk=entry.pk) in page


def test_a_year_that_lasts_is_closed_only_with_a_reason(archivist):
    year = local_date(now()).year
    make.a_case("closed", by=archivist.person, at=now())
    page = archivist.get(url("extract-prepare", year=year)).text
    assert "Alt er arkivert, men året er ikke slutt" in page

    close = url("period-close", year=year)
    assert "skriv hvorfor" in archivist.post(close, follow=True).text
    assert "Lag arkivuttrekk" not in archivist.get(url("extract-prepare", year=year)).text
    archivist.post(close, {"reason": "Vi bytter system"})
    assert Series.objects.get().state == SeriesState.CLOSED


def test_lists_ask_the_database_the_same_number_of_times(archivist):
    counts = [queries_of(archivist, url("entry-list")) for _ in grow(1, 24)]

    assert counts[0] == counts[1]


def test_extraction_prepares_with_the_same_number_of_queries(archivist):
    counts = [queries_of(archivist, url("extract-prepare", year=2025)) for _ in grow(1, 24)]

    assert counts[0] == counts[1]


def grow(*numbers: int):
    for number in numbers:
        for _ in range(number):
            make.an_entry(screening=make.WHOLE, public_title="*****")
        yield number


def queries_of(client, page: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(page).status_code == 200
    return len(caught)


def came_from(page: str) -> dict[str, str]:
    return {"referer": f"http://testserver{page}"}


def entry_data(entry: RegistryEntry) -> dict[str, str]:
    return {
        "title": entry.title,
        "public_title": entry.public_title,
        "document_date": "2025-03-09",
        "received_on": "2025-03-10",
        "case": str(entry.case_id),
        "revision": str(entry.revision),
        **party_data(),
    }


def party_data() -> dict[str, str]:
    return {
        "parties-TOTAL_FORMS": "1",
        "parties-INITIAL_FORMS": "0",
        "parties-0-kind": "EA",
        "parties-0-name": "Ola Nordmann",
    }


def manual(file: SimpleUploadedFile) -> dict[str, object]:
    return {
        "kind": "I",
        "title": "Brev fra Ola",
        "document_date": "",
        "unit_name": "Kommunikasjon",
        "responsible_name": "Kari Nordli",
        "document_type": "Brev",
        "main": file,
        "sheet": "11111111-1111-4111-8111-111111111111",
        **party_data(),
    }
