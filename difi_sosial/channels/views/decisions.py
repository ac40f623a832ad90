"""Proposing, deciding and closing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from difi_sosial.channels import queries, services
from difi_sosial.channels.enums import Action
from difi_sosial.channels.forms import CloseForm, DecideForm, ProposeForm
from difi_sosial.channels.models import Channel
from difi_sosial.channels.workflow import WORKFLOW
from difi_sosial.core.clock import now
from difi_sosial.core.forms import form_status
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.CHANNEL_WRITE)
def decision_propose(request: SignedInRequest, slug: str) -> HttpResponse:
    """Propose a channel."""
    channel = get_object_or_404(Channel, slug=slug)
    form = ProposeForm(request.POST or None)
    if form.is_valid():
        services.propose(channel=channel, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Kanalen er foreslått. En leder må beslutte."))
        return redirect("channels:channel-detail", slug=slug)
    context = {"form": form, "channel": channel, "row": queries.row_of(channel)}
    return render(request, "channels/decision_propose.html", context, status=form_status(form))


@requires(Permission.CHANNEL_DECIDE)
def decision_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose or decline a proposed channel."""
    decision = get_object_or_404(queries.decision_page(pk))
    # Before the form is shown: is this still open, and to this person?
    WORKFLOW.check(Action.CHOOSE, state=decision.state, by=request.user, thing=decision, reason="-")
    row = queries.row_of(decision.channel)
    form = DecideForm(request.POST or None, advice=row.score.advice)
    if form.is_valid():
        services.decide(decision=decision, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Beslutningen er lagret og sendt til journalen."))
        return redirect("channels:channel-detail", slug=decision.channel.slug)
    context = {"form": form, "decision": decision, "channel": decision.channel, "row": row}
    return render(request, "channels/decision_decide.html", context, status=form_status(form))


@requires(Permission.CHANNEL_DECIDE)
def decision_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close a chosen channel."""
    decision = get_object_or_404(queries.decision_page(pk))
    WORKFLOW.check(Action.CLOSE, state=decision.state, by=request.user, thing=decision, reason="-")
    form = CloseForm(request.POST or None)
    if form.is_valid():
        services.close(decision=decision, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Kanalen er lagt ned."))
        return redirect("channels:channel-detail", slug=decision.channel.slug)
    context = {"form": form, "decision": decision, "channel": decision.channel}
    return render(request, "channels/decision_close.html", context, status=form_status(form))
