"""What the models of every app have in common."""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import CheckConstraint, Expression, Q, QuerySet
from django.db.models.expressions import DatabaseDefault
from django.db.transaction import TransactionManagementError

from difi_sosial.core.clock import now

M = TypeVar("M", bound=models.Model)


class TimeStamped(models.Model):
    """When the row was made and last changed (UTC)."""

    created_at = models.DateTimeField(default=now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


def lock(thing: M) -> M:
    """The same row read again under a row lock that lasts to the end of the transaction.

    Raises TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("A row is locked to the end of a transaction, and in one.")
    model = type(thing)
    for row in model._base_manager.raw(_locking(model), [thing.pk]):
        return row
    gone = f"{model._meta.object_name} {thing.pk} is gone."
    raise model.DoesNotExist(gone)  # type: ignore[attr-defined]  # every model has its own


@cache
def _locking(model: type[models.Model]) -> str:
    """The question of `lock`, which Django takes longer to write than PostgreSQL to answer."""
    rows = model._base_manager.select_for_update(of=("self",)).filter(pk=Slot("pk"))
    return str(rows.query.sql_with_params()[0])


def both_or_neither(one: str, other: str, *, name: str) -> CheckConstraint:
    """A constraint that two nullable columns are both set or both empty (who and when)."""
    filled = Q(**{f"{one}__isnull": False, f"{other}__isnull": False})
    empty = Q(**{f"{one}__isnull": True, f"{other}__isnull": True})
    return CheckConstraint(condition=filled | empty, name=name)


class Slot(Expression):
    """Stands in a query where a value will be; see `prepared`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """A place for a value, which is told by this very slot."""
        return "%s", [self]

    def __eq__(self, other: object) -> bool:
        """Two of one name are one: it is part of what a prepared query is found by."""
        return isinstance(other, Slot) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)


Rows = list[tuple[Any, ...]]
NUMBERS = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
NOT_COPIED = (("\\", r"\\"), ("\n", r"\n"), ("\t", r"\t"), ("\r", r"\r"))  # in this order
NOT_AS_TEXT = (bytes, bytearray, memoryview, dict, tuple, set, Expression)
BY_INDEX = "SET LOCAL enable_seqscan = off; "


def prepared(
    build: Callable[..., QuerySet[Any, Any]], *, by_index: bool = False
) -> Callable[..., Rows]:
    """A query that Django writes once for each shape, and that is run with new values after that.

    `build(*shape)` returns a queryset of `values_list` with a `Slot` wherever a value goes in; the
    shape is hashable and says all else. Call the result with the same shape and `values` by the
    slots' names. Rows come as the database gives them: no model, no conversion of custom fields.
    For what every page asks: writing the query takes longer than asking it.

    `by_index` is for a search in words that stops at so many rows. PostgreSQL thinks that it will
    soon have read enough of the table, and does not know what it costs to unpack the words of each
    row: a hundred times more than to look them up.
    """
    before = BY_INDEX if by_index else ""

    @lru_cache(maxsize=256)
    def written(*shape: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = build(*shape).query.sql_with_params()
        return before + str(sql), tuple(params)

    def rows(*shape: Any, values: Mapping[str, Any] | None = None) -> Rows:
        sql, params = written(*shape)
        given = [values[one.name] if isinstance(one, Slot) and values else one for one in params]
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            return list(cursor.fetchall())

    return rows


def save_many(model: type[M], rows: Sequence[Mapping[str, Any]]) -> int:
    """Write many rows of one table in one statement; how many there were.

    Each row holds its `pk` and the same fields as the others, by their names. `bulk_update` builds
    a CASE for every field and row, which takes longer than the update itself. No binary fields.
    """
    if not rows:
        return 0
    fields = [model._meta.get_field(name) for name in rows[0] if name != "pk"]
    key = model._meta.pk
    types = ", ".join(f"{_quoted(one)} {_type_of(one)}" for one in (key, *fields))
    values = ", ".join(f"{_quoted(one)} = given.{_quoted(one)}" for one in fields)
    given = [{_name_in(model, name): value for name, value in row.items()} for row in rows]
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {values} "  # noqa: S608 - names of our own models
            f"FROM jsonb_to_recordset(%s::jsonb) AS given ({types}) "
            f"WHERE {table}.{_quoted(key)} = given.{_quoted(key)}",
            [json.dumps(given, default=str)],
        )
        return int(cursor.rowcount)


def number_many(things: Sequence[M]) -> None:
    """Give new things their keys before they are stored, so that one can point at another."""
    new = [thing for thing in things if thing.pk is None]
    if not new:
        return
    key, table = new[0]._meta.pk, connection.ops.quote_name(new[0]._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, [table, key.column, len(new)])
        for thing, (number,) in zip(new, cursor.fetchall(), strict=True):
            thing.pk = number


def insert_many(model: type[M], things: Sequence[M]) -> None:
    """Write many new rows of one table by COPY; the things learn their keys.

    `bulk_create` makes an expression of every value, which takes longer than the writing, and COPY
    takes half as long as INSERT on both sides. Texts, numbers, moments, lists of whole numbers; no
    JSON and no bytes. A default of the database holds for all of the things or for none.
    """
    if not things:
        return
    number_many(things)
    first, own = things[0], [one for one in model._meta.concrete_fields if not one.generated]
    fields = [one for one in own if not isinstance(getattr(first, one.attname), DatabaseDefault)]
    values = attrgetter(*(field.attname for field in fields))
    rows = ["\t".join(map(_as_copied, values(thing))) for thing in things]
    table, names = connection.ops.quote_name(model._meta.db_table), ", ".join(map(_quoted, fields))
    with connection.wrap_database_errors, connection.cursor() as cursor:
        lines = io.StringIO("\n".join((*rows, "")))
        cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN", lines, 1 << 16)
    for thing in things:
        thing._state.adding, thing._state.db = False, connection.alias


def _as_copied(value: object) -> str:
    """A value as COPY reads it in its text format. TypeError for what would become its repr."""
    if not isinstance(value, str) and isinstance(value, NOT_AS_TEXT):
        raise TypeError(f"COPY is not given {type(value).__name__} here.")
    if value is None:
        return r"\N"
    if isinstance(value, list):
        return f"{{{','.join(f'{one:d}' for one in value)}}}"
    text = str(value)
    for sign, written in NOT_COPIED:
        if sign in text:
            text = text.replace(sign, written)
    return text


def _name_in(model: type[M], name: str) -> str:
    field: Any = model._meta.pk if name == "pk" else model._meta.get_field(name)
    return str(field.column)


def _quoted(field: Any) -> str:
    return connection.ops.quote_name(field.column)


def _type_of(field: Any) -> str:
    return str(
        field.rel_db_type(connection) if field.is_relation else field.cast_db_type(connection)
    )
