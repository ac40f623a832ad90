"""What the models of every app have in common."""

import io
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import BooleanField, CheckConstraint, Expression, F, Func, Q, QuerySet, Value
from django.db.models.base import ModelState
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


def as_stored(model: type[models.Model], name: str, value: Any) -> Any:
    """A value of a column in the one way it is stored: a page sent unedited changes nothing.

    Choices of several stand in the order of their list, whoever ticked which first, and a browser's
    two signs for a new line are one.
    """
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    field = model._meta.get_field(name)
    if value and isinstance(field, ArrayField) and field.base_field.choices:
        order = [choice for choice, _label in field.base_field.flatchoices]
        return sorted(value, key=lambda one: order.index(one) if one in order else len(order))
    return value


def put(row: models.Model, name: str, value: Any) -> bool:
    """Give a row a value of one column, as it is stored; whether it says anything else than before.

    The row is not saved.
    """
    before, after = (as_stored(type(row), name, one) for one in (getattr(row, name), value))
    setattr(row, name, after)
    return bool(before != after)


def one_of(name: str, numbers: Collection[int]) -> Func:
    """Whether a column of whole numbers is one of these, told in one text.

    To write and read each as a value of its own takes longer than to look them up.
    """
    given = Value(f"{{{','.join(map(str, numbers))}}}")
    return Func(
        *(F(name), given),
        template="%(expressions)s::bigint[])",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )


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
# The name of the sequence is looked up once, not once a number.
NUMBERS = """
WITH sequence AS MATERIALIZED (SELECT pg_get_serial_sequence(%s, %s)::regclass AS name)
SELECT nextval(name) FROM sequence, generate_series(1, %s)"""
NOT_COPIED = (("\\", r"\\"), ("\n", r"\n"), ("\t", r"\t"), ("\r", r"\r"))  # in this order
NEVER_ESCAPED = (int, date, UUID)
NUL = "\0"
BYTES = (bytes, bytearray, memoryview)
NOT_AS_TEXT = (dict, tuple, set, Expression)
BY_INDEX = "SET LOCAL enable_seqscan = off; "


def prepared(
    build: Callable[..., QuerySet[Any, Any]], *, by_index: bool = False, counted: bool = False
) -> Callable[..., Rows]:
    """A query that Django writes once for each shape, and that is run with new values after that.

    `build(*shape)` returns a queryset of `values_list` with a `Slot` wherever a value goes in; the
    shape is hashable and says all else. Call the result with the same shape and `values` by the
    slots' names. Rows come as the database gives them: no model, no conversion of custom fields.
    For what every page asks: writing the query takes longer than asking it.

    `by_index` is for a search in words that stops at so many rows. PostgreSQL thinks that it will
    soon have read enough of the table, and does not know what it costs to unpack the words of each
    row: a hundred times more than to look them up.

    `counted`: rows that are alike come once, with how many they are as one value more. Django can
    do so with all rows, not with the first so many.
    """
    before = BY_INDEX if by_index else ""

    @lru_cache(maxsize=256)
    def written(*shape: Any) -> tuple[str, tuple[Any, ...]]:
        asked = build(*shape)
        sql, params = asked.query.sql_with_params()
        return before + (_counted(asked, sql) if counted else str(sql)), tuple(params)

    def rows(*shape: Any, values: Mapping[str, Any] | None = None) -> Rows:
        sql, params = written(*shape)
        given = [values[one.name] if isinstance(one, Slot) and values else one for one in params]
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            return list(cursor.fetchall())

    return rows


def _counted(asked: QuerySet[Any, Any], sql: str) -> str:
    columns = len(asked.query.values_select) + len(asked.query.annotation_select)
    places = ", ".join(str(place) for place in range(1, columns + 1))
    return f"SELECT *, count(*) FROM ({sql}) AS found GROUP BY {places}"  # noqa: S608 - Django's own


def save_many(
    model: type[M], rows: Sequence[Mapping[str, Any]], *, only: Mapping[str, Any] | None = None
) -> set[Any]:
    """Write many rows of one table in one statement; the keys of those that were written.

    Each row holds its `pk` and the same fields as the others, by their names; what they all have in
    common (by Python's ==) goes over once. `only` is what must stand in a row for it to be written,
    in plain values; None is never equal to anything. `bulk_update` builds a CASE for every field
    and row, which takes longer than the update itself. No binary fields.
    """
    if not rows:
        return set()
    only = only or {}
    first, columns = rows[0], {name: _field_in(model, name) for name in rows[0]}
    names = [name for name in first if name != "pk"]
    own = [name for name in names if any(row[name] != first[name] for row in rows)]
    common = [name for name in names if name not in own]
    name_of = {name: field.column for name, field in columns.items()}
    given = [{name_of[name]: row[name] for name in ("pk", *own)} for row in rows]
    shared = {name_of[name]: first[name] for name in common}
    sets = [f"{_quoted(columns[name])} = given.{_quoted(columns[name])}" for name in own]
    sets += [f"{_quoted(columns[name])} = common.{_quoted(columns[name])}" for name in common]
    table, key = connection.ops.quote_name(model._meta.db_table), _quoted(columns["pk"])
    # A condition of the table alone would be looked for first, in all of it: PostgreSQL takes it to
    # find next to nothing, as it does of who holds a lease. So it is made to hang on the given row
    # as well, which is never without a key.
    still = "".join(
        f" AND ({table}.{_quoted(_field_in(model, name))} = %s OR given.{key} IS NULL)"
        for name in only
    )
    # A record has one column at least: `common` is told of the key, and never asked for it.
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {', '.join(sets)} "  # noqa: S608 - names of our own models
            f"FROM jsonb_to_recordset(%s::jsonb) AS given ({_typed(columns, ['pk', *own])}), "
            f"jsonb_to_record(%s::jsonb) AS common ({_typed(columns, ['pk', *common])}) "
            f"WHERE {table}.{key} = given.{key}{still} RETURNING {table}.{key}",
            [json.dumps(given, default=str), json.dumps(shared, default=str), *only.values()],
        )
        return {pk for (pk,) in cursor.fetchall()}


