"""Every search and its log on one page, for the data protection officer and all others who read."""

from collections.abc import Sequence
from itertools import groupby

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.tables import Column, table_response
from difi_sosial.monitoring.models import WatchVersion
from difi_sosial.monitoring.queries import terms
from difi_sosial.monitoring.queries.watches import watches
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

PER_PAGE = 30


@requires(Permission.MONITORING_READ)
def term_list(request: HttpRequest) -> HttpResponse:
    """What is searched for, was searched for, why, and who changed it."""
    stored = {watch.pk: watch for watch in watches()}
    grouped = groupby(terms.versions(), key=lambda version: version.watch_id)
    page = Paginator(terms.log(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [(stored[pk], list(versions)) for pk, versions in grouped if pk in stored],
        "sets": terms.term_sets(),
        "retention": terms.kept(local_date(now())),
        "page": page,
    }
    return render(request, "monitoring/term_list.html", context)


@requires(Permission.MONITORING_READ)
def term_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """Every version of every search as a file; that it was taken is logged."""
    with transaction.atomic():
        days = terms.kept(local_date(now())).days
        columns = (*COLUMNS, Column("days", _("Lagres i dager"), lambda version: days, 8))
        answer = table_response(request, "sokeord", columns, terms.versions(), kind)
        record(Event.TERMS_EXPORTED, by=request.user, thing=request.user, at=now(), after=kind)
    return answer


def _is_current(version: WatchVersion) -> bool:
    return version.watch.version_id == version.pk


def _role(version: WatchVersion) -> str:
    return version.get_names_role_display()


COLUMNS: Sequence[Column] = (
    Column("watch", _("Overvåking"), lambda version: version.watch.name, 30),
    Column("active", _("Aktiv"), lambda version: version.watch.is_active, 8),
    Column("version", _("Versjon"), lambda version: version.number, 8),
    Column(
        "is_current", _("Gjelder nå"), lambda version: version.watch.version_id == version.pk, 8
    ),
    Column("expression", _("Søkeuttrykk"), lambda version: version.expression, 50),
    Column("from", _("Gjaldt fra"), lambda version: version.made_at, 18),
    Column("by", _("Laget av"), lambda version: str(version.made_by or "–"), 20),
    Column("reason", _("Hvorfor"), lambda version: version.reason, 30),
    Column("purpose", _("Formål"), lambda version: version.watch.purpose, 40),
    Column("basis", _("Behandlingsgrunnlag"), lambda version: version.watch.legal_basis, 40),
    Column("names", _("Navn på personer"), lambda version: ", ".join(version.names), 20),
    Column("names_role", _("Hvem personen er"), _role, 20),
    Column("names_reason", _("Hvorfor navnet trengs"), lambda version: version.names_reason, 30),
)
