"""An expression tried on what is stored before it is saved; bounded in rows and in time."""

from collections.abc import Generator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Any

from django.db import OperationalError, connection, transaction

from difi_sosial.monitoring.expressions import (
    Document,
    In,
    Matcher,
    Node,
    marked,
    parse,
    places_in,
)
from difi_sosial.monitoring.models import Mention
from difi_sosial.monitoring.queries import COUNTED, HIT_BEGINS, HIT_ENDS, term_sets

MOST = 20_000
CHUNK = 500
SECONDS = 2.0
EXAMPLES = 5
FIELDS = (
    "uuid",
    "title",
    "text",
    "url",
    "language",
    "source__name",
    "source__channel__name",
    "posted_at",
)


@dataclass(frozen=True, slots=True)
class Example:
    """A stored mention as an example: where it stood, and a piece of it with its hits marked."""

    path: str
    source: str
    posted_at: datetime
    language: str
    piece: str


@dataclass(slots=True)
class Count:
    """How many, with the newest as examples. `is_more`: counting stopped at 1,000."""

    number: int = 0
    examples: list[Example] = field(default_factory=list)

    @property
    def is_more(self) -> bool:
        """Whether there are more than we count."""
        return self.number > COUNTED

    def add(self, row: Mapping[str, Any], tree: Node) -> None:
        """One more; the first few are shown."""
        self.number += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(_example(row, tree))


@dataclass(slots=True)
class Trial:
    """What an expression finds among the newest stored mentions, against what stands now.

    `found` by the new one; `before` by the one that stands (None when there is none); `gained` and
    `lost` are the difference. `is_cut`: there were more mentions than there was time for.
    `has_author`: an author is asked for, which cannot be tried, for authors are encrypted.
    """

    tried: int = 0
    oldest: datetime | None = None
    is_cut: bool = False
    has_author: bool = False
    found: Count = field(default_factory=Count)
    before: Count | None = None
    gained: Count = field(default_factory=Count)
    lost: Count = field(default_factory=Count)

    @property
    def is_same(self) -> bool:
        """Whether old and new found just the same."""
        return not self.gained.number and not self.lost.number


def try_expression(
    *, expression: str, against: str = "", most: int = MOST, seconds: float = SECONDS
) -> Trial:
    """Try an expression on the newest stored mentions, beside the expression that stands now.

    Ends after `most` mentions, `seconds`, or when there is no more to count. Raises Unreadable.
    """
    sets = term_sets()
    trees = {True: parse(expression, sets)}
    if against:
        trees[False] = parse(against, sets)
    trial = Trial(
        before=Count() if against else None,
        has_author=any(In.AUTHOR in places_in(tree) for tree in trees.values()),
    )
    judge, end = Matcher(trees), monotonic() + seconds
    try:
        with closing(_newest(most, seconds)) as rows:
            for row in rows:
                _judge(trial, row, judge, trees)
                if monotonic() > end or _is_enough(trial):
                    trial.is_cut = True
                    break
    except OperationalError:  # the database was stopped: what was seen is still true
        trial.is_cut = True
    trial.is_cut = trial.is_cut or trial.tried >= most
    return trial


def _judge(
    trial: Trial, row: Mapping[str, Any], judge: Matcher[bool], trees: Mapping[bool, Node]
) -> None:
    trial.tried, trial.oldest = trial.tried + 1, row["posted_at"]
    hits = judge.matches(document(row))
    if True in hits:
        trial.found.add(row, trees[True])
    if trial.before is None:
        return
    if False in hits:
        trial.before.add(row, trees[False])
    if hits == [True]:
        trial.gained.add(row, trees[True])
    elif hits == [False]:
        trial.lost.add(row, trees[False])


def _is_enough(trial: Trial) -> bool:
    return trial.found.is_more and (trial.before is None or trial.before.is_more)


def _newest(most: int, seconds: float) -> Generator[Mapping[str, Any], None, None]:
    """Rows of the newest mentions. The database itself stops a question that takes too long."""
    rows = Mention.objects.filter(withheld_at=None).order_by("-posted_at", "-id").values(*FIELDS)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = %s", [max(int(seconds * 1000), 0) + 500])
        yield from rows[:most].iterator(chunk_size=CHUNK)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout TO DEFAULT")


def document(row: Mapping[str, Any]) -> Document:
    """A row of FIELDS as the expressions see it: nobody is looked for by name in what is stored."""
    return Document(
        title=row["title"],
        text=row["text"],
        link=row["url"],
        language=row["language"],
        source=row["source__name"],
        channel=row["source__channel__name"],
    )


def _example(row: Mapping[str, Any], tree: Node) -> Example:
    whole = " · ".join(filter(None, (row["title"], row["text"]))) or row["url"]
    return Example(
        path=f"/omtaler/{row['uuid']}/",
        source=row["source__name"],
        posted_at=row["posted_at"],
        language=row["language"],
        piece=marked(whole, tree, begins=HIT_BEGINS, ends=HIT_ENDS),
    )
