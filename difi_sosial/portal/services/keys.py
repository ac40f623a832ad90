"""Everything at rest that rests on ENCRYPTION_KEYS, moved to a new key."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.crypto import key_ids
from difi_sosial.core.db import lock
from difi_sosial.core.rekeying import Kept, Tally
from difi_sosial.monitoring.services import keys as monitoring
from difi_sosial.people.services import keys as people
from difi_sosial.portal.models import KeyRotation

KEPT = (*people.KEPT, *monitoring.KEPT, *audit.KEPT)


def rotate_keys(*, at: datetime, again: bool = False) -> KeyRotation | None:
    """Move everything to the first of ENCRYPTION_KEYS; None when there is no older one.

    Goes on where it was stopped, and is done when all was gone through once with nothing to move.
    Then it is in the log, and nothing happens before the keys change, also back to what they were;
    `again` goes through it all once more. May die at any line, and run twice at once.

    The older keys may be dropped when `verify_keys` finds nothing that rests on them. Until then
    they all open what they made. A pseudonym of an author is made with the key, so it looks
    otherwise after the change, but is still one and the same for all that the author has written.
    """
    newest, *older = key_ids()
    if not older:
        return None
    facts = {"key": newest, "older": older}
    rotation, _new = KeyRotation.objects.get_or_create(**facts, defaults={"begun_at": at})
    since = KeyRotation.objects.filter(begun_at__gt=rotation.begun_at)
    if rotation.ended_at and (again or since.exists()):
        _begin_again(rotation, at)
    while not (rotation := _step(rotation, at)).ended_at:
        pass
    return rotation


def verify_keys() -> Iterator[Tally]:
    """What still rests on older keys, and what none of our keys opens; nothing is changed."""
    return (kept.counted() for kept in KEPT)


@transaction.atomic
def _begin_again(rotation: KeyRotation, at: datetime) -> None:
    rotation = lock(rotation)
    rotation.begun_at, rotation.ended_at, rotation.moved = at, None, {}
    rotation.part, rotation.last, rotation.tallies = "", 0, {}
    rotation.save()


@transaction.atomic
def _step(rotation: KeyRotation, at: datetime) -> KeyRotation:
    """The next chunk, and where it ended, together."""
    rotation = lock(rotation)
    if rotation.ended_at:
        return rotation
    kept = _part(rotation)
    tally, last = kept.step(rotation.last, save=True)
    before = rotation.tallies.get(kept.name, [0, 0, 0])
    total = Tally(kept.name, *before) + tally
    rotation.tallies[kept.name] = [total.rows, total.old, total.lost]
    rotation.moved[kept.name] = rotation.moved.get(kept.name, 0) + tally.old
    if last is not None:
        rotation.part, rotation.last = kept.name, last
    elif kept is not KEPT[-1]:
        rotation.part, rotation.last = KEPT[KEPT.index(kept) + 1].name, 0
    else:
        _end_round(rotation, at)
    rotation.save()
    return rotation


def _part(rotation: KeyRotation) -> Kept:
    """Where it is; from the beginning when there is no such thing any more."""
    for kept in KEPT:
        if kept.name == rotation.part:
            return kept
    rotation.last = 0
    return KEPT[0]


def _end_round(rotation: KeyRotation, at: datetime) -> None:
    """Done when nothing was moved; else once more, for what an old process wrote meanwhile."""
    rotation.part, rotation.last = "", 0
    if any(old for _rows, old, _lost in rotation.tallies.values()):
        rotation.tallies = {}
        return
    rotation.ended_at = at
    audit.record(
        Event.KEYS_ROTATED,
        by=None,
        thing=rotation,
        at=at,
        before={"keys": rotation.older},
        after={
            "key": rotation.key,
            "moved": {name: count for name, count in rotation.moved.items() if count},
            "lost": {name: lost for name, (_r, _o, lost) in rotation.tallies.items() if lost},
        },
    )
