"""What is no record is forgotten when its time is up."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.monitoring.enums import FORGETTABLE
from difi_sosial.monitoring.models import Capture, Mention, MentionRevision, Run, Source
from difi_sosial.monitoring.services import folds

BATCH = 500


def forget_expired(*, at: datetime) -> int:
    """Delete mentions whose time is up and that nobody works with; how many. One log line a source.

    Their captures go with the last mention that rests on them; runs are kept as long as mentions.
    """
    expired = Mention.objects.filter(expires_at__lte=at, status__in=FORGETTABLE)
    total = 0
    for source in Source.objects.filter(pk__in=expired.values("source_id").distinct()):
        total += _forget_of(source, at)
    Run.objects.filter(started_at__lt=at - timedelta(days=settings.MENTION_RETENTION_DAYS)).delete()
    return total


@transaction.atomic
def _forget_of(source: Source, at: datetime) -> int:
    expired = Mention.objects.filter(source=source, expires_at__lte=at, status__in=FORGETTABLE)
    forgotten = 0
    passed_over: list[int] = []
    while pks := list(expired.exclude(pk__in=passed_over).values_list("pk", flat=True)[:BATCH]):
        for pk in pks:
            if _forget(pk, at):
                forgotten += 1
            else:
                passed_over.append(pk)
    used = Mention.objects.filter(capture=OuterRef("pk"))
    revised = MentionRevision.objects.filter(capture=OuterRef("pk"))
    Capture.objects.filter(~Exists(used), ~Exists(revised), source=source).delete()
    if forgotten:
        record(Event.MENTIONS_FORGOTTEN, by=None, thing=source, at=at, after={"count": forgotten})
    return forgotten


def _forget(pk: int, at: datetime) -> bool:
    """Delete one mention; False when somebody has begun to work with it, or something holds it."""
    expired = Mention.objects.filter(pk=pk, expires_at__lte=at, status__in=FORGETTABLE)
    try:
        with transaction.atomic():
            # Asked again under a lock: it may have been sorted since the list was made.
            mention = expired.select_for_update().first()
            if mention is None:
                return False
            folds.pass_on(mention=mention)
            mention.delete()
    except ProtectedError:
        return False
    return True
