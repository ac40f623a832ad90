"""Search in a million mentions, beside the same questions in bare SQL: the time 19 of 20 keep."""

import io
import itertools
import random
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from difi_sosial.monitoring import queries  # noqa: E402
from difi_sosial.monitoring.models import Mention  # noqa: E402
from tests.bench.measure import Measure  # noqa: E402
from tests.bench.storing import SYLLABLES  # noqa: E402
from tests.factories.monitoring import SourceFactory  # noqa: E402

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MILLION, WORDS, LENGTH = 1_000_000, 30_000, 60
SAID, SOURCES = 500_000, 40
DEEP = 2000  # pages from the newest
# The time that 19 of 20 keep wants many times to be told from; a slow question gets fewer.
SLOWEST: dict[str, Any] = {"rounds": 120, "slow": True, "most_seconds": 30.0}
COLUMNS = (
    "uuid, source_id, external_id, url, title, text, html, language, author_sealed, "
    "author_key, posted_at, posted_raw, found_at, watch_version_id, status, withheld_reason, "
    "retention, retain_from"
)
# What the trigger would have counted, were it not asleep while the table is filled.
COUNTS = """
INSERT INTO monitoring_mentioncount (day, source_id, watch_id, status, count)
SELECT (m.posted_at AT TIME ZONE 'Europe/Oslo')::date, m.source_id, v.watch_id, m.status, count(*)
FROM monitoring_mention m JOIN monitoring_watchversion v ON v.id = m.watch_version_id
GROUP BY 1, 2, 3, 4"""
COPY = f"COPY monitoring_mention ({COLUMNS}, search) FROM STDIN"
INDEXES = """
SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.tablename = 'monitoring_mention'
AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)"""
LEXEMES = """
SELECT (tsvector_to_array(to_tsvector('norwegian', word)))[1], word
FROM unnest(%s) WITH ORDINALITY AS given (word, place) ORDER BY place"""
OURS = """
SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d
JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
WHERE d.adrelid = 'monitoring_mention'::regclass AND a.attname = 'search'"""
DIFFERENT = "SELECT count(*) FROM (SELECT * FROM monitoring_mention LIMIT 100) m WHERE search <> "
SELECTED = """
SELECT m.id, m.uuid, m.url, m.title, {excerpt}, m.language, m.author_key,
  m.posted_at, m.status, m.withheld_at, m.gone_since, s.name, c.name, t.kind, t.urgency, p.name,
  t.due_at, t.responded_at, t.state
FROM monitoring_mention m JOIN monitoring_source s ON s.id = m.source_id
JOIN channels_channel c ON c.id = s.channel_id
LEFT JOIN dialogue_triage t ON t.mention_id = m.id
LEFT JOIN people_user p ON p.id = t.assigned_to_id WHERE {where}
ORDER BY m.posted_at DESC, m.id DESC LIMIT 26"""
FOUND = (
    "m.search @@ (websearch_to_tsquery('norwegian', %(q)s) || "
    "websearch_to_tsquery('simple', %(q)s)) AND m.withheld_at IS NULL"
)
HEADLINE = (
    "ts_headline('norwegian', m.text, websearch_to_tsquery('norwegian', %(q)s),"
    " 'StartSel=<, StopSel=>, MaxWords=32, MinWords=16')"
)


def stems(cursor: Any, words: list[str]) -> list[tuple[str | None, str]]:
    """The index words of each word, in bokmål (None: too common to index) and as it stands."""
    cursor.execute(LEXEMES, [words])
    return [(stem, word) for stem, word in cursor.fetchall()]


def vector(said: Sequence[int], stems: Sequence[tuple[str | None, str]]) -> str:
    """What `to_tsvector` makes of a text, in both ways, the second after the first."""
    first = [(stems[key][0], at) for at, key in enumerate(said, 1)]
    last = max((at for stem, at in first if stem), default=0)
    second = [(stems[key][1], at + last) for at, key in enumerate(said, 1)]
    return " ".join([f"'{word}':{at}" for word, at in (*first, *second) if word])


def check(cursor: Any, expression: str) -> None:
    """The index words are those that the portal itself makes."""
    cursor.execute(f"{DIFFERENT} ({expression})")
    if different := cursor.fetchone()[0]:
        raise SystemExit(f"{different} of 100 mentions are indexed by other words")


