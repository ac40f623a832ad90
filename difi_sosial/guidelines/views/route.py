"""The page where the agency sets who approves guidelines."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from difi_sosial.core.clock import now
from difi_sosial.core.errors import Conflict, DomainError
from difi_sosial.core.forms import form_status
from difi_sosial.guidelines import queries
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.forms import RouteForm, RouteRows
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

PREFIX = "steps"
PAGE_SIZE = 20


@requires(Permission.GUIDELINE_ROUTE)
def route_edit(request: SignedInRequest) -> HttpResponse:
    """The steps that hold now as rows, and every change before."""
    form, rows = _forms(request)
    if form.is_valid() and rows.is_valid():
        try:
            guidelines.set_route(steps=rows.wanted, by=request.user, at=now(), **form.cleaned_data)
        except DomainError as error:
            return _refused(request, error)
        messages.success(request, _("Stegene gjelder for det som sendes til godkjenning fra nå."))
        return redirect("guidelines:route-edit")
    return _page(request, form, rows, status=form_status(form, rows))


def _forms(request: SignedInRequest, seen: int | None = None) -> tuple[RouteForm, Any]:
    """The form and its rows, as typed; with `seen`, as having seen what somebody else saved."""
    if request.method == "POST":
        posted = request.POST.copy()
        if seen is not None:
            posted["seen"] = str(seen)
        return RouteForm(posted), RouteRows(posted, prefix=PREFIX)
    form = RouteForm(initial={"seen": _newest()})
    initial = [{"approver": one, "workdays": days} for one, days in queries.route()]
    return form, RouteRows(initial=initial, prefix=PREFIX)


def _newest() -> int:
    last = queries.route_changes().first()
    return last.number if last else 0


def _refused(request: SignedInRequest, error: DomainError) -> HttpResponse:
    """Everything that was typed stays; after a collision beside the steps as they stand."""
    form, rows = _forms(request, _newest() if isinstance(error, Conflict) else None)
    return _page(request, form, rows, refusal=error, status=error.status)


def _page(
    request: SignedInRequest, form: RouteForm, rows: Any, *, status: int, refusal: Any = None
) -> HttpResponse:
    page = Paginator(queries.route_changes(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "rows": rows,
        "refusal": refusal,
        "steps": queries.route_steps(),
        "page": page,
    }
    return render(request, "guidelines/route_edit.html", context, status=status)
