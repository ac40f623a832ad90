"""Saved searches, and the list of mentions as a file."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from difi_sosial.channels.enums import Category
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import Invalid
from difi_sosial.core.forms import form_status
from difi_sosial.core.tables import Column, table_response
from difi_sosial.monitoring import queries, rules
from difi_sosial.monitoring.enums import Language, MentionStatus
from difi_sosial.monitoring.forms import ExportForm, MentionFilterForm, SearchForm
from difi_sosial.monitoring.models import SavedSearch
from difi_sosial.monitoring.services import exports, searches
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

COLUMNS = (
    Column("posted_at", gettext_lazy("Publisert"), lambda row: row.posted_at),
    Column("channel", gettext_lazy("Kanal"), lambda row: row.channel),
    Column("category", gettext_lazy("Kategori"), lambda row: Category(row.category).label),
    Column("source", gettext_lazy("Kilde"), lambda row: row.source, 28),
    Column("watch", gettext_lazy("Overvåking"), lambda row: row.watch, 28),
    Column("language", gettext_lazy("Språk"), lambda row: Language(row.language).label),
    Column("status", gettext_lazy("Status"), lambda row: MentionStatus(row.status).label),
    Column("author", gettext_lazy("Forfatter"), lambda row: row.author, 22),
    Column("places", gettext_lazy("Antall steder"), lambda row: 1 + len(row.also)),
    Column("also", gettext_lazy("Også sett hos"), lambda row: ", ".join(row.also), 28),
    Column("address", gettext_lazy("Side i portalen"), lambda row: row.address, 50),
)
TEXTS = (
    Column("title", gettext_lazy("Tittel"), lambda row: row.title, 40),
    Column("text", gettext_lazy("Tekst"), lambda row: row.text, 60),
)


@requires(Permission.MONITORING_READ)
def search_list(request: SignedInRequest) -> HttpResponse:
    """One's own and the shared ones, and those just deleted with the way back."""
    found = list(queries.saved_searches(request.user))
    context = {
        "mine": [search for search in found if search.owner_id == request.user.pk],
        "shared": [search for search in found if search.owner_id != request.user.pk],
        "deleted": queries.just_deleted(request.user, now()),
    }
    return render(request, "monitoring/search_list.html", context)


@requires(Permission.MONITORING_READ)
def search_create(request: SignedInRequest) -> HttpResponse:
    """Keep the filter in the address under a name."""
    chosen = MentionFilterForm(request.GET, places=queries.places())
    form = SearchForm(request.POST or None)
    if form.is_valid():
        try:
            search = searches.save_search(
                query=chosen.query, by=request.user, at=now(), **form.cleaned_data
            )
        except Invalid as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("Søket er lagret."))
            return redirect(search)
    context = {"form": form, "chosen": chosen}
    return render(request, "monitoring/search_edit.html", context, status=form_status(form))


@requires(Permission.MONITORING_READ)
def search_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """The list with the filter that was kept."""
    search = get_object_or_404(SavedSearch, pk=pk, deleted_at=None)
    if not rules.may_open_search(request.user, search):
        raise Http404
    return redirect(f"{reverse('monitoring:mention-list')}?{search.query}")


@require_POST
@requires(Permission.MONITORING_READ)
def search_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it away; the page it leads to has the way back."""
    searches.delete_search(search=_search(request, pk), by=request.user, at=now())
    messages.success(request, _("Søket er slettet. Du kan angre under."))
    return redirect("monitoring:search-list")


@require_POST
@requires(Permission.MONITORING_READ)
def search_restore(request: SignedInRequest, pk: int) -> HttpResponse:
    """Bring it back."""
    searches.restore_search(search=_search(request, pk), by=request.user, at=now())
    messages.success(request, _("Søket er tilbake."))
    return redirect("monitoring:search-list")


@requires(Permission.MONITORING_READ)
def mention_export(request: SignedInRequest) -> HttpResponse:
    """What would be in the file, and then the file; what was taken away is in the log."""
    places = queries.places()
    chosen = MentionFilterForm(request.GET, places=places)
    form = ExportForm(request.POST or None)
    if form.is_valid():
        try:
            given = form.cleaned_data
            rows = exports.export(
                wanted=chosen.wanted, query=chosen.query, by=request.user, at=now(), **given
            )
            columns = (*COLUMNS, *TEXTS) if given["with_text"] else COLUMNS
            return table_response(request, "omtaler", columns, rows, given["kind"])
        except Invalid as refused:
            form.add_error(None, str(refused))
    found = queries.overview(chosen.wanted, places, local_date(now()))
    context = {"form": form, "chosen": chosen, "found": found, "columns": COLUMNS}
    return render(request, "monitoring/mention_export.html", context, status=form_status(form))


def _search(request: SignedInRequest, pk: int) -> SavedSearch:
    """One that this person may know of."""
    search = get_object_or_404(SavedSearch, pk=pk)
    if not rules.may_open_search(request.user, search):
        raise Http404
    return search
