"""The list of mentions: some at a time, in pages that go by time."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from django.contrib.postgres.search import SearchHeadline
from django.db.models import QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan
from django.db.models.functions import Left

from difi_sosial.core.clock import local_date
from difi_sosial.core.db import Slot, prepared
from difi_sosial.monitoring.enums import MentionStatus
from difi_sosial.monitoring.expressions import unmarked
from difi_sosial.monitoring.models import Mention
from difi_sosial.monitoring.queries.authors import with_authors
from difi_sosial.monitoring.queries.filters import (
    MentionFilter,
    Shape,
    shape_of,
    shaped,
    values_of,
)
from difi_sosial.monitoring.queries.folds import ALSO
from difi_sosial.monitoring.queries.words import Words, literal, understood

PAGE_SIZE = 25
EXCERPT = 240
OPENING = 24  # so many letters tell whether an excerpt begins where the text does
SIGNS = re.compile(r"^[\W_]+")
ENDINGS = (".", "!", "?", ":", "…", "»")
# Marks that no text holds, put round a hit by the database and made into <mark> by the page.
HIT_BEGINS, HIT_ENDS = "\ue000", "\ue001"
READ = (
    *("id", "uuid", "url", "title", "excerpt", "language", "author_key"),
    *("posted_at", "status", "withheld_at", "gone_since", "source__name", "source__channel__name"),
    *("also", "opening"),
)


class FollowUp(Protocol):
    """What the app above knows of a mention, for the list."""

    @property
    def kind(self) -> str:
        """What the mention is, in words; empty when nobody has said."""

    @property
    def urgent(self) -> bool:
        """Whether somebody must look at it soon."""

    @property
    def person(self) -> str:
        """Who follows it up."""

    @property
    def overdue(self) -> bool:
        """Whether an answer was due, and has not come."""


@dataclass(frozen=True)
class _FollowUps:
    """What of the app above the list reads with the mentions, and what is made of it."""

    columns: tuple[str, ...] = ()
    read: Callable[..., FollowUp] | None = None


_follow_ups = [_FollowUps()]


def register_follow_ups(columns: Sequence[str], read: Callable[..., FollowUp]) -> None:
    """The app above says what the list reads of follow-ups: `columns` from the mention, in a join.

    `read` makes one of their values, in that order; for those mentions only that are begun on.
    """
    _follow_ups[:] = [_FollowUps(tuple(columns), read)]


@dataclass(slots=True)
class Listed:
    """A mention as a row of the list: no model, for a page of them costs more than the query."""

    id: int
    uuid: UUID
    url: str
    title: str
    excerpt: str
    language: str
    author_key: str
    posted_at: datetime
    status: str
    withheld_at: datetime | None
    gone_since: datetime | None
    source: str
    channel: str
    also: list[str]  # the sources of its copies
    opening: str  # how its text begins
    follow_up: FollowUp | None = None
    heading: str = ""  # the title with hits marked
    author: str = ""  # a pseudonym, or the name of somebody who is known

    @property
    def day(self) -> date:
        """The Norwegian day it was posted."""
        return local_date(self.posted_at)

    @property
    def state(self) -> str:
        """What the status tag shows."""
        return self.status

    def get_state_display(self) -> Any:
        """The status in words."""
        return MentionStatus(self.status).label

    def get_absolute_url(self) -> str:
        """Its page belongs to the app above, so the address is written here and not looked up."""
        return f"/omtaler/{self.uuid}/"


@dataclass(frozen=True)
class MentionPage:
    """Some mentions, newest first, and the way on."""

    mentions: Sequence[Listed]
    older: str = ""
    newer: str = ""


def mention_page(wanted: MentionFilter, *, before: str = "", after: str = "") -> MentionPage:
    """One page of the list. `before` and `after` are the marks that another page gave.

    Pages go by the time and number of the last row, never by counting rows from the start: page
    2,000 is as quick as the first. Two queries: of the rows, and of our own accounts.
    """
    words = understood(wanted.q)
    if wanted.q and not words.groups:
        return MentionPage(())
    place = _place(before or after)
    backwards = bool(after and place and not before)
    found = _read(wanted, place, backwards)
    goes_on = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE]
    if backwards:
        found.reverse()
    _mark_hits(found, words)
    with_authors(found)
    return MentionPage(
        found,
        older=_mark(found[-1]) if found and (goes_on or backwards) else "",
        newer=_mark(found[0]) if found and (goes_on if backwards else place) else "",
    )


def _read(
    wanted: MentionFilter, place: tuple[datetime, int] | None, backwards: bool
) -> list[Listed]:
    at, key = place or (None, None)
    values = {**values_of(wanted), "place-at": at, "place-id": key}
    rows = _rows(shape_of(wanted), place is not None, backwards, values=values)
    return [_listed(row) for row in rows]


def _listed(row: tuple[Any, ...]) -> Listed:
    found, follow_ups = Listed(*row[: len(READ)]), _follow_ups[0]
    if follow_ups.read and found.status != MentionStatus.NEW:
        found.follow_up = follow_ups.read(*row[len(READ) :])
    return found


@prepared
def _rows(shape: Shape, is_placed: bool, backwards: bool) -> QuerySet[Mention, Any]:
    place = (Slot("place-at"), Slot("place-id"))
    given = {"excerpt": _excerpt(shape[-1]), "also": ALSO, "opening": Left("text", OPENING)}
    rows = shaped(shape).annotate(**given)
    if backwards:
        rows = rows.filter(TupleGreaterThan(("posted_at", "id"), place))
        rows = rows.order_by("posted_at", "id")
    elif is_placed:
        rows = rows.filter(TupleLessThan(("posted_at", "id"), place))
    return rows.values_list(*READ, *_follow_ups[0].columns)[: PAGE_SIZE + 1]


def _excerpt(words: Words | None) -> Any:
    if words is None or words.hits is None:
        return Left("text", EXCERPT)
    return SearchHeadline(
        "text",
        words.hits,
        config="norwegian",
        start_sel=HIT_BEGINS,
        stop_sel=HIT_ENDS,
        max_words=32,
        min_words=16,
    )


def _mark_hits(found: Sequence[Listed], words: Words) -> None:
    """Mark in titles, and where only the unstemmed word was found (nynorsk, names)."""
    pattern = literal(words)
    for row in found:
        row.heading = _marked(row.title, pattern) if pattern else row.title
        if pattern:
            _mark_excerpt(row, pattern)


def _mark_excerpt(row: Listed, pattern: re.Pattern[str]) -> None:
    if not _begins(row):
        row.excerpt = f"… {row.excerpt}"
    if not row.excerpt.endswith(ENDINGS):
        row.excerpt += " …"
    if HIT_BEGINS not in row.excerpt:
        row.excerpt = _marked(row.excerpt, pattern)


def _begins(row: Listed) -> bool:
    """Whether the excerpt is the beginning of the text."""
    shown = row.excerpt.replace(HIT_BEGINS, "").replace(HIT_ENDS, "")
    # PostgreSQL begins at a word: a sign before it, as in «@testetaten», may have been left out.
    return SIGNS.sub("", shown).startswith(SIGNS.sub("", row.opening).rstrip())


def _marked(text: str, pattern: re.Pattern[str]) -> str:
    """The text as it is written, with marks round what is found in it without its letters' own."""
    parts, begins = [], 0
    for hit in pattern.finditer(unmarked(text)):
        parts += [text[begins : hit.start()], HIT_BEGINS, text[slice(*hit.span())], HIT_ENDS]
        begins = hit.end()
    return "".join((*parts, text[begins:]))


def _mark(mention: Listed) -> str:
    return f"{mention.posted_at.isoformat()}_{mention.id}"


def _place(mark: str) -> tuple[datetime, int] | None:
    """Time and number behind a mark from the address; None for anything that is no mark."""
    moment, _dash, number = mark.rpartition("_")
    try:
        at = datetime.fromisoformat(moment)
        return (at, int(number)) if at.tzinfo and 0 < int(number) < 2**63 else None
    except ValueError:
        return None
