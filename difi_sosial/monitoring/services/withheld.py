"""The words of what was deleted where it stood: shown to nobody at once, and soon not kept either.

Platforms' terms want them gone here too; the archive act wants what is a record, and what may
become one, to stay. So whoever works with a mention, holds it or has journalled it keeps its words,
and of all others only the event is left: that it was there, where and when, and the checksum of
what was received. A neighbour that nobody has judged may keep the original a while
(services.originals); nobody can fetch it by way of this mention.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from difi_sosial.audit.enums import Event
from difi_sosial.monitoring.models import Capture, Deletion, Mention, MentionRevision, Source
from difi_sosial.monitoring.models.mentions import WORDS
from difi_sosial.monitoring.queries import retention as queries
from difi_sosial.monitoring.services import deletions, holds

BATCH = 500


def forget_words(*, rule: queries.Rule, at: datetime) -> int:
    """Delete the words whose days are over, by the rule of WITHHELD; of how many mentions.

    Each chunk is one transaction with its own line in the log. Safe to run twice.
    """
    total = 0
    sources = queries.due_words(rule, at).order_by().values("source")
    for source in Source.objects.filter(pk__in=sources).order_by("pk"):
        while count := _forget_chunk(source, rule, at):
            total += count
    return total


@transaction.atomic
def _forget_chunk(source: Source, rule: queries.Rule, at: datetime) -> int:
    holds.stand_still()
    rows = queries.due_words(rule, at).filter(source=source).order_by("pk")
    rows = rows.select_for_update(of=("self",), skip_locked=True)
    chunk = list(rows.only("pk", "uuid", "capture_id")[:BATCH])
    if not chunk:
        return 0
    captures = deletions.captures_of(chunk)
    MentionRevision.objects.filter(mention__in=chunk).delete()
    gone = deletions.unused(captures)
    Capture.objects.filter(pk__in=gone).delete()
    shared = deletions.owe(captures, at, but=[mention.pk for mention in chunk])
    with override("nb"):
        words = f"{rule.retention.label}: {rule.days} dager {rule.starts}"
    line = Deletion(
        at=at,
        retention=rule.retention,
        rule=words,
        source_key=source.pk,
        source_name=source.name,
        captures=gone,
        shared=shared,
    )
    _empty(chunk, line)
    return len(chunk)


def _empty(chunk: Sequence[Mention], line: Deletion) -> None:
    """Neither words nor what tells of them; with no fingerprint it is never taken for changed."""
    uuids = [mention.uuid for mention in chunk]
    deletions.account_for(line, uuids, kind=Event.WORDS_FORGOTTEN)
    Mention.objects.filter(pk__in=[mention.pk for mention in chunk]).update(
        **dict.fromkeys(WORDS, ""), fingerprint=None, same_text=None, emptied=line
    )
