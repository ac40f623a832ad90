"""Files: fetched, redacted, made PDF/A again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import now
from difi_sosial.core.errors import Invalid
from difi_sosial.core.forms import form_status
from difi_sosial.journal import queries, services
from difi_sosial.journal.forms import UploadForm
from difi_sosial.journal.models import DocumentDescription
from difi_sosial.journal.tasks import render_due
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.JOURNAL_READ)
def file_fetch(request: SignedInRequest, pk: int) -> HttpResponse:
    """A stored file, always as a download: what outsiders wrote is never run here."""
    file = get_object_or_404(queries.files(), pk=pk)
    if not queries.can_fetch(file, request.user):
        raise Http404
    response = HttpResponse(bytes(file.blob.content), content_type=file.mime_type)
    name = f"{file.document.entry.entry_id.replace('/', '-')}-{file.document.number}"
    response["Content-Disposition"] = f'attachment; filename="{name}.{file.extension}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.JOURNAL_WRITE)
def document_redact(request: SignedInRequest, pk: int) -> HttpResponse:
    """Adds a redacted version of a document."""
    document = get_object_or_404(DocumentDescription.objects.select_related("entry__case"), pk=pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    status = form_status(form)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            services.add_redacted(
                document=document,
                content=file.read(),
                filename=file.name,
                by=request.user,
                at=now(),
            )
        except Invalid as refused:
            form.add_error("file", str(refused))
            status = refused.status
        else:
            messages.success(request, _("Den sladdede versjonen er lastet opp."))
            return redirect("journal:entry-detail", pk=document.entry_id)
    context = {"document": document, "entry": document.entry, "form": form}
    return render(request, "journal/document_redact.html", context, status=status)


@require_POST
@requires(Permission.JOURNAL_WRITE)
def document_retry(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tries once more to make PDF/A of a document."""
    document = get_object_or_404(DocumentDescription, pk=pk)
    services.retry_rendering(document=document, by=request.user, at=now())
    render_due.delay_on_commit()
    messages.success(request, _("Portalen prøver å lage PDF/A på nytt."))
    return redirect("journal:entry-detail", pk=document.entry_id)
