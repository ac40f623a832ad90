"""A closed year as the extraction's ``Source``: from our rows to Noark's facts, piece by piece."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import islice

from django.db.models import Max, Min, Q, QuerySet

from difi_sosial.core.clock import local_date
from difi_sosial.journal.enums import (
    CASE_STATES,
    DOCUMENT_ROLES,
    ENTRY_KINDS,
    ENTRY_STATES,
    PARTY_KINDS,
    SCREENED_DOCUMENTS,
    SCREENED_METADATA,
    SIGN_OFF_METHODS,
    VARIANTS,
    CaseState,
    DocumentRole,
    EntryKind,
    EntryState,
    PartyKind,
    ScreenedDocument,
    ScreenedMetadata,
    SignOffMethod,
    Variant,
)
from difi_sosial.journal.models import (
    ArchiveClass,
    CaseFile,
    DocumentDescription,
    DocumentObject,
    RegistryEntry,
    Screening,
    Series,
    SourcePost,
)
from difi_sosial.journal.noark import draft, scheme, structure
from difi_sosial.journal.queries.readiness import entries_with_all

CHUNK = 100


class DatabaseYear:
    """One closed series, read in a fixed order so that the same rows give the same bytes."""

    def __init__(self, series: Series) -> None:
        if series.closed_at is None or series.closed_by is None:
            raise ValueError(f"Series {series.year} is open")
        self._series = series
        self._closed_at = series.closed_at
        self._closed_by = series.closed_by

    @cached_property
    def fonds(self) -> structure.Fonds:
        """The archive; the schema demands a closing time, and this deposit's is the series'."""
        fonds = self._series.fonds
        creator = structure.FondsCreator(
            creator_id=fonds.creator_id, creator_name=fonds.creator_name
        )
        return structure.Fonds(
            system_id=str(fonds.uuid),
            title=fonds.title,
            created_at=fonds.created_at,
            created_by=fonds.created_by,
            closed_at=self._closed_at,
            closed_by=self._closed_by,
            creators=(creator,),
        )

    @cached_property
    def series(self) -> structure.Series:
        """The year."""
        series = self._series
        return structure.Series(
            system_id=str(series.uuid),
            title=series.title,
            created_at=series.created_at,
            created_by=series.created_by,
            closed_at=self._closed_at,
            closed_by=self._closed_by,
            period_start=date(series.year, 1, 1),
            period_end=min(date(series.year, 12, 31), local_date(self._closed_at)),
        )

    @cached_property
    def scheme(self) -> structure.Scheme:
        """The series' own copy of the scheme."""
        return structure.Scheme(
            system_id=str(self._series.scheme_uuid),
            scheme_type=scheme.SCHEME_TYPE,
            title=scheme.SCHEME_TITLE,
            created_at=self._series.created_at,
            created_by=self._series.created_by,
        )

    @cached_property
    def classes(self) -> tuple[structure.ArchiveClass, ...]:
        """Every class, used or not, by code."""
        return tuple(class_facts(row) for row in self._series.classes.order_by("code"))

    @cached_property
    def totals(self) -> structure.Totals:
        """The counts and flags that arkivuttrekk.xml declares."""
        entries = RegistryEntry.objects.filter(year=self._series.year)
        days = entries.aggregate(first=Min("journal_date"), last=Max("journal_date"))
        of_year = Q(entry__year=self._series.year) | Q(case__series=self._series)
        return structure.Totals(
            cases=self._series.cases.count(),
            entries=entries.count(),
            files=self._files().count(),
            changes=self._series.changes.count(),
            first_day=days["first"],
            last_day=days["last"],
            has_screening=Screening.objects.filter(of_year).exists(),
            has_source_posts=SourcePost.objects.filter(entry__year=self._series.year).exists(),
        )

    def cases(self, archive_class: structure.ArchiveClass) -> Iterator[structure.CaseWithEntries]:
        """The cases of one class, by number."""
        found = self._series.cases.filter(archive_class__uuid=archive_class.system_id)
        ordered = found.select_related("screening").order_by("number").iterator(chunk_size=CHUNK)
        while batch := list(islice(ordered, CHUNK)):
            rows = entries_with_all(self._series).filter(case__in=batch).order_by("number")
            entries: dict[int, list[RegistryEntry]] = {}
            for row in rows:
                entries.setdefault(row.case_id, []).append(row)
            for case in batch:
                yield structure.CaseWithEntries(
                    case=case_facts(case),
                    entries=tuple(entry_facts(row) for row in entries.get(case.pk, ())),
                )

    def journal(self) -> Iterator[structure.JournalRow]:
        """Every entry by running number."""
        rows = entries_with_all(self._series).order_by("sequence")
        for row in rows.iterator(chunk_size=CHUNK):
            yield structure.JournalRow(
                archive_class=class_facts(row.case.archive_class),
                case=case_facts(row.case),
                entry=entry_facts(row),
            )

    def changes(self) -> Iterator[structure.ChangeFacts]:
        """The change log by time."""
        for row in self._series.changes.order_by("at", "pk").iterator(chunk_size=1000):
            yield structure.ChangeFacts(
                unit_id=str(row.unit_uuid),
                changed_field=row.field,
                changed_at=row.at,
                changed_by=row.by,
                old_value=row.old,
                new_value=row.new,
            )

    def files(self) -> Iterable[tuple[str, str, bytes]]:
        """Every file by path: one at a time, so that a large year does not fill the memory."""
        rows = self._files().order_by("document__entry__sequence", "document__number", "pk")
        for row in rows.select_related("document__entry", "blob").iterator(chunk_size=2):
            yield file_path(row, row.document), row.blob_id, bytes(row.blob.content)

    def _files(self) -> QuerySet[DocumentObject]:
        of_year = DocumentObject.objects.filter(document__entry__year=self._series.year)
        return of_year.exclude(document__entry__state=EntryState.CANCELLED)


