"""The page where one section is written."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.diff import side_by_side
from difi_sosial.core.errors import Conflict, DomainError, WrongState
from difi_sosial.core.forms import form_status
from difi_sosial.core.hints import hint_of
from difi_sosial.core.markdown import render as markdown
from difi_sosial.core.markdown import scrolling
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.strategy import queries, records, services
from difi_sosial.strategy.enums import Section
from difi_sosial.strategy.forms import SECTION_EXAMPLES, SECTION_HELP, SECTION_LAW, SectionInput
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.rules import may_edit

STATUS_WORDS = {
    "empty": gettext_lazy("Ikke startet"),
    "optional": gettext_lazy("Valgfri"),
    "begun": gettext_lazy("Påbegynt"),
    "done": gettext_lazy("Ferdig"),
}

STATUS_COLORS = {"empty": "neutral", "optional": "neutral", "begun": "warning", "done": "success"}


@requires(Permission.STRATEGY_WRITE)
def section_edit(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    """Write one section; of a version that is not a draft, read it."""
    version = version_of(pk)
    given = SectionInput(version, slug, request.POST or None)
    if given.form.is_bound and given.is_valid():
        try:
            _save(request, version, given)
        except (Conflict, WrongState) as error:
            return _conflict(request, pk, given, error)
        messages.success(request, _("«%(page)s» er lagret.") % {"page": given.section.label})
        return _after(request, pk, given.section)
    page = _page(request, version, given)
    if not given.form.is_bound and not may_edit(request.user, version):
        return render(request, "strategy/section_read.html", page | {"text": _text(given)})
    status = form_status(given.form, *given.sets)
    return render(request, "strategy/section_edit.html", page, status=status)


@require_POST
@requires(Permission.STRATEGY_WRITE)
def section_autosave(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    """What a page sends while somebody writes: a line for it to show, never another page."""
    version = version_of(pk)
    given = SectionInput(version, slug, request.POST)
    given.is_valid()
    context: dict[str, Any] = {"version": version, "section": given.section, "at": now()}
    try:
        _save(request, version, given, by_itself=True)
        context["unread"] = given.unread
    except (Conflict, WrongState) as error:
        context["error"] = error
    return render(request, "strategy/_section_saved.html", context)


def version_of(pk: int) -> StrategyVersion:
    """The version of a page with all its rows, else 404; two queries."""
    return queries.with_rows(get_object_or_404(queries.version_page(pk)))


def tasks_of(version: StrategyVersion) -> list[dict[str, Any]]:
    """The sections as rows of a task list."""
    return [
        {
            "key": one.section.value,
            "title": one.section.label,
            "url": reverse("strategy:section-edit", args=(version.pk, one.section)),
            "hint": hint_of([item.message for item in one.missing]),
            "label": STATUS_WORDS[one.status],
            "color": STATUS_COLORS[one.status],
            "done": one.status == "done",
        }
        for one in queries.sections(version)
    ]


def _save(
    request: SignedInRequest, version: StrategyVersion, given: SectionInput, by_itself: bool = False
) -> None:
    content = given.readable if by_itself else given.content
    services.save_section(
        version=version,
        section=given.section,
        edition=given.edition,
        values=content.values,
        rows=content.rows,
        by=request.user,
        at=now(),
        sitting=given.sitting,
        by_itself=by_itself,
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


def _page(
    request: SignedInRequest, version: StrategyVersion, given: SectionInput
) -> dict[str, Any]:
    section = given.section
    order = list(Section)
    return {
        "version": version,
        "section": section,
        "number": order.index(section) + 1,
        "count": len(order),
        "tasks": tasks_of(version),
        "form": given.form,
        "parts": given.parts,
        "sets": given.sets,
        "has_errors": any(bool(rows.total_error_count()) for rows in given.sets),
        "section_help": SECTION_HELP[section],
        "section_example": SECTION_EXAMPLES.get(section),
        "links": queries.links_of(section, version, request.user),
        "identity_checked_on": queries.identity_checked_on(version, local_date(now()))
        if section == Section.SITUATION
        else None,
        "law": SECTION_LAW.get(section, ()),
        "risks": records.risk_picture(version) if section == Section.RISKS else "",
        "entry": queries.entry_of(version) if section == Section.PUBLICATION else None,
    }


def _text(given: SectionInput) -> str:
    version = given.version
    content = queries.content_of(version, given.section)
    text = records.section_text(given.section, content, records.group_names(version))
    return scrolling(markdown(text))


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
    again["sitting"] = ""  # from here on it is another page
    page = _page(request, fresh, SectionInput(fresh, given.section, again))
    page |= {
        "error": error,
        "diff": side_by_side(records.reading_text(theirs), records.reading_text(mine)),
        "can_save": may_edit(request.user, fresh),
    }
    return render(request, "strategy/section_conflict.html", page, status=409)
