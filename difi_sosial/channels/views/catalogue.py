"""The catalogue and the page of one channel."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from difi_sosial.audit.queries import history_of
from difi_sosial.channels import queries, records, services
from difi_sosial.channels.forms import CatalogueFilter, ChannelForm
from difi_sosial.channels.models import Channel
from difi_sosial.channels.workflow import WORKFLOW
from difi_sosial.core.clock import now
from difi_sosial.core.forms import form_status
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.strategy import queries as strategy


@requires(Permission.CHANNEL_READ)
def channel_list(request: SignedInRequest) -> HttpResponse:
    """The catalogue, by category."""
    form = CatalogueFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    groups = queries.by_category(queries.catalogue(**chosen))
    context = {
        "form": form,
        "groups": groups,
        "number": sum(len(found) for _category, found in groups),
        "strategy": strategy.current(),
    }
    return render(request, "channels/channel_list.html", context)


@requires(Permission.CHANNEL_READ)
def channel_detail(request: SignedInRequest, slug: str) -> HttpResponse:
    """Facts, assessment and decisions of one channel."""
    channel = _channel(slug)
    row = queries.row_of(channel)
    decisions = list(queries.decisions_of(channel))
    newest = decisions[0] if decisions else None
    context = {
        "channel": channel,
        "row": row,
        "assessment": records.assessment_facts(queries.assessment_values(channel)),
        "decisions": queries.with_entries(decisions),
        "newest": newest,
        "steps": WORKFLOW.open_to(request.user, newest) if newest else [],
        "strategy": strategy.current(),
        "accounts": queries.accounts().filter(channel=channel),
        "history": history_of(channel)[:20],
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
    form = ChannelForm(request.POST or None, instance=channel)
    if form.is_valid():
        saved = services.save_channel(
            channel=channel, facts=form.cleaned_data, by=request.user, at=now()
        )
        messages.success(request, _("%(channel)s er lagret.") % {"channel": saved.name})
        return redirect("channels:channel-detail", slug=saved.slug)
    context = {"form": form, "channel": channel}
    return render(request, "channels/channel_edit.html", context, status=form_status(form))


def _channel(slug: str) -> Channel:
    return get_object_or_404(Channel.objects.select_related("assessment"), slug=slug)
