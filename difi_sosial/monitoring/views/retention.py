"""How long mentions are kept: for the data protection officer and all who read them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import Invalid
from difi_sosial.core.forms import form_status
from difi_sosial.monitoring.enums import Retention
from difi_sosial.monitoring.forms import DecideForm
from difi_sosial.monitoring.queries import retention as queries
from difi_sosial.monitoring.services import retention
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.MONITORING_READ)
def retention_list(request: SignedInRequest) -> HttpResponse:
    """Every class, its rule, how many are in it, and every decision that was made."""
    context = {
        "standings": queries.standings(local_date(now())),
        "decisions": queries.decisions()[:100],
    }
    return render(request, "monitoring/retention_list.html", context)


@requires(Permission.RETENTION_WRITE)
def retention_decide(request: SignedInRequest, name: str) -> HttpResponse:
    """Decide how long one class is kept."""
    if name not in set(Retention) - {Retention.RECORD}:
        raise Http404
    today = local_date(now())
    rule = queries.rules_on(today)[name]
    initial = {"days": rule.days, "legal_basis": rule.legal_basis, "valid_from": today}
    form = DecideForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            retention.decide(retention=name, by=request.user, at=now(), **form.cleaned_data)
        except Invalid as refused:
            form.add_error("valid_from", str(refused))
        else:
            messages.success(request, _("Lagringstiden er bestemt."))
            return redirect("monitoring:retention-list")
    context = {"form": form, "rule": rule}
    return render(request, "monitoring/retention_decide.html", context, status=form_status(form))
