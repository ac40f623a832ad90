"""Documents and files: stored as they came, or made PDF/A by a worker."""

import hashlib
import logging
from datetime import datetime, timedelta
from pathlib import PurePath

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, NotAllowed
from difi_sosial.core.pdf import PdfUnavailable, pdf_a
from difi_sosial.journal.enums import DocumentRole, RenderState, Variant
from difi_sosial.journal.models import (
    Blob,
    Conversion,
    DocumentDescription,
    DocumentObject,
    RegistryEntry,
)
from difi_sosial.journal.noark.draft import Document
from difi_sosial.journal.noark.formats import FileFormat, Refusal, RefusedFile, identify
from difi_sosial.journal.rules import may_change
from difi_sosial.journal.services.changes import PORTAL, name_of
from difi_sosial.people.models import User

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
WAITS = (timedelta(minutes=1), timedelta(minutes=10))
PDF_TOOL = "WeasyPrint (PDF/A-2a)"
FROM_HTML = "text/html"


def add_document(
    *, entry: RegistryEntry, document: Document, number: int, by: User | None, at: datetime
) -> DocumentDescription:
    """Stores one document of a draft. Raises Invalid for a file the archive does not take."""
    description = DocumentDescription.objects.create(
        entry=entry,
        number=number,
        role=DocumentRole[document.role.name],
        title=document.title[:400],
        document_type=document.document_type[:60],
        language=document.language,
        html=document.html or "",
        render_state=RenderState.WAITING if document.html else RenderState.DONE,
        created_at=at,
        created_by=name_of(by),
    )
    if document.content is not None:
        file_format = approved(document.content, document.filename)
        store_file(
            description,
            content=document.content,
            filename=document.filename,
            file_format=file_format,
            variant=Variant.ARCHIVE,
            by=by,
            at=at,
        )
    return description


def approved(content: bytes, filename: str) -> FileFormat:
    """The file's format; raises Invalid with what to do when the archive does not take it."""
    try:
        return identify(content, filename)
    except RefusedFile as refused:
        raise Invalid(_refusal(refused, filename)) from refused


def store_file(
    description: DocumentDescription,
    *,
    content: bytes,
    filename: str,
    file_format: FileFormat,
    variant: Variant,
    by: User | None,
    at: datetime,
) -> DocumentObject:
    """Stores the bytes once, and the file as the next version of its variant."""
    sha256 = hashlib.sha256(content).hexdigest()
    Blob.objects.get_or_create(sha256=sha256, defaults={"size": len(content), "content": content})
    return DocumentObject.objects.create(
        document=description,
        version=description.files.filter(variant=variant).count() + 1,
        variant=variant,
        filename=filename[-200:],
        extension=file_format.extension,
        pronom=file_format.pronom,
        mime_type=file_format.mime_type,
        blob_id=sha256,
        created_at=at,
        created_by=name_of(by),
    )


@transaction.atomic
def add_redacted(
    *, document: DocumentDescription, content: bytes, filename: str, by: User, at: datetime
) -> DocumentObject:
    """Adds a redacted version of a partly screened document, in an approved format."""
    document = lock(document)
    if not may_change(by, document.entry):
        raise NotAllowed(_("Bare en arkivar kan legge til filer, og bare i et åpent år."))
    stored = store_file(
        document,
        content=content,
        filename=PurePath(filename).name,
        file_format=approved(content, filename),
        variant=Variant.REDACTED,
        by=by,
        at=at,
    )
    audit.record(
        Event.ENTRY_CHANGED, by=by, thing=document.entry, at=at, after={"redacted": stored.version}
    )
    return stored


def render_waiting(*, at: datetime, limit: int = 50) -> int:
    """Renders documents that wait, oldest first; the number that became PDF/A."""
    due = Q(render_after__isnull=True) | Q(render_after__lte=at)
    waiting = DocumentDescription.objects.filter(due, render_state=RenderState.WAITING)
    numbers = list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])
    return sum(render_document(pk=pk, at=at) for pk in numbers)


