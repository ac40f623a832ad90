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
from difi_sosial.hearing.models import Hearing
from difi_sosial.journal.models import RegistryEntry
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
        "parts": records.document_parts(version),
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
    return {
        "entry": entry,
        "hearings": [(one, hearings.standing_of(one)) for one in heard],
        "open_hearing": on_now,
        "stops": queries.way_of(version, heard=next(iter(heard), None), entry=entry),
        "turn": turn,
        "is_mine": turn is not None and request.user in turn.people,
        "on_its_day": version.state == State.APPROVED and turn is None,
        **_steps(request, version, on_now, entry),
    }


def _steps(
    request: SignedInRequest,
    version: StrategyVersion,
    on_now: Hearing | None,
    entry: RegistryEntry | None,
) -> dict[str, Any]:
    """What this person may do; not what would be refused, for want of an answer or an entry."""
    shut: set[str] = set()
    if entry is None or entry.state not in JOURNALLED:
        shut.add(Action.PUT_IN_FORCE)
    if on_now is not None and hearings.unanswered(on_now):
        shut |= {Action.CLOSE_HEARING, Action.REVISE}
    steps = [one for one in WORKFLOW.open_to(request.user, version) if one.action not in shut]
    buttons = [step for step in steps if step.action not in PAGES]
    return {
        "pages": [(step, PAGES[Action(step.action)]) for step in steps if step.action in PAGES],
        "main_steps": [step for step in buttons if step.style == "primary"],
        "side_steps": [step for step in buttons if step.style == "secondary"],
        "other_steps": [step for step in buttons if step.style == "danger"],
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
