"""Watches: what we listen for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import now
from difi_sosial.core.errors import Conflict
from difi_sosial.core.forms import form_status, hush
from difi_sosial.monitoring import queries
from difi_sosial.monitoring.expressions import means_same
from difi_sosial.monitoring.forms.watches import WORDS, WatchForm, initial_of
from difi_sosial.monitoring.models import Watch
from difi_sosial.monitoring.queries import alerts, findings
from difi_sosial.monitoring.services import trials, watches
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.MONITORING_READ)
def watch_list(request: HttpRequest) -> HttpResponse:
    """Everything we listen for, why, what is unusual, and which sources need a look."""
    context = {
        "watches": queries.watches(),
        "troubled": queries.sources_in_trouble(),
        "findings": findings.recent(at=now()),
    }
    return render(request, "monitoring/watch_list.html", context)


@requires(Permission.MONITORING_READ)
def watch_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a watch looks for and has looked for, and what was done to it."""
    watch = get_object_or_404(queries.watches(), pk=pk)
    context = {
        "watch": watch,
        "places": queries.places_of(watch),
        "findings": findings.of_watch(watch),
        "alert": alerts.alert_of(request.user, watch),
        "versions": watch.versions.select_related("made_by"),
        "history": history_of(watch)[:20],
    }
    return render(request, "monitoring/watch_detail.html", context)


@requires(Permission.MONITORING_WRITE)
def watch_create(request: SignedInRequest) -> HttpResponse:
    """A new watch; its expression can be tried before it is saved."""
    return _edit(request, WatchForm(request.POST or None, initial={"mode": "rows"}))


@requires(Permission.MONITORING_WRITE)
def watch_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a watch: another expression becomes a new version."""
    watch = get_object_or_404(Watch.objects.select_related("version"), pk=pk)
    return _edit(request, WatchForm(request.POST or None, watch=watch, initial=initial_of(watch)))


@require_POST
@requires(Permission.MONITORING_WRITE)
def watch_activate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Pause a watch, or let it go on."""
    watch, active = get_object_or_404(Watch, pk=pk), request.POST.get("active") == "1"
    watches.set_active(watch=watch, active=active, by=request.user, at=now())
    text = _("Overvåkingen er i gang igjen.") if active else _("Overvåkingen er på pause.")
    messages.success(request, text)
    return redirect("monitoring:watch-detail", pk=pk)


@require_POST
@requires(Permission.MONITORING_WRITE)
def watch_try(request: SignedInRequest) -> HttpResponse:
    """What the typed expression finds right now: a piece of the form, renewed as one types."""
    number = request.GET.get("watch", "")
    chosen = Watch.objects.select_related("version").filter(pk=number if number.isdecimal() else 0)
    form = WatchForm(request.POST, watch=chosen.first())
    context = {"form": form, "trial": _trial(form)}
    return render(request, "monitoring/_watch_trial.html", context)


def _edit(request: SignedInRequest, form: WatchForm) -> HttpResponse:
    """Save, try, or say it the other way: what the pressed button asks for."""
    if "switch" in request.POST:
        form = form.other_way() or form
        return _page(request, form)
    trial = _trial(form) if "try" in request.POST else None
    if trial is None and form.is_valid():
        return _save(request, form)
    return _page(request, form, trial)


def _save(request: SignedInRequest, form: WatchForm) -> HttpResponse:
    if form.watch is None:
        watch = watches.create(**form.facts, by=request.user, at=now())
        messages.success(request, _("Overvåkingen er lagret."))
    else:
        standing = form.cleaned_data["standing_number"]
        facts = {**form.facts, "standing": standing}
        try:
            watch = watches.change(watch=form.watch, **facts, by=request.user, at=now())
        except Conflict:
            return _conflict(request, form.watch.pk)
        messages.success(request, _("Endringene er lagret."))
    return redirect("monitoring:watch-detail", pk=watch.pk)


def _conflict(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody else saved first: what is typed stays, beside what stands now, to be saved again."""
    watch = get_object_or_404(Watch.objects.select_related("version"), pk=pk)
    typed = request.POST.copy()
    typed["standing_number"] = str(watch.version.number if watch.version else "")
    form = WatchForm(typed, watch=watch)
    context = {"form": form, "watch": watch, "conflict": True}
    return render(request, "monitoring/watch_edit.html", context, status=409)


def _page(
    request: SignedInRequest, form: WatchForm, trial: trials.Trial | None = None
) -> HttpResponse:
    context = {"form": form, "watch": form.watch, "trial": trial}
    return render(request, "monitoring/watch_edit.html", context, status=form_status(form))


def _trial(form: WatchForm) -> trials.Trial | None:
    """What the expression finds; the rest of the form may wait. None when it cannot be read."""
    form.is_valid()
    if {"expression", *WORDS} & set(form.errors):
        return None
    expression = form.cleaned_data["expression"]
    is_other = not means_same(expression, form.standing)
    trial = trials.try_expression(expression=expression, against=form.standing if is_other else "")
    hush(form)
    return trial
