"""The limit: two processes of aiohttp and lxml, storing with COPY.

    python -m tests.bench.raw_poller PORT FEEDS HOSTS DATABASE PART OF

Waits for a line on its input, visits its part of the feeds, answers with a line. It keeps one
connection a host, sends the ETag it got, reads heads and bodies within a time limit, and stores the
entries it had not. No leases, no matching, nothing but the least that the job is.
"""

import asyncio
import csv
import hashlib
import io
import sys
from collections import defaultdict
from datetime import UTC, datetime

import aiohttp
import psycopg2
from lxml import etree

TOGETHER, SECONDS = 50, 30
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
STORE = """
INSERT INTO raw_mention (feed, external_id, url, title, body, posted, found)
SELECT n.feed, n.external_id, n.url, n.title, n.body, n.posted, %s
FROM arrived n WHERE NOT EXISTS (
  SELECT 1 FROM raw_mention m WHERE m.feed = n.feed AND m.external_id = n.external_id)"""
TABLE = """
CREATE TABLE IF NOT EXISTS raw_mention (
  id bigserial PRIMARY KEY, feed int, external_id text, url text, title text, body text,
  posted text, found timestamptz, search tsvector GENERATED ALWAYS AS (
    to_tsvector('norwegian', title || ' ' || body) || to_tsvector('simple', title || ' ' || body)
  ) STORED, UNIQUE (feed, external_id));
CREATE INDEX IF NOT EXISTS raw_newest ON raw_mention (posted DESC, id DESC);
CREATE INDEX IF NOT EXISTS raw_search ON raw_mention USING gin (search)"""
Row = tuple[int, str, str, str, str, str]


class Poller:
    """One process of two."""

    def __init__(self, port: int, feeds: int, hosts: int, database: str, part: int, of: int):
        self.port = port
        self.queues: dict[str, list[int]] = defaultdict(list)
        for number in range(feeds):
            if number % hosts % of == part:
                self.queues[host_of(number, hosts)].append(number)
        self.etags: dict[int, str] = {}
        self.digests: dict[int, bytes] = {}
        self.rows: list[Row] = []
        self.read = 0
        self.connection = psycopg2.connect(database)

    async def round(self) -> None:
        limits = aiohttp.ClientTimeout(total=SECONDS)
        connector = aiohttp.TCPConnector(limit=0, limit_per_host=1)
        async with aiohttp.ClientSession(connector=connector, timeout=limits) as session:
            visits = [self.visit(session, host, feeds) for host, feeds in self.queues.items()]
            await asyncio.gather(*visits)
        self.store()

    async def visit(self, session: aiohttp.ClientSession, host: str, feeds: list[int]) -> None:
        for feed in feeds:
            known = self.etags.get(feed)
            extra = {"If-None-Match": known} if known else {}
            url = f"http://{host}:{self.port}/feed/{feed}"
            async with session.get(url, headers=extra) as answer:
                body = await answer.read()
            if answer.status != 304:
                self.etags[feed] = answer.headers.get("ETag", "")
                self.digests[feed] = hashlib.sha256(body).digest()
                self.take(feed, body)

    def take(self, feed: int, body: bytes) -> None:
        for item in etree.fromstring(body).iter("item"):
            said = {child.tag: child.text or "" for child in item}
            facts = (said["guid"], said["link"], said["title"], said["description"])
            self.rows.append((feed, *facts, said["pubDate"]))
        self.read += 1
        if self.read % TOGETHER == 0:
            self.store()

    def store(self) -> None:
        if not self.rows:
            return
        table = io.StringIO()
        csv.writer(table).writerows(self.rows)
        table.seek(0)
        with self.connection, self.connection.cursor() as cursor:
            cursor.execute(
                "CREATE TEMP TABLE arrived (feed int, external_id text, url text, title text, "
                "body text, posted text) ON COMMIT DROP"
            )
            cursor.copy_expert("COPY arrived FROM STDIN WITH CSV", table)
            cursor.execute(STORE, [NOW])
        self.rows.clear()


def host_of(number: int, hosts: int) -> str:
    """The address of a feed: `hosts` of them, each a host of its own."""
    host = number % hosts
    return f"127.0.{host // 250}.{host % 250 + 1}"


def main(port: str, feeds: str, hosts: str, database: str, part: str, of: str) -> None:
    poller = Poller(int(port), int(feeds), int(hosts), database, int(part), int(of))
    for line in sys.stdin:
        if line.strip() == "forget":
            poller.etags.clear()
        else:
            asyncio.run(poller.round())
        print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
