"""Originals that several mentions rest on, when one of those is deleted.

One answer of a source often brings many posts. When a mention goes, its words still stand in the
answer that others came in. To cut just them out would take knowing every source's bytes, and what
is left would prove nothing: it is not what was received. So the bytes go whole, as soon as no
mention that is left needs them as proof; their sha256, size, time and headers stay, and so does
the text of each mention. Work in hand, threats, records and what is held back need the bytes.

A feed gives the same post again and again, so it may stand in later answers too, that came with
other posts. Those are looked through for it (services.sweeps) when somebody has the right to be
deleted, not each night: then such an answer goes with its own mentions. The page on privacy says
so.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.monitoring.enums import NEEDING, Retention
from difi_sosial.monitoring.models import Capture, Mention, MentionRevision
from difi_sosial.monitoring.queries import retention as queries
from difi_sosial.monitoring.services import holds
from difi_sosial.people.models import User

BATCH = 200
HEAVY = ("packed", "exchange")


def empty_owing(*, at: datetime) -> int:
    """Empty the originals that nobody needs whole any more; how many. Safe to run twice.

    What nobody has judged yet may turn out to be a threat, so it keeps its original that long.
    """
    total = 0
    while count := _empty_chunk(at):
        total += count
    return total


def lock(captures: set[int]) -> set[int]:
    """Locked before the log is, in one order, as those who empty by the clock do."""
    _lock_mentions(captures)
    rows = Capture.objects.filter(pk__in=captures).order_by("pk").select_for_update()
    return set(rows.values_list("pk", flat=True))


@transaction.atomic
def empty(*, captures: set[int], by: User | None, at: datetime, reason: str) -> None:
    """The same at once for these, because somebody has the right to have their words deleted."""
    Capture.objects.filter(pk__in=captures, emptied_at=None).update(owes_since=at)
    rows = queries.owing(NEEDING).filter(pk__in=captures).select_for_update(of=("self",))
    for capture in rows.defer(*HEAVY).order_by("pk"):
        _empty(capture, by, at, reason)


@transaction.atomic
def _empty_chunk(at: datetime) -> int:
    holds.stand_still()
    owing = queries.owing(NEEDING | {Retention.ORDINARY}).order_by("pk")
    pks = list(owing.values_list("pk", flat=True)[:BATCH])
    _lock_mentions(pks)
    # Read again: somebody may have taken one of them up meanwhile.
    chunk = list(owing.filter(pk__in=pks).select_for_update(of=("self",)).defer(*HEAVY))
    for capture in chunk:
        _empty(capture, None, at, "")
    return len(chunk)


def _lock_mentions(captures: Collection[int]) -> None:
    """Those that rest on these, so that nobody takes one up, or journals it, at this moment."""
    revised = MentionRevision.objects.filter(capture__in=captures).values("mention")
    rows = Mention.objects.filter(Q(capture__in=captures) | Q(pk__in=revised)).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk"))


def _empty(capture: Capture, by: User | None, at: datetime, reason: str) -> None:
    capture.packed, capture.owes_since, capture.emptied_at = b"", None, at
    capture.save(update_fields=["packed", "owes_since", "emptied_at"])
    after = {"sha256": capture.sha256, "size": capture.size}
    record(Event.CAPTURE_EMPTIED, by=by, thing=capture, at=at, after=after, reason=reason)
