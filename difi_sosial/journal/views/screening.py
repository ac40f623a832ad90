"""Pages about screening and its legal bases."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.forms import form_status
from difi_sosial.journal import queries, services
from difi_sosial.journal.forms import BasisEndForm, BasisForm, ScreeningForm
from difi_sosial.journal.models import CaseFile, RegistryEntry, ScreeningBasis
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.JOURNAL_WRITE)
def entry_screen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Screens an entry, or lifts its screening."""
    entry = get_object_or_404(queries.whole_entries(), pk=pk)
    return screen_page(request, entry, back="journal:entry-detail")


def screen_page(
    request: SignedInRequest, thing: RegistryEntry | CaseFile, *, back: str
) -> HttpResponse:
    """The form that entries and cases share."""
    bases = queries.screening_bases(on=local_date(now()))
    data = request.POST or None
    if data and data.get("lift"):
        services.screen(thing=thing, screening=None, by=request.user, at=now())
        messages.success(request, _("Skjermingen er opphevet."))
        return redirect(back, pk=thing.pk)
    form = ScreeningForm(data, initial=_initial(thing, bases), bases=bases)
    if form.is_valid():
        services.screen(thing=thing, screening=form.screening, by=request.user, at=now())
        messages.success(request, _("Skjermingen er lagret."))
        return redirect(back, pk=thing.pk)
    context = {"thing": thing, "form": form, "is_case": isinstance(thing, CaseFile)}
    return render(request, "journal/thing_screen.html", context, status=form_status(form))


@requires(Permission.JOURNAL_WRITE)
def basis_list(request: SignedInRequest) -> HttpResponse:
    """The legal bases, and a form for a new one."""
    form = BasisForm(request.POST or None)
    if form.is_valid():
        services.add_basis(by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Hjemmelen er lagt til."))
        return redirect("journal:basis-list")
    context = {"form": form, "bases": queries.screening_bases(), "today": local_date(now())}
    return render(request, "journal/basis_list.html", context, status=form_status(form))


@requires(Permission.JOURNAL_WRITE)
def basis_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """The last day of a legal basis."""
    basis = get_object_or_404(ScreeningBasis, pk=pk)
    form = BasisEndForm(request.POST or None, initial={"on": local_date(now())})
    if form.is_valid():
        services.end_basis(basis=basis, on=form.cleaned_data["on"], by=request.user, at=now())
        messages.success(request, _("Hjemmelen er avsluttet."))
        return redirect("journal:basis-list")
    context = {"form": form, "basis": basis}
    return render(request, "journal/basis_end.html", context, status=form_status(form))


def _initial(thing: RegistryEntry | CaseFile, bases: Any) -> dict[str, Any]:
    screening = getattr(thing, "screening", None)
    if screening is None:
        return {}
    return {
        "basis": bases.filter(legal_basis=screening.legal_basis).first(),
        "metadata": screening.metadata,
        "document": screening.document,
        "years": screening.years,
        "ends_on": screening.ends_on,
    }
