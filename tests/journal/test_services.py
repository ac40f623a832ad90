"""The journal's verbs: register, complete, journal, screen, sign off, close."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from difi_sosial.audit.queries import history_of
from difi_sosial.core.errors import Conflict, DomainError, Invalid, NotAllowed, WrongState
from difi_sosial.core.pdf import PdfUnavailable
from difi_sosial.journal import services
from difi_sosial.journal.enums import EntryState, RenderState, SeriesState
from difi_sosial.journal.models import (
    ArchiveClass,
    Blob,
    CaseFile,
    ChangeLog,
    DocumentDescription,
    RegistryEntry,
    ScreeningBasis,
    Series,
)
from difi_sosial.journal.noark import scheme
from difi_sosial.journal.noark.codes import EntryKind
from difi_sosial.people.enums import Role
from tests.factories import journal as make
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
HTML = replace(make.TEXT, content=None, html="<h1>Svar</h1><p>Fristen er 1. mai.</p>")


@pytest.fixture
def archivist():
    return make.an_archivist(name="Sigrid Aasen")


# Registering


def test_a_draft_gets_case_numbers_and_state(archivist):
    entry = services.register_draft(draft=make.a_draft(), by=archivist, at=make.IN_2025)

    assert (entry.entry_id, entry.running_number) == ("2025/1-1", "1/2025")
    assert entry.state == EntryState.REGISTERED
    assert entry.created_by == "Sigrid Aasen"
    assert [event.kind for event in history_of(entry)] == ["entry-registered"]


def test_the_log_never_holds_a_title(archivist):
    entry = make.an_entry(title="Klage fra Ola Nordmann", case_title="Klage fra Ola Nordmann")
    names = {event.thing_name for event in [*history_of(entry), *history_of(entry.case)]}

    assert names == {"2025/1", "2025/1-1"}


def test_same_source_is_registered_once():
    draft = make.a_draft()
    first = services.register_draft(draft=draft, by=None, at=make.IN_2025)
    second = services.register_draft(draft=draft, by=None, at=make.AFTER_2025)

    assert first == second
    assert RegistryEntry.objects.count() == 1


def test_records_of_one_key_share_a_case():
    first, second = (make.an_entry(case_key="strategy:1") for _ in range(2))

    assert (first.entry_id, second.entry_id) == ("2025/1-1", "2025/1-2")


def test_a_closed_case_is_not_reopened(archivist):
    closed = make.a_case("closed", by=archivist)
    entry = make.an_entry(case_key=closed.key)

    assert entry.case != closed


def test_a_new_year_opens_a_new_series_with_its_own_classes():
    make.an_entry()
    make.an_entry(at=make.AFTER_2025)
    codes = ArchiveClass.objects.filter(series__year=2026).values_list("code", flat=True)

    assert list(codes) == [item.code for item in scheme.CLASSES]
    assert len(set(ArchiveClass.objects.values_list("uuid", flat=True))) == 2 * len(codes)


def test_the_day_of_the_journal_is_norwegian():
    late = make.IN_2025.replace(month=12, day=31, hour=23, minute=30)  # 00.30 in Oslo

    assert make.an_entry(at=late).running_number == "1/2026"


def test_a_failed_registration_leaves_no_gap():
    class Broken(Exception):
        pass

    with pytest.raises(Broken), transaction.atomic():
        make.an_entry()
        raise Broken

    assert make.an_entry().running_number == "1/2025"


def test_a_draft_in_a_refused_format_is_not_registered():
    picture = replace(make.TEXT, filename="bilde.gif", content=b"GIF89a")
    with pytest.raises(Invalid, match="Arkivet tar ikke imot GIF"):
        make.an_entry(documents=(picture,))

    assert not RegistryEntry.objects.exists()


def test_a_very_long_title_is_shortened():
    entry = make.an_entry(title="ord " * 200)

    assert len(entry.title) == 400
    assert entry.title.endswith("…")


def test_equal_files_are_stored_once():
    make.an_entry()
    make.an_entry()

    assert Blob.objects.count() == 1


def test_an_answer_signs_the_question_off_once():
    question = make.an_entry(case_key="a")
    draft = make.a_draft(case_key="a", kind=EntryKind.OUTGOING)
    for _time in range(2):
        answer = services.register_answer(
            draft=draft, answers=question, method="email", by=None, at=make.IN_2025
        )
    question.refresh_from_db()

    assert question.sign_off.answer == answer
    assert RegistryEntry.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_when_many_register_at_once():
    def register() -> None:
        try:
            for _time in range(5):
                make.an_entry(case_key="one")
        finally:
            connection.close()

    threads = [threading.Thread(target=register) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = RegistryEntry.objects.order_by("sequence")

    assert [entry.sequence for entry in entries] == list(range(1, 16))
    assert sorted(entry.number for entry in entries) == list(range(1, 16))


# Completing


def details(entry: RegistryEntry, **changes: object) -> services.EntryDetails:
    found = services.EntryDetails(
        title=entry.title,
        public_title=entry.public_title,
        document_date=entry.document_date,
        received_at=entry.received_at,
        sent_at=entry.sent_at,
        parties=(make.SENDER,),
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def change(entry: RegistryEntry, by: object, **changes: object) -> RegistryEntry:
    return services.change_entry(
        entry=entry,
        details=details(entry, **changes),
        by=by,
        at=make.IN_2025,  # type: ignore[arg-type]
    )


def test_completing_before_journaling_is_not_a_change(archivist):
    change(make.an_entry(), archivist, title="Ny tittel")

    assert not ChangeLog.objects.exists()


def test_changes_after_journaling_are_logged(archivist):
    entry = make.entry_in("journaled", by=archivist)
    ChangeLog.objects.all().delete()
    change(entry, archivist, title="Ny tittel", document_date=None)
    lines = ChangeLog.objects.values_list("field", "old", "new")

    assert set(lines) == {
        ("title", "Spørsmål om søknadsfrist", "Ny tittel"),
        ("document_date", "2025-03-09", ""),
        ("party_name", "Ola Nordmann, Testetaten", "Ola Nordmann"),
    }


@pytest.mark.parametrize("state", ["archived", "cancelled"])
def test_a_finished_entry_does_not_change(archivist, state):
    with pytest.raises(WrongState):
        change(make.entry_in(state, by=archivist), archivist)


def test_only_archivists_change_entries():
    with pytest.raises(NotAllowed):
        change(make.an_entry(), UserFactory(roles=[Role.ADVISER]))


def test_an_entry_needs_a_party(archivist):
    with pytest.raises(Invalid, match="minst én"):
        change(make.an_entry(), archivist, parties=())


def test_a_journaled_entry_stays_in_its_case(archivist):
    entry, other = make.entry_in("journaled", by=archivist), make.an_entry()
    with pytest.raises(WrongState):
        services.move_entry(entry=entry, case=other.case, by=archivist, at=make.IN_2025)


# Journaling


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"documents": (HTML,)}, "ikke gjort om til PDF/A"),
        ({"screening": make.WHOLE}, "Skriv en offentlig tittel"),
        (
            {
                "screening": replace(make.WHOLE, document=make.ScreenedDocument.PART),
                "public_title": "*****",
            },
            "Last opp en sladdet versjon",
        ),
        (
            {"screening": make.WHOLE, "public_title": "***** fra Nordmann"},
            "Et skjermet navn står i en offentlig tittel",
        ),
    ],
)
def test_an_incomplete_entry_is_not_journaled(archivist, changes, reason):
    with pytest.raises(Invalid, match=reason):
        services.journal(entry=make.an_entry(**changes), by=archivist, at=make.IN_2025)


def test_a_screened_name_may_not_stand_in_the_title_of_the_case(archivist):
    entry = make.an_entry(
        case_title="Klage fra Ola Nordmann", screening=make.WHOLE, public_title="*****"
    )
    with pytest.raises(Invalid, match="Et skjermet navn"):
        services.journal(entry=entry, by=archivist, at=make.IN_2025)


def test_cancelling_keeps_number_and_reason(archivist):
    entry = make.entry_in("cancelled", by=archivist)

    assert (entry.sequence, entry.cancel_reason) == (1, "Feil")
    assert make.an_entry().sequence == 2


# Signing off


def test_only_what_came_in_is_signed_off():
    entry = make.an_entry(kind=EntryKind.OUTGOING)
    with pytest.raises(Invalid):
        services.sign_off(entry=entry, method="email", by=None, at=make.IN_2025)


def test_an_entry_is_signed_off_once():
    entry = make.an_entry()
    services.sign_off(entry=entry, method="noted", by=None, at=make.IN_2025)
    with pytest.raises(Conflict):
        services.sign_off(entry=entry, method="noted", by=None, at=make.IN_2025)


# Screening


def test_screening_is_logged_field_by_field(archivist):
    entry = make.an_entry()
    services.screen(thing=entry, screening=make.WHOLE, by=archivist, at=make.IN_2025)
    fields = set(ChangeLog.objects.values_list("field", flat=True))

    assert fields == {
        "access_restriction",
        "legal_basis",
        "screened_metadata",
        "screened_document",
        "years",
    }
    assert RegistryEntry.objects.get().assessed_on == date(2025, 3, 10)


def test_only_archivists_screen():
    adviser = UserFactory(roles=[Role.ADVISER])
    with pytest.raises(NotAllowed):
        services.screen(thing=make.an_entry(), screening=make.WHOLE, by=adviser, at=make.IN_2025)


def test_a_legal_basis_is_added_once_and_ended_not_removed(archivist):
    for _time in range(2):
        basis = services.add_basis(
            access_restriction="Unntatt offentlighet",
            legal_basis="Offentleglova § 13",
            valid_from=date(2009, 1, 1),
            by=archivist,
            at=make.IN_2025,
        )
    services.end_basis(basis=basis, on=date(2026, 1, 1), by=archivist, at=make.IN_2025)
    basis.refresh_from_db()

    assert ScreeningBasis.objects.count() == 1
    assert basis.is_valid_on(date(2026, 1, 1))
    assert not basis.is_valid_on(date(2026, 1, 2))


# PDF/A


def test_html_becomes_pdf_with_its_conversion(monkeypatch):
    monkeypatch.setattr(services.documents, "pdf_a", lambda *_, **__: b"%PDF-1.7 made")
    entry = make.an_entry(documents=(HTML,))

    assert services.render_waiting(at=make.IN_2025) == 1
    assert services.render_waiting(at=make.IN_2025) == 0
    file = entry.documents.get().files.get()
    conversion = file.conversions.get()
    assert (conversion.from_format, conversion.to_format) == ("text/html", "pdf")
    assert (file.pronom, file.created_by) == ("fmt/476", "Portalen")


def test_a_failing_pdf_is_tried_again_and_then_left_to_a_person(monkeypatch, archivist):
    def fail(*_: object, **__: object) -> bytes:
        raise PdfUnavailable("apt-get install libpango-1.0-0")

    monkeypatch.setattr(services.documents, "pdf_a", fail)
    entry, at = make.an_entry(documents=(HTML,)), make.IN_2025
    states = []
    for _time in range(3):
        services.render_waiting(at=at)
        states.append(DocumentDescription.objects.get().render_state)
        at += timedelta(hours=1)
    document = entry.documents.get()

    assert states == [RenderState.WAITING, RenderState.WAITING, RenderState.FAILED]
    assert "apt-get install libpango" in document.render_error
    services.retry_rendering(document=document, by=archivist, at=at)
    assert DocumentDescription.objects.get().render_state == RenderState.WAITING


def test_a_lacking_library_is_one_line_in_the_log_and_no_traceback(monkeypatch, caplog):
    def lacking(*args, **kwargs):
        raise PdfUnavailable("apt-get install libpango-1.0-0")

    monkeypatch.setattr(services.documents, "pdf_a", lacking)
    make.an_entry(documents=(HTML,))

    services.render_waiting(at=make.IN_2025)

    [line] = [record for record in caplog.records if record.levelname == "ERROR"]
    assert "apt-get install libpango-1.0-0" in line.getMessage()
    assert not line.exc_info


def test_a_worker_that_fails_late_does_not_undo_what_another_made(monkeypatch):
    entry = make.an_entry(documents=(HTML,))

    def overtaken(*_: object, **__: object) -> bytes:
        make.rendered(entry)
        raise PdfUnavailable("apt-get install libpango-1.0-0")

    monkeypatch.setattr(services.documents, "pdf_a", overtaken)
    services.render_waiting(at=make.IN_2025)

    assert entry.documents.get().render_state == RenderState.DONE


@pytest.mark.slow
def test_the_real_pdf_is_an_approved_format():
    entry = make.an_entry(documents=(HTML,))
    services.render_waiting(at=make.IN_2025)
    document = entry.documents.get()
    if document.render_state != RenderState.DONE:
        pytest.skip(f"No PDF on this machine: {document.render_error}")
    content = bytes(document.files.get().blob.content)

    assert services.documents.approved(content, "x.pdf").pronom == "fmt/476"


# Closing


def test_closing_a_case_archives_its_entries(archivist):
    entry = make.entry_in("journaled", by=archivist)
    services.close_case(case=entry.case, by=archivist, at=make.AFTER_2025)
    entry.refresh_from_db()

    assert entry.state == EntryState.ARCHIVED


def test_a_case_with_unjournaled_entries_stays_open(archivist):
    with pytest.raises(Invalid, match="Journalfør alle"):
        services.close_case(case=make.an_entry().case, by=archivist, at=make.IN_2025)


def test_a_case_of_cancelled_entries_is_cancelled_not_closed(archivist):
    case = make.entry_in("cancelled", by=archivist).case
    with pytest.raises(Invalid, match="Sett den til utgår"):
        services.close_case(case=case, by=archivist, at=make.IN_2025)
    services.cancel_case(case=case, reason="Feil", by=archivist, at=make.IN_2025)

    assert CaseFile.objects.get().state == "cancelled"


def test_a_case_with_valid_entries_is_not_cancelled(archivist):
    with pytest.raises(Invalid, match="Avslutt den i stedet"):
        services.cancel_case(
            case=make.an_entry().case, reason="Feil", by=archivist, at=make.IN_2025
        )


@pytest.mark.parametrize(
    ("state", "at", "error"),
    [
        ("open", make.AFTER_2025, Invalid),
        ("closed", make.IN_2025, Invalid),
    ],
)
def test_a_year_closes_when_it_is_over_and_its_cases_are_closed(archivist, state, at, error):
    make.a_case(state, by=archivist)
    with pytest.raises(error):
        services.close_period(year=2025, by=archivist, at=at)


def test_a_year_that_lasts_closes_for_a_reason_that_is_kept(archivist):
    make.a_case("closed", by=archivist)
    series = services.close_period(
        year=2025, by=archivist, at=make.IN_2025, reason="Vi bytter system"
    )

    assert series.state == SeriesState.CLOSED
    assert history_of(series).first().reason == "Vi bytter system"


def test_a_closed_year_takes_nothing_more(archivist):
    make.a_case("closed", by=archivist)
    services.close_period(year=2025, by=archivist, at=make.AFTER_2025)

    assert Series.objects.get().state == SeriesState.CLOSED
    with pytest.raises(WrongState, match="tar ikke imot mer"):
        make.an_entry()
    with pytest.raises(DomainError):
        services.close_period(year=2025, by=archivist, at=make.AFTER_2025)


@pytest.mark.parametrize("table", ["journal_registryentry", "journal_casefile", "journal_series"])
def test_the_database_refuses_changes_to_a_closed_year(archivist, table):
    make.a_case("closed", by=archivist)
    services.close_period(year=2025, by=archivist, at=make.AFTER_2025)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET title = 'Noe annet'")


def test_the_database_refuses_changes_to_stored_files():
    make.an_entry()
    with pytest.raises(IntegrityError), transaction.atomic():
        Blob.objects.update(content=b"Noe annet")


def test_only_archivists_close_a_year(archivist):
    make.a_case("closed", by=archivist)
    with pytest.raises(NotAllowed):
        services.close_period(year=2025, by=UserFactory(roles=[Role.MANAGER]), at=make.AFTER_2025)
