"""Deleting mentions so that it can be proved: a line in the deletion log, chained into the audit.

The database itself leaves a stone for every mention that goes, whoever deletes it; here the stones
are tied to the line that accounts for them.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.monitoring.models import (
    Capture,
    Deletion,
    Mention,
    MentionRevision,
    Source,
    Tombstone,
)
from difi_sosial.monitoring.queries.deletions import digest_of, facts_of
from difi_sosial.monitoring.services import folds
from difi_sosial.people.models import User


@transaction.atomic
def delete(
    *,
    mentions: Sequence[Mention],
    source: Source,
    rule: str,
    at: datetime,
    by: User | None = None,
    reason: str = "",
) -> Deletion:
    """Delete these mentions of one source and class, which are locked, and account for it.

    Their revisions go with them, and the originals that no other mention rests on; what becomes of
    the originals that others do rest on, services.originals says. What a person deletes is not
    stored again when its source gives it again. Raises ProtectedError when
    something holds one of them: then nothing is deleted.
    """
    uuids = [mention.uuid for mention in mentions]
    pks = [mention.pk for mention in mentions]
    captures, name = captures_of(mentions), mentions[0].retention
    _pass_on(mentions)
    Mention.objects.filter(pk__in=pks).delete()
    if by:
        _bar(mentions)
    gone = unused(captures)
    Capture.objects.filter(pk__in=gone).delete()
    shared = owe(captures, at)
    line = Deletion(
        at=at,
        retention=name,
        rule=rule,
        source_key=source.pk,
        source_name=source.name,
        captures=gone,
        shared=shared,
        by=by,
        reason=reason,
    )
    return account_for(line, uuids, kind=Event.MENTION_ERASED if by else Event.MENTIONS_FORGOTTEN)


@transaction.atomic
def account_for(line: Deletion, uuids: Sequence[UUID], *, kind: Event) -> Deletion:
    """Store the line of what was deleted in this transaction, and tie the stones to it."""
    line.count, line.digest = len(uuids), digest_of(uuids)
    line.save(force_insert=True)
    Tombstone.objects.filter(mention_uuid__in=uuids).update(deletion=line)
    record(kind, by=line.by, thing=line, at=line.at, after=facts_of(line), reason=line.reason)
    return line


def owe(captures: Collection[int], at: datetime, *, but: Collection[int] = ()) -> int:
    """Let these originals be emptied when nobody needs them (services.originals).

    How many of them another mention that has its words rests on; `but` are those that lose them.
    """
    owing = Capture.objects.filter(pk__in=captures, emptied_at=None)
    others = Mention.objects.filter(emptied=None).exclude(pk__in=but)
    rest = others.filter(capture=OuterRef("pk"))
    revised = MentionRevision.objects.filter(capture=OuterRef("pk"))
    shared = owing.filter(Exists(rest) | Exists(revised)).count()
    owing.update(owes_since=at)
    return shared


def _bar(mentions: Sequence[Mention]) -> None:
    for one in mentions:  # by hand they are few
        mark = hashlib.sha256(f"{one.uuid}:{one.external_id}".encode()).digest()
        Tombstone.objects.filter(mention_uuid=one.uuid).update(barred=mark)


def _pass_on(mentions: Sequence[Mention]) -> None:
    """The work with a head goes to the first of its copies that stays."""
    going = {mention.pk for mention in mentions}
    heads = set(Mention.objects.filter(head__in=going).values_list("head", flat=True))
    for mention in mentions:
        heir: Mention | None = mention if mention.pk in heads else None
        while heir is not None and heir.pk in going:
            heir = folds.pass_on(mention=heir)


def captures_of(mentions: Sequence[Mention]) -> set[int]:
    """The originals that these rest on, with what they said before."""
    revised = MentionRevision.objects.filter(mention__in=mentions, capture__isnull=False)
    own = {one.capture_id for one in mentions if one.capture_id is not None}
    return own | set(revised.values_list("capture_id", flat=True))


def unused(captures: Iterable[int]) -> list[int]:
    """Those of the originals that nothing rests on any more."""
    used = Mention.objects.filter(capture=OuterRef("pk"))
    revised = MentionRevision.objects.filter(capture=OuterRef("pk"))
    free = Capture.objects.filter(~Exists(used), ~Exists(revised), pk__in=captures)
    return sorted(free.values_list("pk", flat=True))
