"""Who stands in for whom: a person's own page, and the one of those who lead and administer."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed
from difi_sosial.core.forms import form_status
from difi_sosial.people import queries, services
from difi_sosial.people.forms import DelegationForm, DelegationForOtherForm, PowersForm
from difi_sosial.people.models import Delegation
from difi_sosial.people.permissions import Permission, SignedInRequest, requires, signed_in

PAGE_SIZE = 50


@signed_in
def delegation_own(request: SignedInRequest) -> HttpResponse:
    """My stand-ins and those I stand in for; a POST names a new one."""
    form = DelegationForm(request.POST or None, principal=request.user)
    if form.is_valid() and _made(request, form, principal=request.user):
        return redirect("people:delegation-own")
    found = [queries.absence(one) for one in queries.delegations_of(request.user)[:PAGE_SIZE]]
    key = request.user.pk
    context = {
        "form": form,
        "today": local_date(now()),
        "mine": [one for one in found if one.delegation.principal_id == key],
        "others": [one for one in found if one.delegation.deputy_id == key],
    }
    return render(request, "people/delegation_own.html", context, status=form_status(form))


@require_POST
@signed_in
def delegation_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End it before its last day."""
    found = get_object_or_404(Delegation, pk=pk)
    services.end_delegation(delegation=found, by=request.user, at=now())
    messages.success(request, _("Avsluttet. Begge får beskjed."))
    is_party = request.user.pk in (found.principal_id, found.deputy_id)
    return redirect("people:delegation-own" if is_party else "people:delegation-list")


@requires(Permission.DELEGATION_GRANT)
def delegation_list(request: SignedInRequest) -> HttpResponse:
    """Everybody who is or was away, and what their stand-ins lack."""
    page = Paginator(queries.delegations(), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [queries.absence(one) for one in page.object_list]
    context = {"page": page, "rows": rows, "today": local_date(now())}
    return render(request, "people/delegation_list.html", context)


@requires(Permission.DELEGATION_GRANT)
def delegation_create(request: SignedInRequest) -> HttpResponse:
    """Name a stand-in for somebody else."""
    form = DelegationForOtherForm(request.POST or None)
    if form.is_valid() and (made := _made(request, form)):
        return redirect("people:delegation-show", pk=made.pk)
    return render(
        request, "people/delegation_create.html", {"form": form}, status=form_status(form)
    )


@requires(Permission.DELEGATION_GRANT)
def delegation_show(request: SignedInRequest, pk: int) -> HttpResponse:
    """One absence, and what its stand-in may decide; a POST gives what is lacking."""
    found = get_object_or_404(queries.delegations(), pk=pk)
    posted = request.POST if request.method == "POST" else None
    form = PowersForm(posted, lacking=queries.lacking(found))
    if form.is_valid():
        services.give_powers(delegation=found, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Stedfortrederen har fått myndighet for perioden."))
        return redirect("people:delegation-show", pk=pk)
    context = {
        "row": queries.absence(found),
        "one": found,
        "form": form,
        "is_party": request.user.pk in found.parties,
        "today": local_date(now()),
    }
    return render(request, "people/delegation_show.html", context, status=form_status(form))


def _made(request: SignedInRequest, form: DelegationForm, **more: object) -> Delegation | None:
    """The new stand-in; None with the reason on the form when it cannot be."""
    try:
        made = services.delegate(
            by=request.user,
            at=now(),
            **form.cleaned_data | more,
        )
    except (Conflict, Invalid, NotAllowed) as error:
        form.add_error(None, str(error))
        return None
    text = _("%(deputy)s er stedfortreder og har fått beskjed.") % {"deputy": made.deputy}
    messages.success(request, text)
    return made
