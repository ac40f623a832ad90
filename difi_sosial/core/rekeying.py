"""Moving what is stored from old encryption keys to the newest, so that an old key can be dropped.

Each app says what it keeps (`KEPT` in its services); the portal goes through them all, a chunk at a
time, and writes down where it is together with each chunk. What is moved already is passed by.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
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

    def __add__(self, other: "Tally") -> "Tally":
        rows, old, lost = self.rows + other.rows, self.old + other.old, self.lost + other.lost
        return Tally(self.name, rows, old, lost)


class Kept(ABC):
    """Something that is stored and rests on the keys."""

    name: str

    @abstractmethod
    def step(self, after: int, *, save: bool) -> tuple[Tally, int | None]:
        """Count what rests on old keys in the next chunk, and with `save` move it to the newest.

        `after` is where the last chunk ended, 0 at first. Returns where this one ended; None when
        there is no more. In the caller's transaction.
        """

    def counted(self) -> Tally:
        """All of it, counted and left as it is."""
        total, last = Tally(self.name, 0, 0, 0), 0
        while True:
            tally, ended = self.step(last, save=False)
            total += tally
            if ended is None:
                return total
            last = ended


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

    def step(self, after: int, *, save: bool) -> tuple[Tally, int | None]:
        """In order of the rows' keys, so that what comes meanwhile comes last."""
        chunk = self._chunk(after, lock=save)
        changed, unread = self._renewed(chunk)
        if save and changed:
            self.model._base_manager.bulk_update(changed, self.columns)
        tally = Tally(self.name, len(chunk), len(changed), unread)
        return tally, chunk[-1].pk if chunk else None

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
