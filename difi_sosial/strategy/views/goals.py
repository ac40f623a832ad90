"""Goals against their targets."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.forms import form_status
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.people.rules import may
from difi_sosial.strategy import queries, records, services
from difi_sosial.strategy.enums import GoalStatus
from difi_sosial.strategy.forms import MeasurementForm
from difi_sosial.strategy.models import Strategy, StrategyVersion

COLORS = {
    GoalStatus.UNMEASURED: "neutral",
    GoalStatus.AWAY: "danger",
    GoalStatus.NO_CHANGE: "warning",
    GoalStatus.ON_THE_WAY: "info",
    GoalStatus.REACHED: "success",
    GoalStatus.MISSED: "danger",
}


@requires(Permission.STRATEGY_READ)
def goal_progress(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where every goal of a strategy stands, and a form for a new measured value."""
    strategy = get_object_or_404(Strategy.objects.select_related("unit", "owner"), pk=pk)
    version = queries.measured_version(strategy)
    writes = version is not None and may(request.user, Permission.STRATEGY_WRITE)
    if request.method == "POST" and not writes:
        raise PermissionDenied
    form = _form(request, version) if version and writes else None
    if form and form.is_valid():
        facts = form.cleaned_data
        goal = facts.pop("goal")
        services.measure_goal(strategy=strategy, goal_key=goal, by=request.user, at=now(), **facts)
        messages.success(request, _("Målingen er lagret."))
        return redirect("strategy:goal-progress", pk=pk)
    page = _page(strategy, version) | {"form": form}
    return render(request, "strategy/goal_progress.html", page, status=form_status(form))


def _form(request: SignedInRequest, version: StrategyVersion) -> MeasurementForm:
    initial = {"measured_on": local_date(now())}
    return MeasurementForm(request.POST or None, version=version, initial=initial)


def _page(strategy: Strategy, version: StrategyVersion | None) -> dict[str, Any]:
    found = queries.progress(version, on=local_date(now())) if version else []
    rows = [{"progress": one, "color": COLORS[one.status]} for one in found]
    picture = records.goal_picture(found)
    return {"strategy": strategy, "version": version, "rows": rows, "picture": picture}