def render_document(*, pk: int, at: datetime) -> bool:
    """Makes PDF/A of one document's html; whether it did. Safe to run twice and at once.

    A failure is kept with its reason and tried again twice; then a person must look at it.
    """
    due = Q(render_after__isnull=True) | Q(render_after__lte=at)
    waiting = DocumentDescription.objects.filter(due, pk=pk, render_state=RenderState.WAITING)
    if waiting.update(render_after=at + LEASE) != 1:
        return False
    document = DocumentDescription.objects.get(pk=pk)
    try:
        # Only the document's own time goes into the file: the same document gives the same bytes.
        content = pdf_a(
            document.html,
            title=document.title,
            language=document.language,
            made_at=document.created_at,
        )
    except Exception as error:
        # A library that is lacking says it all in one line; anything else is a fault of ours.
        expected = isinstance(error, PdfUnavailable)
        log.error("rendering of document %s failed: %s", pk, error, exc_info=not expected)
        _keep_failure(document, error, at=at)
        return False
    return _keep_pdf(document, content, at=at)


@transaction.atomic
def retry_rendering(*, document: DocumentDescription, by: User, at: datetime) -> None:
    """Puts a failed document back in the queue."""
    document = lock(document)
    if not may_change(by, document.entry):
        raise NotAllowed(_("Bare en arkivar kan gjøre dette, og bare i et åpent år."))
    if document.render_state == RenderState.FAILED:
        document.render_state = RenderState.WAITING
        document.render_attempts, document.render_after = 0, None
        document.save(update_fields=["render_state", "render_attempts", "render_after"])


@transaction.atomic
def _keep_failure(document: DocumentDescription, error: Exception, *, at: datetime) -> None:
    document = lock(document)
    if document.render_state == RenderState.DONE:
        return
    attempts = document.render_attempts + 1
    document.render_attempts = attempts
    document.render_error = _reason(error)[:2000]
    if attempts > len(WAITS):
        document.render_state, document.render_after = RenderState.FAILED, None
    else:
        document.render_after = at + WAITS[attempts - 1]
    document.save(update_fields=["render_attempts", "render_error", "render_state", "render_after"])


@transaction.atomic
def _keep_pdf(document: DocumentDescription, content: bytes, *, at: datetime) -> bool:
    document = lock(document)
    if document.render_state == RenderState.DONE:
        return False
    stored = store_file(
        document,
        content=content,
        filename=f"dokument-{document.number}.pdf",
        file_format=FileFormat("pdf", "fmt/476", "application/pdf"),
        variant=Variant.ARCHIVE,
        by=None,
        at=at,
    )
    Conversion.objects.create(
        document_object=stored,
        at=at,
        by=PORTAL,
        from_format=FROM_HTML,
        to_format=stored.extension,
        tool=PDF_TOOL,
    )
    document.render_state, document.render_error, document.render_after = RenderState.DONE, "", None
    document.save(update_fields=["render_state", "render_error", "render_after"])
    audit.record(Event.DOCUMENT_RENDERED, by=None, thing=document.entry, at=at)
    return True


def _reason(error: Exception) -> str:
    if isinstance(error, PdfUnavailable):
        return _("Portalen mangler et program som lager PDF. Be den som drifter den kjøre: %s") % (
            error
        )
    return f"{type(error).__name__}: {error}"


def _refusal(refused: RefusedFile, filename: str) -> str:
    texts = {
        Refusal.EMPTY: _("Filen %(file)s er tom. Velg en annen fil."),
        Refusal.ORDINARY_PDF: _(
            "Filen %(file)s er en vanlig PDF. Lagre den som PDF/A og prøv igjen."
        ),
        Refusal.NOT_APPROVED: _(
            "Arkivet tar ikke imot %(found)s. Lagre %(file)s som PDF/A eller PNG og prøv igjen."
        ),
        Refusal.UNKNOWN: _(
            "Portalen kjenner ikke formatet til %(file)s. Lagre filen som PDF/A og prøv igjen."
        ),
        Refusal.WRONG_NAME: _(
            "Innholdet i %(file)s stemmer ikke med filendelsen. Kontroller filen og prøv igjen."
        ),
        Refusal.ENCODING: _(
            "Teksten i %(file)s er ikke lagret som UTF-8. Lagre filen som UTF-8 og prøv igjen."
        ),
    }
    return texts[refused.reason] % {"file": filename, "found": refused.found}
