"""What other apps hand over when something of theirs is to be archived.

A draft is complete in itself: the journal never looks back at the thing it was made from. Give it
to ``journal.services.register_draft(draft=…, by=…, at=…)`` inside the transaction that approves the
thing.
"""

import datetime as dt
import re
from dataclasses import dataclass

from difi_sosial.journal.noark.codes import (
    DocumentRole,
    EntryKind,
    PartyKind,
    ScreenedDocument,
    ScreenedMetadata,
)

_SHA256 = re.compile(r"[0-9a-f]{64}")


# The document type of what a source answered, just as it came.
CAPTURE = "Opptak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A correspondence party (korrespondansepart).

    ``name`` is a display name (an account's handle belongs in :class:`SourcePost`); ``unit`` and
    ``case_handler`` are for the agency's own parties.
    """

    kind: PartyKind
    name: str
    unit: str = ""
    case_handler: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("A party needs a name; write 'Ukjent avsender' when it is unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of a record: bytes in an approved format, or html that becomes PDF/A later.

    Exactly one of ``content`` and ``html`` is set. ``html`` is safe body content (a fragment with
    its own ``<h1>``), from ``core.markdown.render`` or a template.
    ``document_type`` is the agency's own word: Strategi, Retningslinje, Innlegg, Svar, Vedtak …
    """

    title: str
    document_type: str
    role: DocumentRole = DocumentRole.MAIN
    filename: str = ""
    mime_type: str = "application/pdf"
    content: bytes | None = None
    html: str | None = None
    language: str = "nb"

    def __post_init__(self) -> None:
        if not self.title.strip() or not self.document_type.strip():
            raise ValueError("A document needs a title and a document_type")
        if (self.content is None) == (self.html is None):
            raise ValueError("A document has either content or html, and never both")
        if not (self.content or self.html):
            raise ValueError("An empty document cannot be archived")
        if self.content is not None and not self.filename:
            raise ValueError("A document given as bytes needs a filename")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePost:
    """Where a social-media record comes from.

    ``sha256`` is the hexadecimal digest of the bytes that the source answered; ``captured_at`` is
    when the portal fetched them.
    """

    platform: str
    post_url: str
    account_handle: str = ""
    captured_at: dt.datetime
    sha256: str = ""

    def __post_init__(self) -> None:
        if not self.platform.strip():
            raise ValueError("A source post needs a platform")
        if self.sha256 and not _SHA256.fullmatch(self.sha256):
            raise ValueError("sha256 is 64 lower-case hexadecimal digits")


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """Screening (skjerming): what is kept from the public, and the law that allows it.

    ``metadata`` needs at least one value. ``years`` counts from the entry's journal date.
    """

    access_restriction: str
    legal_basis: str
    metadata: tuple[ScreenedMetadata, ...]
    document: ScreenedDocument | None = None
    years: int | None = None
    ends_on: dt.date | None = None

    def __post_init__(self) -> None:
        if not self.access_restriction or not self.legal_basis:
            raise ValueError("Screening needs an access restriction and a legal basis")
        if not self.metadata:
            raise ValueError("Screening needs at least one screened metadata value")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDraft:
    """A record (journalpost) as another app hands it over.

    - ``source_key`` is unique for what is archived, e.g. ``strategy.version:3``: registering the
      same key twice gives the first entry back.
    - ``case_key`` gathers records in one case file, e.g. ``strategy:1``.
    - ``document_date`` is the document's own date, never the time of registration.
    - ``received_at`` belongs to incoming records, ``sent_at`` to outgoing ones.
    - ``public_title`` is for the public journal, with ``*****`` for screened words; empty means
      that the title may be shown as it is.
    - ``class_code`` is one of ``noark.scheme``; empty means the journal's default class.
    """

    source_key: str
    case_key: str
    case_title: str
    title: str
    kind: EntryKind
    document_date: dt.date | None
    parties: tuple[Party, ...]
    documents: tuple[Document, ...]
    unit_name: str
    responsible_name: str
    public_title: str = ""
    case_public_title: str = ""
    class_code: str = ""
    received_at: dt.datetime | None = None
    sent_at: dt.datetime | None = None
    source_post: SourcePost | None = None
    screening: Screening | None = None
    remark: str = ""

    def __post_init__(self) -> None:
        for name in (
            "source_key",
            "case_key",
            "case_title",
            "title",
            "unit_name",
            "responsible_name",
        ):
            if not getattr(self, name).strip():
                raise ValueError(f"A record draft needs {name}")
        if not self.parties:
            raise ValueError("A record draft needs at least one party")
        mains = [document for document in self.documents if document.role is DocumentRole.MAIN]
        if len(mains) != 1:
            raise ValueError("A record draft needs exactly one main document")
        self._refuse_naive_times()

    def _refuse_naive_times(self) -> None:
        times = [self.received_at, self.sent_at]
        if self.source_post is not None:
            times.append(self.source_post.captured_at)
        if any(at is not None and at.tzinfo is None for at in times):
            raise ValueError("Times in a record draft must know their time zone")
