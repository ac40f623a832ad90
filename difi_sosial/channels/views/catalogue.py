"""The catalogue and the page of one channel."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from difi_sosial.audit.queries import history_of
from difi_sosial.channels import queries, records, services
from difi_sosial.channels.forms import CatalogueFilter, ChannelForm
from difi_sosial.channels.models import Channel
from difi_sosial.channels.queries import readiness
from difi_sosial.channels.queries.page import life_of
from difi_sosial.core.clock import now
from difi_sosial.core.diff import side_by_side
from difi_sosial.core.errors import Conflict
from difi_sosial.core.forms import form_status
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.strategy import queries as strategy


@requires(Permission.CHANNEL_READ)
def channel_list(request: SignedInRequest) -> HttpResponse:
    """The catalogue, by category."""
    form = CatalogueFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    ours, others = queries.ours_and_others(queries.catalogue(**chosen))
    context = {
        "form": form,
        "ours": ours,
        "groups": queries.by_category(others),
        "number": len(ours) + len(others),
        "strategy": strategy.current(),
    }
    return render(request, "channels/channel_list.html", context)


@requires(Permission.CHANNEL_READ)
def channel_detail(request: SignedInRequest, slug: str) -> HttpResponse:
    """Facts, assessment and decisions of one channel."""
    channel = _channel(slug)
    decisions, row = list(queries.decisions_of(channel)), queries.row_of(channel)
    context = {
        "channel": channel,
        "row": row,
        "assessment": records.assessment_facts(queries.assessment_values(channel)),
        "decisions": queries.with_entries(decisions),
        "newest": decisions[0] if decisions else None,
        "strategy": strategy.current(),
        "accounts": queries.accounts().filter(channel=channel),
        "history": history_of(channel)[:20],
        "board": readiness.board(channel, now()),
        "link_groups": queries.links_of(channel, request.user),
        **life_of(decisions, request.user, now(), row),
    }
    return render(request, "channels/channel_detail.html", context)


@requires(Permission.CATALOGUE_WRITE)
def channel_create(request: SignedInRequest) -> HttpResponse:
    """A new row of the catalogue."""
    return _edit(request, None)


@requires(Permission.CATALOGUE_WRITE)
def channel_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change a row of the catalogue."""
    return _edit(request, _channel(slug))


def _edit(request: SignedInRequest, channel: Channel | None) -> HttpResponse:
    initial = {"seen": channel.updated_at.isoformat()} if channel else None
    form = ChannelForm(request.POST or None, instance=channel, initial=initial)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        seen = facts.pop("seen")
        try:
            saved = services.save_channel(
                channel=channel, facts=facts, by=request.user, at=now(), seen=seen
            )
        except Conflict as error:
            return _conflict(request, form, error)
        messages.success(request, _("%(channel)s er lagret.") % {"channel": saved.name})
        return redirect("channels:channel-detail", slug=saved.slug)
    history = list(history_of(channel)[:20]) if channel else []
    context = {"form": form, "channel": channel, "history": history}
    return render(request, "channels/channel_edit.html", context, status=form_status(form))


def _conflict(request: SignedInRequest, form: ChannelForm, error: Conflict) -> HttpResponse:
    """Both texts side by side, and the form as it was typed: nothing is lost."""
    channel = Channel.objects.get(pk=form.instance.pk)
    again = request.POST.copy()
    again["seen"] = channel.updated_at.isoformat()
    names = [name for name in form.Meta.fields if name in form.cleaned_data]
    theirs = [f"{form.fields[name].label}: {getattr(channel, name)}" for name in names]
    mine = [f"{form.fields[name].label}: {form.cleaned_data[name]}" for name in names]
    context = {
        "form": ChannelForm(again, instance=Channel.objects.get(pk=channel.pk)),
        "channel": channel,
        "error": error,
        "diff": side_by_side("\n".join(theirs), "\n".join(mine)),
    }
    return render(request, "channels/channel_edit.html", context, status=409)


def _channel(slug: str) -> Channel:
    return get_object_or_404(Channel.objects.select_related("assessment"), slug=slug)
