"""arkivstruktur.xml: the archive itself, in the exact element order of the schema."""

from typing import BinaryIO

from difi_sosial.journal.noark import names
from difi_sosial.journal.noark.codes import EntryStatus
from difi_sosial.journal.noark.draft import SourcePost
from difi_sosial.journal.noark.structure import (
    ArchiveClass,
    CaseWithEntries,
    DocumentFacts,
    EntryFacts,
    ObjectFacts,
    ScreeningFacts,
    Source,
)
from difi_sosial.journal.noark.xml import NOARK, Writer, document

FILE = "arkivstruktur.xml"
SCHEMA = "arkivstruktur.xsd"
SOCIAL_NAMESPACE = "urn:difi-sosial:noark5:sosialemedier"
SOCIAL_SCHEMA = "sosialemedier.xsd"


def write(source: Source, stream: BinaryIO) -> None:
    """Writes the whole structure of ``source``; every class is there, used or not."""
    with document(stream, f"{NOARK}arkivstruktur") as out, out.root("arkiv", SCHEMA):
        # arkivstatus is left out: the fonds goes on, only this series is closed.
        out.fields(source.fonds, "system_id", "title", "medium")
        out.fields(source.fonds, "created_at", "created_by", "closed_at", "closed_by")
        for creator in source.fonds.creators:
            with out.noun("fonds_creator"):
                out.fields(creator, "creator_id", "creator_name")
        _write_series(source, out)


def _write_series(source: Source, out: Writer) -> None:
    with out.noun("series"):
        out.fields(source.series, "system_id", "title", "series_status", "medium")
        out.fields(source.series, "created_at", "created_by", "closed_at", "closed_by")
        out.fields(source.series, "period_start", "period_end")
        with out.noun("scheme"):
            out.fields(source.scheme, "system_id", "scheme_type", "title")
            out.fields(source.scheme, "created_at", "created_by")
            for archive_class in source.classes:
                _write_class(source, archive_class, out)


def _write_class(source: Source, archive_class: ArchiveClass, out: Writer) -> None:
    with out.noun("class"):
        out.fields(archive_class, "system_id", "class_id", "title", "created_at", "created_by")
        for case in source.cases(archive_class):
            _write_case(case, out)


def _write_case(whole: CaseWithEntries, out: Writer) -> None:
    case = whole.case
    with out.noun("folder", "case_file"):
        out.fields(case, "system_id", "folder_id", "title", "public_title", "medium")
        out.fields(case, "created_at", "created_by", "closed_at", "closed_by")
        _write_screening(case.screening, out)
        for entry in whole.entries:
            _write_entry(entry, out)
        # The extension's own elements follow the base type's, so after the nested records.
        out.fields(case, "case_year", "case_sequence_number", "case_date")
        out.fields(case, "unit", "responsible", "case_status")


def _write_entry(entry: EntryFacts, out: Writer) -> None:
    with out.noun("record", "registry_entry"):
        out.fields(entry, "system_id", "created_at", "created_by", "archived_at", "archived_by")
        _write_screening(entry.screening, out)
        for paper in entry.documents:
            _write_document(entry, paper, out)
        out.fields(entry, "entry_id", "title", "public_title", "medium")
        _write_source_post(entry.source_post, out)
        _write_comments(entry, out)
        _write_parties(entry, out)
        out.fields(entry, "entry_year", "entry_sequence_number", "entry_number", "entry_kind")
        out.fields(entry, "entry_status", "journal_date", "document_date", "received_at")
        out.fields(entry, "sent_at", "assessed_on", "attachment_count")
        _write_sign_offs(entry, out)


def _write_screening(screening: ScreeningFacts | None, out: Writer) -> None:
    if screening is None:
        return
    with out.noun("screening"):
        out.fields(screening, "access_restriction", "legal_basis", "screened_metadata")
        out.fields(screening, "screened_document", "years", "ends_on")


def _write_source_post(post: SourcePost | None, out: Writer) -> None:
    if post is None:
        return
    with out.noun("agency_metadata"), out.element("innlegg", namespace=SOCIAL_NAMESPACE):
        for field, wire in names.SOCIAL_FIELDS.items():
            out.leaf(wire, getattr(post, field))


def _write_comments(entry: EntryFacts, out: Writer) -> None:
    for comment in entry.comments:
        with out.noun("comment"):
            out.fields(comment, "comment_text", "comment_at", "comment_by")


def _write_parties(entry: EntryFacts, out: Writer) -> None:
    for party in entry.parties:
        with out.noun("party"):
            out.fields(party, "party_kind", "party_name", "unit", "case_handler")


def _write_sign_offs(entry: EntryFacts, out: Writer) -> None:
    for sign_off in entry.sign_offs:
        with out.noun("sign_off"):
            out.fields(sign_off, "signed_off_on", "signed_off_by", "sign_off_method")
            out.fields(sign_off, "signed_off_by_entry")


def _write_document(entry: EntryFacts, paper: DocumentFacts, out: Writer) -> None:
    with out.noun("document_description"):
        out.fields(paper, "system_id", "document_type", "document_status", "title")
        out.fields(paper, "created_at", "created_by", "medium", "document_role")
        out.fields(paper, "document_number", "linked_at", "linked_by")
        if entry.entry_status is not EntryStatus.CANCELLED:  # cancelled: metadata yes, files no
            for item in paper.objects:
                _write_object(item, out)


def _write_object(item: ObjectFacts, out: Writer) -> None:
    with out.noun("document_object"):
        out.fields(item, "system_id", "version_number", "variant", "format", "format_details")
        out.fields(item, "created_at", "created_by", "file_reference", "checksum")
        out.fields(item, "checksum_algorithm", "size")
        for conversion in item.conversions:
            with out.noun("conversion"):
                out.fields(conversion, "converted_at", "converted_by", "from_format")
                out.fields(conversion, "to_format", "tool")