def file_path(file: DocumentObject, document: DocumentDescription) -> str:
    """Where a file lies in the package: year, running number, document, variant, version."""
    entry = document.entry
    name = f"{document.number}-{file.variant}{file.version}.{file.extension}"
    return f"DOKUMENT/{entry.year}/{entry.sequence:05d}/{name}"


def class_facts(row: ArchiveClass) -> structure.ArchiveClass:
    """A class."""
    return structure.ArchiveClass(
        system_id=str(row.uuid),
        class_id=row.code,
        title=row.title,
        created_at=row.created_at,
        created_by=row.created_by,
    )


def case_facts(row: CaseFile) -> structure.CaseFacts:
    """A closed or cancelled case."""
    if row.closed_at is None or row.closed_by is None:
        raise ValueError(f"Case {row.folder_id} is open")
    return structure.CaseFacts(
        system_id=str(row.uuid),
        folder_id=row.folder_id,
        case_year=row.year,
        case_sequence_number=row.number,
        title=row.title,
        public_title=row.public_title,
        created_at=row.created_at,
        created_by=row.created_by,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        case_date=row.opened_on,
        unit=row.unit_name,
        responsible=row.responsible_name,
        case_status=CASE_STATES[CaseState(row.state)],
        screening=_screening(getattr(row, "screening", None)),
    )


def entry_facts(row: RegistryEntry) -> structure.EntryFacts:
    """An archived or cancelled entry."""
    if row.archived_at is None or row.archived_by is None:
        raise ValueError(f"Entry {row.running_number} is not archived")
    return structure.EntryFacts(
        system_id=str(row.uuid),
        entry_id=row.entry_id,
        entry_year=row.year,
        entry_sequence_number=row.sequence,
        entry_number=row.number,
        entry_kind=ENTRY_KINDS[EntryKind(row.kind)],
        entry_status=ENTRY_STATES[EntryState(row.state)],
        title=row.title,
        public_title=row.public_title,
        created_at=row.created_at,
        created_by=row.created_by,
        archived_at=row.archived_at,
        archived_by=row.archived_by,
        journal_date=row.journal_date,
        document_date=row.document_date,
        received_at=row.received_at,
        sent_at=row.sent_at,
        assessed_on=row.assessed_on,
        parties=_parties(row),
        documents=tuple(_document(paper, row) for paper in row.documents.all()),
        screening=_screening(getattr(row, "screening", None)),
        sign_offs=_sign_offs(row),
        comments=_comments(row),
        source_post=_source_post(row),
    )


