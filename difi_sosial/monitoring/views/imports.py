"""Files that are taken in: upload, see what each row comes to, take them in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from difi_sosial.core.clock import now
from difi_sosial.core.errors import DomainError
from difi_sosial.core.forms import form_status
from difi_sosial.monitoring.connectors.registry import BY_HAND
from difi_sosial.monitoring.enums import FILE_FAULTS
from difi_sosial.monitoring.forms import ImportColumnsForm, ImportUploadForm
from difi_sosial.monitoring.models import ImportFile, Source
from difi_sosial.monitoring.services import imports
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

SHOWN = 10
FAULTS_SHOWN = 50


@requires(Permission.MONITORING_WRITE)
def import_upload(request: SignedInRequest, pk: int) -> HttpResponse:
    """One file for a source that is read by hand; those taken in before are listed."""
    source = get_object_or_404(Source, pk=pk, connector__in=BY_HAND)
    form = ImportUploadForm(request.POST or None, request.FILES or None)
    status = form_status(form)
    if form.is_valid():
        held = form.cleaned_data["file"]
        facts = {"name": held.name, "body": held.read(), "by": request.user, "at": now()}
        try:
            file = imports.upload(source=source, **facts)
            return redirect("monitoring:import-columns", pk=file.pk)
        except DomainError as refused:
            form.add_error("file", str(refused))
            status = refused.status
    taken = ImportFile.objects.filter(source=source, taken_at__isnull=False).select_related(
        "uploaded_by"
    )[:20]
    context = {"source": source, "form": form, "files": taken}
    return render(request, "monitoring/import_upload.html", context, status=status)


@requires(Permission.MONITORING_WRITE)
def import_columns(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which column is what, and what the rows come to; then they are taken in."""
    waiting = ImportFile.objects.filter(taken_at=None).select_related("source")
    file = get_object_or_404(waiting, pk=pk)
    sheet = file.sheet
    form = ImportColumnsForm(request.POST or None, sheet=sheet, initial=file.columns)
    if form.is_valid() and "show" not in request.POST:
        done = imports.take_in(file=file, columns=form.columns, by=request.user, at=now())
        messages.success(request, _told(done))
        return redirect("monitoring:source-detail", pk=file.source_id)
    taken = imports.look(file, form.columns if form.is_valid() else file.columns)
    context = {"file": file, "sheet": sheet, "form": form, "posts": taken.posts[:SHOWN]}
    faults = [(row, FILE_FAULTS[fault]) for row, fault in taken.faults]
    context |= {"count": len(taken.posts), "faults": faults[:FAULTS_SHOWN], "bad": len(faults)}
    return render(request, "monitoring/import_columns.html", context, status=form_status(form))


def _told(file: ImportFile) -> str:
    new, rows = file.new or 0, file.rows or 0
    taken = ngettext("%(new)s rad er tatt inn.", "%(new)s rader er tatt inn.", new) % {"new": new}
    if new == rows:
        return taken
    rest = _("Resten fantes fra før, passet ikke med en overvåking eller hadde feil: %(rest)s.")
    return f"{taken} {rest % {'rest': rows - new}}"
