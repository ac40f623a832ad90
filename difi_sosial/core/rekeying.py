"""Moving what is stored from old encryption keys to the newest, so that an old key can be dropped.

Each app says what it keeps (`KEPT` in its services); the portal goes through them all. A chunk is
locked, moved and committed by itself, and what is moved already is passed by: the work may be
stopped at any line, begun again, or run twice at once.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Q, QuerySet

from difi_sosial.core.crypto import Undecipherable, renewed

CHUNK = 500
ANY = Q()


@dataclass(frozen=True, slots=True)
class Tally:
    """What was gone through: how many rows, how many an old key made, and how many none opens."""

    name: str
    rows: int
    old: int
    lost: int


class Kept(ABC):
    """Something that is stored and rests on the keys."""

    name: str

    @abstractmethod
    def go_through(self, *, save: bool) -> Tally:
        """Count what rests on old keys, and with `save` move it to the newest."""


@dataclass(frozen=True)
class Columns(Kept):
    """Columns of a table that belong together.

    `renew(row)` puts those of one row under the newest key, and says whether they were not; it
    raises Undecipherable. It writes nothing. `reads` is what it needs to know besides.
    """

    model: type[models.Model]
    columns: tuple[str, ...]
    renew: Callable[[Any], bool]
    where: Q = ANY
    reads: tuple[str, ...] = ()

    @property
    def name(self) -> str:  # type: ignore[override]
        """The table and its columns."""
        return f"{self.model._meta.label_lower}.{'+'.join(self.columns)}"

    def go_through(self, *, save: bool) -> Tally:
        """In order of the rows' keys, so that what comes meanwhile comes last."""
        rows = old = lost = last = 0
        while True:
            with transaction.atomic():
                chunk = self._chunk(last, lock=save)
                changed, unread = self._renewed(chunk)
                if save and changed:
                    self.model._base_manager.bulk_update(changed, self.columns)
            if not chunk:
                return Tally(self.name, rows, old, lost)
            last = chunk[-1].pk
            rows, old, lost = rows + len(chunk), old + len(changed), lost + unread

    def _chunk(self, after: int, *, lock: bool) -> list[Any]:
        found: QuerySet[Any] = self.model._base_manager.filter(self.where, pk__gt=after)
        if beside := {name.split("__")[0] for name in self.reads if "__" in name}:
            found = found.select_related(*beside)
        if lock:
            found = found.select_for_update(of=("self",))
        return list(found.only("pk", *self.columns, *self.reads).order_by("pk")[:CHUNK])

    def _renewed(self, chunk: list[Any]) -> tuple[list[Any], int]:
        """The rows that an old key had made, and how many that no key of ours opens."""
        changed, lost = [], 0
        for row in chunk:
            try:
                if self.renew(row):
                    changed.append(row)
            except Undecipherable:
                lost += 1
        return changed, lost


def encrypted(model: type[models.Model], column: str) -> Columns:
    """A column of text that is encrypted as it stands, or empty."""

    def renew(row: Any) -> bool:
        new = renewed(getattr(row, column))
        if new:
            setattr(row, column, new)
        return bool(new)

    return Columns(model, (column,), renew, where=~Q(**{column: ""}))
