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
from difi_sosial.journal.noark.draft import CAPTURE
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


def screenings_of(thing: RegistryEntry | CaseFile) -> list[Screening]:
    """The thing's own screening first, then what an entry inherits from its case."""
    found = [getattr(thing, "screening", None)]
    if isinstance(thing, RegistryEntry):
        found.append(getattr(thing.case, "screening", None))
    return [screening for screening in found if screening is not None]


def hidden_metadata(thing: RegistryEntry | CaseFile) -> set[str]:
    """Everything that is screened about the thing, its own and inherited."""
    return {value for screening in screenings_of(thing) for value in screening.metadata}


def shown_title(thing: RegistryEntry | CaseFile, person: Any) -> str:
    """The title this person may see: archivists the full one, others the public one."""
    if may_see_screened(person):
        return thing.title
    return thing.public_title or (MASK if screenings_of(thing) else thing.title)


def shown_entry(entry: RegistryEntry, person: Any) -> ShownEntry:
    """The entry as this person may see it."""
    screenings = screenings_of(entry)
    hidden = hidden_metadata(entry)
    sees_all = may_see_screened(person)
    return ShownEntry(
        entry=entry,
        title=shown_title(entry, person),
        case_title=shown_title(entry.case, person),
        parties=[
            (party, party.name if sees_all else public_name(party, hidden))
            for party in entry.parties.all()
        ],
        screening=screenings[0] if screenings else None,
    )


def shown(entries: Any, person: Any) -> list[ShownEntry]:
    """A page of entries as this person may see them."""
    return [shown_entry(entry, person) for entry in entries]


def public_name(party: CorrespondenceParty, hidden: set[str]) -> str:
    """The party's name as the public may see it."""
    if party.kind in _INTERNAL:
        return party.name
    wanted = (
        ScreenedMetadata.SENDER_NAME if party.kind in _SENDERS else ScreenedMetadata.RECIPIENT_NAME
    )
    return MASK if wanted in hidden else party.name


def shown_document_title(document: DocumentDescription, hidden: set[str], person: Any) -> str:
    """A document's title, unless it or its entry's title is screened from this person."""
    titles = {ScreenedMetadata.DOCUMENT_TITLE.value, ScreenedMetadata.ENTRY_TITLE_WORDS.value}
    is_hidden = bool(titles & hidden) and not may_see_screened(person)
    return MASK if is_hidden else document.title


def shown_documents(entry: RegistryEntry, person: Any) -> list[ShownDocument]:
    """The entry's documents with the titles and files that this person may see."""
    hidden, parts = hidden_metadata(entry), _hidden_parts(entry)
    return [
        ShownDocument(
            document=document,
            title=shown_document_title(document, hidden, person),
            files=[
                (file, _may_fetch(file, document, parts, person)) for file in document.files.all()
            ],
        )
        for document in entry.documents.all()
    ]


def can_fetch(file: DocumentObject, person: Any) -> bool:
    """Whether this person may download the file: of a screened entry only the redacted one.

    What a source answered may hold the posts of others: only archivists fetch it.
    """
    return _may_fetch(file, file.document, _hidden_parts(file.document.entry), person)


def _hidden_parts(entry: RegistryEntry) -> set[str]:
    """How much of the documents is screened: wholly, partly or (empty) not at all."""
    return {screening.document for screening in screenings_of(entry) if screening.document}


def _may_fetch(
    file: DocumentObject, document: DocumentDescription, parts: set[str], person: Any
) -> bool:
    if may_see_screened(person):
        return True
    if document.document_type == CAPTURE:
        return False
    return not parts or (parts == {ScreenedDocument.PART} and file.variant == Variant.REDACTED)
