"""The pages of one version: where it is, its text, and new ones made from it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.forms import form_status
from difi_sosial.hearing import queries as hearings
from difi_sosial.hearing.enums import State as HearingState
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.strategy import queries, records, services
from difi_sosial.strategy.enums import Action, State
from difi_sosial.strategy.forms import CopyForm
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.queries.versions import JOURNALLED
from difi_sosial.strategy.rules import may_begin_version, may_edit
from difi_sosial.strategy.views.sections import tasks_of, version_of
from difi_sosial.strategy.views.steps import PAGES
from difi_sosial.strategy.workflow import WORKFLOW

HISTORY = 20


@requires(Permission.STRATEGY_READ)
def version_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One version: where it is, whose turn it is, what may be done, and its pages."""
    version = version_of(pk)
    versions = list(queries.versions_of(version.strategy))
    context = {
        "version": version,
        **_way(request, version),
        "tasks": tasks_of(version),
        "can_edit": may_edit(request.user, version),
        "document": records.document_html(version),
        "has_pdf": queries.archived_pdf(version) is not None,
        "versions": versions,
        "family": queries.family_of(version.strategy),
        "can_begin": may_begin_version(request.user, versions),
        "history": history_of(version)[:HISTORY],
    }
    return render(request, "strategy/version_detail.html", context)


def _way(request: SignedInRequest, version: StrategyVersion) -> dict[str, Any]:
    """The stops, whose turn it is, and the buttons of this person."""
    entry = queries.entry_of(version)
    heard = list(hearings.hearings_of(queries.source_key(version)))
    on_now = next((one for one in heard if one.state == HearingState.OPEN), None)
    turn = queries.turn_of(version, hearing=on_now, entry=entry, today=local_date(now()))
    journalled = entry is not None and entry.state in JOURNALLED
    steps = [
        step
        for step in WORKFLOW.open_to(request.user, version)
        if step.action != Action.PUT_IN_FORCE or journalled
    ]
    buttons = [step for step in steps if step.action not in PAGES]
    return {
        "entry": entry,
        "journalled": journalled,
        "hearings": [(one, hearings.standing_of(one)) for one in heard],
        "stops": queries.way_of(version, heard=next(iter(heard), None), entry=entry),
        "turn": turn,
        "is_mine": turn is not None and request.user in turn.people,
        "on_its_day": version.state == State.APPROVED and journalled and turn is None,
        "pages": [(step, PAGES[Action(step.action)]) for step in steps if step.action in PAGES],
        "main_steps": [step for step in buttons if step.style == "primary"],
        "other_steps": [step for step in buttons if step.style != "primary"],
    }


@require_POST
@requires(Permission.STRATEGY_WRITE)
def version_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin a new version from this one."""
    fresh = services.new_version(version=version_of(pk), by=request.user, at=now())
    messages.success(request, _("Du har en ny kladd med innholdet fra forrige versjon."))
    return redirect("strategy:version-detail", pk=fresh.pk)


@requires(Permission.STRATEGY_WRITE)
def version_copy(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a strategy for a unit or a campaign from this version."""
    version = version_of(pk)
    initial = {"unit": request.user.unit_id, "owner": request.user.pk, "scope": "unit"}
    form = CopyForm(request.POST or None, initial=initial)
    if form.is_valid():
        fresh = services.copy(version=version, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Strategien er laget. Tilpass teksten til dem den gjelder."))
        return redirect("strategy:version-detail", pk=fresh.pk)
    context = {"version": version, "form": form}
    return render(request, "strategy/version_copy.html", context, status=form_status(form))


@requires(Permission.STRATEGY_READ)
def version_document(request: SignedInRequest, pk: int) -> HttpResponse:
    """The whole text, for reading and print."""
    version = version_of(pk)
    context = {"version": version, "document": records.document_html(version)}
    return render(request, "strategy/version_document.html", context)


@requires(Permission.STRATEGY_READ)
def version_text(request: SignedInRequest, pk: int) -> HttpResponse:
    """The frozen text as a file, byte for byte what the checksum is made of."""
    version = version_of(pk)
    if not version.checksum:
        raise Http404
    content = version.canonical_text.encode()
    response = HttpResponse(content, content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name(version)}.md"'
    return response


@requires(Permission.STRATEGY_READ)
def version_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The archived PDF/A: the very bytes that the journal keeps."""
    version = version_of(pk)
    archived = queries.archived_pdf(version)
    if archived is None:
        raise Http404
    response = HttpResponse(bytes(archived.blob.content), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{file_name(version)}.pdf"'
    return response


def file_name(version: StrategyVersion) -> str:
    """What a file of this version is called, without its ending."""
    return f"strategi-{version.strategy_id}-v{version.number}"
