"""Drafts, entries and a whole closed year, made by the journal's own services."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

from difi_sosial.journal import services
from difi_sosial.journal.enums import EntryState, RenderState
from difi_sosial.journal.models import CaseFile, DocumentDescription, RegistryEntry, Series
from difi_sosial.journal.noark.codes import (
    DocumentRole,
    EntryKind,
    PartyKind,
    ScreenedDocument,
    ScreenedMetadata,
)
from difi_sosial.journal.noark.draft import Document, Party, RecordDraft, Screening, SourcePost
from difi_sosial.people.enums import Role
from difi_sosial.people.models import User
from tests.factories.people import UserFactory

IN_2025 = datetime(2025, 3, 10, 9, 30, tzinfo=UTC)
AFTER_2025 = datetime(2026, 1, 8, 12, 0, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32
_numbers = count(1)

SENDER = Party(kind=PartyKind.SENDER, name="Ola Nordmann")
RECIPIENT = Party(kind=PartyKind.RECIPIENT, name="Ola Nordmann")
OURS = Party(kind=PartyKind.INTERNAL_RECIPIENT, name="Testetaten", unit="Kommunikasjon")
FROM_US = Party(kind=PartyKind.INTERNAL_SENDER, name="Testetaten", unit="Kommunikasjon")
TEXT = Document(
    title="Innlegg",
    document_type="Innlegg",
    filename="innlegg.txt",
    mime_type="text/plain",
    content="Når er fristen?\n".encode(),
)
WHOLE = Screening(
    access_restriction="Unntatt offentlighet",
    legal_basis="Offentleglova § 13",
    metadata=(ScreenedMetadata.SENDER_NAME, ScreenedMetadata.ENTRY_TITLE_WORDS),
    document=ScreenedDocument.WHOLE,
    years=60,
)


def a_draft(**changes: object) -> RecordDraft:
    """An incoming record with a text document, unlike any other unless told otherwise."""
    number = next(_numbers)
    draft = RecordDraft(
        source_key=f"test:{number}",
        case_key=f"test-case:{number}",
        case_title="Spørsmål om søknadsfrist",
        title="Spørsmål om søknadsfrist",
        kind=EntryKind.INCOMING,
        document_date=date(2025, 3, 9),
        received_at=IN_2025,
        parties=(SENDER, OURS),
        documents=(TEXT,),
        unit_name="Kommunikasjonsavdelingen",
        responsible_name="Kari Nordli",
    )
    return replace(draft, **changes)  # type: ignore[arg-type]


def an_archivist(**fields: object) -> User:
    """Somebody who may do everything in the journal."""
    user: User = UserFactory(roles=(Role.ARCHIVIST,), **fields)
    return user


def an_entry(*, at: datetime = IN_2025, by: User | None = None, **changes: object) -> RegistryEntry:
    """A registered entry."""
    return services.register_draft(draft=a_draft(**changes), by=by, at=at)


def rendered(entry: RegistryEntry) -> RegistryEntry:
    """The entry with its html documents given a text file, without the slow PDF maker."""
    for document in entry.documents.filter(render_state=RenderState.WAITING):
        store(document)
    return entry


def store(document: DocumentDescription) -> None:
    """Pretends that the worker has been here."""
    services.documents.store_file(
        document,
        content=f"{document.title}\n".encode(),
        filename="dokument.txt",
        file_format=services.documents.approved(b"x", "x.txt"),
        variant="A",
        by=None,
        at=document.created_at,
    )
    document.render_state = RenderState.DONE
    document.save()


def a_case(state: str, *, by: User, at: datetime = IN_2025) -> CaseFile:
    """A case in any state, come to it by the services."""
    entry = an_entry(at=at)
    if state == "closed":
        services.journal(entry=entry, by=by, at=at)
        services.close_case(case=entry.case, by=by, at=at)
    if state == "cancelled":
        services.cancel(entry=entry, reason="Feil", by=by, at=IN_2025)
        services.cancel_case(case=entry.case, reason="Feil", by=by, at=IN_2025)
    return CaseFile.objects.get(pk=entry.case_id)


def entry_in(state: str, *, by: User) -> RegistryEntry:
    """An entry in any state, come to it by the services."""
    entry = an_entry()
    if state in (EntryState.JOURNALED, EntryState.ARCHIVED):
        entry = services.journal(entry=entry, by=by, at=IN_2025)
    if state == EntryState.ARCHIVED:
        entry = services.archive(entry=entry, by=by, at=IN_2025)
    if state == EntryState.CANCELLED:
        entry = services.cancel(entry=entry, reason="Feil", by=by, at=IN_2025)
    return entry


def a_year(by: User) -> None:
    """2025 with an answered question, a screened one, a partly screened one and a cancelled one."""
    question = an_entry(case_key="a", by=by, source_post=a_post())
    services.register_answer(
        draft=a_draft(
            case_key="a",
            kind=EntryKind.OUTGOING,
            title="Svar om søknadsfrist",
            parties=(FROM_US, RECIPIENT),
            received_at=None,
            sent_at=IN_2025 + timedelta(days=1),
        ),
        answers=question,
        method="email",
        by=by,
        at=IN_2025 + timedelta(days=1),
    )
    attachment = replace(
        TEXT, role=DocumentRole.ATTACHMENT, filename="bilde.png", content=PNG, title="Bilde"
    )
    an_entry(
        case_key="b",
        case_title="Personsak",
        title="Klage fra Ola Nordmann",
        public_title="Klage fra ***** *****",
        documents=(TEXT, attachment),
        screening=WHOLE,
        at=IN_2025 + timedelta(days=2),
    )
    part = an_entry(
        case_key="b",
        title="Merknad fra Ola Nordmann",
        public_title="Merknad fra *****",
        screening=replace(WHOLE, document=ScreenedDocument.PART),
        at=IN_2025 + timedelta(days=3),
    )
    services.add_redacted(
        document=part.documents.get(), content=b"*****\n", filename="sladdet.txt", by=by, at=IN_2025
    )
    services.cancel(entry=an_entry(case_key="a"), reason="Dublett", by=by, at=IN_2025)


def a_post() -> SourcePost:
    """Where a mention came from."""
    return SourcePost(
        platform="Mastodon",
        post_url="https://sosial.example/@ola/1",
        account_handle="@ola@sosial.example",
        captured_at=IN_2025,
        sha256="a" * 64,
    )


def close_year(by: User, *, at: datetime = AFTER_2025) -> Series:
    """Journals, archives and closes everything in 2025."""
    for entry in RegistryEntry.objects.filter(year=2025, state=EntryState.REGISTERED):
        services.journal(entry=entry, by=by, at=at)
    for case in CaseFile.objects.filter(year=2025, state="open"):
        services.close_case(case=case, by=by, at=at)
    return services.close_period(year=2025, by=by, at=at)
