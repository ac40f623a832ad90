"""The overview, checks with their parts, the plan, and the report of a period."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import DomainError, Invalid
from difi_sosial.core.forms import form_status, posted_reason
from difi_sosial.core.pdf import pdf_a
from difi_sosial.core.tables import Column, attachment, table_response
from difi_sosial.identity import queries, records, services
from difi_sosial.identity.enums import CheckAction, CheckKind, CheckState, Kind
from difi_sosial.identity.forms import (
    AssignForm,
    LookForm,
    OpenCheckForm,
    PartForm,
    PeriodForm,
    ScheduleForm,
    SummaryForm,
    WordsForm,
)
from difi_sosial.identity.models import Check, Part, Schedule
from difi_sosial.identity.workflow import CHECK
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

ON_A_PAGE = (CheckAction.SUBMIT, CheckAction.NOTE)
FOUR_WEEKS = timedelta(weeks=4)
COLUMNS = (
    Column("type", gettext_lazy("Type"), lambda row: f"{row.kind.letter}: {row.kind.label}", 40),
    Column("live", gettext_lazy("På kartet"), lambda row: row.live),
    Column("risky", gettext_lazy("Middels eller stor risiko"), lambda row: row.risky),
    Column("new", gettext_lazy("Nye"), lambda row: row.new),
    Column("changed", gettext_lazy("Endret"), lambda row: row.changed),
    Column("gone", gettext_lazy("Borte"), lambda row: row.gone),
)


@requires(Permission.MONITORING_READ)
def overview(request: SignedInRequest) -> HttpResponse:
    """Where the work stands: the open check, what is to be done, and the checks that were."""
    today = local_date(now())
    checks = list(queries.checks()[:12])
    context = {
        "open": next((one for one in checks if one.state == CheckState.OPEN), None),
        "checks": checks,
        "counts": queries.counts(),
        "proposals": queries.proposals().count(),
        "mine": queries.waiting_for(request.user),
        "schedules": Schedule.objects.select_related("leader"),
        "yearly_on": queries.last_noted(kind=CheckKind.YEARLY),
        "today": today,
    }
    return render(request, "identity/overview.html", context)


@requires(Permission.MONITORING_WRITE)
def check_open(request: SignedInRequest) -> HttpResponse:
    """Begin a check."""
    due = local_date(now()) + FOUR_WEEKS
    form = OpenCheckForm(
        request.POST or None,
        initial={"leader": request.user, "due_on": due, "kind": CheckKind.YEARLY},
    )
    if form.is_valid():
        try:
            check = services.open_check(by=request.user, at=now(), **form.cleaned_data)
        except DomainError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Sjekken er åpen. Begynn med den første posten."))
            return redirect("identity:check-detail", pk=check.pk)
    context = {"form": form, "title": _("Ny sjekk")}
    return render(request, "identity/check_form.html", context, status=422 if form.errors else 200)


@requires(Permission.MONITORING_READ)
def check_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One check: the parts as a task list, what is different, and its way."""
    check = get_object_or_404(queries.checks(), pk=pk)
    steps = CHECK.open_to(request.user, check)
    rows = queries.part_rows(check)
    context = {
        "check": check,
        "tasks": queries.tasks_of(check, rows),
        "done": sum(row.status == "done" for row in rows),
        "total": len(rows),
        "comparison": queries.comparison(check),
        "steps": [step for step in steps if step.action not in ON_A_PAGE],
        "form": _summary_form(request, check, {step.action for step in steps}),
        "history": history_of(check)[:20],
    }
    return render(request, "identity/check_detail.html", context)


@requires(Permission.MONITORING_READ)
def check_act(request: SignedInRequest, pk: int) -> HttpResponse:
    """A step: sent in with its summary, noted, sent back, or ended."""
    check = get_object_or_404(Check, pk=pk)
    if request.method == "POST":
        action = request.POST.get("action", "")
        text = SummaryForm(request.POST)
        if action in ON_A_PAGE:
            said = str(text.cleaned_data["text"]) if text.is_valid() else ""
        else:
            said = posted_reason(request.POST)
        services.act_on_check(check=check, action=action, by=request.user, at=now(), text=said)
        messages.success(request, _("Sjekken har fått ny status."))
    return redirect("identity:check-detail", pk=pk)


