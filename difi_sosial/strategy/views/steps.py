"""The steps of a version: buttons that act, and the pages of those that need more."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.forms import form_status, posted_reason
from difi_sosial.core.workdays import add_workdays
from difi_sosial.hearing.forms import OpenForm
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.people.rules import other_than
from difi_sosial.strategy import queries, records, services
from difi_sosial.strategy.enums import Action
from difi_sosial.strategy.forms import ApproveForm, ReasonForm
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.rules import seat_to_approve
from difi_sosial.strategy.views.sections import version_of
from difi_sosial.strategy.workflow import WORKFLOW

HEARING_WORKDAYS = 10
# Steps that have a page of their own instead of a button that acts.
PAGES = {
    Action.OPEN_HEARING: "strategy:version-hearing",
    Action.APPROVE: "strategy:version-approve",
    Action.RETURN: "strategy:version-return",
}

DONE = {
    Action.SUBMIT: gettext_lazy("Strategien er sendt til faglig kvalitetssikring."),
    Action.FORWARD: gettext_lazy("Strategien er sendt til godkjenning."),
    Action.SKIP_HEARING: gettext_lazy("Strategien er sendt til godkjenning uten høring."),
    Action.CLOSE_HEARING: gettext_lazy(
        "Høringen er avsluttet, og strategien er sendt til godkjenning."
    ),
    Action.REVISE: gettext_lazy("Høringen er avsluttet, og strategien er en kladd igjen."),
    Action.REOPEN: gettext_lazy("Strategien er en kladd igjen."),
    Action.PUT_IN_FORCE: gettext_lazy("Strategien gjelder fra i dag."),
    Action.KEEP: gettext_lazy("Strategien er gjennomgått. Neste gjennomgang er om et år."),
    Action.WITHDRAW: gettext_lazy("Strategien er trukket tilbake."),
}


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


@requires(Permission.STRATEGY_LEAD)
def version_hearing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read the text, and choose who is to be heard about it."""
    version = version_of(pk)
    WORKFLOW.check(Action.OPEN_HEARING, state=version.state, by=request.user, thing=version)
    suggested = add_workdays(today(), HEARING_WORKDAYS)
    form = OpenForm(
        request.POST or None,
        edition=version.edition,
        back=queries.path_of(version),
        deadline=suggested,
    )
    if form.is_valid():
        services.open_hearing(version=version, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Strategien er sendt på høring. De inviterte får e-post."))
        return redirect("strategy:version-detail", pk=pk)
    return _with_text(request, "strategy/version_hearing.html", version, form)


@requires(Permission.STRATEGY_APPROVE)
def version_approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read the whole text and approve it."""
    version = version_of(pk)
    if request.method == "GET":
        WORKFLOW.check(Action.APPROVE, state=version.state, by=request.user, thing=version)
    planned = version.valid_from if version.valid_from and version.valid_from > today() else None
    initial = {"edition": version.edition, "in_force_on": planned}
    form = ApproveForm(request.POST or None, initial=initial)
    if form.is_valid():
        services.approve(version=version, by=request.user, at=now(), **form.cleaned_data)
        messages.success(
            request,
            _("Strategien er godkjent og låst. Den kan gjelde når arkivaren har journalført den."),
        )
        return redirect("strategy:version-detail", pk=pk)
    return _with_text(request, "strategy/version_approve.html", version, form)


@requires(Permission.STRATEGY_READ)
def version_return(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send a version back with a reason."""
    version = version_of(pk)
    if request.method == "GET":
        WORKFLOW.check(
            Action.RETURN, state=version.state, by=request.user, thing=version, reason="-"
        )
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        services.send_back(version=version, by=request.user, at=now(), reason=reason)
        messages.success(request, _("Strategien er returnert med begrunnelsen din."))
        return redirect("strategy:version-detail", pk=pk)
    return _with_text(request, "strategy/version_return.html", version, form)


def today() -> date:
    """The Norwegian calendar day."""
    return local_date(now())


def _with_text(
    request: SignedInRequest, template: str, version: StrategyVersion, form: Any
) -> HttpResponse:
    context = {
        "version": version,
        "form": form,
        "document": records.document_html(version),
        "away": other_than(request.user, seat_to_approve(request.user, version)),
    }
    return render(request, template, context, status=form_status(form))


def _not_ready(request: SignedInRequest, version: StrategyVersion) -> HttpResponse:
    context = {"version": version, "missing": queries.missing(version)}
    return render(request, "strategy/version_missing.html", context, status=422)
