"""Storing mentions and matching texts, beside the least that database and automaton take."""

import csv
import io
import itertools
import random
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import django
from ahocorasick_rs import AhoCorasick

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from difi_sosial.monitoring.connectors.base import Post  # noqa: E402
from difi_sosial.monitoring.expressions import Document, Matcher, Term, folded  # noqa: E402
from difi_sosial.monitoring.models import Source  # noqa: E402
from difi_sosial.monitoring.services.mentions import store  # noqa: E402
from difi_sosial.monitoring.services.visits import versions_of  # noqa: E402
from tests.bench.measure import Measure  # noqa: E402
from tests.factories.monitoring import SourceFactory, WatchFactory  # noqa: E402

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
STORED, BATCH, KNOWN, TERMS = 20_000, 500, 450, 2000
SYLLABLES = (
    "ka",
    "le",
    "mo",
    "rø",
    "sti",
    "væ",
    "ny",
    "får",
    "tun",
    "åt",
    "bek",
    "sol",
    "gre",
    "hus",
)
# The best of eight ways measured: filter in the database before the text is indexed.
BEST_WAY = """
INSERT INTO monitoring_mention (uuid, source_id, external_id, url, title, text, html, language,
  author_sealed, author_key, posted_at, posted_raw, found_at, watch_version_id,
  status, withheld_reason, retention, retain_from)
SELECT gen_random_uuid(), %s, n.external_id, n.url, n.title, n.text, '', 'nb', '', '', %s,
  '', %s, %s, 'new', '', 'ordinary', %s
FROM arrived n WHERE NOT EXISTS (
  SELECT 1 FROM monitoring_mention m WHERE m.source_id = %s AND m.external_id = n.external_id)"""


class World:
    """One source with many mentions, and posts that arrive: nine of ten are known already."""

    def __init__(self, stored: int) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        self.chance = random.Random(2026)
        self.words = ["".join(self.chance.choices(SYLLABLES, k=4)) for _ in range(30_000)]
        self.terms = ["testetat*", *self.chance.sample(self.words, TERMS - 1)]
        whole = {number: Term(term) for number, term in enumerate(self.terms[1:], start=1)}
        self.judge = Matcher({0: Term("testetat", prefix=True), **whole})
        self.automaton = AhoCorasick([folded(term.rstrip("*")) for term in self.terms])
        self.number = itertools.count()
        self.made: dict[int, Post] = {}
        self.source: Source = SourceFactory(watches=[WatchFactory(any_of=["testetat*"])])
        self.versions = versions_of([self.source])[self.source.pk]
        self.stored = max(KNOWN, stored)
        for _ in range(self.stored // BATCH + 1):
            store(source=self.source, posts=self.fresh(BATCH), at=NOW, versions=self.versions)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        self.posts: list[Post] = []

    def fresh(self, amount: int) -> list[Post]:
        return [self.post(next(self.number)) for _ in range(amount)]

    def post(self, number: int) -> Post:
        """600 characters that name the agency once; the same whenever the number is."""
        if number in self.made:
            return self.made[number]
        words = [*self.chance.choices(self.words, k=70), "Testetaten"]
        self.chance.shuffle(words)
        moment = NOW - timedelta(minutes=self.chance.randrange(500_000))
        url = f"https://blogg.example/{number}"
        text = " ".join(words)[:600]
        post = Post(f"innlegg-{number}", url, text, "Testetaten", posted_at=moment)
        return self.made.setdefault(number, post)

    def arrive(self) -> None:
        """A new batch, of which nine tenths have been stored before."""
        known = [self.post(self.chance.randrange(self.stored)) for _ in range(KNOWN)]
        self.posts = known + self.fresh(BATCH - KNOWN)

    def store_ours(self) -> None:
        store(source=self.source, posts=self.posts, at=NOW, versions=self.versions)

    def store_best(self) -> None:
        table = io.StringIO()
        rows = ((post.external_id, post.url, post.title, post.text) for post in self.posts)
        csv.writer(table).writerows(rows)
        table.seek(0)
        version, source = self.versions[0].pk, self.source.pk
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "CREATE TEMP TABLE arrived (external_id text, url text, title text, text text) "
                "ON COMMIT DROP"
            )
            cursor.copy_expert("COPY arrived FROM STDIN WITH CSV", table)
            cursor.execute(BEST_WAY, [source, NOW, NOW, version, NOW, source])

    def match_ours(self) -> int:
        return sum(bool(self.judge.matches(Document(text=post.text))) for post in self.posts)

    def match_best(self) -> int:
        """The automaton alone, with the check that words are whole: no fields, no operators."""
        hits = 0
        for post in self.posts:
            text = unicodedata.normalize("NFC", post.text).casefold()
            found = self.automaton.find_matches_as_indexes(text, overlapping=True)
            hits += bool(
                {
                    number
                    for number, start, end in found
                    if not (start and text[start - 1].isalnum())
                    and (number == 0 or end == len(text) or not text[end].isalnum())
                }
            )
        return hits


def measures(size: float) -> Iterator[Measure]:
    world = World(int(STORED * size))
    stored = f"store {BATCH} posts, {BATCH - KNOWN} new, per post"
    best = "COPY, then INSERT of the unknown"
    ways = (world.store_ours, world.store_best)
    yield Measure(stored, best, BATCH, *ways, 1.25, world.arrive, rounds=25)
    matched = f"match {TERMS} terms with a text of 600 letters"
    bare = "ahocorasick_rs and the check of whole words"
    ways = (world.match_ours, world.match_best)
    yield Measure(matched, bare, BATCH, *ways, 1.5, rounds=41)