def _typed(columns: Mapping[str, Any], names: Iterable[str]) -> str:
    """The columns of a record, each with its type."""
    return ", ".join(f"{_quoted(columns[name])} {_type_of(columns[name])}" for name in names)


def maker(model: type[M]) -> Callable[[Mapping[str, Any]], M]:
    """What puts new things of a table together from values by column, which are not looked at.

    A column that says the same by itself in all new rows need not be told; one that says something
    new in each (a moment, a list) must be. The things are put together as Django does with one that
    was pickled: to let it go through the columns one by one takes ten times as long, and for
    thousands that is longer than all else we do with them. The maker raises TypeError when a
    column is missing, or a name is none of the table's.
    """
    own = [one for one in model._meta.concrete_fields if not one.generated]
    alike = [one for one in own if not (one.has_default() and callable(one.default))]
    blank: dict[str, Any] = {one.attname: one.get_default() for one in alike}

    def made(values: Mapping[str, Any]) -> M:
        facts = {**blank, **values}
        if len(facts) != len(own):
            strange = facts.keys() ^ {one.attname for one in own}
            raise TypeError(f"{model.__name__}: {', '.join(sorted(strange))}")
        thing = model.__new__(model)
        thing.__dict__.update(facts, _state=ModelState())
        return thing

    return made


def number_many(things: Sequence[M]) -> None:
    """Give new things their keys before they are stored, so that one can point at another."""
    if not things:
        return
    key, table = things[0]._meta.pk, connection.ops.quote_name(things[0]._meta.db_table)
    new = [facts for facts in map(vars, things) if facts[key.attname] is None]
    if not new:
        return
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, [table, key.column, len(new)])
        for facts, (number,) in zip(new, cursor.fetchall(), strict=True):
            facts[key.attname] = number


def insert_many(model: type[M], things: Sequence[M]) -> None:
    """Write many new rows of one table by COPY; the things learn their keys.

    `bulk_create` makes an expression of every value, which takes longer than the writing, and COPY
    takes half as long as INSERT on both sides. New things with all their columns: texts, numbers,
    moments, bytes, JSON, lists of whole numbers. A default of the database holds for all of the
    things or for none.
    """
    if not things:
        return
    number_many(things)
    first, own = things[0], [one for one in model._meta.concrete_fields if not one.generated]
    fields = [one for one in own if not isinstance(getattr(first, one.attname), DatabaseDefault)]
    values = itemgetter(*(field.attname for field in fields))
    columns = map(_column, fields, zip(*map(values, map(vars, things)), strict=True))
    rows = map("\t".join, zip(*columns, strict=True))
    table, names = connection.ops.quote_name(model._meta.db_table), ", ".join(map(_quoted, fields))
    with connection.wrap_database_errors, connection.cursor() as cursor:
        lines = io.BytesIO("\n".join((*rows, "")).encode())
        cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN", lines, 1 << 16)
    alias = connection.alias
    for thing in things:
        thing._state.adding, thing._state.db = False, alias


def _column(field: Any, values: Sequence[Any]) -> Iterable[str]:
    """One column of many rows as COPY reads it; half of ours say the same in all of them."""
    if isinstance(field, models.JSONField):
        values = [None if one is None else json.dumps(one, cls=field.encoder) for one in values]
    if values.count(values[0]) == len(values):
        return [_as_copied(values[0])] * len(values)
    kinds = set(map(type, values))
    if all(issubclass(kind, NEVER_ESCAPED) for kind in kinds):
        return map(str, values)
    # Texts are written as one, with a sign between them that PostgreSQL holds in none.
    if kinds == {str} and (whole := NUL.join(values)).count(NUL) == len(values) - 1:
        return _as_copied(whole).split(NUL)
    return map(_as_copied, values)


def _as_copied(value: object) -> str:
    """A value as COPY reads it in its text format. TypeError for what would become its repr."""
    if value is None:
        return r"\N"
    if isinstance(value, NEVER_ESCAPED):
        return str(value)
    if not isinstance(value, str) and isinstance(value, NOT_AS_TEXT):
        raise TypeError(f"COPY is not given {type(value).__name__} here.")
    if isinstance(value, BYTES):
        return rf"\\x{value.hex()}"
    if isinstance(value, list):
        return f"{{{','.join(f'{one:d}' for one in value)}}}"
    text = str(value)
    for sign, written in NOT_COPIED:
        if sign in text:
            text = text.replace(sign, written)
    return text


def _field_in(model: type[M], name: str) -> Any:
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _quoted(field: Any) -> str:
    return connection.ops.quote_name(field.column)


def _type_of(field: Any) -> str:
    return str(
        field.rel_db_type(connection) if field.is_relation else field.cast_db_type(connection)
    )