def _parties(row: RegistryEntry) -> tuple[structure.PartyFacts, ...]:
    return tuple(
        structure.PartyFacts(
            party_kind=PARTY_KINDS[PartyKind(party.kind)],
            party_name=party.name,
            unit=party.unit_name,
            case_handler=party.case_handler,
        )
        for party in row.parties.all()
    )


def _comments(row: RegistryEntry) -> tuple[structure.CommentFacts, ...]:
    return tuple(
        structure.CommentFacts(comment_text=item.text, comment_at=item.at, comment_by=item.by)
        for item in row.comments.all()
    )


def _screening(row: Screening | None) -> structure.ScreeningFacts | None:
    if row is None:
        return None
    part = SCREENED_DOCUMENTS[ScreenedDocument(row.document)] if row.document else None
    return structure.ScreeningFacts(
        access_restriction=row.access_restriction,
        legal_basis=row.legal_basis,
        screened_metadata=tuple(SCREENED_METADATA[ScreenedMetadata(x)] for x in row.metadata),
        screened_document=part,
        years=row.years,
        ends_on=row.ends_on,
    )


def _sign_offs(row: RegistryEntry) -> tuple[structure.SignOffFacts, ...]:
    sign_off = getattr(row, "sign_off", None)
    if sign_off is None:
        return ()
    answer = sign_off.answer
    is_here = answer is not None and answer.year == row.year
    return (
        structure.SignOffFacts(
            signed_off_on=sign_off.on,
            signed_off_by=sign_off.by,
            sign_off_method=SIGN_OFF_METHODS[SignOffMethod(sign_off.method)],
            signed_off_by_entry=str(answer.uuid) if is_here else "",
        ),
    )


def _source_post(row: RegistryEntry) -> draft.SourcePost | None:
    post = getattr(row, "source_post", None)
    if post is None:
        return None
    return draft.SourcePost(
        platform=post.platform,
        post_url=post.post_url,
        account_handle=post.account_handle,
        captured_at=post.captured_at,
        sha256=post.sha256,
    )


def _document(row: DocumentDescription, entry: RegistryEntry) -> structure.DocumentFacts:
    row.entry = entry  # known already: saves a query for each file's path
    return structure.DocumentFacts(
        system_id=str(row.uuid),
        document_type=row.document_type,
        title=row.title,
        created_at=row.created_at,
        created_by=row.created_by,
        document_role=DOCUMENT_ROLES[DocumentRole(row.role)],
        document_number=row.number,
        linked_at=row.created_at,
        linked_by=row.created_by,
        objects=tuple(_object(file, row) for file in row.files.all()),
    )


def _object(row: DocumentObject, document: DocumentDescription) -> structure.ObjectFacts:
    return structure.ObjectFacts(
        system_id=str(row.uuid),
        version_number=row.version,
        variant=VARIANTS[Variant(row.variant)],
        # The depots' validator compares the format with the file's extension; PRONOM beside it.
        format=row.extension,
        format_details=row.pronom,
        created_at=row.created_at,
        created_by=row.created_by,
        file_reference=file_path(row, document),
        checksum=row.blob_id,
        size=row.blob.size,
        conversions=tuple(
            structure.ConversionFacts(
                converted_at=item.at,
                converted_by=item.by,
                from_format=item.from_format,
                to_format=item.to_format,
                tool=item.tool,
            )
            for item in row.conversions.all()
        ),
    )
