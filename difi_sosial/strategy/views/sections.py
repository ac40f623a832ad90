"""The page where one section is written."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.core.clock import now
from difi_sosial.core.diff import side_by_side
from difi_sosial.core.errors import Conflict, DomainError, WrongState
from difi_sosial.core.forms import form_status
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.strategy import queries, records, services
from difi_sosial.strategy.enums import Section
from difi_sosial.strategy.forms import (
    SECTION_HELP,
    SectionInput,
)
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.rules import may_edit

STATUS_WORDS = {
    "empty": gettext_lazy("Ikke startet"),
    "begun": gettext_lazy("Påbegynt"),
    "done": gettext_lazy("Ferdig"),
}

STATUS_COLORS = {"empty": "neutral", "begun": "warning", "done": "success"}


@requires(Permission.STRATEGY_WRITE)
def section_edit(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    """Write one section."""
    version = version_of(pk)
    given = SectionInput(version, slug, request.POST or None)
    if given.form.is_bound and given.is_valid():
        try:
            _save(request, version, given)
        except (Conflict, WrongState) as error:
            return _conflict(request, pk, given, error)
        messages.success(request, _("«%(page)s» er lagret.") % {"page": given.section.label})
        return _after(request, pk, given.section)
    if not given.form.is_bound and not may_edit(request.user, version):
        messages.info(request, _("Denne versjonen kan ikke endres nå."))
        return redirect("strategy:version-detail", pk=pk)
    status = form_status(given.form, given.rows)
    return render(request, "strategy/section_edit.html", _page(version, given), status=status)


def version_of(pk: int) -> StrategyVersion:
    return get_object_or_404(queries.version_page(pk))


def tasks_of(version: StrategyVersion) -> list[dict[str, Any]]:
    """The sections as rows of a task list."""
    return [
        {
            "key": one.section.value,
            "title": one.section.label,
            "url": reverse("strategy:section-edit", args=(version.pk, one.section)),
            "hint": " ".join(str(item.message) for item in one.missing[:2]),
            "label": STATUS_WORDS[one.status],
            "color": STATUS_COLORS[one.status],
            "done": one.status == "done",
        }
        for one in queries.sections(version)
    ]


def _save(request: SignedInRequest, version: StrategyVersion, given: SectionInput) -> None:
    services.save_section(
        version=version,
        section=given.section,
        edition=given.form.cleaned_data["edition"],
        values=given.content.values,
        rows=given.content.rows,
        by=request.user,
        at=now(),
    )


def _after(request: SignedInRequest, pk: int, section: Section) -> HttpResponse:
    """The same page, or the next one when the person asked for that."""
    order = list(Section)
    following = order[order.index(section) + 1 :]
    if request.POST.get("then") != "next":
        return redirect("strategy:section-edit", pk=pk, slug=section)
    if not following:
        return redirect("strategy:version-detail", pk=pk)
    return redirect("strategy:section-edit", pk=pk, slug=following[0])


def _page(version: StrategyVersion, given: SectionInput) -> dict[str, Any]:
    return {
        "version": version,
        "section": given.section,
        "tasks": tasks_of(version),
        "form": given.form,
        "rows": given.rows,
        "has_errors": given.rows is not None and bool(given.rows.total_error_count()),
        "section_help": SECTION_HELP[given.section],
        "row_words": given.row_words if given.rows is not None else (),
    }


def _conflict(
    request: SignedInRequest, pk: int, given: SectionInput, error: DomainError
) -> HttpResponse:
    """Both texts side by side, and the form as it was typed: nothing is lost."""
    fresh = version_of(pk)
    groups = records.group_names(fresh)
    theirs = records.section_text(given.section, queries.content_of(fresh, given.section), groups)
    mine = records.section_text(given.section, given.content, groups)
    again = request.POST.copy()
    again["edition"] = str(fresh.edition)
    page = _page(fresh, SectionInput(fresh, given.section, again))
    page |= {
        "error": error,
        "diff": side_by_side(records.reading_text(theirs), records.reading_text(mine)),
        "can_save": may_edit(request.user, fresh),
    }
    return render(request, "strategy/section_conflict.html", page, status=409)
