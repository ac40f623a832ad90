"""Holding back the proofs for a finding."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from difi_sosial.core.clock import now
from difi_sosial.core.errors import Invalid
from difi_sosial.core.forms import form_status
from difi_sosial.identity.enums import Kind
from difi_sosial.identity.models import Finding
from difi_sosial.monitoring.enums import HoldScope
from difi_sosial.monitoring.forms import HoldForm
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.portal import services


@requires(Permission.MENTION_HOLD)
def evidence_hold(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say why a finding, its cases and its proofs must not be deleted."""
    finding = get_object_or_404(Finding.objects.exclude(kind=Kind.EMPLOYEE), pk=pk)
    form = HoldForm(request.POST or None)
    if form.is_valid():
        try:
            hold = services.hold_evidence(
                finding=finding, by=request.user, at=now(), **form.cleaned_data
            )
        except Invalid as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Sperren er satt. Ingen kan slette det den gjelder."))
            return redirect(hold)
    context = {
        "form": form,
        "thing": finding,
        "kind": _("et funn med sak og bevis"),
        "scope": HoldScope.FINDING,
    }
    return render(request, "monitoring/hold_edit.html", context, status=form_status(form))