@requires(Permission.MONITORING_WRITE)
def check_assign(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another person, or another deadline."""
    check = get_object_or_404(Check, pk=pk)
    initial = {"leader": check.leader, "due_on": check.due_on}
    form = AssignForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            services.assign(check=check, by=request.user, at=now(), **form.cleaned_data)
        except Invalid as refused:
            form.add_error("due_on", str(refused))
        else:
            messages.success(request, _("Sjekken er tildelt."))
            return redirect("identity:check-detail", pk=pk)
    context = {"form": form, "title": _("Tildel sjekken"), "check": check}
    return render(request, "identity/check_form.html", context, status=422 if form.errors else 200)


@requires(Permission.MONITORING_READ)
def part_show(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """One record type: what to look for, where, what is on the map, and what was seen."""
    part = get_object_or_404(Part.objects.select_related("check_round"), check_round=pk, kind=kind)
    look = note = None
    if request.method == "POST" and "result" in request.POST:
        look = LookForm(request.POST)
    elif request.method == "POST":
        note = PartForm(request.POST)
    if (look or note) and _written(request, part, look, note):
        return redirect("identity:part-show", pk=pk, kind=kind)
    context = _part_context(request, part, look, note)
    status = 422 if (look and look.errors) or (note and note.errors) else 200
    return render(request, "identity/part_show.html", context, status=status)


def _part_context(
    request: SignedInRequest, part: Part, look: LookForm | None, note: PartForm | None
) -> dict[str, object]:
    check = part.check_round
    words = str(request.GET.get("ord", "")).strip()[:200]
    looks = list(part.looks.select_related("by"))
    looked = {(one.place, one.words): one.result for one in looks}
    return {
        "check": check,
        "part": part,
        "kind": Kind(part.kind),
        "guide": queries.GUIDES[Kind(part.kind)],
        "words": words,
        "words_form": WordsForm({"ord": words} if words else None),
        "names": queries.search_names(),
        "searches": list(queries.searches(part.kind, words, looked)),
        "looks": [(queries.place_name(one.place), one) for one in looks],
        "look_form": look,
        "note_form": note or PartForm(initial={"note": part.note}),
        "unseen": queries.unseen(check, part.kind) if check.state == CheckState.OPEN else (),
        "seen": queries.sightings_of(check, part.kind),
        "tasks": queries.tasks_of(check, queries.part_rows(check)),
        "is_open": check.state == CheckState.OPEN,
        "is_self": part.kind == Kind.EMPLOYEE,
    }


def _written(
    request: SignedInRequest, part: Part, look: LookForm | None, note: PartForm | None
) -> bool:
    """Whether the service took what was posted; a refusal stands in the form."""
    form = look or note
    if form is None or not form.is_valid():
        return False
    given: dict[str, Any] = {"part": part, "by": request.user, "at": now()}
    try:
        if look:
            services.record_look(**look.cleaned_data, **given)
        elif request.POST.get("action") == "reopen":
            services.reopen_part(**given)
        else:
            services.finish_part(note=form.cleaned_data["note"], **given)
    except Invalid as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Lagret."))
    return True


@requires(Permission.IDENTITY_LEAD)
def schedule_edit(request: SignedInRequest, kind: str) -> HttpResponse:
    """When the clock opens the next check of a kind."""
    if kind not in (CheckKind.YEARLY, CheckKind.QUARTERLY):
        return redirect("identity:overview")
    schedule = Schedule.objects.filter(kind=kind).first()
    form = ScheduleForm(request.POST or None, instance=schedule)
    if form.is_valid():
        services.set_schedule(kind=kind, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Planen er lagret."))
        return redirect("identity:overview")
    title = _("Plan: %(kind)s") % {"kind": CheckKind(kind).label}
    context = {"form": form, "title": title}
    return render(request, "identity/check_form.html", context, status=form_status(form))


def _period(request: SignedInRequest) -> tuple[PeriodForm, date, date]:
    """The days asked for, else this year so far."""
    today = local_date(now())
    form = PeriodForm(request.GET or None, initial={"fra": date(today.year, 1, 1), "til": today})
    if form.is_bound and form.is_valid():
        return form, form.cleaned_data["fra"], form.cleaned_data["til"]
    return form, date(today.year, 1, 1), today


@requires(Permission.MONITORING_READ)
def report_show(request: SignedInRequest) -> HttpResponse:
    """The report of a period."""
    form, since, upto = _period(request)
    context = {"form": form, "report": queries.report(since, upto)}
    return render(request, "identity/report_show.html", context)


@requires(Permission.MONITORING_READ)
def report_pdf(request: SignedInRequest) -> HttpResponse:
    """The same report as PDF/A-2a."""
    _form, since, upto = _period(request)
    html = records.report_html(queries.report(since, upto))
    title = _("Nettidentiteten %(since)s–%(upto)s") % {"since": since, "upto": upto}
    content = pdf_a(html, title=title, language=get_language() or "nb", made_at=now())
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = attachment(f"nettidentitet-{since}-{upto}.pdf")
    return answer


@requires(Permission.MONITORING_READ)
def report_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """The numbers of the report as a file."""
    _form, since, upto = _period(request)
    rows = queries.report(since, upto).kinds
    return table_response(request, f"nettidentitet-{since}-{upto}", COLUMNS, rows, kind)


def _summary_form(request: SignedInRequest, check: Check, actions: set[str]) -> SummaryForm | None:
    """The form under the check for the one text that its next step takes."""
    if CheckAction.SUBMIT in actions:
        form = SummaryForm(initial={"text": check.summary})
        form.fields["text"].required = True
        return form
    if CheckAction.NOTE in actions:
        form = SummaryForm()
        form.fields["text"].label = _("Merknad fra deg")
        form.fields["text"].help_text = ""
        form.submit_label = CheckAction.NOTE.label
        return form
    return None