class World:
    """Mentions whose words are as unevenly used as words are, from as many sources as are used."""

    def __init__(self, amount: int) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        self.chance = random.Random(2026)
        self.words = ["".join(self.chance.choices(SYLLABLES, k=4)) for _ in range(WORDS)]
        weights = list(itertools.accumulate(1 / rank for rank in range(1, WORDS + 1)))
        # Cut anywhere in this, a text has its words as often as language has.
        self.said = self.chance.choices(range(WORDS), cum_weights=weights, k=SAID)
        self.sources = SourceFactory.create_batch(SOURCES)
        self.versions = [source.watches.get().version for source in self.sources]
        self.amount = amount
        self.fill()
        self.turn = itertools.count()

    def fill(self) -> None:
        """By COPY, with nothing kept up to date row by row; the indexes are made at the end.

        The index words are written here: making them costs the database more than all the rest.
        """
        with connection.cursor() as cursor:
            self.stems = stems(cursor, self.words)
            cursor.execute(OURS)
            expression = cursor.fetchone()[0]
            cursor.execute(INDEXES)
            indexes = cursor.fetchall()
            for name, _made in indexes:
                cursor.execute(f"DROP INDEX {name}")
            cursor.execute("ALTER TABLE monitoring_mention ALTER COLUMN search DROP EXPRESSION")
            cursor.execute("SET session_replication_role = replica")
            for start in range(0, self.amount, 20_000):
                rows = map(self.row, range(start, min(start + 20_000, self.amount)))
                cursor.copy_expert(COPY, io.StringIO("".join(rows)))
            cursor.execute("SET session_replication_role = DEFAULT")
            check(cursor, expression)
            cursor.execute(COUNTS)
            cursor.execute("SET maintenance_work_mem = '512MB'")
            for _name, made in indexes:
                cursor.execute(made)
            cursor.execute("VACUUM ANALYZE monitoring_mention, monitoring_mentioncount")

    def row(self, number: int) -> str:
        """One line of what COPY reads."""
        begins = self.chance.randrange(SAID - LENGTH)
        said = self.said[begins : begins + LENGTH]
        title, text = (" ".join([self.words[key] for key in part]) for part in (said[:6], said))
        at = (NOW - timedelta(seconds=number * 31)).isoformat()
        uuid = f"00000000-0000-4000-8000-{number:012}"
        status = "new" if number % 4 else "closed"
        place = number % SOURCES
        facts = [uuid, self.sources[place].pk, number, f"https://blogg.example/{number}"]
        words = vector([*said[:6], *said], self.stems)
        more = [title, text, "", "nb", "", "", at, "", at, self.versions[place].pk, status]
        return "\t".join(map(str, [*facts, *more, "", "ordinary", at, words])) + "\n"

    def ours(self, words: list[str], **more: str) -> object:
        wanted = queries.MentionFilter(q=self.next(words), **more)
        return queries.mention_page(wanted)

    def counts(self, words: list[str]) -> object:
        return queries.overview(
            queries.MentionFilter(q=self.next(words)), queries.places(), NOW.date()
        )

    def bare(self, words: list[str], where: str = "") -> object:
        q = self.next(words)
        conditions = [part for part in (FOUND if q else "", where) if part] or ["true"]
        excerpt = HEADLINE if q else "left(m.text, 240)"
        with connection.cursor() as cursor:
            sql = SELECTED.format(excerpt=excerpt, where=" AND ".join(conditions))
            cursor.execute(sql, {"q": q})
            return cursor.fetchall()

    def next(self, words: list[str]) -> str:
        """Both ways get the same word in turn; each pair another one."""
        return words[next(self.turn) // 2 % len(words)]

    def deep(self) -> str:
        """The mark of a page that is far from the newest."""
        place = min(DEEP * queries.PAGE_SIZE, self.amount // 2)
        rows = Mention.objects.order_by("-posted_at", "-id").values_list("posted_at", "id")
        at, pk = rows[place]
        return f"{at.isoformat()}_{pk}"


def measures(size: float) -> Iterator[Measure]:
    world = World(int(MILLION * size))
    of = f"{world.amount:,} mentions".replace(",", " ")
    for name, words, more, where in questions(world.words):
        yield Measure(
            f"{of}: {name}",
            "the same in bare SQL",
            1,
            partial(world.ours, words, **more),
            partial(world.bare, words, where),
            1.5,
            **SLOWEST,
        )
    mark, nothing = world.deep(), queries.MentionFilter()
    counted = {"counts": [""], "counts, common word": world.words[10:40]}
    counted |= {"counts, rarer word": world.words[300:400]}
    counted |= {"counts, rare word": world.words[9000:9400]}
    for name, words in counted.items():
        yield Measure(
            f"{of}: {name}",
            "20 ms",
            1,
            partial(world.counts, words),
            lambda: time.sleep(0.020),
            1.0,
            **SLOWEST,
        )
    yield Measure(
        f"{of}: page 2000",
        "page 1",
        1,
        lambda: queries.mention_page(nothing, before=mark),
        lambda: queries.mention_page(nothing),
        2.0,
        **SLOWEST,
    )


def questions(words: list[str]) -> Iterator[tuple[str, list[str], dict[str, str], str]]:
    """What each is called, the searches it takes turns with, and a filter for us and for SQL."""
    yield "newest page", [""], {}, ""
    yield "very common word", words[:4], {}, ""
    yield "common word", words[10:40], {}, ""
    yield "rarer word", words[300:400], {}, ""
    yield "rare word", words[9000:9400], {}, ""
    yield "phrase", [f'"{one} {other}"' for one, other in itertools.pairwise(words[:30])], {}, ""
    three = [f"{words[n]} or {words[n + 40]} or {words[n + 100]}" for n in range(50, 90)]
    yield "one of three", three, {}, ""
    yield "rarer word, closed", words[300:400], {"status": "closed"}, "m.status = 'closed'"
