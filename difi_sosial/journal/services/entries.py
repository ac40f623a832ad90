"""What an archivist does with an entry: completes, registers, signs off, archives, cancels."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.journal.enums import (
    ENTRY_STATES,
    CaseState,
    EntryAction,
    EntryKind,
    EntryState,
    PartyKind,
)
from difi_sosial.journal.models import CaseFile, CorrespondenceParty, RegistryEntry, SignOff
from difi_sosial.journal.noark.draft import Party
from difi_sosial.journal.queries import missing_from
from difi_sosial.journal.rules import is_open, may_change
from difi_sosial.journal.services.changes import log_change, name_of
from difi_sosial.journal.workflow import ENTRIES
from difi_sosial.people.models import User

LOGGED = ("title", "document_date", "received_at", "sent_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDetails:
    """What an archivist may correct about an entry."""

    title: str
    public_title: str
    document_date: date | None
    received_at: datetime | None
    sent_at: datetime | None
    parties: tuple[Party, ...]
    case: CaseFile | None = None


@transaction.atomic
def change_entry(
    *,
    entry: RegistryEntry,
    details: EntryDetails,
    by: User,
    at: datetime,
    revision: int | None = None,
) -> RegistryEntry:
    """Completes an entry's metadata, and moves it when another case is chosen.

    ``revision`` is the one that the person saw; raises Conflict when somebody saved in between.
    """
    entry = _locked(entry, by)
    if revision is not None and revision != entry.revision:
        raise Conflict(_("En kollega har endret journalposten i mellomtiden. Se over på nytt."))
    before = {field: getattr(entry, field) for field in (*LOGGED, "public_title")}
    for field in before:
        setattr(entry, field, getattr(details, field))
    entry.revision += 1
    entry.save(update_fields=[*before, "revision"])
    _log_fields(entry, before, by=by, at=at)
    _change_parties(entry, details.parties, by=by, at=at)
    changed = [field for field, value in before.items() if value != getattr(entry, field)]
    audit.record(Event.ENTRY_CHANGED, by=by, thing=entry, at=at, after={"changed": changed})
    if details.case is not None and details.case.pk != entry.case_id:
        return move_entry(entry=entry, case=details.case, by=by, at=at)
    return entry


@transaction.atomic
def move_entry(*, entry: RegistryEntry, case: CaseFile, by: User, at: datetime) -> RegistryEntry:
    """Moves an entry that is not yet journaled to another open case of the same year."""
    entry, case = _locked(entry, by), lock(case)
    if entry.state != EntryState.REGISTERED:
        raise WrongState(_("Journalposten er journalført og kan ikke flyttes."))
    if case.state != CaseState.OPEN or case.series_id != entry.case.series_id:
        raise Invalid(_("Velg en åpen sak i samme år."))
    old, case.last_entry_number = entry.entry_id, case.last_entry_number + 1
    case.save(update_fields=["last_entry_number"])
    entry.case, entry.number = case, case.last_entry_number
    entry.save(update_fields=["case", "number"])
    audit.record(Event.ENTRY_CHANGED, by=by, thing=entry, at=at, before=old, after=entry.entry_id)
    return entry


@transaction.atomic
def journal(*, entry: RegistryEntry, by: User, at: datetime) -> RegistryEntry:
    """Registers the entry for good (journalfører): from now on changes to it are logged.

    Raises Invalid, saying what, while something is missing.
    """
    entry = lock(entry)
    target = ENTRIES.check(EntryAction.JOURNAL, state=entry.state, by=by, thing=entry)
    if missing := missing_from(entry):
        raise Invalid(" ".join(str(line) for line in missing))
    entry.journaled_at, entry.journaled_by = at, name_of(by)
    entry.assessed_on = entry.assessed_on or local_date(at)
    entry.save(update_fields=["journaled_at", "journaled_by", "assessed_on"])
    return _move_on(entry, target, Event.ENTRY_JOURNALED, by=by, at=at)


@transaction.atomic
def archive(*, entry: RegistryEntry, by: User, at: datetime) -> RegistryEntry:
    """Archives a journaled entry: it is complete and will not change."""
    entry = lock(entry)
    target = ENTRIES.check(EntryAction.ARCHIVE, state=entry.state, by=by, thing=entry)
    entry.archived_at, entry.archived_by = at, name_of(by)
    entry.save(update_fields=["archived_at", "archived_by"])
    return _move_on(entry, target, Event.ENTRY_ARCHIVED, by=by, at=at)


@transaction.atomic
def cancel(*, entry: RegistryEntry, reason: str, by: User, at: datetime) -> RegistryEntry:
    """Cancels an entry (utgår): it keeps its number, its files never leave the portal."""
    entry = lock(entry)
    target = ENTRIES.check(EntryAction.CANCEL, state=entry.state, by=by, thing=entry, reason=reason)
    before, entry.state, entry.cancel_reason = entry.state, target, reason
    entry.archived_at, entry.archived_by = at, name_of(by)
    entry.save(update_fields=["cancel_reason", "archived_at", "archived_by", "state"])
    _log_status(entry, before, by=by, at=at)
    audit.record(Event.ENTRY_CANCELLED, by=by, thing=entry, at=at, before=before, reason=reason)
    return entry


@transaction.atomic
def sign_off(
    *,
    entry: RegistryEntry,
    method: str,
    by: User | None,
    at: datetime,
    answer: RegistryEntry | None = None,
) -> SignOff:
    """Signs an incoming or followed-up entry off, with the entry that answers it if there is one.

    Raises Invalid for entries of other kinds, Conflict when it is signed off already.
    """
    entry = lock(entry)
    if entry.kind not in (EntryKind.INCOMING, EntryKind.INTERNAL_FOLLOW_UP):
        raise Invalid(_("Bare inngående dokumenter og notater som følges opp, kan avskrives."))
    if entry.state == EntryState.CANCELLED or not is_open(entry.case.series):
        raise WrongState(_("Journalposten kan ikke avskrives nå."))
    if SignOff.objects.filter(entry=entry).exists():
        raise Conflict(_("Journalposten er avskrevet fra før."))
    made = SignOff.objects.create(
        entry=entry, method=method, on=local_date(at), by=name_of(by), answer=answer
    )
    if answer is not None:
        _log(entry, "signed_off_by_entry", None, answer.uuid, by=by, at=at)
    audit.record(Event.ENTRY_SIGNED_OFF, by=by, thing=entry, at=at, after=made.method)
    return made


def _locked(entry: RegistryEntry, by: User) -> RegistryEntry:
    entry = lock(entry)
    if not may_change(by, entry):
        raise NotAllowed(_("Bare en arkivar kan endre journalposten, og bare i et åpent år."))
    if entry.state in (EntryState.ARCHIVED, EntryState.CANCELLED):
        raise WrongState(_("Journalposten er avsluttet og kan ikke endres."))
    return entry


def _move_on(
    entry: RegistryEntry, target: str, event: Event, *, by: User, at: datetime
) -> RegistryEntry:
    before, entry.state = entry.state, target
    entry.save(update_fields=["state"])
    _log_status(entry, before, by=by, at=at)
    audit.record(event, by=by, thing=entry, at=at, before=before, after=target)
    return entry


def _log_status(entry: RegistryEntry, before: str, *, by: User, at: datetime) -> None:
    old = ENTRY_STATES.get(EntryState(before))  # "registered" has no name in Noark
    _log(entry, "entry_status", old, ENTRY_STATES[EntryState(entry.state)], by=by, at=at)


def _log_fields(entry: RegistryEntry, before: dict[str, object], *, by: User, at: datetime) -> None:
    for field in LOGGED:
        _log(entry, field, before[field], getattr(entry, field), by=by, at=at)


def _log(
    entry: RegistryEntry, field: str, old: object, new: object, *, by: User | None, at: datetime
) -> None:
    """Before it is journaled an entry is only being completed: nothing to log."""
    if entry.state != EntryState.REGISTERED:
        log_change(
            series=entry.case.series, unit=entry.uuid, field=field, old=old, new=new, by=by, at=at
        )


def _change_parties(
    entry: RegistryEntry, parties: tuple[Party, ...], *, by: User, at: datetime
) -> None:
    if not parties:
        raise Invalid(_("Skriv minst én avsender eller mottaker."))
    old = ", ".join(entry.parties.values_list("name", flat=True))
    replace_parties(entry, parties)
    _log(entry, "party_name", old, ", ".join(party.name for party in parties), by=by, at=at)


def replace_parties(entry: RegistryEntry, parties: tuple[Party, ...]) -> None:
    """The entry has exactly these parties, in this order."""
    entry.parties.all().delete()
    CorrespondenceParty.objects.bulk_create(
        CorrespondenceParty(
            entry=entry,
            kind=PartyKind[party.kind.name],
            name=party.name,
            unit_name=party.unit,
            case_handler=party.case_handler,
        )
        for party in parties
    )
