"""The rows of all kinds of one version, read in one query."""

import json
from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import JSONObject

from difi_sosial.core.db import Slot, prepared
from difi_sosial.strategy.models import ROW_MODELS, Row, StrategyVersion


def with_rows(version: StrategyVersion) -> StrategyVersion:
    """The same version, which has its rows of every kind at hand.

    What `prefetch_related` of the six kinds would leave behind, in a sixth of the queries.
    """
    found: dict[str, list[Any]] = defaultdict(list)
    for kind, text in _all_rows(values={"version": version.pk}):
        row: Any = _row_of(ROW_MODELS[kind], json.loads(text, parse_float=Decimal))
        row.version = version
        found[kind].append(row)
    known: dict[str, Any] = {}
    for kind in ROW_MODELS:
        rows: Any = getattr(version, kind).all()
        rows._result_cache = sorted(found[kind], key=lambda row: (row.position, row.pk))
        rows._prefetch_done = True
        known[kind] = rows
    vars(version).setdefault("_prefetched_objects_cache", {}).update(known)
    return version


@prepared
def _all_rows() -> QuerySet[Any, Any]:
    """The kind and the columns of every row, whichever table it stands in."""
    first, *others = (_rows(kind, model) for kind, model in ROW_MODELS.items())
    return first.union(*others, all=True)


def _rows(kind: str, model: Any) -> QuerySet[Any, Any]:
    columns = [field.attname for field in model._meta.concrete_fields]
    mine: QuerySet[Any, Any] = model.objects.filter(version=Slot("version")).order_by()
    return mine.values_list(Value(kind), JSONObject(**{name: name for name in columns}))


def _row_of(model: type[Row], values: dict[str, Any]) -> Row:
    """A row as the database would have given it."""
    fields = model._meta.concrete_fields
    return model.from_db(
        "default",
        [field.attname for field in fields],
        [field.to_python(values[field.attname]) for field in fields],
    )
