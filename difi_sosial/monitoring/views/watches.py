"""Watches: what we listen for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import now
from difi_sosial.core.forms import form_status, hush
from difi_sosial.monitoring import queries
from difi_sosial.monitoring.forms import WatchForm
from difi_sosial.monitoring.models import Watch
from difi_sosial.monitoring.services import watches
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.MONITORING_READ)
def watch_list(request: HttpRequest) -> HttpResponse:
    """Everything we listen for, why, and which sources need a look."""
    context = {"watches": queries.watches(), "troubled": queries.sources_in_trouble()}
    return render(request, "monitoring/watch_list.html", context)


@requires(Permission.MONITORING_WRITE)
def watch_create(request: SignedInRequest) -> HttpResponse:
    """A new watch; its terms can be tried before they are saved."""
    form = WatchForm(request.POST or None)
    trial = _trial(form) if "try" in request.POST else None
    if trial is None and form.is_valid():
        watches.create(**form.cleaned_data, by=request.user, at=now())
        messages.success(request, _("Overvåkingen er lagret. Knytt den til minst én kilde."))
        return redirect("monitoring:watch-list")
    context = {"form": form, "trial": trial}
    return render(request, "monitoring/watch_edit.html", context, status=form_status(form))


@requires(Permission.MONITORING_WRITE)
def watch_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a watch: other terms become a new version."""
    watch = get_object_or_404(Watch.objects.select_related("version"), pk=pk)
    form = WatchForm(request.POST or None, watch=watch, initial=_initial(watch))
    trial = _trial(form) if "try" in request.POST else None
    if trial is None and form.is_valid():
        watches.change(watch=watch, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, _("Endringene er lagret."))
        return redirect("monitoring:watch-list")
    context = {
        "form": form,
        "trial": trial,
        "watch": watch,
        "versions": watch.versions.select_related("made_by"),
        "history": history_of(watch)[:20],
    }
    return render(request, "monitoring/watch_edit.html", context, status=form_status(form))


@require_POST
@requires(Permission.MONITORING_WRITE)
def watch_activate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Pause a watch, or let it go on."""
    watch, active = get_object_or_404(Watch, pk=pk), request.POST.get("active") == "1"
    watches.set_active(watch=watch, active=active, by=request.user, at=now())
    text = _("Overvåkingen er i gang igjen.") if active else _("Overvåkingen er på pause.")
    messages.success(request, text)
    return redirect("monitoring:watch-edit", pk=pk)


def _initial(watch: Watch) -> dict[str, str]:
    version = watch.version
    return {
        "name": watch.name,
        "purpose": watch.purpose,
        "legal_basis": watch.legal_basis,
        "language": watch.language,
        "any_of": "\n".join(version.any_of) if version else "",
        "none_of": "\n".join(version.none_of) if version else "",
    }


def _trial(form: WatchForm) -> watches.Trial | None:
    """What the terms find; the rest of the form may wait. None when the terms are wrong."""
    form.is_valid()
    if {"any_of", "none_of"} & set(form.errors):
        return None
    terms = form.cleaned_data
    trial = watches.try_terms(any_of=terms["any_of"], none_of=terms["none_of"])
    hush(form)
    return trial
