"""The opening checklist, and the archive method tried once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels.enums import ENDED, OpeningItem
from difi_sosial.channels.models import ArchiveTrial, Channel, Decision, OpeningCheck
from difi_sosial.channels.services.guard import guard, guard_any
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, WrongState
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission


@transaction.atomic
def check_item(*, decision: Decision, item: str, note: str, by: User, at: datetime) -> OpeningCheck:
    """Tick a line of the checklist, with a note on how it is seen to; ticking again mends it."""
    decision = _editable(decision, by)
    if not note.strip():
        raise Invalid(_("Skriv hvordan dere har sørget for det."))
    row, _made = OpeningCheck.objects.update_or_create(
        decision=decision,
        item=OpeningItem(item),
        defaults={"note": note.strip(), "by": by, "at": at},
    )
    audit.record(
        Event.OPENING_CHECKED,
        by=by,
        thing=decision.channel,
        at=at,
        after={"item": item, "note": row.note},
    )
    return row


@transaction.atomic
def uncheck_item(*, decision: Decision, item: str, by: User, at: datetime) -> None:
    """Take a tick away: it does not hold any more."""
    decision = _editable(decision, by)
    gone, _kinds = OpeningCheck.objects.filter(decision=decision, item=item).delete()
    if gone:
        thing = decision.channel
        audit.record(Event.OPENING_UNCHECKED, by=by, thing=thing, at=at, before={"item": item})


@transaction.atomic
def try_archive(
    *,
    channel: Channel,
    method: str,
    by: User,
    at: datetime,
    entry: RegistryEntry | None = None,
    reference: str = "",
    note: str = "",
) -> ArchiveTrial:
    """Write down that the archive method of a channel has been tried, with the evidence.

    The evidence is a registry entry here, or words on where the captured content lies.
    """
    guard_any(by, Permission.CHANNEL_WRITE, Permission.JOURNAL_WRITE)
    if not method.strip():
        raise Invalid(_("Skriv hvordan dere tok vare på innholdet."))
    if entry is None and not reference.strip():
        raise Invalid(_("Vis til en journalpost, eller skriv hvor innholdet ligger."))
    trial = ArchiveTrial.objects.create(
        channel=channel,
        method=method.strip(),
        entry=entry,
        reference=reference.strip(),
        note=note.strip(),
        by=by,
        at=at,
    )
    after = {"method": trial.method, "entry": str(entry or ""), "reference": trial.reference}
    audit.record(Event.ARCHIVE_TRIED, by=by, thing=channel, at=at, after=after)
    return trial


def _editable(decision: Decision, by: User) -> Decision:
    guard(by, Permission.CHANNEL_WRITE)
    decision = lock(decision)
    if decision.state in ENDED:
        raise WrongState(_("Beslutningen er avsluttet. Åpningslisten kan ikke endres."))
    return decision
