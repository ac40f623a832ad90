"""The matrix, and the page where a channel is assessed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from difi_sosial.channels import queries, records, services
from difi_sosial.channels.forms import AssessmentInput, MatrixFilter
from difi_sosial.channels.models import Channel
from difi_sosial.core.clock import now
from difi_sosial.core.diff import side_by_side
from difi_sosial.core.errors import Conflict
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.strategy import queries as strategy


@requires(Permission.CHANNEL_READ)
def matrix_show(request: SignedInRequest) -> HttpResponse:
    """Target groups × channels, as numbers and words."""
    form = MatrixFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    context = {
        "form": form,
        "matrix": queries.matrix(**chosen),
        "strategy": strategy.current(),
    }
    return render(request, "channels/matrix_show.html", context)


@requires(Permission.CHANNEL_WRITE)
def assessment_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write what we think of a channel."""
    row = queries.row_of(_channel(slug))
    given = AssessmentInput(row, request.POST or None)
    if given.is_valid():
        try:
            services.save_assessment(
                channel=row.channel,
                edition=given.form.cleaned_data["edition"],
                values=given.values,
                reaches=given.reaches,
                by=request.user,
                at=now(),
            )
        except Conflict as error:
            return _conflict(request, slug, given, error)
        messages.success(request, _("Vurderingen er lagret."))
        return redirect("channels:channel-detail", slug=slug)
    context = _page(row, given)
    return render(request, "channels/assessment_edit.html", context, status=given.status)


def _conflict(
    request: SignedInRequest, slug: str, given: AssessmentInput, error: Conflict
) -> HttpResponse:
    """Both texts side by side, and the form as it was typed: nothing is lost."""
    row = queries.row_of(_channel(slug))
    names = {cell.group.key: cell.group.name for cell in row.cells}
    stored = queries.reach_values(row.cells)
    theirs = records.assessment_text(queries.assessment_values(row.channel), stored, names)
    mine = records.assessment_text(given.values, given.reaches, names)
    again = request.POST.copy()
    again["edition"] = str(row.channel.assessment.edition)
    page = _page(row, AssessmentInput(row, again))
    page |= {
        "error": error,
        "diff": side_by_side(*(text.replace("### ", "") for text in (theirs, mine))),
    }
    return render(request, "channels/assessment_conflict.html", page, status=409)


def _page(row: queries.MatrixRow, given: AssessmentInput) -> dict[str, Any]:
    return {
        "channel": row.channel,
        "form": given.form,
        "cells": given.cells,
        "errors": given.errors,
        "strategy": strategy.current(),
    }


def _channel(slug: str) -> Channel:
    return get_object_or_404(Channel.objects.select_related("assessment"), slug=slug)
