"""The one way to write to the log."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import NO_HASH, Head
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core import crypto
from difi_sosial.core.clock import now
from difi_sosial.core.middleware import current_request_id
from difi_sosial.core.rekeying import Columns, Kept

# An arbitrary number that only the log locks on: events are written one after another.
CHAIN_LOCK = 0x61756469


# Every verb writes here: what Django would word anew each time is worded once.
LAST = f"SELECT number, hash FROM {EventRow._meta.db_table} ORDER BY number DESC LIMIT 1"  # noqa: S608
MOVE_HEAD = f"""
INSERT INTO {Head._meta.db_table} (id, number, hash, mark) VALUES (1, %s, %s, %s)
ON CONFLICT (id) DO UPDATE SET number = excluded.number, hash = excluded.hash, mark = excluded.mark
"""  # noqa: S608 - the name of our own table


def record(
    event: Event,
    *,
    by: models.Model | None,
    thing: models.Model,
    at: Any = None,
    before: Any = None,
    after: Any = None,
    reason: str = "",
) -> EventRow:
    """Append one event to the chain, in the caller's transaction.

    The chain is locked until that ends. Lock other rows before: two verbs that lock the same things
    in different orders stop each other.
    A thing with a `log_name` is called that for ever, whatever it is called elsewhere.
    `by=None` is the portal itself. `before` and `after` are JSON values: state names or small
    dicts of changed fields, never secrets and never the text of private persons.
    Raises ValueError for an event outside the closed list.
    """
    row = EventRow(
        at=at or now(),
        kind=Event(event),
        actor_key=_key(by) if by else "",
        actor_name=str(by)[:200] if by else "Portalen",
        thing_type=thing._meta.label_lower,
        thing_key=str(thing.pk),
        thing_name=str(getattr(thing, "log_name", thing))[:300],
        before=_plain(before),
        after=_plain(after),
        reason=reason,
        request_id=current_request_id.get().strip("-"),
    )
    _append(row)
    return row


@transaction.atomic(savepoint=False)  # a verb whose event cannot be written is undone whole
def _append(row: EventRow) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
        cursor.execute(LAST)
        number, row.previous_hash = cursor.fetchone() or (0, NO_HASH)
        row.number = number + 1
        row.hash = row.expected_hash()
        row.save(force_insert=True)
        head = Head(pk=1, number=row.number, hash=row.hash)
        cursor.execute(MOVE_HEAD, [head.number, head.hash, crypto.seal(str(head))])


def _key(thing: models.Model) -> str:
    return f"{thing._meta.label_lower}:{thing.pk}"


def _plain(value: Any) -> Any:
    """The value as it will come back from the database, so that its hash can be made again."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _renew_mark(head: Head) -> bool:
    new = crypto.resealed(str(head), head.mark)
    head.mark = new or head.mark
    return bool(new)


# What the log keeps that rests on the encryption keys.
KEPT: tuple[Kept, ...] = (Columns(Head, ("mark",), _renew_mark, reads=("number", "hash")),)
