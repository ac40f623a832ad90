"""Say that two mentions are one, or that they are not, and take it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import now
from difi_sosial.core.errors import Invalid
from difi_sosial.core.forms import form_status
from difi_sosial.monitoring import queries
from difi_sosial.monitoring.forms.folds import JoinForm
from difi_sosial.monitoring.models import FoldChange, Mention
from difi_sosial.monitoring.services import folds
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.MONITORING_WRITE)
def mention_join(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Choose the other one; the page afterwards has the way back."""
    mention = get_object_or_404(
        Mention.objects.select_related("watch_version", "source"), uuid=uuid
    )
    form = JoinForm(request.POST or None, candidates=queries.candidates(mention))
    if form.is_valid() and form.other is not None:
        try:
            change = folds.join(mention=mention, other=form.other, by=request.user, at=now())
        except Invalid as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Omtalene er slått sammen. Du kan angre under."))
            return redirect(change.head)
    context = {"form": form, "mention": mention}
    return render(request, "monitoring/mention_join.html", context, status=form_status(form))


@require_POST
@requires(Permission.MONITORING_WRITE)
def mention_split(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Part a copy from its head."""
    change = folds.split(mention=get_object_or_404(Mention, uuid=uuid), by=request.user, at=now())
    messages.success(request, _("Omtalen er skilt ut. Du kan angre under."))
    return redirect(change.head)


@require_POST
@requires(Permission.MONITORING_WRITE)
def fold_undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """As it was before."""
    change = get_object_or_404(FoldChange.objects.select_related("head", "mention"), pk=pk)
    folds.undo(change=change, by=request.user, at=now())
    messages.success(request, _("Det er gjort om."))
    return redirect(change.head)
