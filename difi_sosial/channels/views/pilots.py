"""Pilots: the plan, the weekly notes, and the steps."""

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.channels import queries, services
from difi_sosial.channels.enums import PilotAction, PilotState
from difi_sosial.channels.forms import NoteForm, PilotForm, PilotStepForm
from difi_sosial.channels.models import Pilot
from difi_sosial.channels.queries.page import changed_after_decision
from difi_sosial.channels.views.steps import step_page, typed_again
from difi_sosial.channels.workflow import PILOT_WORKFLOW
from difi_sosial.core.clock import now
from difi_sosial.core.errors import Conflict, Invalid
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

PLAIN = (PilotAction.START, PilotAction.EVALUATE)
# What is said when a step has been taken.
DONE = {
    PilotAction.START: gettext_lazy("Prøven er startet."),
    PilotAction.EVALUATE: gettext_lazy("Prøven er avsluttet. Evaluer den nå."),
    PilotAction.RECOMMEND_CONTINUE: gettext_lazy("Du har anbefalt å fortsette."),
    PilotAction.RECOMMEND_STOP: gettext_lazy("Du har anbefalt å stoppe."),
    PilotAction.EXTEND: gettext_lazy("Prøven er forlenget."),
    PilotAction.CONTINUE: gettext_lazy("Kanalen har gått over til vanlig drift."),
    PilotAction.STOP: gettext_lazy("Prøven er stoppet."),
}


@requires(Permission.CHANNEL_WRITE)
def pilot_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Plan a pilot, or mend the plan until it starts."""
    decision = get_object_or_404(queries.decision_page(pk))
    pilot = decision.pilots.filter(state=PilotState.PLANNED).first()
    form = PilotForm(request.POST or None, instance=pilot)
    if form.is_valid():
        services.plan_pilot(decision=decision, values=form.cleaned_data, by=request.user, at=now())
        messages.success(request, _("Planen for prøven er lagret."))
        return redirect("channels:channel-detail", slug=decision.channel.slug)
    lead = _("Prøv i det små: et prosjekt, en testarena eller en betaside. Sett en sluttdato.")
    return step_page(request, decision.channel, form, title=_("Plan for prøven"), lead=lead)


@requires(Permission.CHANNEL_READ)
def pilot_act(request: SignedInRequest, pk: int, action: str) -> HttpResponse:
    """A step with a pilot: a press, or a page that asks for the reason."""
    pilot = _pilot(pk)
    channel = pilot.decision.channel
    if action not in PilotAction.values:
        raise Http404
    PILOT_WORKFLOW.check(action, state=pilot.state, by=request.user, thing=pilot, reason="-")
    if action in PLAIN:
        if request.method == "POST":
            services.act_on_pilot(pilot=pilot, action=action, by=request.user, at=now())
            messages.success(request, DONE[PilotAction(action)])
        return redirect("channels:channel-detail", slug=channel.slug)
    form, status = _step_form(request.POST or None, pilot, action), 0
    try:
        if form.is_valid() and _is_done(request, pilot, action, form):
            messages.success(request, DONE[PilotAction(action)])
            return redirect("channels:channel-detail", slug=channel.slug)
    except Conflict as error:
        pilot = _pilot(pk)
        form, status = _to_read_again(request, pilot, action, error), error.status
    return _step_page(request, pilot, action, form, status)


@requires(Permission.CHANNEL_WRITE)
def pilot_note(request: SignedInRequest, pk: int) -> HttpResponse:
    """The note of the week."""
    pilot = _pilot(pk)
    form = NoteForm(request.POST or None)
    if form.is_valid():
        services.note_pilot(pilot=pilot, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Notatet er lagret."))
        return redirect("channels:channel-detail", slug=pilot.decision.channel.slug)
    return step_page(request, pilot.decision.channel, form, title=_("Ukens notat"), pilot=pilot)


def _step_form(posted: QueryDict | None, pilot: Pilot, action: str) -> PilotStepForm:
    initial = {"edition": queries.edition_of(pilot.decision.channel)}
    return PilotStepForm(posted, initial=initial, action=PilotAction(action))


def _to_read_again(
    request: SignedInRequest, pilot: Pilot, action: str, error: Conflict
) -> PilotStepForm:
    """The form as it was typed, for the assessment as it now stands."""
    edition = queries.edition_of(pilot.decision.channel)
    form = _step_form(typed_again(request, edition), pilot, action)
    form.add_error(None, str(error))
    return form


def _step_page(
    request: SignedInRequest, pilot: Pilot, action: str, form: PilotStepForm, status: int
) -> HttpResponse:
    goes_on = action == PilotAction.CONTINUE
    return step_page(
        request,
        pilot.decision.channel,
        form,
        title=PilotAction(action).label,
        status=status,
        pilot=pilot,
        changed_after_decision=changed_after_decision(pilot.decision) if goes_on else None,
    )


def _is_done(request: SignedInRequest, pilot: Pilot, action: str, form: PilotStepForm) -> bool:
    try:
        given = form.cleaned_data
        services.act_on_pilot(pilot=pilot, action=action, by=request.user, at=now(), **given)
    except Invalid as error:
        form.add_error(None, str(error))
        return False
    return True


def _pilot(pk: int) -> Pilot:
    found = Pilot.objects.select_related("decision__channel", "decision__proposed_by")
    return get_object_or_404(found, pk=pk)
