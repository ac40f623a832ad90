"""The letters, notes and posts of 2025, as drafts for the journal."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from difi_sosial.core.clock import local_date
from difi_sosial.core.markdown import render
from difi_sosial.journal.noark import codes, scheme
from difi_sosial.journal.noark.draft import Document, Party, RecordDraft, Screening, SourcePost
from difi_sosial.portal.management.demo.agency import Agency, path_of

KINDS = {
    "I": codes.EntryKind.INCOMING,
    "U": codes.EntryKind.OUTGOING,
    "N": codes.EntryKind.INTERNAL_FOLLOW_UP,
    "X": codes.EntryKind.INTERNAL,
}
MEDIA = {"png": "image/png", "csv": "text/csv", "txt": "text/plain", "json": "application/json"}
LEGAL_BASIS = "Offentleglova § 13 første ledd, jf. forvaltningsloven § 13 første ledd nr. 1"
SCREENED_YEARS = 60


def draft_of(agency: Agency, row: Mapping[str, Any], at: datetime) -> RecordDraft:
    """One row of journal_2025.json as the journal takes it."""
    handler = agency.people[row["handler"]]
    kind = KINDS[row["kind"]]
    return RecordDraft(
        source_key=f"demo:{row['key']}",
        case_key=f"demo:{row['case']}",
        case_title=row["case_title"],
        title=row["title"],
        public_title=row.get("public_title", ""),
        kind=kind,
        document_date=local_date(at),
        received_at=at if kind is codes.EntryKind.INCOMING else None,
        sent_at=at if kind is codes.EntryKind.OUTGOING else None,
        parties=_parties(agency, row, kind),
        documents=(_main(row), *(_attachment(name) for name in row.get("attach", ()))),
        unit_name=str(handler.unit),
        responsible_name=handler.name,
        class_code=row.get("class", scheme.DIALOGUE),
        screening=_screening(row, kind),
        source_post=_post(row, at),
    )


def _parties(agency: Agency, row: Mapping[str, Any], kind: codes.EntryKind) -> tuple[Party, ...]:
    """Who it is from and to; inside the agency both are ours."""
    handler = agency.people[row["handler"]]
    ours, other = codes.PartyKind.INTERNAL_SENDER, codes.PartyKind.RECIPIENT
    if kind is codes.EntryKind.INCOMING:
        ours, other = codes.PartyKind.INTERNAL_RECIPIENT, codes.PartyKind.SENDER
    own = Party(
        kind=ours, name=str(handler.unit), unit=str(handler.unit), case_handler=handler.name
    )
    if "to" not in row:
        return own, Party(kind=other, name=row["party"])
    receiver = agency.people[row["to"]]
    inside = codes.PartyKind.INTERNAL_RECIPIENT
    return own, Party(
        kind=inside, name=receiver.name, unit=str(receiver.unit), case_handler=receiver.name
    )


def _main(row: Mapping[str, Any]) -> Document:
    text = "\n\n".join([f"# {row['title']}", *row["text"]])
    return Document(
        title=row["title"],
        document_type=row["type"],
        html=render(text),
        language=row.get("language", "nb"),
    )


def _attachment(name: str) -> Document:
    path = path_of(f"attachments/{name}")
    return Document(
        title=path.stem.capitalize(),
        document_type="Vedlegg",
        role=codes.DocumentRole.ATTACHMENT,
        filename=name,
        mime_type=MEDIA[path.suffix[1:]],
        content=path.read_bytes(),
    )


def _screening(row: Mapping[str, Any], kind: codes.EntryKind) -> Screening | None:
    if "screening" not in row:
        return None
    hidden = codes.ScreenedMetadata
    name = hidden.SENDER_NAME if kind is codes.EntryKind.INCOMING else hidden.RECIPIENT_NAME
    whole = row["screening"] == "whole"
    return Screening(
        access_restriction="Unntatt offentlighet",
        legal_basis=LEGAL_BASIS,
        metadata=(hidden.ENTRY_TITLE_WORDS, name),
        document=codes.ScreenedDocument.WHOLE if whole else codes.ScreenedDocument.PART,
        years=SCREENED_YEARS,
    )


def _post(row: Mapping[str, Any], at: datetime) -> SourcePost | None:
    """Where an incoming post stood."""
    if "platform" not in row:
        return None
    return SourcePost(
        platform=row["platform"],
        post_url=f"https://sosial.example/2025/{row['key']}",
        captured_at=at,
        sha256=hashlib.sha256(" ".join(row["text"]).encode()).hexdigest(),
    )
