"""The map of the net identity."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import now
from difi_sosial.core.forms import form_status
from difi_sosial.monitoring import queries
from difi_sosial.monitoring.forms import IdentityFilterForm, IdentityItemForm
from difi_sosial.monitoring.models import IdentityItem
from difi_sosial.monitoring.services import identity
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.MONITORING_READ)
def item_list(request: HttpRequest) -> HttpResponse:
    """Every trace of the agency that has been found."""
    form = IdentityFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    context = {"form": form, "items": queries.identity_items(**chosen)}
    return render(request, "monitoring/identity_list.html", context)


@requires(Permission.MONITORING_WRITE)
def item_create(request: SignedInRequest) -> HttpResponse:
    """Add what was found."""
    form = IdentityItemForm(request.POST or None)
    if form.is_valid():
        identity.save(item=None, facts=form.cleaned_data, by=request.user, at=now())
        messages.success(request, _("Funnet er lagret."))
        return redirect("monitoring:identity-list")
    return render(
        request, "monitoring/identity_edit.html", {"form": form}, status=form_status(form)
    )


@requires(Permission.MONITORING_WRITE)
def item_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what is known, or what is done about it."""
    item = get_object_or_404(IdentityItem, pk=pk)
    form = IdentityItemForm(request.POST or None, instance=item)
    if form.is_valid():
        identity.save(item=item, facts=form.cleaned_data, by=request.user, at=now())
        messages.success(request, _("Endringene er lagret."))
        return redirect("monitoring:identity-list")
    context = {"form": form, "item": item, "history": history_of(item)[:20]}
    return render(request, "monitoring/identity_edit.html", context, status=form_status(form))
