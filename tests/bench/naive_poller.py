"""The naive way: a plain `requests.get`, feedparser, and a row at a time by the ORM.

    python -m tests.bench.naive_poller PORT FEEDS HOSTS PART OF

Waits for a line on its input, visits its part of the feeds, answers with a line. Celery would hand
it one feed at a time; it is spared what that costs.
"""

import sys

import django

django.setup()

import feedparser  # noqa: E402
import requests  # noqa: E402
from django.db import models  # noqa: E402

from tests.bench.raw_poller import host_of  # noqa: E402

SECONDS = 30
TABLE = """
CREATE TABLE IF NOT EXISTS naive_mention (
  id bigserial PRIMARY KEY, feed int, external_id text, url text, title text, body text,
  posted text, search tsvector GENERATED ALWAYS AS (
    to_tsvector('norwegian', title || ' ' || body) || to_tsvector('simple', title || ' ' || body)
  ) STORED, UNIQUE (feed, external_id));
CREATE INDEX IF NOT EXISTS naive_search ON naive_mention USING gin (search)"""


class Found(models.Model):  # noqa: DJ008 - nobody shows it
    """One entry, in the table above."""

    feed = models.IntegerField()
    external_id = models.TextField()
    url = models.TextField()
    title = models.TextField()
    body = models.TextField()
    posted = models.TextField()

    class Meta:
        app_label = "bench"
        managed = False
        db_table = "naive_mention"


def visit(address: str, feed: int) -> None:
    answer = requests.get(address, timeout=SECONDS)
    for entry in feedparser.parse(answer.content).entries:
        facts = {"url": entry.link, "title": entry.title, "body": entry.description}
        Found.objects.get_or_create(
            feed=feed, external_id=entry.id, defaults={**facts, "posted": entry.published}
        )


def main(port: str, feeds: str, hosts: str, part: str, of: str) -> None:
    for _line in sys.stdin:
        for feed in range(int(part), int(feeds), int(of)):
            visit(f"http://{host_of(feed, int(hosts))}:{port}/feed/{feed}", feed)
        print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
