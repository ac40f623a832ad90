"""A tiny closed year, written by hand: what the pure writers are tested on."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import replace

from difi_sosial.journal.noark.codes import (
    CaseStatus,
    DocumentRole,
    EntryKind,
    EntryStatus,
    PartyKind,
    ScreenedDocument,
    ScreenedMetadata,
    SignOffMethod,
    Variant,
)
from difi_sosial.journal.noark.draft import SourcePost
from difi_sosial.journal.noark.structure import (
    ArchiveClass,
    CaseFacts,
    CaseWithEntries,
    ChangeFacts,
    CommentFacts,
    ConversionFacts,
    DocumentFacts,
    EntryFacts,
    Fonds,
    FondsCreator,
    JournalRow,
    ObjectFacts,
    PartyFacts,
    Scheme,
    ScreeningFacts,
    Series,
    SignOffFacts,
    Totals,
)

MOMENT = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)
CLOSED = dt.datetime(2026, 1, 8, 12, 0, tzinfo=dt.UTC)
WHO = "Sigrid Aasen"
SECRET_NAME = "Ola Hemmelig"


def uuid(number: int) -> str:
    """A readable, stable system id."""
    return f"00000000-0000-4000-8000-{number:012d}"


def file(number: int, content: bytes, variant: Variant = Variant.ARCHIVE) -> ObjectFacts:
    """A file of plain text."""
    return ObjectFacts(
        system_id=uuid(number),
        version_number=1,
        variant=variant,
        format="txt",
        format_details="x-fmt/111",
        created_at=MOMENT,
        created_by=WHO,
        file_reference=f"DOKUMENT/2025/{number}.txt",
        checksum=hashlib.sha256(content).hexdigest(),
        size=len(content),
        conversions=(
            ConversionFacts(
                converted_at=MOMENT, converted_by=WHO, from_format="html", to_format="txt"
            ),
        ),
    )


def paper(
    number: int, *objects: ObjectFacts, role: DocumentRole = DocumentRole.MAIN
) -> DocumentFacts:
    """A document with its files."""
    return DocumentFacts(
        system_id=uuid(number),
        document_type="Innlegg",
        title="Spørsmål om søknadsfrist",
        created_at=MOMENT,
        created_by=WHO,
        document_role=role,
        document_number=1 if role is DocumentRole.MAIN else 2,
        linked_at=MOMENT,
        linked_by=WHO,
        objects=objects,
    )


FILES = {21: b"Innlegget\n", 22: b"*****\n", 23: b"Vedlegget\n", 24: b"Svaret\n"}
INCOMING = EntryFacts(
    system_id=uuid(10),
    entry_id="2025/1-1",
    entry_year=2025,
    entry_sequence_number=1,
    entry_number=1,
    entry_kind=EntryKind.INCOMING,
    entry_status=EntryStatus.ARCHIVED,
    title=f"Spørsmål fra {SECRET_NAME} om søknadsfrist",
    public_title="Spørsmål fra ***** ***** om søknadsfrist",
    created_at=MOMENT,
    created_by=WHO,
    archived_at=CLOSED,
    archived_by=WHO,
    journal_date=dt.date(2025, 3, 10),
    document_date=dt.date(2025, 3, 9),
    received_at=MOMENT,
    assessed_on=dt.date(2025, 3, 10),
    parties=(
        PartyFacts(party_kind=PartyKind.SENDER, party_name=SECRET_NAME),
        PartyFacts(
            party_kind=PartyKind.INTERNAL_RECIPIENT, party_name="Testetaten", unit="Kommunikasjon"
        ),
    ),
    documents=(
        paper(11, file(21, FILES[21]), file(22, FILES[22], Variant.REDACTED)),
        paper(12, file(23, FILES[23]), role=DocumentRole.ATTACHMENT),
    ),
    screening=ScreeningFacts(
        access_restriction="Unntatt offentlighet",
        legal_basis="Offentleglova § 13",
        screened_metadata=(ScreenedMetadata.ENTRY_TITLE_WORDS, ScreenedMetadata.SENDER_NAME),
        screened_document=ScreenedDocument.PART,
        years=60,
    ),
    sign_offs=(
        SignOffFacts(
            signed_off_on=dt.date(2025, 3, 12),
            signed_off_by=WHO,
            sign_off_method=SignOffMethod.EMAIL,
            signed_off_by_entry=uuid(13),
        ),
    ),
    comments=(CommentFacts(comment_text="Sett av to", comment_at=MOMENT, comment_by=WHO),),
    source_post=SourcePost(
        platform="Mastodon",
        post_url="https://sosial.example/@ola/1",
        account_handle="@ola@sosial.example",
        captured_at=MOMENT,
        sha256="a" * 64,
    ),
)
OUTGOING = replace(
    INCOMING,
    system_id=uuid(13),
    entry_id="2025/1-2",
    entry_sequence_number=2,
    entry_number=2,
    entry_kind=EntryKind.OUTGOING,
    title="Svar om søknadsfrist",
    public_title="",
    journal_date=dt.date(2025, 3, 12),
    received_at=None,
    sent_at=MOMENT,
    parties=(
        PartyFacts(party_kind=PartyKind.INTERNAL_SENDER, party_name="Testetaten"),
        PartyFacts(party_kind=PartyKind.RECIPIENT, party_name="Innbygger"),
    ),
    documents=(paper(14, file(24, FILES[24])),),
    screening=None,
    sign_offs=(),
    comments=(),
    source_post=None,
)
CANCELLED = replace(
    OUTGOING,
    system_id=uuid(15),
    entry_id="2025/1-3",
    entry_sequence_number=3,
    entry_number=3,
    entry_status=EntryStatus.CANCELLED,
    documents=(paper(16, file(25, b"never exported")),),
)
CASE = CaseFacts(
    system_id=uuid(9),
    folder_id="2025/1",
    case_year=2025,
    case_sequence_number=1,
    title="Spørsmål om søknadsfrist",
    public_title="",
    created_at=MOMENT,
    created_by=WHO,
    closed_at=CLOSED,
    closed_by=WHO,
    case_date=dt.date(2025, 3, 10),
    unit="Kommunikasjonsavdelingen",
    responsible="Kari Nordli",
    case_status=CaseStatus.CLOSED,
)


class SampleYear:
    """A ``Source`` that holds one case with three entries; every part can be replaced."""

    def __init__(self, *, case: CaseFacts = CASE, entries: tuple[EntryFacts, ...] = ()) -> None:
        self.case = case
        self.entries = entries or (INCOMING, OUTGOING, CANCELLED)
        self.contents = dict(FILES)
        self.log = [
            ChangeFacts(
                unit_id=uuid(9),
                changed_field="case_status",
                changed_at=CLOSED,
                changed_by=WHO,
                old_value="Under behandling",
                new_value="Avsluttet",
            )
        ]
        self.fonds = Fonds(
            system_id=uuid(1),
            title="Sosiale medier i Testetaten",
            created_at=MOMENT,
            created_by=WHO,
            closed_at=CLOSED,
            closed_by=WHO,
            creators=(FondsCreator(creator_id="999888777", creator_name="Testetaten"),),
        )
        self.series = Series(
            system_id=uuid(2),
            title="Journal 2025",
            created_at=MOMENT,
            created_by=WHO,
            closed_at=CLOSED,
            closed_by=WHO,
            period_start=dt.date(2025, 1, 1),
            period_end=dt.date(2025, 12, 31),
        )
        self.scheme = Scheme(
            system_id=uuid(3),
            scheme_type="Funksjonsbasert, hierarkisk",
            title="Funksjoner",
            created_at=MOMENT,
            created_by=WHO,
        )
        self.classes = tuple(
            ArchiveClass(
                system_id=uuid(number),
                class_id=f"0{number}0",
                title="Dialog",
                created_at=MOMENT,
                created_by=WHO,
            )
            for number in (4, 5)
        )

    @property
    def totals(self) -> Totals:
        days = [entry.journal_date for entry in self.entries]
        return Totals(
            cases=1,
            entries=len(self.entries),
            files=len(self.contents),
            changes=len(self.log),
            first_day=min(days),
            last_day=max(days),
            has_screening=any(entry.screening for entry in self.entries),
            has_source_posts=any(entry.source_post for entry in self.entries),
        )

    def cases(self, archive_class: ArchiveClass) -> Iterable[CaseWithEntries]:
        if archive_class == self.classes[0]:
            yield CaseWithEntries(case=self.case, entries=self.entries)

    def journal(self) -> Iterable[JournalRow]:
        for entry in self.entries:
            yield JournalRow(archive_class=self.classes[0], case=self.case, entry=entry)

    def changes(self) -> Iterable[ChangeFacts]:
        return list(self.log)

    def files(self) -> Iterable[tuple[str, str, bytes]]:
        for number, content in sorted(self.contents.items()):
            yield f"DOKUMENT/2025/{number}.txt", hashlib.sha256(content).hexdigest(), content
