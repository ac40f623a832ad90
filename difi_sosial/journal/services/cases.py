"""What an archivist does with a case: corrects, closes, cancels."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.journal.enums import CASE_STATES, CaseAction, CaseState, EntryState
from difi_sosial.journal.models import ArchiveClass, CaseFile
from difi_sosial.journal.rules import may_change
from difi_sosial.journal.services.changes import log_change, name_of
from difi_sosial.journal.services.entries import archive
from difi_sosial.journal.workflow import CASES
from difi_sosial.people.models import User

LOGGED = {"title": "title", "unit_name": "unit", "responsible_name": "responsible"}


@transaction.atomic
def change_case(
    *,
    case: CaseFile,
    title: str,
    public_title: str,
    archive_class: ArchiveClass,
    unit_name: str,
    responsible_name: str,
    by: User,
    at: datetime,
) -> CaseFile:
    """Corrects an open case's metadata."""
    case = lock(case)
    if not may_change(by, case):
        raise NotAllowed(_("Bare en arkivar kan endre saken, og bare i et åpent år."))
    if case.state != CaseState.OPEN:
        raise WrongState(_("Saken er avsluttet og kan ikke endres."))
    if archive_class.series_id != case.series_id:
        raise Invalid(_("Velg en klasse i samme arkivdel."))
    before = {field: getattr(case, field) for field in LOGGED}
    case.title, case.public_title, case.archive_class = title, public_title, archive_class
    case.unit_name, case.responsible_name = unit_name, responsible_name
    case.save(update_fields=[*LOGGED, "public_title", "archive_class"])
    for field, name in LOGGED.items():
        _log(case, name, before[field], getattr(case, field), by=by, at=at)
    audit.record(Event.CASE_CHANGED, by=by, thing=case, at=at)
    return case


@transaction.atomic
def close_case(*, case: CaseFile, by: User, at: datetime) -> CaseFile:
    """Closes a case and archives its journaled entries.

    Raises Invalid while an entry is not journaled, or when nothing in the case is to be kept.
    """
    case = lock(case)
    target = CASES.check(CaseAction.CLOSE, state=case.state, by=by, thing=case)
    entries = list(case.entries.select_for_update().order_by("pk"))
    if any(entry.state == EntryState.REGISTERED for entry in entries):
        raise Invalid(_("Journalfør alle journalpostene før du avslutter saken."))
    if all(entry.state == EntryState.CANCELLED for entry in entries):
        raise Invalid(_("Saken har ingen gjeldende journalposter. Sett den til utgår."))
    for entry in entries:
        if entry.state == EntryState.JOURNALED:
            archive(entry=entry, by=by, at=at)
    return _end(case, target, by=by, at=at, reason="")


@transaction.atomic
def cancel_case(*, case: CaseFile, reason: str, by: User, at: datetime) -> CaseFile:
    """Cancels a case whose entries are all cancelled."""
    case = lock(case)
    target = CASES.check(CaseAction.CANCEL, state=case.state, by=by, thing=case, reason=reason)
    if case.entries.exclude(state=EntryState.CANCELLED).exists():
        raise Invalid(_("Saken har gjeldende journalposter. Avslutt den i stedet."))
    return _end(case, target, by=by, at=at, reason=reason)


def _end(case: CaseFile, target: str, *, by: User, at: datetime, reason: str) -> CaseFile:
    before, case.state = CaseState(case.state), target
    case.closed_at, case.closed_by = at, name_of(by)
    case.save(update_fields=["state", "closed_at", "closed_by"])
    _log(case, "case_status", CASE_STATES[before], CASE_STATES[CaseState(target)], by=by, at=at)
    audit.record(Event.CASE_CLOSED, by=by, thing=case, at=at, after=target, reason=reason)
    return case


def _log(case: CaseFile, field: str, old: object, new: object, *, by: User, at: datetime) -> None:
    log_change(series=case.series, unit=case.uuid, field=field, old=old, new=new, by=by, at=at)
