"""The plan for closing, and the archivist's word that the content is kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from difi_sosial.channels import queries, services
from difi_sosial.channels.forms import CaptureForm, PlanForm
from difi_sosial.channels.models import PLAN_FIELDS, Decision
from difi_sosial.channels.queries.page import plan_of
from difi_sosial.channels.views.steps import step_page, typed_again
from difi_sosial.core.clock import now
from difi_sosial.core.errors import Conflict
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.CHANNEL_WRITE)
def closing_plan(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write how the channel is closed."""
    decision = get_object_or_404(queries.decision_page(pk))
    plan = plan_of(decision)
    initial = {"edition": plan.edition if plan else 0}
    form = PlanForm(request.POST or None, instance=plan, initial=initial)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in PLAN_FIELDS}
        edition = form.cleaned_data["edition"]
        given = {"decision": decision, "values": values, "edition": edition}
        try:
            services.save_plan(by=request.user, at=now(), **given)
        except Conflict as error:
            return _conflict(request, decision, error)
        messages.success(request, _("Planen er lagret."))
        return redirect("channels:channel-detail", slug=decision.channel.slug)
    lead = _("Kommunikasjonssjefen eller en leder varsler nedleggingen etter denne planen.")
    return step_page(request, decision.channel, form, title=_("Plan for nedlegging"), lead=lead)


@requires(Permission.JOURNAL_WRITE)
def closing_capture(request: SignedInRequest, pk: int) -> HttpResponse:
    """The archivist says where the content is kept."""
    decision = get_object_or_404(queries.decision_page(pk))
    form = CaptureForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        services.confirm_capture(decision=decision, by=request.user, at=now(), **given)
        messages.success(request, _("Bekreftet. Kanalen kan nå legges ned."))
        return redirect("channels:channel-detail", slug=decision.channel.slug)
    lead = _("Kanalen kan ikke legges ned før du har bekreftet dette.")
    title = _("Er innholdet tatt vare på?")
    return step_page(request, decision.channel, form, title=title, lead=lead)


def _conflict(request: SignedInRequest, decision: Decision, error: Conflict) -> HttpResponse:
    """What the other person saved stands beside the form as it was typed."""
    stored = plan_of(decision)
    form = PlanForm(typed_again(request, stored.edition if stored else 0), instance=None)
    title = _("Plan for nedlegging")
    return step_page(
        request, decision.channel, form, title=title, status=409, error=error, theirs=stored
    )
