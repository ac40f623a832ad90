"""The matrix, and the pages where a channel is assessed."""

from itertools import zip_longest
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.channels import queries, records, services
from difi_sosial.channels.enums import ENDED, UNDECIDED
from difi_sosial.channels.enums.assessment import Part
from difi_sosial.channels.forms import PART_HELP, MatrixFilter, PartInput
from difi_sosial.channels.models import Channel, DpoOpinion
from difi_sosial.channels.queries.page import next_of
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.diff import side_by_side
from difi_sosial.core.errors import Conflict
from difi_sosial.core.hints import hint_of
from difi_sosial.core.templatetags.sosial import target_of
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.strategy import queries as strategy

STATUS_WORDS = {
    "empty": gettext_lazy("Ikke startet"),
    "begun": gettext_lazy("Påbegynt"),
    "done": gettext_lazy("Ferdig"),
}
STATUS_COLORS = {"empty": "neutral", "begun": "warning", "done": "success"}


@requires(Permission.CHANNEL_READ)
def matrix_show(request: SignedInRequest) -> HttpResponse:
    """Target groups × channels, as a picture, numbers and words."""
    form = MatrixFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    matrix = queries.matrix(**chosen)
    context = {
        "form": form,
        "matrix": matrix,
        "picture": records.matrix_picture(matrix),
        "weights": records.weights(),
        "strategy": strategy.current(),
    }
    return render(request, "channels/matrix_show.html", context)


@requires(Permission.CHANNEL_READ)
def assessment_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """The whole assessment to read, with its parts as a task list."""
    row = queries.row_of(channel_of(slug))
    parts = records.read_parts(row, local_date(now()))
    context = {
        "channel": row.channel,
        "row": row,
        "parts": parts,
        "tasks": tasks_of(row),
        "number_done": sum(part.judged.status == "done" for part in parts),
        "opinions": opinions_with_changes(row.channel),
        "weights": records.weights(),
        "strategy": strategy.current(),
        **_next(row, request),
    }
    return render(request, "channels/assessment_show.html", context)


@requires(Permission.CHANNEL_WRITE)
def assessment_part(request: SignedInRequest, slug: str, part: str) -> HttpResponse:
    """Write one part."""
    row = queries.row_of(channel_of(slug))
    given = PartInput(row, part, request.POST or None)
    if given.form.is_bound and given.is_valid():
        try:
            _save(request, row, given)
        except Conflict as error:
            return _conflict(request, slug, given, error)
        messages.success(request, _("«%(part)s» er lagret.") % {"part": given.part.label})
        return _after(request, slug, given.part)
    context = _page(row, given)
    return render(request, "channels/assessment_part.html", context, status=given.status)


def channel_of(slug: str) -> Channel:
    """The channel with its assessment and the rows of that."""
    found = Channel.objects.select_related("assessment").prefetch_related(
        "assessment__risks", "assessment__exceptions"
    )
    return get_object_or_404(found, slug=slug)


def opinions_with_changes(
    channel: Channel,
) -> list[tuple[DpoOpinion, queries.Changes | None]]:
    """Every opinion, newest first, and what was changed in the assessment after it."""
    log = queries.ChangeLog(channel)
    return [(one, log.after(one.assessment_edition)) for one in queries.opinions_of(channel)]


def _next(row: queries.MatrixRow, request: SignedInRequest) -> dict[str, Any]:
    """The next act with the channel, when every part of its assessment is done."""
    decision = queries.decisions_of(row.channel).first()
    is_open = decision is not None and decision.state not in ENDED
    found = next_of(decision, request.user, local_date(now()), row) if decision else {}
    if decision and decision.state not in UNDECIDED:
        found["buttons"] = []  # how a decided channel is run stands on its own page
    return {"newest": decision, "can_be_proposed": not is_open, **found}


def tasks_of(row: queries.MatrixRow) -> list[dict[str, Any]]:
    """The parts as rows of a task list."""
    return [
        {
            "key": one.part.value,
            "title": one.part.label,
            "url": reverse("channels:assessment-part", args=(row.channel.slug, one.part.value)),
            "hint": hint_of(one.missing) if one.status == "begun" else "",
            "label": STATUS_WORDS[one.status],
            "color": STATUS_COLORS[one.status],
            "done": one.status == "done",
        }
        for one in queries.judged(row)
    ]


def _save(request: SignedInRequest, row: queries.MatrixRow, given: PartInput) -> None:
    services.save_assessment(
        channel=row.channel,
        edition=given.form.cleaned_data["edition"],
        values=given.content.values,
        reaches=given.reaches,
        rows={given.part: given.content.rows} if given.rows is not None else None,
        part=given.part,
        by=request.user,
        at=now(),
    )


def _after(request: SignedInRequest, slug: str, part: Part) -> HttpResponse:
    """The same page, or the next one when the person asked for that."""
    order = list(Part)
    following = order[order.index(part) + 1 :]
    if request.POST.get("then") != "next":
        return redirect("channels:assessment-part", slug=slug, part=part.value)
    if not following:
        return redirect("channels:assessment-edit", slug=slug)
    return redirect("channels:assessment-part", slug=slug, part=following[0].value)


def _page(row: queries.MatrixRow, given: PartInput) -> dict[str, Any]:
    stored = queries.content_of(row, given.part)
    return {
        "channel": row.channel,
        "part": given.part,
        "part_help": PART_HELP[given.part],
        "form": given.form,
        "cells": given.cells,
        "rows": given.rows,
        "row_words": given.row_words,
        "errors": given.errors,
        "has_errors": bool(given.errors),
        "tasks": tasks_of(row),
        "missing": _missing(row, given, stored) if not stored.is_empty else [],
        "findings": queries.findings(row.channel, given.part, stored, local_date(now())),
        "strategy": strategy.current(),
    }


def _missing(
    row: queries.MatrixRow, given: PartInput, stored: queries.Content
) -> list[tuple[str, str]]:
    """What the part lacks, each with the id of the field where it is written."""
    judged = queries.judge(row, given.part, stored)
    targets = [target_of(given.form[name]) for name in judged.fields]
    targets += [
        target_of(cell["level"]) for group, cell in given.cells if group.key not in stored.reaches
    ]
    rows = f"{given.rows.prefix}-rows" if given.rows is not None else ""
    return list(zip_longest(judged.missing, targets[: len(judged.missing)], fillvalue=rows))


def _conflict(
    request: SignedInRequest, slug: str, given: PartInput, error: Conflict
) -> HttpResponse:
    """Both texts side by side, and the form as it was typed: nothing is lost."""
    row = queries.row_of(channel_of(slug))
    names = {cell.group.key: cell.group.name for cell in row.cells}
    theirs = records.part_text(given.part, queries.content_of(row, given.part), names)
    mine = records.part_text(given.part, given.content, names)
    again = request.POST.copy()
    again["edition"] = str(row.channel.assessment.edition)
    page = _page(row, PartInput(row, given.part.value, again))
    page |= {
        "error": error,
        "diff": side_by_side(*(text.replace("### ", "") for text in (theirs, mine))),
    }
    return render(request, "channels/assessment_conflict.html", page, status=409)
