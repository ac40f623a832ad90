"""One act on many mentions: all the rows that may take it, in one transaction; and its undoing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed
from difi_sosial.dialogue import queries, rules
from difi_sosial.dialogue.enums import Action, BulkAction, Urgency
from difi_sosial.dialogue.models import BulkAct, BulkRow, Triage
from difi_sosial.dialogue.queries.bulk import Planned, with_triages
from difi_sosial.dialogue.services import mentions as verbs
from difi_sosial.monitoring.models import Mention
from difi_sosial.monitoring.services import mentions
from difi_sosial.people.models import User

MOMENTS = ("assigned_at", "due_at")
KEPT = ("state", "kind", "urgency", "note", "assigned_to_id", "closing_reason", *MOMENTS)
FORGET_AFTER = timedelta(days=30)


@transaction.atomic
def do_all(
    *,
    key: UUID,
    action: BulkAction,
    uuids: Iterable[UUID],
    by: User,
    at: datetime,
    seen: str | None = None,
    kind: str = "",
    to: User | None = None,
    reason: str = "",
) -> BulkAct:
    """Do it to those that may take it; the rest are left out and counted.

    `key` is made by the page: the same key again changes nothing and gives the first act back.
    `seen` is the sign of what the person was shown; Conflict when that is not what would happen
    now. Invalid when none may take it.
    """
    act, is_new = BulkAct.objects.get_or_create(
        key=key, defaults={"action": action, "by": by, "at": at}
    )
    if not is_new:
        return act
    _check_person(action, to)
    plans = queries.planned(action, _locked(uuids), by=by, kind=kind, to=to)
    doable = [plan for plan in plans if plan.steps]
    if seen is not None and seen != sign_of(plans):
        raise Conflict(_("Noen har endret omtalene i mellomtiden. Se over på nytt."))
    if not doable:
        raise Invalid(_("Ingen av omtalene kan behandles slik."))
    BulkAct.objects.filter(pk=act.pk).update(left_out=len(plans) - len(doable))
    # Every row is locked already: the log, which the verbs write in, is locked last.
    before = [_snapshot(plan.triage) for plan in doable]
    after = [_take(plan, by=by, at=at, kind=kind, to=to, reason=reason) for plan in doable]
    BulkRow.objects.bulk_create(
        BulkRow(act=act, triage=triage, before=was, after=_snapshot(triage))
        for triage, was in zip(after, before, strict=True)
    )
    act.refresh_from_db()
    return act


def sign_of(plans: Sequence[Planned]) -> str:
    """What a preview showed, in one word."""
    return " ".join(plan.sign for plan in plans)


@transaction.atomic
def undo_all(*, act: BulkAct, by: User, at: datetime) -> int:
    """Put back those that nobody has touched since; how many. A second time changes nothing."""
    act = lock(act)
    if act.undone_at is not None:
        return act.rows.filter(is_undone=True).count()
    if not rules.may_undo(by, act, at):
        raise NotAllowed(_("Det er for sent å angre dette, eller du kan ikke angre det."))
    rows = list(act.rows.order_by("triage__mention__pk", "pk"))
    keys = [row.triage_id for row in rows]
    # The mentions first, as everywhere, so that two persons never wait for each other.
    of = Mention.objects.filter(pk__in=Triage.objects.filter(pk__in=keys).values("mention"))
    known = {mention.pk: mention for mention in of.select_for_update(of=("self",)).order_by("pk")}
    locked = Triage.objects.select_for_update().order_by("pk").in_bulk(keys)
    act.undone_by, act.undone_at = by, at
    act.save(update_fields=["undone_by", "undone_at"])
    back = [row for row in rows if _snapshot(locked[row.triage_id]) == row.after]
    BulkRow.objects.filter(pk__in=[row.pk for row in back]).update(is_undone=True)
    for row in back:
        triage = locked[row.triage_id]
        _put_back(triage, row, known.get(triage.mention_id or 0), by=by, at=at)
    return len(back)


def forget_bulk_acts(*, at: datetime) -> int:
    """Delete acts that can no longer be undone; what was done stands in the log. How many."""
    old = BulkAct.objects.filter(at__lt=at - FORGET_AFTER)
    _total, deleted = old.delete()
    return deleted.get(BulkAct._meta.label, 0)


def _check_person(action: BulkAction, to: User | None) -> None:
    if action != BulkAction.ASSIGN:
        return
    if to is None:
        raise Invalid(_("Velg hvem som skal følge opp."))
    if not rules.may_follow_up(to, None):
        raise Invalid(_("%(name)s kan ikke følge opp omtaler. Velg en annen.") % {"name": to.name})


def _locked(uuids: Iterable[UUID]) -> list[tuple[Mention, Triage]]:
    """The mentions and then their follow-ups under locks, each kind by key; newest first."""
    wanted = list(uuids)[: queries.MOST]
    asked = Mention.objects.select_for_update(of=("self",)).select_related("source__channel")
    found = list(asked.filter(uuid__in=wanted).defer("html", "search").order_by("pk"))
    pairs = with_triages(found, locked=True)
    return sorted(pairs, key=lambda pair: (pair[0].posted_at, pair[0].pk), reverse=True)


def _take(
    plan: Planned, *, by: User, at: datetime, kind: str, to: User | None, reason: str
) -> Triage:
    """The steps of one mention, by the ordinary verbs."""
    triage = plan.triage
    for step in plan.steps:
        common: Mapping[str, Any] = {"mention": plan.mention, "by": by, "at": at}
        if step == Action.TRIAGE:
            urgency = triage.urgency or Urgency.NORMAL
            triage = verbs.triage(**common, kind=kind, urgency=urgency, note=triage.note)
        elif step == Action.ASSIGN and to is not None:
            triage = verbs.assign(**common, to=to)
        elif step == Action.LEAVE:
            triage = verbs.leave(**common, reason=reason)
        elif step == Action.CLOSE:
            triage = verbs.close(**common)
    return triage


def _snapshot(triage: Triage) -> dict[str, Any]:
    """How a follow-up stands, as far as an act on many can change it."""
    found = {name: getattr(triage, name) for name in KEPT}
    found |= {name: found[name] and found[name].isoformat() for name in MOMENTS}
    return found | {"state": str(triage.state), "urgency": int(triage.urgency)}


def _put_back(
    triage: Triage, row: BulkRow, mention: Mention | None, *, by: User, at: datetime
) -> None:
    for name, value in row.before.items():
        setattr(triage, name, parse_datetime(value) if name in MOMENTS and value else value)
    triage.save()
    if mention is not None:
        held_as = rules.retention_of(triage.state, triage.kind, triage.responded_at is not None)
        mentions.set_status(mention=mention, status=triage.state, retention=held_as, at=at)
    audit.record(
        Event.MENTION_PUT_BACK,
        by=by,
        thing=triage,
        at=at,
        before={"state": row.after["state"]},
        after={"state": row.before["state"]},
    )
