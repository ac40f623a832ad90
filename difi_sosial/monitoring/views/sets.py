"""Sets of terms and of sources: written once, used by many watches."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from difi_sosial.core.clock import now
from difi_sosial.core.forms import form_status
from difi_sosial.monitoring import queries
from difi_sosial.monitoring.forms.sets import SourceSetForm, TermSetForm
from difi_sosial.monitoring.models import SourceSet, TermSet
from difi_sosial.monitoring.queries.watches import source_sets, term_sets_used
from difi_sosial.monitoring.services import sets
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.MONITORING_READ)
def set_list(request: HttpRequest) -> HttpResponse:
    """Every set, and who uses it."""
    context = {"term_sets": term_sets_used(), "source_sets": source_sets()}
    return render(request, "monitoring/set_list.html", context)


@requires(Permission.MONITORING_WRITE)
def term_set_create(request: SignedInRequest) -> HttpResponse:
    """A new set of terms."""
    return _term_set(request, None)


@requires(Permission.MONITORING_WRITE)
def term_set_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Other terms in a set: its watches get new versions."""
    return _term_set(request, get_object_or_404(TermSet, pk=pk))


@requires(Permission.MONITORING_WRITE)
def source_set_create(request: SignedInRequest) -> HttpResponse:
    """A new set of sources."""
    return _source_set(request, None)


@requires(Permission.MONITORING_WRITE)
def source_set_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Other sources or watches in a set."""
    return _source_set(request, get_object_or_404(SourceSet, pk=pk))


def _term_set(request: SignedInRequest, found: TermSet | None) -> HttpResponse:
    names = ("name", "expression", "note")
    initial = {name: getattr(found, name) for name in names} if found else {}
    form = TermSetForm(request.POST or None, term_set=found, initial=initial)
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in names}
        _set, renewed = sets.save_term_set(term_set=found, **facts, by=request.user, at=now())
        text = ngettext(
            "Ordsettet er lagret. %(count)d overvåking fikk en ny versjon.",
            "Ordsettet er lagret. %(count)d overvåkinger fikk en ny versjon.",
            renewed,
        )
        messages.success(
            request, text % {"count": renewed} if renewed else _("Ordsettet er lagret.")
        )
        return redirect("monitoring:set-list")
    used = queries.using(found.name) if found else []
    context = {"form": form, "found": found, "used": used, "kind": _("Nytt ordsett")}
    return render(request, "monitoring/set_edit.html", context, status=form_status(form))


def _source_set(request: SignedInRequest, found: SourceSet | None) -> HttpResponse:
    initial: dict[str, Any] = {}
    if found:
        initial = {"name": found.name, "note": found.note}
        initial |= {"sources": found.sources.all(), "watches": found.watches.all()}
    form = SourceSetForm(request.POST or None, source_set=found, initial=initial)
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("name", "note", "sources", "watches")}
        sets.save_source_set(source_set=found, **facts, by=request.user, at=now())
        messages.success(request, _("Kildesettet er lagret."))
        return redirect("monitoring:set-list")
    context = {"form": form, "found": found, "kind": _("Nytt kildesett")}
    return render(request, "monitoring/set_edit.html", context, status=form_status(form))
