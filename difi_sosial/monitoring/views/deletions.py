"""The deletion log, its control, and deletion by hand."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.forms import form_status
from difi_sosial.core.tables import Column, table_response
from difi_sosial.monitoring.forms import EraseForm
from difi_sosial.monitoring.models import Mention
from difi_sosial.monitoring.queries import retention as queries
from difi_sosial.monitoring.queries.deletions import deletion_log, swept, verify_deletions
from difi_sosial.monitoring.services import retention
from difi_sosial.monitoring.tasks import sweep_originals
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

PER_PAGE = 50
COLUMNS = (
    Column("line", gettext_lazy("Linje"), lambda row: row.pk, 8),
    Column("at", gettext_lazy("Slettet"), lambda row: row.at),
    Column("class", gettext_lazy("Klasse"), lambda row: row.get_retention_display(), 28),
    Column("rule", gettext_lazy("Regel"), lambda row: row.rule, 50),
    Column("source", gettext_lazy("Kilde"), lambda row: row.source_name, 28),
    Column("count", gettext_lazy("Antall"), lambda row: row.count, 8),
    Column("by", gettext_lazy("Av"), lambda row: str(row.by or _("Portalen"))),
    Column("reason", gettext_lazy("Begrunnelse"), lambda row: row.reason, 40),
    Column("captures", gettext_lazy("Originaler slettet"), lambda row: len(row.captures), 8),
    Column("shared", gettext_lazy("Originaler andre bygger på"), lambda row: row.shared, 8),
    Column("sweep", gettext_lazy("Senere svar"), lambda row: swept(row), 40),
    Column("digest", gettext_lazy("SHA-256 av numrene"), lambda row: row.digest, 64),
)


@requires(Permission.MONITORING_READ)
def deletion_list(request: SignedInRequest) -> HttpResponse:
    """What was deleted, when, by which rule: nothing of what was written."""
    page = Paginator(deletion_log(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "monitoring/deletion_list.html", {"page": page})


@require_POST
@requires(Permission.MONITORING_READ)
def deletion_verify(request: SignedInRequest) -> HttpResponse:
    """Hold the log against what is there; the answer is shown, and that it was asked is logged."""
    verdict = verify_deletions()
    facts = {"lines": verdict.lines, "faults": len(verdict.faults)}
    record(Event.DELETIONS_VERIFIED, by=request.user, thing=request.user, at=now(), after=facts)
    page = Paginator(deletion_log(), PER_PAGE).get_page(1)
    context = {"page": page, "verdict": verdict}
    return render(request, "monitoring/deletion_list.html", context)


@requires(Permission.MONITORING_READ)
def deletion_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """The whole log as a file; that it was taken is logged."""
    with transaction.atomic():
        answer = table_response(request, "slettelogg", COLUMNS, deletion_log(), kind)
        record(Event.DELETIONS_EXPORTED, by=request.user, thing=request.user, at=now(), after=kind)
    return answer


@requires(Permission.RETENTION_WRITE)
def mention_erase(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Delete one mention because somebody has the right to it, or say what is in the way."""
    mention = get_object_or_404(
        Mention.objects.select_related("source__channel", "watch_version"), uuid=uuid
    )
    form = EraseForm(request.POST or None)
    if form.is_valid():
        retention.erase(mention=mention, by=request.user, at=now(), **form.cleaned_data)
        sweep_originals.delay_on_commit()
        messages.success(request, _("Omtalen er slettet, og slettingen står i loggen."))
        return redirect("monitoring:deletion-list")
    fate = queries.fate_of(mention, local_date(now()))
    context = {"form": form, "mention": mention, "fate": fate}
    return render(request, "monitoring/mention_erase.html", context, status=form_status(form))
