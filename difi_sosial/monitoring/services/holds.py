"""Holds: what must not be deleted while a case, a complaint or a demand for access goes on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, WrongState
from difi_sosial.monitoring.enums import HoldScope
from difi_sosial.monitoring.models import HeldMention, Hold, Mention, SavedSearch, Source, Watch
from difi_sosial.people.models import User

MOST = 20_000
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Proofs:
    """A finding of the net identity with what belongs to it: its number, and what it is called."""

    pk: int
    name: str

    def __str__(self) -> str:
        return self.name


Held = Mention | Source | Watch | SavedSearch | Proofs


def stand_still() -> None:
    """Let no hold be placed or lifted before this transaction ends.

    The first lock of all who delete or empty: a hold that is being placed is waited for, and what
    they read after this knows of it. They wait for one another too.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {Hold._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


@transaction.atomic
def place(
    *,
    thing: Held,
    reason: str,
    by: User,
    at: datetime,
    ends_on: date | None = None,
    hits: Iterable[int] = (),
) -> Hold:
    """Hold a mention, all of a source or a watch, proofs, or the `hits` (keys) of a search.

    Raises Invalid without a reason or hits; WrongState when the mention was deleted meanwhile.
    """
    if not reason.strip():
        raise Invalid(_("Skriv hvorfor omtalene skal holdes tilbake fra sletting."))
    if ends_on and ends_on < local_date(at):
        raise Invalid(_("Siste dag kan ikke være før i dag."))
    pks = [thing.pk] if isinstance(thing, Mention) else list(hits)
    if isinstance(thing, SavedSearch) and not 0 < len(pks) <= MOST:
        raise Invalid(_("Søket må ha mellom 1 og %(most)s treff.") % {"most": MOST})
    hold = Hold.objects.create(
        scope=_scope(thing),
        source=thing if isinstance(thing, Source) else None,
        watch=thing if isinstance(thing, Watch) else None,
        search=thing if isinstance(thing, SavedSearch) else None,
        finding_key=thing.pk if isinstance(thing, Proofs) else None,
        name=str(thing)[:200],
        reason=reason.strip(),
        placed_by=by,
        placed_at=at,
        ends_on=ends_on,
    )
    count = _put_on(hold, pks)
    if isinstance(thing, Mention) and not count:
        raise WrongState(_("Omtalen er slettet og kan ikke sperres."))
    after = {"scope": hold.scope, "ends_on": ends_on, "mentions": count}
    record(Event.HOLD_PLACED, by=by, thing=hold, at=at, after=after, reason=hold.reason)
    return hold


def _put_on(hold: Hold, pks: Collection[int]) -> int:
    """On those that are still there: who deleted has ended by now, and the next waits for us."""
    left = Mention.objects.filter(pk__in=pks).order_by("pk").values_list("pk", flat=True)
    rows = [HeldMention(hold=hold, mention_id=pk) for pk in left]
    HeldMention.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


@transaction.atomic
def lift(*, hold: Hold, reason: str, by: User | None, at: datetime) -> Hold:
    """What was held may be deleted again when its time is up."""
    hold = lock(hold)
    if hold.is_lifted:
        raise WrongState(_("Sperren er alt opphevet."))
    if not reason.strip():
        raise Invalid(_("Skriv hvorfor sperren oppheves."))
    hold.lifted_by, hold.lifted_at, hold.lifting_reason = by, at, reason.strip()
    hold.save(update_fields=["lifted_by", "lifted_at", "lifting_reason"])
    hold.held.all().delete()
    record(Event.HOLD_LIFTED, by=by, thing=hold, at=at, reason=hold.lifting_reason)
    return hold


def lift_ended(*, at: datetime) -> int:
    """Lift those whose last day is over; how many. Safe to run twice."""
    ended = Hold.objects.filter(lifted_at=None, ends_on__lt=local_date(at))
    for hold in ended:
        lift(hold=hold, reason=_("Siste dag er over."), by=None, at=at)
    return len(ended)


def _scope(thing: Held) -> HoldScope:
    scopes = {
        Mention: HoldScope.MENTION,
        Source: HoldScope.SOURCE,
        Watch: HoldScope.WATCH,
        SavedSearch: HoldScope.SEARCH,
        Proofs: HoldScope.FINDING,
    }
    return scopes[type(thing)]
