"""Pages about entries."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import Conflict, DomainError
from difi_sosial.core.forms import form_status, posted_reason
from difi_sosial.core.workflow import Step
from difi_sosial.journal import queries, services
from difi_sosial.journal.enums import EntryAction, EntryKind, EntryState
from difi_sosial.journal.forms import (
    EntryFilterForm,
    EntryForm,
    ManualEntryForm,
    PartyRows,
    SignOffForm,
    parties_of,
)
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.journal.rules import may_change, may_see_screened
from difi_sosial.journal.workflow import ENTRIES
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

PAGE_SIZE = 25
DONE = {
    EntryAction.JOURNAL: gettext_lazy("Journalført."),
    EntryAction.ARCHIVE: gettext_lazy("Arkivert."),
    EntryAction.CANCEL: gettext_lazy("Journalposten er satt til utgår."),
}


@requires(Permission.JOURNAL_READ)
def entry_list(request: SignedInRequest) -> HttpResponse:
    """Entries with filters in the address, counts and fixed queries."""
    form = EntryFilterForm(request.GET, years=queries.years())
    chosen = queries.EntryFilter(**form.cleaned_data) if form.is_valid() else queries.EntryFilter()
    found = queries.entries(chosen=chosen, person=request.user)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    counts = queries.state_counts(year=chosen.year)
    context = {
        "form": form,
        "chosen": chosen,
        "page": page,
        "rows": queries.shown(page.object_list, request.user),
        "counts": [(state, counts[state.value]) for state in EntryState],
        "fixed_views": queries.fixed_views(),
    }
    return render(request, "journal/entry_list.html", context)


@requires(Permission.JOURNAL_READ)
def entry_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything about one entry that this person may see."""
    entry = get_object_or_404(queries.whole_entries(), pk=pk)
    is_archivist = may_see_screened(request.user)
    missing = queries.missing_from(entry) if entry.state == EntryState.REGISTERED else []
    context = {
        "entry": entry,
        "shown": queries.shown_entry(entry, request.user),
        "documents": queries.shown_documents(entry, request.user),
        "steps": _steps(request, entry, hide={EntryAction.JOURNAL} if missing else set()),
        "missing": missing,
        "is_editable": _is_editable(request, entry),
        "may_screen": may_change(request.user, entry),
        "may_sign_off": _may_sign_off(request, entry),
        "is_archivist": is_archivist,
        "history": history_of(entry) if is_archivist else (),
    }
    return render(request, "journal/entry_detail.html", context)


@requires(Permission.JOURNAL_WRITE)
def entry_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Completes an entry's metadata."""
    entry = get_object_or_404(queries.whole_entries(), pk=pk)
    is_movable = entry.state == EntryState.REGISTERED
    cases = queries.open_cases_of(entry.case.series) if is_movable else None
    data = request.POST or None
    form = EntryForm(data, initial=_initial(entry), cases=cases)
    rows = PartyRows(data, prefix="parties", initial=None if data else _party_rows(entry))
    status = form_status(form, rows)
    if form.is_valid() and rows.is_valid():
        try:
            _save(request, entry, form, rows)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
            status = 409
        else:
            messages.success(request, _("Journalposten er lagret."))
            return redirect("journal:entry-detail", pk=pk)
    context = {"entry": entry, "form": form, "rows": rows}
    return render(request, "journal/entry_edit.html", context, status=status)


@requires(Permission.JOURNAL_WRITE)
def entry_add(request: SignedInRequest) -> HttpResponse:
    """Registers a record by hand."""
    year = local_date(now()).year
    cases = queries.cases(state="open", year=year, person=request.user)
    data = request.POST or None
    initial = {"unit_name": request.user.unit or "", "responsible_name": request.user.name}
    form = ManualEntryForm(data, request.FILES or None, cases=cases, initial=initial)
    rows = PartyRows(data, prefix="parties")
    status = form_status(form, rows)
    if form.is_valid() and rows.is_valid():
        try:
            draft = form.draft(parties_of(rows))
            entry = services.register_draft(draft=draft, by=request.user, at=now())
        except DomainError as refused:
            form.add_error(None, str(refused))
            status = refused.status
        else:
            messages.success(request, _("Journalposten er registrert."))
            return redirect("journal:entry-detail", pk=entry.pk)
    return render(request, "journal/entry_add.html", {"form": form, "rows": rows}, status=status)


@require_POST
@requires(Permission.JOURNAL_WRITE)
def entry_act(request: SignedInRequest, pk: int) -> HttpResponse:
    """Takes one step of the workflow."""
    entry = get_object_or_404(RegistryEntry, pk=pk)
    action = request.POST.get("action", "")
    if action == EntryAction.CANCEL:
        reason = posted_reason(request.POST)
        services.cancel(entry=entry, reason=reason, by=request.user, at=now())
    elif action == EntryAction.ARCHIVE:
        services.archive(entry=entry, by=request.user, at=now())
    elif action == EntryAction.JOURNAL:
        services.journal(entry=entry, by=request.user, at=now())
    else:
        raise BadRequest
    messages.success(request, DONE.get(EntryAction(action), ""))
    return redirect("journal:entry-detail", pk=pk)


@requires(Permission.JOURNAL_WRITE)
def entry_sign_off(request: SignedInRequest, pk: int) -> HttpResponse:
    """Signs an entry off."""
    entry = get_object_or_404(queries.whole_entries(), pk=pk)
    form = SignOffForm(request.POST or None, answers=queries.possible_answers(entry))
    if form.is_valid():
        services.sign_off(entry=entry, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Journalposten er avskrevet."))
        return redirect("journal:entry-detail", pk=pk)
    context = {"entry": entry, "form": form}
    return render(request, "journal/entry_sign_off.html", context, status=form_status(form))


def _steps(request: SignedInRequest, entry: RegistryEntry, *, hide: set[EntryAction]) -> list[Step]:
    """The steps open to this person, without those that would be refused for what is missing."""
    return [step for step in ENTRIES.open_to(request.user, entry) if step.action not in hide]


def _save(request: SignedInRequest, entry: RegistryEntry, form: EntryForm, rows: Any) -> None:
    clean = form.cleaned_data
    details = services.EntryDetails(
        title=clean["title"],
        public_title=clean["public_title"],
        document_date=clean["document_date"],
        received_at=form.moment("received_on", entry.received_at),
        sent_at=form.moment("sent_on", entry.sent_at),
        parties=parties_of(rows),
        case=clean.get("case"),
    )
    services.change_entry(
        entry=entry, details=details, by=request.user, at=now(), revision=clean["revision"]
    )


def _initial(entry: RegistryEntry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "public_title": entry.public_title,
        "document_date": entry.document_date,
        "received_on": entry.received_at and timezone.localtime(entry.received_at).date(),
        "sent_on": entry.sent_at and timezone.localtime(entry.sent_at).date(),
        "case": entry.case_id,
        "revision": entry.revision,
    }


def _party_rows(entry: RegistryEntry) -> list[Any]:
    return list(entry.parties.values("kind", "name", "unit_name", "case_handler"))


def _is_editable(request: SignedInRequest, entry: RegistryEntry) -> bool:
    is_open = entry.state in (EntryState.REGISTERED, EntryState.JOURNALED)
    return is_open and may_change(request.user, entry)


def _may_sign_off(request: SignedInRequest, entry: RegistryEntry) -> bool:
    return (
        entry.kind in (EntryKind.INCOMING, EntryKind.INTERNAL_FOLLOW_UP)
        and entry.state != EntryState.CANCELLED
        and getattr(entry, "sign_off", None) is None
        and may_change(request.user, entry)
    )
