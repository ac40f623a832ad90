"""loependeJournal.xml, offentligJournal.xml and endringslogg.xml.

The public journal is written from the public titles only, so nothing screened can reach it by
accident; elements that exist only in the maintenance edition 5.5.0 of the schemas are not used.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from difi_sosial.journal.noark import names
from difi_sosial.journal.noark.codes import ScreenedMetadata
from difi_sosial.journal.noark.masking import MASK
from difi_sosial.journal.noark.structure import JournalRow, PartyFacts, ScreeningFacts, Source
from difi_sosial.journal.noark.xml import NOARK, Writer, document

RUNNING_FILE, RUNNING_SCHEMA = "loependeJournal.xml", "loependeJournal.xsd"
PUBLIC_FILE, PUBLIC_SCHEMA = "offentligJournal.xml", "offentligJournal.xsd"
CHANGES_FILE, CHANGES_SCHEMA = "endringslogg.xml", "endringslogg.xsd"
NO_VALUE = "[ingen verdi]"

_ENTRY_TITLE = (ScreenedMetadata.ENTRY_TITLE_WORDS, ScreenedMetadata.ENTRY_TITLE_REST)
_NAMES = {True: ScreenedMetadata.SENDER_NAME, False: ScreenedMetadata.RECIPIENT_NAME}


def write_running(source: Source, stream: BinaryIO) -> None:
    """The running journal: full titles and names, for the archive only."""
    with _open(stream, names.noun("running_journal"), RUNNING_SCHEMA) as out:
        _write_head(source, out)
        for row in source.journal():
            _write_running_row(row, out)


def write_public(source: Source, stream: BinaryIO) -> None:
    """The public journal: screened words and names are ``*****``."""
    with _open(stream, names.noun("public_journal"), PUBLIC_SCHEMA) as out:
        _write_head(source, out)
        for row in source.journal():
            _write_public_row(row, out)


def write_changes(source: Source, stream: BinaryIO) -> None:
    """The change log. Both values are mandatory, so an unset one is written in words."""
    with _open(stream, names.noun("change_log"), CHANGES_SCHEMA) as out:
        for change in source.changes():
            with out.noun("change"):
                out.leaf(names.field("unit_id"), change.unit_id)
                out.leaf(names.field("changed_field"), names.field(change.changed_field))
                out.fields(change, "changed_at", "changed_by")
                out.leaf(names.field("old_value"), change.old_value.strip() or NO_VALUE)
                out.leaf(names.field("new_value"), change.new_value.strip() or NO_VALUE)


@contextmanager
def _open(stream: BinaryIO, root: str, schema: str) -> Iterator[Writer]:
    with document(stream, f"{NOARK}{root}") as out, out.root(root, schema):
        yield out


def _write_head(source: Source, out: Writer) -> None:
    totals = source.totals
    with out.noun("journal_head"):
        out.leaf(names.field("journal_start"), totals.first_day)
        out.leaf(names.field("journal_end"), totals.last_day)
        chosen = f"journaldato fra {totals.first_day} til {totals.last_day}"
        out.leaf(names.field("selection"), chosen)
        out.leaf(names.field("entry_count"), totals.entries)
        for creator in source.fonds.creators:
            with out.noun("fonds_creator"):
                out.fields(creator, "creator_id", "creator_name")


def _write_running_row(row: JournalRow, out: Writer) -> None:
    with out.noun("journal_registration"):
        _write_class(row, out)
        with out.noun("case_file"):
            out.fields(row.case, "case_year", "case_sequence_number", "title", "public_title")
            _write_one(row.case.screening, (ScreenedMetadata.CASE_TITLE_WORDS,), out)
        with out.noun("registry_entry"):
            out.fields(row.entry, "system_id", "entry_year", "entry_sequence_number")
            out.fields(row.entry, "entry_number", "title", "public_title")
            _write_one(row.screening, _ENTRY_TITLE, out)
            _write_dates_and_basis(row, out)
            for party in row.entry.parties:
                with out.noun("party"):
                    out.fields(party, "party_kind", "party_name")
                    if not party.party_kind.is_internal:
                        _write_one(row.screening, (_NAMES[party.party_kind.is_sender],), out)


def _write_public_row(row: JournalRow, out: Writer) -> None:
    with out.noun("journal_registration"):
        _write_class(row, out)
        with out.noun("case_file"):
            out.fields(row.case, "case_year", "case_sequence_number")
            out.leaf(names.field("public_title"), row.public_case_title)
        with out.noun("registry_entry"):
            out.fields(row.entry, "system_id", "entry_year", "entry_sequence_number")
            out.fields(row.entry, "entry_number")
            out.leaf(names.field("public_title"), row.public_entry_title)
            _write_one(row.screening, _ENTRY_TITLE, out)
            _write_dates_and_basis(row, out)
            for party in row.entry.parties:
                with out.noun("party"):
                    out.leaf(names.field("party_kind"), party.party_kind)
                    out.leaf(names.field("party_name"), public_name(party, row.screening))


def public_name(party: PartyFacts, screening: ScreeningFacts | None) -> str:
    """The party's name as the public may see it. Our own units and people are never hidden."""
    if screening is None or party.party_kind.is_internal:
        return party.party_name
    hidden = _NAMES[party.party_kind.is_sender] in screening.screened_metadata
    return MASK if hidden else party.party_name


def _write_class(row: JournalRow, out: Writer) -> None:
    with out.noun("class"):
        out.fields(row.archive_class, "class_id", "title")


def _write_one(
    screening: ScreeningFacts | None, wanted: tuple[ScreenedMetadata, ...], out: Writer
) -> None:
    """The journals allow one skjermingMetadata per element: the one that concerns it."""
    found = [value for value in wanted if screening and value in screening.screened_metadata]
    out.leaf(names.field("screened_metadata"), found[0] if found else None)


def _write_dates_and_basis(row: JournalRow, out: Writer) -> None:
    out.fields(row.entry, "journal_date", "document_date")
    if row.entry.sign_offs:
        sign_off = row.entry.sign_offs[0]
        out.fields(sign_off, "signed_off_on", "sign_off_method", "signed_off_by_entry")
    if row.screening is not None:
        out.fields(row.screening, "access_restriction", "legal_basis")
