"""The pages of one version, and its way to approval."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import now
from difi_sosial.core.diff import side_by_side
from difi_sosial.core.forms import form_status, posted_reason
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.strategy import queries, records, services
from difi_sosial.strategy.enums import Action
from difi_sosial.strategy.forms import (
    ApproveForm,
    ReasonForm,
)
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.rules import may_begin_version, may_edit
from difi_sosial.strategy.views.sections import tasks_of, version_of
from difi_sosial.strategy.workflow import WORKFLOW

# Steps that have a page of their own instead of a button that acts.
PAGES = {Action.APPROVE: "strategy:version-approve", Action.RETURN: "strategy:version-return"}

DONE = {
    Action.SUBMIT: gettext_lazy("Strategien er sendt til godkjenning."),
    Action.REOPEN: gettext_lazy("Strategien er en kladd igjen."),
    Action.PUT_IN_FORCE: gettext_lazy("Strategien gjelder fra i dag."),
    Action.WITHDRAW: gettext_lazy("Strategien er trukket tilbake."),
}


@requires(Permission.STRATEGY_READ)
def version_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One version: where it is, what may be done, and its pages."""
    version = version_of(pk)
    steps = WORKFLOW.open_to(request.user, version)
    buttons = [step for step in steps if step.action not in PAGES]
    versions = list(queries.versions_of(version.strategy))
    context = {
        "version": version,
        "pages": [(step, PAGES[Action(step.action)]) for step in steps if step.action in PAGES],
        "main_steps": [step for step in buttons if step.style == "primary"],
        "other_steps": [step for step in buttons if step.style != "primary"],
        "tasks": tasks_of(version),
        "can_edit": may_edit(request.user, version),
        "document": records.document_html(version),
        "entry": queries.entry_of(version),
        "has_pdf": queries.archived_pdf(version) is not None,
        "versions": versions,
        "can_copy": may_begin_version(request.user, versions),
        "history": history_of(version)[:20],
    }
    return render(request, "strategy/version_detail.html", context)


@require_POST
@requires(Permission.STRATEGY_READ)
def version_act(request: SignedInRequest, pk: int) -> HttpResponse:
    """The buttons: who may press which, the workflow decides."""
    version = version_of(pk)
    action, reason = request.POST.get("action", ""), posted_reason(request.POST)
    if action == Action.SUBMIT and queries.missing(version):
        return _not_ready(request, version)
    services.act(version=version, action=action, by=request.user, at=now(), reason=reason)
    messages.success(request, DONE.get(Action(action), _("Det er gjort.")))
    return redirect("strategy:version-detail", pk=pk)


@requires(Permission.STRATEGY_APPROVE)
def version_approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read the whole text and approve it."""
    version = version_of(pk)
    WORKFLOW.check(Action.APPROVE, state=version.state, by=request.user, thing=version)
    form = ApproveForm(request.POST or None, initial={"edition": version.edition})
    if form.is_valid():
        services.approve(version=version, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Strategien er godkjent, låst og sendt til journalen."))
        return redirect("strategy:version-detail", pk=pk)
    context = {"version": version, "form": form, "document": records.document_html(version)}
    return render(request, "strategy/version_approve.html", context, status=form_status(form))


@requires(Permission.STRATEGY_APPROVE)
def version_return(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send a version back with a reason."""
    version = version_of(pk)
    WORKFLOW.check(Action.RETURN, state=version.state, by=request.user, thing=version, reason="-")
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        services.send_back(version=version, by=request.user, at=now(), reason=reason)
        messages.success(request, _("Strategien er returnert med begrunnelsen din."))
        return redirect("strategy:version-detail", pk=pk)
    context = {"version": version, "form": form, "document": records.document_html(version)}
    return render(request, "strategy/version_return.html", context, status=form_status(form))


@require_POST
@requires(Permission.STRATEGY_WRITE)
def version_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin a new version from this one."""
    fresh = services.new_version(version=version_of(pk), by=request.user, at=now())
    messages.success(request, _("Du har en ny kladd med innholdet fra forrige versjon."))
    return redirect("strategy:version-detail", pk=fresh.pk)


@requires(Permission.STRATEGY_READ)
def version_document(request: SignedInRequest, pk: int) -> HttpResponse:
    """The whole text, for reading and print."""
    version = version_of(pk)
    context = {"version": version, "document": records.document_html(version)}
    return render(request, "strategy/version_document.html", context)


@requires(Permission.STRATEGY_READ)
def version_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The archived PDF/A: the very bytes that the journal keeps."""
    version = version_of(pk)
    archived = queries.archived_pdf(version)
    if archived is None:
        raise Http404
    response = HttpResponse(bytes(archived.blob.content), content_type="application/pdf")
    name = f"strategi-{version.strategy_id}-v{version.number}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@requires(Permission.STRATEGY_READ)
def version_compare(request: SignedInRequest, pk: int) -> HttpResponse:
    """Two versions of a strategy side by side; `?mot=<number>` chooses the other one."""
    version = version_of(pk)
    versions = queries.versions_of(version.strategy)
    wanted = request.GET.get("mot", "")
    others = [other for other in versions if other.pk != version.pk]
    older = [other for other in others if other.number < version.number]
    other = next((one for one in others if str(one.number) == wanted), None)
    other = other or next(iter(older or others), None)
    context = {"version": version, "others": others, "other": other, "rows": _rows(other, version)}
    return render(request, "strategy/version_compare.html", context)


def _rows(old: StrategyVersion | None, new: StrategyVersion) -> list[Any]:
    if old is None:
        return []
    texts = [one.canonical_text or records.document_text(one) for one in (old, new)]
    return side_by_side(*map(records.reading_text, texts), moves=True)


def _not_ready(request: SignedInRequest, version: StrategyVersion) -> HttpResponse:
    context = {"version": version, "missing": queries.missing(version)}
    return render(request, "strategy/version_missing.html", context, status=422)
