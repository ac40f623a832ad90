"""Pages about cases."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import now
from difi_sosial.core.forms import form_status, posted_reason
from difi_sosial.journal import queries, services
from difi_sosial.journal.enums import CaseAction, CaseState
from difi_sosial.journal.forms import CaseFilterForm, CaseForm
from difi_sosial.journal.models import CaseFile
from difi_sosial.journal.rules import may_change, may_see_screened
from difi_sosial.journal.views.screening import screen_page
from difi_sosial.journal.workflow import CASES
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

PAGE_SIZE = 25


@requires(Permission.JOURNAL_READ)
def case_list(request: SignedInRequest) -> HttpResponse:
    """Cases with filters in the address."""
    form = CaseFilterForm(request.GET, years=queries.years())
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.cases(person=request.user, **chosen)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [(case, queries.shown_title(case, request.user)) for case in page.object_list]
    return render(request, "journal/case_list.html", {"form": form, "page": page, "rows": rows})


@requires(Permission.JOURNAL_READ)
def case_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One case with its entries."""
    case = get_object_or_404(queries.whole_cases(), pk=pk)
    is_archivist = may_see_screened(request.user)
    may_edit = case.state == CaseState.OPEN and may_change(request.user, case)
    context = {
        "case": case,
        "title": queries.shown_title(case, request.user),
        "rows": queries.shown(queries.case_entries(case), request.user),
        "steps": CASES.open_to(request.user, case),
        "is_editable": may_edit,
        "is_archivist": is_archivist,
        "history": history_of(case) if is_archivist else (),
    }
    return render(request, "journal/case_detail.html", context)


@requires(Permission.JOURNAL_WRITE)
def case_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Corrects a case's metadata."""
    case = get_object_or_404(queries.whole_cases(), pk=pk)
    initial = {
        "title": case.title,
        "public_title": case.public_title,
        "archive_class": case.archive_class_id,
        "unit_name": case.unit_name,
        "responsible_name": case.responsible_name,
    }
    form = CaseForm(request.POST or None, initial=initial, classes=case.series.classes.all())
    if form.is_valid():
        services.change_case(case=case, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Saken er lagret."))
        return redirect("journal:case-detail", pk=pk)
    context = {"case": case, "form": form}
    return render(request, "journal/case_edit.html", context, status=form_status(form))


@require_POST
@requires(Permission.JOURNAL_WRITE)
def case_act(request: SignedInRequest, pk: int) -> HttpResponse:
    """Closes or cancels a case."""
    case = get_object_or_404(CaseFile, pk=pk)
    action = request.POST.get("action", "")
    if action not in CaseAction.values:
        raise BadRequest
    if action == CaseAction.CANCEL:
        reason = posted_reason(request.POST)
        services.cancel_case(case=case, reason=reason, by=request.user, at=now())
        messages.success(request, _("Saken er satt til utgår."))
    else:
        services.close_case(case=case, by=request.user, at=now())
        messages.success(request, _("Saken er avsluttet, og journalpostene er arkivert."))
    return redirect("journal:case-detail", pk=pk)


@requires(Permission.JOURNAL_WRITE)
def case_screen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Screens a case, or lifts its screening."""
    case = get_object_or_404(queries.whole_cases(), pk=pk)
    return screen_page(request, case, back="journal:case-detail")
