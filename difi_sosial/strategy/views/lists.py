"""All strategies, and a new one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from difi_sosial.core.clock import now
from difi_sosial.core.forms import form_status
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.strategy import queries, services
from difi_sosial.strategy.forms import (
    CreateForm,
    StrategyFilterForm,
)

PER_PAGE = 30


@requires(Permission.STRATEGY_READ)
def strategy_list(request: SignedInRequest) -> HttpResponse:
    """Every strategy, what counts of it and what is on its way."""
    form = StrategyFilterForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = Paginator(queries.listed(**wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [queries.as_listed(strategy) for strategy in page],
        "is_filtered": any(wanted.values()),
    }
    return render(request, "strategy/strategy_list.html", context)


@requires(Permission.STRATEGY_WRITE)
def strategy_create(request: SignedInRequest) -> HttpResponse:
    """A new strategy."""
    initial = {"unit": request.user.unit_id, "owner": request.user.pk, "language": "nb"}
    form = CreateForm(request.POST or None, initial=initial)
    if form.is_valid():
        version = services.create(by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Strategien er opprettet. Begynn med grunnlaget."))
        return redirect("strategy:version-detail", pk=version.pk)
    status = form_status(form)
    return render(request, "strategy/strategy_create.html", {"form": form}, status=status)
