"""Words inside a document: its own text fields and those of the rows that belong to it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

AROUND = 60  # characters shown on each side of the words
# Text that no reader has written.
NOT_TEXT = frozenset({"checksum", "canonical_text", "slug", "anchor", "path", "subject"})


def fields_of(model: type[models.Model]) -> list[str]:
    """The fields that hold what people write: text, but no choices, addresses or keys."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if type(field) in (models.CharField, models.TextField)
        and not field.choices
        and field.editable
        and field.name not in NOT_TEXT
    ]


def rows_of(model: type[models.Model]) -> dict[str, tuple[type[models.Model], str]]:
    """What belongs to a thing, by accessor: (model, name of the field that points to the thing).

    Only what goes when the thing goes: its own parts, not things that happen to point to it.
    """
    return {
        relation.name: (relation.related_model, relation.field.name)
        for relation in model._meta.related_objects
        if relation.on_delete is models.CASCADE and not relation.hidden
    }


def says(model: type[models.Model], text: str) -> Q:
    """A condition: the words stand in the thing, or in one of its rows."""
    found = _any(fields_of(model), text)
    for row, to_thing in rows_of(model).values():
        if names := fields_of(row):
            there = row._base_manager.filter(_any(names, text), **{to_thing: OuterRef("pk")})
            found |= Q(Exists(there))
    return found


def _any(names: Sequence[str], text: str) -> Q:
    found = Q(pk__in=[])
    for name in names:
        found |= Q(**{f"{name}__icontains": text})
    return found


def excerpt(thing: models.Model, text: str) -> str:
    """The first place in a thing where the words stand; empty when they stand in none.

    Reads the rows: prefetch `rows_of(model)` when there are many things.
    """
    parts: list[Any] = [thing]
    for name in rows_of(type(thing)):
        parts += getattr(thing, name).all()
    return next((found for part in parts if (found := _around(part, text))), "")


def _around(part: models.Model, text: str) -> str:
    return next((cut(value, text) for value in _texts(part) if text.lower() in value.lower()), "")


def _texts(part: models.Model) -> Iterable[str]:
    return (" ".join(str(getattr(part, name)).split()) for name in fields_of(type(part)))


def cut(value: str, text: str) -> str:
    """Some words on each side of `text`, with marks where something is left out."""
    at = max(value.lower().find(text.lower()), 0)
    start, end = max(at - AROUND, 0), at + len(text) + AROUND
    before = value[start:at].partition(" ")[2] if start else value[:at]
    after = value[at:end].rpartition(" ")[0] if end < len(value) else value[at:]
    return f"{'… ' if start else ''}{before}{after}{' …' if end < len(value) else ''}"
