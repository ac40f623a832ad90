"""Many rows at once, for what must be as quick with three hundred rows as with one."""

from typing import Any

from factory.django import DjangoModelFactory


def many(factory: type[DjangoModelFactory], number: int, /, **fields: Any) -> list[Any]:
    """That many rows in one insert. Every row they point at must be named.

    A list in `fields` gives each row its own.
    """
    rows = [
        factory.build(**{k: v[n] if isinstance(v, list) else v for k, v in fields.items()})
        for n in range(number)
    ]
    return factory._meta.model.objects.bulk_create(rows)
