"""Pages about strategies."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import now
from difi_sosial.core.diff import side_by_side
from difi_sosial.core.errors import Conflict, DomainError, WrongState
from difi_sosial.core.forms import form_status, posted_reason
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.strategy import queries, records, services
from difi_sosial.strategy.enums import Action, Section
from difi_sosial.strategy.forms import (
    SECTION_HELP,
    ApproveForm,
    CreateForm,
    ReasonForm,
    SectionInput,
)
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.rules import may_begin_version, may_edit
from difi_sosial.strategy.workflow import WORKFLOW

# Steps that have a page of their own instead of a button that acts.
PAGES = {Action.APPROVE: "strategy:version-approve", Action.RETURN: "strategy:version-return"}
STATUS_WORDS = {
    "empty": gettext_lazy("Ikke startet"),
    "begun": gettext_lazy("Påbegynt"),
    "done": gettext_lazy("Ferdig"),
}
STATUS_COLORS = {"empty": "neutral", "begun": "warning", "done": "success"}
DONE = {
    Action.SUBMIT: gettext_lazy("Strategien er sendt til godkjenning."),
    Action.REOPEN: gettext_lazy("Strategien er en kladd igjen."),
    Action.PUT_IN_FORCE: gettext_lazy("Strategien gjelder fra i dag."),
    Action.WITHDRAW: gettext_lazy("Strategien er trukket tilbake."),
}


@requires(Permission.STRATEGY_READ)
def strategy_list(request: SignedInRequest) -> HttpResponse:
    """Every strategy with its versions."""
    context = {"strategies": queries.strategies()}
    return render(request, "strategy/strategy_list.html", context)


@requires(Permission.STRATEGY_WRITE)
def strategy_create(request: SignedInRequest) -> HttpResponse:
    """A new strategy."""
    initial = {"unit": request.user.unit_id, "owner": request.user.pk, "language": "nb"}
    form = CreateForm(request.POST or None, initial=initial)
    if form.is_valid():
        version = services.create(by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Strategien er opprettet. Begynn med grunnlaget."))
        return redirect("strategy:version-detail", pk=version.pk)
    status = form_status(form)
    return render(request, "strategy/strategy_create.html", {"form": form}, status=status)


@requires(Permission.STRATEGY_READ)
def version_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One version: where it is, what may be done, and its pages."""
    version = _version(pk)
    steps = WORKFLOW.open_to(request.user, version)
    buttons = [step for step in steps if step.action not in PAGES]
    versions = list(queries.versions_of(version.strategy))
    context = {
        "version": version,
        "pages": [(step, PAGES[Action(step.action)]) for step in steps if step.action in PAGES],
        "main_steps": [step for step in buttons if step.style == "primary"],
        "other_steps": [step for step in buttons if step.style != "primary"],
        "tasks": _tasks(version),
        "can_edit": may_edit(request.user, version),
        "document": records.document_html(version),
        "entry": queries.entry_of(version),
        "has_pdf": queries.archived_pdf(version) is not None,
        "versions": versions,
        "can_copy": may_begin_version(request.user, versions),
        "history": history_of(version)[:20],
    }
    return render(request, "strategy/version_detail.html", context)


@require_POST
@requires(Permission.STRATEGY_READ)
def version_act(request: SignedInRequest, pk: int) -> HttpResponse:
    """The buttons: who may press which, the workflow decides."""
    version = _version(pk)
    action, reason = request.POST.get("action", ""), posted_reason(request.POST)
    if action == Action.SUBMIT and queries.missing(version):
        return _not_ready(request, version)
    services.act(version=version, action=action, by=request.user, at=now(), reason=reason)
    messages.success(request, DONE.get(Action(action), _("Det er gjort.")))
    return redirect("strategy:version-detail", pk=pk)


@requires(Permission.STRATEGY_APPROVE)
def version_approve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read the whole text and approve it."""
    version = _version(pk)
    WORKFLOW.check(Action.APPROVE, state=version.state, by=request.user, thing=version)
    form = ApproveForm(request.POST or None, initial={"edition": version.edition})
    if form.is_valid():
        services.approve(version=version, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Strategien er godkjent, låst og sendt til journalen."))
        return redirect("strategy:version-detail", pk=pk)
    context = {"version": version, "form": form, "document": records.document_html(version)}
    return render(request, "strategy/version_approve.html", context, status=form_status(form))


@requires(Permission.STRATEGY_APPROVE)
def version_return(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send a version back with a reason."""
    version = _version(pk)
    WORKFLOW.check(Action.RETURN, state=version.state, by=request.user, thing=version, reason="-")
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        services.send_back(version=version, by=request.user, at=now(), reason=reason)
        messages.success(request, _("Strategien er returnert med begrunnelsen din."))
        return redirect("strategy:version-detail", pk=pk)
    context = {"version": version, "form": form, "document": records.document_html(version)}
    return render(request, "strategy/version_return.html", context, status=form_status(form))


@require_POST
@requires(Permission.STRATEGY_WRITE)
def version_create(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin a new version from this one."""
    fresh = services.new_version(version=_version(pk), by=request.user, at=now())
    messages.success(request, _("Du har en ny kladd med innholdet fra forrige versjon."))
    return redirect("strategy:version-detail", pk=fresh.pk)


@requires(Permission.STRATEGY_READ)
def version_document(request: SignedInRequest, pk: int) -> HttpResponse:
    """The whole text, for reading and print."""
    version = _version(pk)
    context = {"version": version, "document": records.document_html(version)}
    return render(request, "strategy/version_document.html", context)


@requires(Permission.STRATEGY_READ)
def version_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    """The archived PDF/A: the very bytes that the journal keeps."""
    version = _version(pk)
    archived = queries.archived_pdf(version)
    if archived is None:
        raise Http404
    response = HttpResponse(bytes(archived.blob.content), content_type="application/pdf")
    name = f"strategi-{version.strategy_id}-v{version.number}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@requires(Permission.STRATEGY_READ)
def version_compare(request: SignedInRequest, pk: int) -> HttpResponse:
    """Two versions of a strategy side by side; `?mot=<number>` chooses the other one."""
    version = _version(pk)
    versions = queries.versions_of(version.strategy)
    wanted = request.GET.get("mot", "")
    others = [other for other in versions if other.pk != version.pk]
    older = [other for other in others if other.number < version.number]
    other = next((one for one in others if str(one.number) == wanted), None)
    other = other or next(iter(older or others), None)
    context = {"version": version, "others": others, "other": other, "rows": _rows(other, version)}
    return render(request, "strategy/version_compare.html", context)


@requires(Permission.STRATEGY_WRITE)
def section_edit(request: SignedInRequest, pk: int, slug: str) -> HttpResponse:
    """Write one section."""
    version = _version(pk)
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


def _version(pk: int) -> StrategyVersion:
    return get_object_or_404(queries.version_page(pk))


def _tasks(version: StrategyVersion) -> list[dict[str, Any]]:
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


def _rows(old: StrategyVersion | None, new: StrategyVersion) -> list[Any]:
    if old is None:
        return []
    texts = [one.canonical_text or records.document_text(one) for one in (old, new)]
    return side_by_side(*map(records.reading_text, texts), moves=True)


def _not_ready(request: SignedInRequest, version: StrategyVersion) -> HttpResponse:
    context = {"version": version, "missing": queries.missing(version)}
    return render(request, "strategy/version_missing.html", context, status=422)


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
        "tasks": _tasks(version),
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
    fresh = _version(pk)
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
