"""What a person may see of an entry: archivists everything, others the public side."""

from dataclasses import dataclass
from typing import Any

from difi_sosial.journal.enums import ScreenedDocument, ScreenedMetadata, Variant
from difi_sosial.journal.models import (
    CaseFile,
    CorrespondenceParty,
    DocumentDescription,
    DocumentObject,
    RegistryEntry,
    Screening,
)
from difi_sosial.journal.noark.masking import MASK
from difi_sosial.journal.rules import may_see_screened

_INTERNAL = ("IA", "IM")
_SENDERS = ("EA", "IA")


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry with the title and names that this person may see."""

    entry: RegistryEntry
    title: str
    case_title: str
    parties: list[tuple[CorrespondenceParty, str]]
    screening: Screening | None


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document with its files, each with whether this person may fetch it."""

    document: DocumentDescription
    title: str
    files: list[tuple[DocumentObject, bool]]


def screening_of(thing: RegistryEntry | CaseFile) -> Screening | None:
    """An entry's own screening, else what it inherits from its case."""
    own: Screening | None = getattr(thing, "screening", None)
    if own is None and isinstance(thing, RegistryEntry):
        return getattr(thing.case, "screening", None)
    return own


def shown_title(thing: RegistryEntry | CaseFile, person: Any) -> str:
    """The title this person may see: archivists the full one, others the public one."""
    if may_see_screened(person):
        return thing.title
    return thing.public_title or (MASK if screening_of(thing) else thing.title)


def shown_entry(entry: RegistryEntry, person: Any) -> ShownEntry:
    """The entry as this person may see it."""
    screening = screening_of(entry)
    sees_all = may_see_screened(person)
    return ShownEntry(
        entry=entry,
        title=shown_title(entry, person),
        case_title=shown_title(entry.case, person),
        parties=[
            (party, party.name if sees_all else public_name(party, screening))
            for party in entry.parties.all()
        ],
        screening=screening,
    )


def shown(entries: Any, person: Any) -> list[ShownEntry]:
    """A page of entries as this person may see them."""
    return [shown_entry(entry, person) for entry in entries]


def public_name(party: CorrespondenceParty, screening: Screening | None) -> str:
    """The party's name as the public may see it."""
    if screening is None or party.kind in _INTERNAL:
        return party.name
    wanted = (
        ScreenedMetadata.SENDER_NAME if party.kind in _SENDERS else ScreenedMetadata.RECIPIENT_NAME
    )
    return MASK if wanted in screening.metadata else party.name


def shown_document_title(
    document: DocumentDescription, screening: Screening | None, person: Any
) -> str:
    """A document's title, unless it is screened from this person."""
    hidden = screening is not None and (
        ScreenedMetadata.DOCUMENT_TITLE in screening.metadata
        or ScreenedMetadata.ENTRY_TITLE_WORDS in screening.metadata
    )
    return MASK if hidden and not may_see_screened(person) else document.title


def shown_documents(entry: RegistryEntry, person: Any) -> list[ShownDocument]:
    """The entry's documents with the titles and files that this person may see."""
    screening = screening_of(entry)
    return [
        ShownDocument(
            document=document,
            title=shown_document_title(document, screening, person),
            files=[
                (file, _may_fetch(file.variant, screening, person)) for file in document.files.all()
            ],
        )
        for document in entry.documents.all()
    ]


def can_fetch(file: DocumentObject, person: Any) -> bool:
    """Whether this person may download the file: of a screened entry only the redacted one."""
    return _may_fetch(file.variant, screening_of(file.document.entry), person)


def _may_fetch(variant: str, screening: Screening | None, person: Any) -> bool:
    if screening is None or not screening.document or may_see_screened(person):
        return True
    return screening.document == ScreenedDocument.PART and variant == Variant.REDACTED
