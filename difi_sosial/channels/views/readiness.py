"""Klar–Ferdig–Gå: the board of one channel, and of all."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from difi_sosial.channels import queries
from difi_sosial.channels.enums import Action, LightKey
from difi_sosial.channels.models import Channel
from difi_sosial.channels.queries import readiness
from difi_sosial.channels.workflow import WORKFLOW
from difi_sosial.core.clock import now
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.CHANNEL_READ)
def readiness_list(request: SignedInRequest) -> HttpResponse:
    """Every channel on its way or in use, with its seven lights."""
    boards = readiness.boards(list(queries.on_the_way()), now())
    context = {"boards": boards, "keys": [light.label for light in LightKey]}
    if boards:
        context["keys"] = [light.label for light in boards[0].lights]
    return render(request, "channels/readiness_list.html", context)


@requires(Permission.CHANNEL_READ)
def readiness_show(request: SignedInRequest, slug: str) -> HttpResponse:
    """One channel's lights, and the button that opens it when all are green."""
    channel = get_object_or_404(Channel, slug=slug)
    decision = queries.decisions_of(channel).first()
    steps = WORKFLOW.open_to(request.user, decision) if decision else []
    context = {
        "channel": channel,
        "decision": decision,
        "board": readiness.board(channel, now()),
        "may_open": any(step.action == Action.OPEN for step in steps),
        "trials": channel.archive_trials.select_related("entry", "by"),
    }
    return render(request, "channels/readiness_show.html", context)
