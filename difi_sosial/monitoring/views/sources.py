"""Sources: where we listen, how it goes, and what each connector can and cannot see."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import now
from difi_sosial.core.forms import form_status
from difi_sosial.monitoring import queries
from difi_sosial.monitoring.connectors.registry import CONNECTORS
from difi_sosial.monitoring.enums import TROUBLES
from difi_sosial.monitoring.forms import PauseForm, SourceForm
from difi_sosial.monitoring.models import Source
from difi_sosial.monitoring.queries.sources import health
from difi_sosial.monitoring.services import budgets, sources
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.MONITORING_READ)
def source_list(request: HttpRequest) -> HttpResponse:
    """Every source and how it is doing."""
    found = list(queries.sources())
    context = {"sources": found, "health": health(found)}
    return render(request, "monitoring/source_list.html", context)


@requires(Permission.MONITORING_WRITE)
def source_choose(request: HttpRequest) -> HttpResponse:
    """Which way of reading fits the new source."""
    context = {"groups": queries.reader_groups()}
    return render(request, "monitoring/source_choose.html", context)


@requires(Permission.MONITORING_WRITE)
def source_create(request: SignedInRequest, connector: str) -> HttpResponse:
    """A new source; its settings can be tried before they are saved."""
    if connector not in CONNECTORS:
        raise Http404
    form = SourceForm(request.POST or None, connector=CONNECTORS[connector])
    trial = None
    if form.is_valid():
        if "try" not in request.POST:
            facts = {**_facts(form), "by": request.user, "at": now()}
            source = sources.create(connector=connector, **facts)
            messages.success(request, _("Kilden er lagret og blir hentet om litt."))
            return redirect("monitoring:source-detail", pk=source.pk)
        trial = _trial(form)
    context = {"form": form, "trial": trial, "connector": CONNECTORS[connector]}
    return render(request, "monitoring/source_edit.html", context, status=form_status(form))


@requires(Permission.MONITORING_WRITE)
def source_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a source; a stored token stays unless a new one is typed."""
    source = _source(pk)
    if source.reader is None:
        raise Http404
    initial = {**source.settings, "name": source.name, "channel": source.channel_id}
    initial |= {"watches": source.watches.all(), "interval_minutes": source.interval_minutes}
    initial |= {"token_expires_on": source.token_expires_on, "adapts": source.adapts}
    form = SourceForm(request.POST or None, connector=source.reader, source=source, initial=initial)
    trial = None
    if form.is_valid():
        if "try" not in request.POST:
            sources.change(source=source, **_facts(form), by=request.user, at=now())
            messages.success(request, _("Endringene er lagret."))
            return redirect("monitoring:source-detail", pk=pk)
        trial = _trial(form)
    context = {"form": form, "trial": trial, "connector": source.reader, "source": source}
    return render(request, "monitoring/source_edit.html", context, status=form_status(form))


@requires(Permission.MONITORING_READ)
def source_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One source: its health in plain words, its last runs, its history."""
    source = _source(pk)
    context = {
        "source": source,
        "connector": source.reader,
        "watches": queries.listening_to(source).order_by("name"),
        "trouble": TROUBLES.get(source.trouble),
        "standing": budgets.standing(source, at=now()),
        "runs": queries.runs_of(source),
        "pause_form": PauseForm(),
        "history": history_of(source)[:20],
    }
    return render(request, "monitoring/source_detail.html", context)


@require_POST
@requires(Permission.MONITORING_WRITE)
def source_pause(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stop asking a source, with a reason for those who come after."""
    form = PauseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Skriv hvorfor kilden settes på pause."))
        return redirect("monitoring:source-detail", pk=pk)
    reason = form.cleaned_data["reason"]
    sources.pause(source=_source(pk), reason=reason, by=request.user, at=now())
    messages.success(request, _("Kilden er på pause."))
    return redirect("monitoring:source-detail", pk=pk)


@require_POST
@requires(Permission.MONITORING_WRITE)
def source_resume(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask a source again."""
    sources.resume(source=_source(pk), by=request.user, at=now())
    messages.success(request, _("Kilden er i gang igjen og blir hentet om litt."))
    return redirect("monitoring:source-detail", pk=pk)


@require_POST
@requires(Permission.MONITORING_WRITE)
def source_hurry(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a source as soon as a worker is free."""
    sources.hurry(source=_source(pk), at=now())
    messages.success(request, _("Kilden blir hentet i løpet av et halvt minutt."))
    return redirect("monitoring:source-detail", pk=pk)


@requires(Permission.MONITORING_READ)
def connector_list(request: HttpRequest) -> HttpResponse:
    """Every way of reading, by the guidance's categories."""
    context = {"groups": queries.reader_groups()}
    return render(request, "monitoring/connector_list.html", context)


@requires(Permission.MONITORING_READ)
def connector_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What one way of reading sees, needs, costs and misses, and how it goes here."""
    reader = queries.readers().get(slug)
    if reader is None:
        raise Http404
    sources = Source.objects.filter(connector=slug).order_by("name")
    context = {"reader": reader, "connector": reader.connector, "sources": sources}
    return render(request, "monitoring/connector_detail.html", context)


def _source(pk: int) -> Source:
    return get_object_or_404(Source.objects.select_related("channel"), pk=pk)


def _facts(form: SourceForm) -> dict[str, Any]:
    names = (
        "channel",
        "name",
        "watches",
        "interval_minutes",
        "token",
        "token_expires_on",
        "adapts",
    )
    return {"settings": form.settings, **{name: form.cleaned_data[name] for name in names}}


def _trial(form: SourceForm) -> dict[str, Any]:
    """What came when the settings were tried, with any trouble in plain words."""
    watches = form.cleaned_data["watches"]
    terms = (term for watch in watches if watch.version for term in watch.version.asked_terms)
    trial = sources.try_settings(
        connector=form.connector.slug,
        settings=form.settings,
        token=form.token,
        terms=tuple(dict.fromkeys(terms)),
    )
    return {"result": trial, "posts": trial.posts[:5], "trouble": TROUBLES.get(trial.trouble)}
