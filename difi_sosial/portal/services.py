"""The little that the portal itself writes, and what it does for all apps at once."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.rekeying import Tally
from difi_sosial.monitoring.services import keys as monitoring
from difi_sosial.people.models import User
from difi_sosial.people.services import keys as people
from difi_sosial.portal.enums import Lesson
from difi_sosial.portal.models import LessonRead


@transaction.atomic
def mark_read(*, lesson: Lesson, by: User, at: datetime) -> LessonRead:
    """Note that the agency has read a lesson; the first reader stands."""
    row, is_new = LessonRead.objects.get_or_create(
        lesson=lesson, defaults={"read_by": by, "read_at": at}
    )
    if is_new:
        audit.record(Event.GUIDANCE_READ, by=by, thing=row, at=at)
    return row


# Everything at rest that rests on ENCRYPTION_KEYS.
KEPT = (*people.KEPT, *monitoring.KEPT, *audit.KEPT)


def rotate_keys() -> Iterator[Tally]:
    """Move everything to the first of ENCRYPTION_KEYS, kind by kind. May be stopped and run again.

    The others may be dropped when `verify_keys` finds nothing that rests on them. Until then they
    all open what they made. A pseudonym of an author is made with the key, so it looks otherwise
    after the change, but is still one and the same for all that the author has written.
    """
    return (kept.go_through(save=True) for kept in KEPT)


def verify_keys() -> Iterator[Tally]:
    """What still rests on older keys, and what none of our keys opens; nothing is changed."""
    return (kept.go_through(save=False) for kept in KEPT)
