"""An extraction's content as frozen dataclasses: what the writers read.

Field names are those of ``names.FIELDS``. ``Source`` is how a database hands the content over,
piece by piece, so that a large year never lies in memory.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from difi_sosial.journal.noark.codes import (
    CHECKSUM_ALGORITHM,
    ELECTRONIC_MEDIUM,
    CaseStatus,
    DocumentRole,
    DocumentStatus,
    EntryKind,
    EntryStatus,
    PartyKind,
    ScreenedDocument,
    ScreenedMetadata,
    SeriesStatus,
    SignOffMethod,
    Variant,
)
from difi_sosial.journal.noark.draft import SourcePost
from difi_sosial.journal.noark.masking import MASK


@dataclass(frozen=True, slots=True, kw_only=True)
class FondsCreator:
    """Who made the archive (arkivskaper)."""

    creator_id: str
    creator_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonds:
    """The archive (arkiv)."""

    system_id: str
    title: str
    created_at: dt.datetime
    created_by: str
    closed_at: dt.datetime
    closed_by: str
    creators: tuple[FondsCreator, ...]
    medium: str = ELECTRONIC_MEDIUM


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One closed period of the archive (arkivdel)."""

    system_id: str
    title: str
    created_at: dt.datetime
    created_by: str
    closed_at: dt.datetime
    closed_by: str
    period_start: dt.date
    period_end: dt.date
    series_status: SeriesStatus = SeriesStatus.CLOSED
    medium: str = ELECTRONIC_MEDIUM


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """The classification scheme (klassifikasjonssystem)."""

    system_id: str
    scheme_type: str
    title: str
    created_at: dt.datetime
    created_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveClass:
    """A class of the scheme (klasse)."""

    system_id: str
    class_id: str
    title: str
    created_at: dt.datetime
    created_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningFacts:
    """Screening (skjerming) of a case file or an entry."""

    access_restriction: str
    legal_basis: str
    screened_metadata: tuple[ScreenedMetadata, ...]
    screened_document: ScreenedDocument | None = None
    years: int | None = None
    ends_on: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFacts:
    """A correspondence party (korrespondansepart)."""

    party_kind: PartyKind
    party_name: str
    unit: str = ""
    case_handler: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffFacts:
    """A sign-off (avskrivning)."""

    signed_off_on: dt.date
    signed_off_by: str
    sign_off_method: SignOffMethod
    signed_off_by_entry: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentFacts:
    """A comment (merknad)."""

    comment_text: str
    comment_at: dt.datetime
    comment_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionFacts:
    """A conversion (konvertering) that a file went through."""

    converted_at: dt.datetime
    converted_by: str
    from_format: str
    to_format: str
    tool: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectFacts:
    """One file (dokumentobjekt). ``size`` in bytes, ``checksum`` hexadecimal SHA-256."""

    system_id: str
    version_number: int
    variant: Variant
    format: str
    format_details: str
    created_at: dt.datetime
    created_by: str
    file_reference: str
    checksum: str
    size: int
    conversions: tuple[ConversionFacts, ...] = ()
    checksum_algorithm: str = CHECKSUM_ALGORITHM


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """One document of an entry (dokumentbeskrivelse)."""

    system_id: str
    document_type: str
    title: str
    created_at: dt.datetime
    created_by: str
    document_role: DocumentRole
    document_number: int
    linked_at: dt.datetime
    linked_by: str
    objects: tuple[ObjectFacts, ...]
    document_status: DocumentStatus = DocumentStatus.FINISHED
    medium: str = ELECTRONIC_MEDIUM


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFacts:
    """A registry entry (journalpost)."""

    system_id: str
    entry_id: str
    entry_year: int
    entry_sequence_number: int
    entry_number: int
    entry_kind: EntryKind
    entry_status: EntryStatus
    title: str
    public_title: str
    created_at: dt.datetime
    created_by: str
    archived_at: dt.datetime
    archived_by: str
    journal_date: dt.date
    parties: tuple[PartyFacts, ...]
    documents: tuple[DocumentFacts, ...]
    document_date: dt.date | None = None
    received_at: dt.datetime | None = None
    sent_at: dt.datetime | None = None
    assessed_on: dt.date | None = None
    screening: ScreeningFacts | None = None
    sign_offs: tuple[SignOffFacts, ...] = ()
    comments: tuple[CommentFacts, ...] = ()
    source_post: SourcePost | None = None
    medium: str = ELECTRONIC_MEDIUM

    @property
    def attachment_count(self) -> int:
        """How many attachments the entry has."""
        return sum(document.document_role is DocumentRole.ATTACHMENT for document in self.documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """A case file (saksmappe) without its entries."""

    system_id: str
    folder_id: str
    case_year: int
    case_sequence_number: int
    title: str
    public_title: str
    created_at: dt.datetime
    created_by: str
    closed_at: dt.datetime
    closed_by: str
    case_date: dt.date
    unit: str
    responsible: str
    case_status: CaseStatus
    screening: ScreeningFacts | None = None
    medium: str = ELECTRONIC_MEDIUM


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWithEntries:
    """A case file with its entries, in the order of their numbers."""

    case: CaseFacts
    entries: tuple[EntryFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRow:
    """One row of the journals: entry, case and class together."""

    archive_class: ArchiveClass
    case: CaseFacts
    entry: EntryFacts

    @property
    def screening(self) -> ScreeningFacts | None:
        """The entry's own screening with what it inherits from its case."""
        own, inherited = self.entry.screening, self.case.screening
        if own is None or inherited is None:
            return own or inherited
        both = dict.fromkeys((*own.screened_metadata, *inherited.screened_metadata))
        return replace(own, screened_metadata=tuple(both))

    @property
    def public_case_title(self) -> str:
        """The case title for the public journal."""
        return _public(self.case.public_title, self.case.title, hidden=bool(self.case.screening))

    @property
    def public_entry_title(self) -> str:
        """The entry title for the public journal; the full title only when nothing is screened."""
        return _public(self.entry.public_title, self.entry.title, hidden=bool(self.screening))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFacts:
    """One line of the change log (endring). ``changed_field`` is one of ``names.FIELDS``."""

    unit_id: str
    changed_field: str
    changed_at: dt.datetime
    changed_by: str
    old_value: str
    new_value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a period holds. ``first_day`` and ``last_day`` are the outermost journal dates."""

    cases: int
    entries: int
    files: int
    changes: int
    first_day: dt.date
    last_day: dt.date
    has_screening: bool
    has_source_posts: bool


class Source(Protocol):
    """How a database hands a closed period over. Every order is fixed, so that bytes repeat."""

    @property
    def fonds(self) -> Fonds: ...
    @property
    def series(self) -> Series: ...
    @property
    def scheme(self) -> Scheme: ...
    @property
    def classes(self) -> tuple[ArchiveClass, ...]: ...
    @property
    def totals(self) -> Totals: ...

    def cases(self, archive_class: ArchiveClass) -> Iterable[CaseWithEntries]:
        """The cases of one class, by year and number."""

    def journal(self) -> Iterable[JournalRow]:
        """Every entry, by year and sequence number."""

    def changes(self) -> Iterable[ChangeFacts]:
        """The change log, by time."""

    def files(self) -> Iterable[tuple[str, str, bytes]]:
        """Path in the package, expected sha256 and content of every file, by path."""


def _public(public_title: str, title: str, *, hidden: bool) -> str:
    if public_title:
        return public_title
    return MASK if hidden else title
