"""A mention and its answers, as the journal wants them."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from difi_sosial.core.clock import local_date
from difi_sosial.dialogue.enums import ACCUSING
from difi_sosial.dialogue.models import Response, Triage
from difi_sosial.journal.noark.codes import DocumentRole, EntryKind, PartyKind
from difi_sosial.journal.noark.draft import CAPTURE, Document, Party, RecordDraft, SourcePost
from difi_sosial.journal.noark.formats import (
    CSV,
    HTML,
    JSON,
    TEXT,
    WARC,
    FileFormat,
    is_approved,
)
from difi_sosial.journal.noark.scheme import DIALOGUE
from difi_sosial.monitoring.models import Capture, Mention
from difi_sosial.monitoring.queries import opened
from difi_sosial.monitoring.services.warc import written
from difi_sosial.people.models import User

# The answers that go into the archive as they came; every kind of JSON does too.
AS_IT_CAME = {kind.mime_type: kind for kind in (HTML, CSV, TEXT)}


def incoming(thing: Triage, mention: Mention, *, by: User) -> RecordDraft:
    """The post that came in, as PDF/A, with the bytes that the source answered as an attachment."""
    with override("nb"):
        return RecordDraft(
            source_key=f"dialogue.triage:{thing.pk}:in",
            case_key=f"mention:{mention.uuid}",
            case_title=_case_title(thing, mention),
            title=_title(thing, mention),
            kind=EntryKind.INCOMING,
            document_date=local_date(mention.posted_at),
            received_at=mention.found_at,
            parties=(
                Party(kind=PartyKind.SENDER, name=_author(mention)),
                Party(
                    kind=PartyKind.INTERNAL_RECIPIENT,
                    name=_unit_name(by),
                    unit=_unit_name(by),
                    case_handler=(thing.assigned_to or by).name,
                ),
            ),
            documents=_post_documents(thing, mention),
            unit_name=_unit_name(by),
            responsible_name=(thing.assigned_to or by).name,
            class_code=DIALOGUE,
            source_post=_source_post(mention),
            remark=_(
                "Vedlegget med svaret fra kilden kan inneholde innlegg fra andre. "
                "Vurder skjerming før journalføring."
            )
            if mention.original
            else "",
        )


def outgoing(thing: Triage, mention: Mention, response: Response) -> RecordDraft:
    """One answer that the agency gave."""
    writer = response.written_by
    with override("nb"):
        page = render_to_string(
            "dialogue/record_answer.html",
            {"mention": mention, "response": response, "agency_name": settings.AGENCY_NAME},
        )
        title = _("Svar til innlegg på %(channel)s") % {"channel": _channel(mention)}
        return RecordDraft(
            source_key=f"dialogue.response:{response.pk}",
            case_key=f"mention:{mention.uuid}",
            case_title=_case_title(thing, mention),
            title=title,
            kind=EntryKind.OUTGOING,
            document_date=local_date(response.published_at),
            sent_at=response.published_at,
            parties=(
                Party(
                    kind=PartyKind.INTERNAL_SENDER,
                    name=_unit_name(writer),
                    unit=_unit_name(writer),
                    case_handler=writer.name,
                ),
                Party(kind=PartyKind.RECIPIENT, name=_author(mention)),
            ),
            documents=(
                Document(title=title, document_type="Svar", html=page, language=response.language),
            ),
            unit_name=_unit_name(writer),
            responsible_name=writer.name,
            class_code=DIALOGUE,
            source_post=_source_post(mention),
        )


def _post_documents(thing: Triage, mention: Mention) -> tuple[Document, ...]:
    page = render_to_string(
        "dialogue/record_post.html",
        {
            "mention": mention,
            "author": opened(mention.author_sealed),
            "triage": thing,
            "agency_name": settings.AGENCY_NAME,
        },
    )
    main = Document(
        title=_title(thing, mention),
        document_type="Innlegg",
        html=page,
        language=mention.language or "nb",
    )
    return (main, _original(mention.original)) if mention.original else (main,)


def _original(capture: Capture) -> Document:
    """What the source answered: JSON, HTML, CSV and plain text as they came, the rest as WARC.

    They are told by their media type, and must be in UTF-8 and JSON that can be read. The rest is
    mostly feeds (XML is archived with its schema, and feeds have none), then pictures and whatever
    came without a type. The checksum of a WARC file is not the answer's: that stands within.
    """
    kind, content = _kind(capture), capture.body
    title = _("Svaret fra kilden slik det ble hentet")
    if kind is None or not is_approved(content, f"original.{kind.extension}"):
        kind, title = WARC, _("Svaret fra kilden slik det ble hentet, i en WARC-fil")
        content = written([capture], about="original", at=capture.fetched_at, packed=False)
    return Document(
        title=title,
        document_type=CAPTURE,
        role=DocumentRole.ATTACHMENT,
        filename=f"original.{kind.extension}",
        mime_type=kind.mime_type,
        content=content,
    )


def _kind(capture: Capture) -> FileFormat | None:
    """The format that an answer says it is in; None for those that go in as WARC."""
    media_type = capture.content_type.partition(";")[0].strip().lower()
    return JSON if media_type.endswith("json") else AS_IT_CAME.get(media_type)


def _source_post(mention: Mention) -> SourcePost:
    capture = mention.capture
    return SourcePost(
        platform=_channel(mention),
        post_url=mention.url,
        account_handle=opened(mention.author_sealed).handle,
        captured_at=mention.found_at,
        sha256=capture.sha256 if capture else "",
    )


def _title(thing: Triage, mention: Mention) -> str:
    """What the post is and where, without the words of the writer: titles are read by everyone.

    They stand beside the writer's name in the public journal, so they accuse nobody either.
    """
    kind = _("Omtale") if thing.kind in ACCUSING else thing.get_kind_display()
    return _("%(kind)s på %(channel)s") % {"kind": kind, "channel": _channel(mention)}


def _case_title(thing: Triage, mention: Mention) -> str:
    return _("Henvendelse i sosiale medier: %(words)s") % {"words": _title(thing, mention)}


def _channel(mention: Mention) -> str:
    return str(mention.source.channel.name)


def _author(mention: Mention) -> str:
    """The journal names its correspondents (arkivforskrifta § 15): the name is opened."""
    return str(opened(mention.author_sealed)) or _("Ukjent avsender")


def _unit_name(person: User) -> str:
    return person.unit.name if person.unit else settings.AGENCY_NAME
