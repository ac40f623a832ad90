"""Proposing, deciding, and every other step with a decision."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.channels import queries, services
from difi_sosial.channels.enums import Action, PilotState
from difi_sosial.channels.forms import (
    DecideForm,
    KeepForm,
    ProposeForm,
    ReasonForm,
    ReviseForm,
)
from difi_sosial.channels.models import Channel, Decision
from difi_sosial.channels.queries.page import PLAIN, changed_after_decision, plan_of
from difi_sosial.channels.rules import seat_to_decide
from difi_sosial.channels.views.steps import step_page, typed_again
from difi_sosial.channels.workflow import WORKFLOW
from difi_sosial.core.clock import now
from difi_sosial.core.errors import Conflict, Invalid
from difi_sosial.core.forms import PortalForm, Text, form_status
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.people.rules import other_than

# The verb of every step that wants a reason, and what the form helps with.
REASONED: dict[str, tuple[Callable[..., Decision], Text]] = {
    Action.RETURN: (services.return_decision, gettext_lazy("Skriv hva du trenger å vite.")),
    Action.RECONSIDER: (services.reconsider, gettext_lazy("Skriv hva som har endret seg.")),
    Action.LIMIT: (
        services.limit,
        gettext_lazy("Skriv hva som stenges (kommentarer, direktemeldinger), og hvor lenge."),
    ),
    Action.LIFT: (services.lift, gettext_lazy("Skriv hva som er løst.")),
    Action.SUSPEND: (
        services.suspend,
        gettext_lazy("Skriv hva som har skjedd, når, og hva dere har gjort. Lederne får brev nå."),
    ),
    Action.RESUME: (services.resume, gettext_lazy("Skriv hva som er rettet, og hvem som så på.")),
    Action.ANNOUNCE: (
        services.announce,
        gettext_lazy("Skriv hvorfor kanalen legges ned. Planen blir journalført sammen med den."),
    ),
    Action.CLOSE: (services.close, gettext_lazy("Skriv også hvor folk skal henvende seg.")),
}
# What is said when a step has been taken.
DONE = {
    Action.ASSESS: gettext_lazy("Vurderingen er startet."),
    Action.SEND_TO_PRIVACY: gettext_lazy("Vurderingen er sendt til personvernombudet."),
    Action.TAKE_BACK: gettext_lazy("Kanalen er tatt tilbake til vurdering."),
    Action.SUBMIT: gettext_lazy("Kanalen er sendt til beslutning."),
    Action.RETURN: gettext_lazy("Kanalen er sendt tilbake til vurdering."),
    Action.RECONSIDER: gettext_lazy("Kanalen er foreslått på nytt."),
    Action.OPEN: gettext_lazy("Kanalen er åpnet."),
    Action.LIMIT: gettext_lazy("Kanalen er begrenset."),
    Action.LIFT: gettext_lazy("Begrensningen er opphevet."),
    Action.KEEP: gettext_lazy("Kanalen er gjennomgått og beholdt."),
    Action.SUSPEND: gettext_lazy("Kanalen er stengt midlertidig."),
    Action.CONFIRM_STOP: gettext_lazy("Stengingen er bekreftet."),
    Action.RESUME: gettext_lazy("Kanalen er åpnet igjen etter stengingen."),
    Action.ANNOUNCE: gettext_lazy("Nedleggingen er varslet."),
    Action.CLOSE: gettext_lazy("Kanalen er lagt ned."),
}


@requires(Permission.CHANNEL_WRITE)
def decision_propose(request: SignedInRequest, slug: str) -> HttpResponse:
    """Propose a channel."""
    channel = get_object_or_404(Channel.objects.select_related("assessment"), slug=slug)
    own = getattr(getattr(channel, "assessment", None), "own_page", "")
    form = ProposeForm(request.POST or None, initial={"own_source_url": own})
    if form.is_valid():
        services.propose(channel=channel, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Kanalen er foreslått. Vurder den før en leder beslutter."))
        return redirect("channels:channel-detail", slug=slug)
    context = {"form": form, "channel": channel, "row": queries.row_of(channel)}
    return render(request, "channels/decision_propose.html", context, status=form_status(form))


@requires(Permission.CHANNEL_WRITE)
def decision_revise(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mend a proposal."""
    decision = get_object_or_404(queries.decision_page(pk))
    initial = {"purpose": decision.purpose, "own_source_url": decision.own_source_url}
    form = ReviseForm(request.POST or None, initial=initial)
    if form.is_valid():
        services.revise(decision=decision, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Forslaget er lagret."))
        return redirect("channels:channel-detail", slug=decision.channel.slug)
    return step_page(request, decision.channel, form, title=_("Endre forslaget"))


@requires(Permission.CHANNEL_DECIDE)
def decision_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose, try, reserve or decline a channel."""
    decision = get_object_or_404(queries.decision_page(pk))
    # Before the form is shown: is this still open, and to this person?
    WORKFLOW.check(Action.CHOOSE, state=decision.state, by=request.user, thing=decision, reason="-")
    row = queries.row_of(decision.channel)
    form, status = _decide_form(request.POST or None, row, decision), 0
    try:
        if form.is_valid() and _is_taken(request, decision, services.decide, form):
            messages.success(request, _("Beslutningen er lagret og sendt til journalen."))
            return redirect("channels:channel-detail", slug=decision.channel.slug)
    except Conflict as error:
        form, status = _to_read_again(request, decision, error), error.status
    context = _deciding(decision, row) | {"form": form}
    context["away"] = other_than(request.user, seat_to_decide(request.user, decision))
    status = status or form_status(form)
    return render(request, "channels/decision_decide.html", context, status=status)


@requires(Permission.CHANNEL_READ)
def decision_act(request: SignedInRequest, pk: int, action: str) -> HttpResponse:
    """One step with a decision: a press, or a page that asks for the reason."""
    decision = get_object_or_404(queries.decision_page(pk))
    if action not in PLAIN and action not in REASONED and action not in (Action.KEEP, Action.OPEN):
        raise Http404
    WORKFLOW.check(action, state=decision.state, by=request.user, thing=decision, reason="-")
    if action in PLAIN or action == Action.OPEN:
        return _press(request, decision, action)
    if action == Action.KEEP:
        return _keep(request, decision)
    form = _reason_form(request, action)
    if form.is_valid() and _is_taken(request, decision, REASONED[action][0], form):
        messages.success(request, DONE[Action(action)])
        return redirect("channels:channel-detail", slug=decision.channel.slug)
    return step_page(
        request,
        decision.channel,
        form,
        title=Action(action).label,
        plan=plan_of(decision) if action == Action.ANNOUNCE else None,
        decision=decision,
        announces=action == Action.ANNOUNCE,
    )


def _decide_form(
    posted: QueryDict | None, row: queries.MatrixRow, decision: Decision
) -> DecideForm:
    return DecideForm(
        posted,
        initial={
            "own_source_url": decision.own_source_url,
            "edition": queries.edition_of(row.channel),
        },
        advice=row.score.advice,
        against_dpo=queries.goes_against_dpo(decision, Action.CHOOSE),
        can_pilot=decision.pilots.filter(state=PilotState.PLANNED).exists(),
    )


def _to_read_again(request: SignedInRequest, decision: Decision, error: Conflict) -> DecideForm:
    """The form as it was typed, for the assessment as it now stands."""
    row = queries.row_of(Channel.objects.get(pk=decision.channel_id))
    form = _decide_form(typed_again(request, queries.edition_of(row.channel)), row, decision)
    form.add_error(None, str(error))
    return form


def _deciding(decision: Decision, row: queries.MatrixRow) -> dict[str, Any]:
    opinion = queries.opinion_of(decision)
    log = queries.ChangeLog(row.channel)
    return {
        "decision": decision,
        "channel": decision.channel,
        "row": row,
        "opinion": opinion,
        "changes": log.after(opinion.assessment_edition) if opinion else None,
        "pilot": decision.pilots.filter(state=PilotState.PLANNED).first(),
    }


def _press(request: SignedInRequest, decision: Decision, action: str) -> HttpResponse:
    """A step that wants no reason; only by POST."""
    if request.method == "POST":
        given: dict[str, Any] = {"decision": decision, "by": request.user, "at": now()}
        if action == Action.OPEN:
            services.open_channel(**given)
        elif action == Action.CONFIRM_STOP:
            services.confirm_stop(**given)
        else:
            services.advance(action=action, **given)
        messages.success(request, DONE[Action(action)])
    return redirect("channels:channel-detail", slug=decision.channel.slug)


def _keep(request: SignedInRequest, decision: Decision) -> HttpResponse:
    """Renew the decision; what was typed stands when the assessment changed meanwhile."""
    edition, status = queries.edition_of(decision.channel), 0
    form = KeepForm(request.POST or None, initial={"edition": edition})
    try:
        if form.is_valid() and _is_taken(request, decision, services.keep, form):
            messages.success(request, DONE[Action.KEEP])
            return redirect("channels:channel-detail", slug=decision.channel.slug)
    except Conflict as error:
        decision, status = queries.decision_page(decision.pk).get(), error.status
        form = KeepForm(typed_again(request, queries.edition_of(decision.channel)))
        form.add_error(None, str(error))
    return step_page(
        request,
        decision.channel,
        form,
        title=Action.KEEP.label,
        status=status,
        decision=decision,
        changed_after_decision=changed_after_decision(decision),
    )


def _reason_form(request: SignedInRequest, action: str) -> ReasonForm:
    initial = {"reason": request.GET.get("grunn", "")}
    help_text = REASONED[action][1]
    label = Action(action).label
    return ReasonForm(request.POST or None, initial=initial, label=label, help_text=help_text)


def _is_taken(
    request: SignedInRequest, decision: Decision, verb: Callable[..., Decision], form: PortalForm
) -> bool:
    """The step taken; a rule's no stands on the form, and nothing typed is lost."""
    try:
        verb(decision=decision, by=request.user, at=now(), **form.cleaned_data)
    except Invalid as error:
        form.add_error(None, str(error))
        return False
    return True
