"""Search in a million mentions, beside the same questions in bare SQL: the time 19 of 20 keep."""

import csv
import io
import itertools
import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

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
MILLION, WORDS, LENGTH, TIMES = 1_000_000, 30_000, 60, 40
DEEP = 2000  # pages from the newest
COLUMNS = (
    "uuid, source_id, external_id, url, title, text, html, language, author_name, author_handle, "
    "author_key, posted_at, posted_raw, found_at, watch_version_id, status, withheld_reason"
)
# What the trigger would have counted, were it not asleep while the table is filled.
COUNTS = """
INSERT INTO monitoring_mentioncount (day, source_id, watch_id, status, count)
SELECT (m.posted_at AT TIME ZONE 'Europe/Oslo')::date, m.source_id, v.watch_id, m.status, count(*)
FROM monitoring_mention m JOIN monitoring_watchversion v ON v.id = m.watch_version_id
GROUP BY 1, 2, 3, 4"""
COPY = f"COPY monitoring_mention ({COLUMNS}) FROM STDIN WITH CSV"
SELECTED = """
SELECT m.id, m.uuid, m.url, m.title, {excerpt}, m.language, m.author_name, m.author_handle,
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


class World:
    """Mentions whose words are as unevenly used as words are."""

    def __init__(self, amount: int) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        self.chance = random.Random(2026)
        self.words = ["".join(self.chance.choices(SYLLABLES, k=4)) for _ in range(WORDS)]
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, WORDS + 1)))
        self.source = SourceFactory()
        self.version = self.source.watches.get().version
        self.amount = amount
        self.fill()
        self.turn = itertools.count()

    def fill(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX mention_search")
            cursor.execute("SET session_replication_role = replica")
            for start in range(0, self.amount, 10_000):
                table = io.StringIO()
                rows = csv.writer(table, quoting=csv.QUOTE_ALL)  # else nothing is NULL
                rows.writerows(map(self.row, range(start, min(start + 10_000, self.amount))))
                table.seek(0)
                cursor.copy_expert(COPY, table)
            cursor.execute("SET session_replication_role = DEFAULT")
            cursor.execute(COUNTS)
            cursor.execute("CREATE INDEX mention_search ON monitoring_mention USING gin (search)")
            cursor.execute("VACUUM ANALYZE monitoring_mention")

    def row(self, number: int) -> list[object]:
        text = " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=LENGTH))
        at = NOW - timedelta(seconds=number * 31)
        uuid = f"00000000-0000-4000-8000-{number:012}"
        status = "new" if number % 4 else "closed"
        url = f"https://blogg.example/{number}"
        facts = [uuid, self.source.pk, number, url, text[:40], text, "", "nb", "Gro", "", ""]
        return [*facts, at, "", at, self.version.pk, status, ""]

    def ours(self, words: list[str], **more: str) -> object:
        wanted = queries.MentionFilter(q=self.next(words), **more)
        return queries.mention_page(wanted)

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
    of, beside = f"{world.amount:,} mentions".replace(",", " "), "the same in bare SQL"
    words = world.words
    questions = {
        "very common word": words[:4],
        "common word": words[10:40],
        "rarer word": words[300:400],
        "rare word": words[9000:9400],
        "phrase": [f'"{one} {other}"' for one, other in itertools.pairwise(words[:30])],
        "one of three": [
            f"{words[n]} or {words[n + 40]} or {words[n + 100]}" for n in range(50, 90)
        ],
    }
    facts = {"rounds": TIMES, "slow": True}
    yield Measure(
        f"{of}: newest page",
        beside,
        1,
        lambda: world.ours([""]),
        lambda: world.bare([""]),
        1.5,
        **facts,
    )
    for name, asked in questions.items():
        yield Measure(
            f"{of}: {name}",
            beside,
            1,
            lambda asked=asked: world.ours(asked),
            lambda asked=asked: world.bare(asked),
            1.5,
            **facts,
        )
    yield Measure(
        f"{of}: rarer word, closed",
        beside,
        1,
        lambda: world.ours(words[300:400], status="closed"),
        lambda: world.bare(words[300:400], "m.status = 'closed'"),
        1.5,
        **facts,
    )
    mark, nothing, today = world.deep(), queries.MentionFilter(), NOW.date()
    yield Measure(
        f"{of}: counts beside the list, of 20 ms",
        "20 ms",
        1,
        lambda: queries.overview(nothing, queries.places(), today),
        lambda: time.sleep(0.020),
        1.0,
        **facts,
    )
    yield Measure(
        f"{of}: page 2000",
        "page 1",
        1,
        lambda: queries.mention_page(nothing, before=mark),
        lambda: queries.mention_page(nothing),
        2.0,
        **facts,
    )
