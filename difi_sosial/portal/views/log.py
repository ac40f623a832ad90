"""The whole log, for those who watch over the others."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from difi_sosial.audit import queries
from difi_sosial.people.permissions import Permission, requires
from difi_sosial.portal.forms import LogFilterForm
from difi_sosial.portal.queries.places import with_pages

PAGE_SIZE = 50


@requires(Permission.AUDIT_READ)
def log_list(request: HttpRequest) -> HttpResponse:
    """Every event, newest first, narrowed by words, kind and person."""
    form = LogFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    page = Paginator(queries.search(**chosen), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": with_pages(page.object_list, request.user)}
    return render(request, "portal/log_list.html", context)
