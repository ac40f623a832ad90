"""Years: a series (arkivdel) opens with its first record and is closed by an archivist."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.journal.enums import CaseState, SeriesState
from difi_sosial.journal.models import ArchiveClass, Counter, Fonds, Series
from difi_sosial.journal.noark import scheme
from difi_sosial.journal.noark.codes import SeriesStatus
from difi_sosial.journal.rules import is_archivist
from difi_sosial.journal.services.changes import log_change, name_of
from difi_sosial.people.models import User


def open_series(*, year: int, by: User | None, at: datetime) -> Series:
    """The year's series, locked to the end of the transaction; made if it is new.

    Raises WrongState when an archivist has closed the year.
    """
    series, is_new = Series.objects.get_or_create(
        year=year,
        defaults={
            "fonds": _fonds(by=by, at=at),
            "title": f"Journal {year}",
            "created_at": at,
            "created_by": name_of(by),
        },
    )
    if is_new:
        _copy_classes(series, by=by, at=at)
        audit.record(Event.SERIES_OPENED, by=by, thing=series, at=at)
    series = Series.objects.select_for_update().get(pk=series.pk)
    if series.state == SeriesState.CLOSED:
        raise WrongState(
            _("Journalen for %(year)s er avsluttet og tar ikke imot mer.") % {"year": year}
        )
    return series


def next_number(*, year: int, name: str) -> int:
    """The next number of a year's series, without gaps: it is taken back if the caller fails."""
    Counter.objects.get_or_create(year=year, name=name)
    counter = Counter.objects.select_for_update().get(year=year, name=name)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


@transaction.atomic
def close_period(*, year: int, by: User, at: datetime, reason: str = "") -> Series:
    """Closes a year for good; the next record goes to the next year's series.

    A year that still lasts takes nothing more from now on, so that wants a ``reason``. Raises
    NotAllowed for others than archivists, Invalid without that reason or while cases are open,
    WrongState when it is closed already.
    """
    series = Series.objects.select_for_update().filter(year=year).first()
    if series is None:
        raise Invalid(_("Året har ingen journalposter."))
    if not is_archivist(by, series):
        raise NotAllowed(_("Bare en arkivar kan avslutte perioden."))
    if series.state == SeriesState.CLOSED:
        raise WrongState(_("Perioden er avsluttet fra før."))
    _guard_closing(series, at=at, reason=reason)
    series.state = SeriesState.CLOSED
    series.closed_at, series.closed_by = at, name_of(by)
    series.save(update_fields=["state", "closed_at", "closed_by"])
    log_change(
        series=series,
        unit=series.uuid,
        field="series_status",
        old=SeriesStatus.ACTIVE,
        new=SeriesStatus.CLOSED,
        by=by,
        at=at,
    )
    audit.record(Event.SERIES_CLOSED, by=by, thing=series, at=at, reason=reason.strip())
    return series


def _guard_closing(series: Series, *, at: datetime, reason: str) -> None:
    if local_date(at).year <= series.year and not reason.strip():
        raise Invalid(
            _("Året er ikke slutt. Vent, eller skriv hvorfor du avslutter perioden alt nå.")
        )
    open_cases = series.cases.filter(state=CaseState.OPEN).count()
    if open_cases:
        raise Invalid(
            _("%(count)s saker er åpne. Avslutt dem før du avslutter perioden.")
            % {"count": open_cases}
        )


def _fonds(*, by: User | None, at: datetime) -> Fonds:
    fonds, _is_new = Fonds.objects.get_or_create(
        pk=1,
        defaults={
            "title": f"Sosiale medier i {settings.AGENCY_NAME}",
            "creator_id": settings.AGENCY_ORGNR or "ukjent",
            "creator_name": settings.AGENCY_NAME,
            "created_at": at,
            "created_by": name_of(by),
        },
    )
    return fonds


def _copy_classes(series: Series, *, by: User | None, at: datetime) -> None:
    """Each series has its own copy of the scheme: ids may not repeat between extractions."""
    last = Series.objects.filter(year__lt=series.year).order_by("-year").first()
    known = last.classes.values_list("code", "title") if last else scheme.CLASSES
    ArchiveClass.objects.bulk_create(
        ArchiveClass(series=series, code=code, title=title, created_at=at, created_by=name_of(by))
        for code, title in known
    )
