"""Which lessons the agency has read."""

from datetime import datetime

from django.db import transaction

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.people.models import User
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
