"""Noark 5 code lists (metadata catalogue, numbers Mnnn) as enums.

The value is the text that goes on the wire. The official XSDs hold no enumerations, so these lists
are what keeps an extraction within the standard.
"""

from enum import StrEnum


class SeriesStatus(StrEnum):
    """Status of the series (arkivdelstatus, M051)."""

    ACTIVE = "Aktiv periode"
    CLOSED = "Avsluttet periode"


class CaseStatus(StrEnum):
    """Status of the case file (saksstatus, M052)."""

    OPEN = "Under behandling"
    CLOSED = "Avsluttet"
    CANCELLED = "Utgår"


class EntryStatus(StrEnum):
    """Status of the registry entry (journalstatus, M053)."""

    JOURNALED = "Journalført"
    ARCHIVED = "Arkivert"
    CANCELLED = "Utgår"


class EntryKind(StrEnum):
    """Kind of registry entry (journalposttype, M082)."""

    INCOMING = "Inngående dokument"
    OUTGOING = "Utgående dokument"
    INTERNAL_FOLLOW_UP = "Organinternt dokument for oppfølging"
    INTERNAL = "Organinternt dokument uten oppfølging"

    @property
    def letter(self) -> str:
        """The one-letter code that archivists use: I, U, N or X."""
        return _LETTERS[self]


_LETTERS = {
    EntryKind.INCOMING: "I",
    EntryKind.OUTGOING: "U",
    EntryKind.INTERNAL_FOLLOW_UP: "N",
    EntryKind.INTERNAL: "X",
}


class PartyKind(StrEnum):
    """Role of a correspondence party (korrespondanseparttype, M087)."""

    SENDER = "Avsender"
    RECIPIENT = "Mottaker"
    COPY_RECIPIENT = "Kopimottaker"
    GROUP_RECIPIENT = "Gruppemottaker"
    INTERNAL_SENDER = "Intern avsender"
    INTERNAL_RECIPIENT = "Intern mottaker"

    @property
    def is_internal(self) -> bool:
        """Whether the party is one of the agency's own."""
        return self in (PartyKind.INTERNAL_SENDER, PartyKind.INTERNAL_RECIPIENT)

    @property
    def is_sender(self) -> bool:
        """Whether the party sends the document."""
        return self in (PartyKind.SENDER, PartyKind.INTERNAL_SENDER)


class DocumentRole(StrEnum):
    """How a document belongs to its entry (tilknyttetRegistreringSom, M217)."""

    MAIN = "Hoveddokument"
    ATTACHMENT = "Vedlegg"


class DocumentStatus(StrEnum):
    """Status of a document (dokumentstatus, M054)."""

    EDITING = "Dokumentet er under redigering"
    FINISHED = "Dokumentet er ferdigstilt"


class Variant(StrEnum):
    """Variant of a document's file (variantformat, M700)."""

    ARCHIVE = "Arkivformat"
    REDACTED = "Dokument hvor deler av innholdet er skjermet"


class ScreenedMetadata(StrEnum):
    """What is screened about a case, an entry or a document (skjermingMetadata, M502)."""

    CASE_TITLE_WORDS = "Skjerming tittel mappe - utvalgte ord"
    ENTRY_TITLE_WORDS = "Skjerming tittel registrering - utvalgte ord"
    ENTRY_TITLE_REST = "Skjerming tittel registrering - unntatt første linje"
    SENDER_NAME = "Skjerming navn avsender"
    RECIPIENT_NAME = "Skjerming navn mottaker"
    DOCUMENT_TITLE = "Skjerming tittel dokumentbeskrivelse"
    COMMENT_TEXT = "Skjerming merknadstekst"
    TEMPORARY = "Midlertidig skjerming"


class ScreenedDocument(StrEnum):
    """How much of the documents is screened (skjermingDokument, M503)."""

    WHOLE = "Skjerming av hele dokumentet"
    PART = "Skjerming av deler av dokumentet"


class SignOffMethod(StrEnum):
    """How an incoming document was signed off (avskrivningsmåte, M619)."""

    LETTER = "Besvart med brev"
    EMAIL = "Besvart med e-post"
    TELEPHONE = "Besvart på telefon"
    NOTED = "Tatt til etterretning"
    INFORMATION = "Tatt til orientering"


CHECKSUM_ALGORITHM = "SHA256"
ELECTRONIC_MEDIUM = "Elektronisk arkiv"
