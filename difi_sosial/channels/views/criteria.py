"""Closing criteria: agreed, met, set aside."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.channels import queries, services
from difi_sosial.channels.enums import CriterionKind
from difi_sosial.channels.forms import CriterionForm, DismissForm, MetForm
from difi_sosial.channels.models import ClosingCriterion
from difi_sosial.channels.queries.criteria import words_of
from difi_sosial.channels.views.steps import step_page
from difi_sosial.core.clock import now
from difi_sosial.core.errors import Invalid
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.CHANNEL_WRITE)
def criterion_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """First which kind, then what it needs."""
    decision = get_object_or_404(queries.decision_page(pk))
    wanted = request.GET.get("slag", "")
    if wanted not in CriterionKind.values:
        context = {"decision": decision, "channel": decision.channel, "kinds": list(CriterionKind)}
        return render(request, "channels/criterion_add.html", context)
    kind = CriterionKind(wanted)
    form = CriterionForm(request.POST or None, kind=kind)
    if form.is_valid():
        services.add_criterion(
            decision=decision, kind=kind, values=form.cleaned_data, by=request.user, at=now()
        )
        messages.success(request, _("Kriteriet er lagt til."))
        return redirect("channels:channel-detail", slug=decision.channel.slug)
    return step_page(request, decision.channel, form, title=kind.label)


@requires(Permission.CHANNEL_WRITE)
def criterion_met(request: SignedInRequest, pk: int) -> HttpResponse:
    """A person says that a criterion is met."""
    criterion = _criterion(pk)
    form = MetForm(request.POST or None)
    channel = criterion.decision.channel
    if form.is_valid():
        services.mark_met(criterion=criterion, by=request.user, at=now(), **form.cleaned_data)
        messages.success(
            request, _("Kriteriet er merket som oppfylt. De ansvarlige har fått brev.")
        )
        return redirect("channels:channel-detail", slug=channel.slug)
    title = _("Kriteriet er oppfylt")
    return step_page(request, channel, form, title=title, lead=words_of(criterion))


@requires(Permission.CHANNEL_READ)
def criterion_dismiss(request: SignedInRequest, pk: int) -> HttpResponse:
    """Go on although a criterion is met."""
    criterion = _criterion(pk)
    form = DismissForm(request.POST or None)
    channel = criterion.decision.channel
    if form.is_valid():
        try:
            services.dismiss(criterion=criterion, by=request.user, at=now(), **form.cleaned_data)
        except Invalid as error:
            form.add_error("until", str(error))
        else:
            messages.success(request, _("Kriteriet er satt til side."))
            return redirect("channels:channel-detail", slug=channel.slug)
    title = _("Fortsett selv om kriteriet er oppfylt")
    return step_page(request, channel, form, title=title, lead=words_of(criterion))


@require_POST
@requires(Permission.CHANNEL_WRITE)
def criterion_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a criterion away before the channel is opened."""
    criterion = _criterion(pk)
    services.remove_criterion(criterion=criterion, by=request.user, at=now())
    messages.success(request, _("Kriteriet er fjernet."))
    return redirect("channels:channel-detail", slug=criterion.decision.channel.slug)


def _criterion(pk: int) -> ClosingCriterion:
    return get_object_or_404(ClosingCriterion.objects.select_related("decision__channel"), pk=pk)
