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
# The lock is had before the last one is looked for: the second statement sees what was written
# until it begins, not until the first one did.
LOCK_AND_LAST = f"""
SELECT pg_advisory_xact_lock(%s);
SELECT number, hash FROM {EventRow._meta.db_table} ORDER BY number DESC LIMIT 1
"""  # noqa: S608 - the name of our own table
FIELDS = [field for field in EventRow._meta.concrete_fields if not field.primary_key]
COLUMNS = ", ".join(f'"{field.column}"' for field in FIELDS)
APPEND = f"""
INSERT INTO {Head._meta.db_table} (id, number, hash, mark) VALUES (1, %s, %s, %s)
ON CONFLICT (id) DO UPDATE SET number = excluded.number, hash = excluded.hash, mark = excluded.mark;
INSERT INTO {EventRow._meta.db_table} ({COLUMNS})
VALUES ({", ".join("%s" for _field in FIELDS)}) RETURNING id
"""  # noqa: S608 - the names of our own tables


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
        cursor.execute(LOCK_AND_LAST, [CHAIN_LOCK])
        number, row.previous_hash = cursor.fetchone() or (0, NO_HASH)
        row.number = number + 1
        row.hash = row.expected_hash()
        head = Head(pk=1, number=row.number, hash=row.hash)
        values: list[Any] = [head.number, head.hash, crypto.seal(str(head))]
        values += [one.get_db_prep_save(getattr(row, one.attname), connection) for one in FIELDS]
        cursor.execute(APPEND, values)
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, connection.alias


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
