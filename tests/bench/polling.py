"""Polling a thousand feeds beside aiohttp, the library `reader` and the naive way; two latencies.

Ours is the whole way: Celery with two processes, leases, matching, storing, runs. There are four
feeds on each host, and nobody asks a host for two at a time.
"""

import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from importlib import import_module
from pathlib import Path

import django
from django.conf import settings

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.backends.utils import CursorWrapper  # noqa: E402

# The package of this name is not kept up; feedparser's own is the same, and `reader` finds it so.
sys.modules.setdefault("sgmllib", import_module("feedparser_sgmllib"))
from reader import make_reader  # noqa: E402

from difi_sosial.celery import app  # noqa: E402, F401 - tasks need their app
from difi_sosial.core.clock import now  # noqa: E402
from difi_sosial.monitoring.models import Mention, Source  # noqa: E402
from difi_sosial.monitoring.services import rounds  # noqa: E402
from difi_sosial.monitoring.tasks import poll_sources  # noqa: E402
from tests.bench import naive_poller, raw_poller  # noqa: E402
from tests.bench.measure import Measure  # noqa: E402
from tests.bench.raw_poller import host_of  # noqa: E402
from tests.factories.monitoring import MOMENT, ChannelFactory, WatchFactory  # noqa: E402

PROCESSES = 2
PATIENCE = 600.0


class World:
    """The server of feeds, our worker, the bare pollers and the peer, all of them warm."""

    def __init__(self, feeds: int, stack: ExitStack) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        self.feeds, self.hosts = feeds, max(1, feeds // 4)
        self.round, self.milliseconds, self.calls = 0, 0, 0
        start = stack.enter_context
        start(running("-m", "tests.bench.feed_server", str(settings.PORT)))
        self.watch = WatchFactory(any_of=["testetat*"])
        channel = ChannelFactory()
        Source.objects.bulk_create(
            Source(
                name=f"Blogg {number}",
                connector="feeds",
                channel=channel,
                due_at=MOMENT,
                settings={"url": self.url(number)},
            )
            for number in range(feeds)
        )
        links = Source.watches.through
        pks = Source.objects.values_list("pk", flat=True)
        links.objects.bulk_create(links(source_id=pk, watch_id=self.watch.pk) for pk in pks)
        with connection.cursor() as cursor:
            cursor.execute(f"{raw_poller.TABLE};{naive_poller.TABLE}")
        facts = settings.DATABASES["default"]
        database = f"dbname={facts['NAME']} host={facts['HOST']} user={facts['USER']}"
        self.few = max(10, feeds // 10)
        self.raw, self.naive = [], []
        for part in map(str, range(PROCESSES)):
            words = [str(settings.PORT), str(feeds), str(self.hosts), database, part]
            self.raw.append(start(running("-m", "tests.bench.raw_poller", *words, str(PROCESSES))))
            words = [str(settings.PORT), str(self.few), str(self.hosts), part, str(PROCESSES)]
            self.naive.append(start(running("-m", "tests.bench.naive_poller", *words)))
        worker = ["-m", "celery", "--quiet", "-A", "difi_sosial", "worker", "--loglevel=ERROR"]
        start(running(*worker, f"--concurrency={PROCESSES}", "--without-mingle"))
        self.peer = make_reader(str(Path(start(tempfile.TemporaryDirectory())) / "reader.sqlite"))
        self.tell_server()
        for number in range(self.few):
            self.peer.add_feed(self.url(number))
        self.cold()
        self.ours()
        self.bare()
        self.naively()

    def url(self, number: int) -> str:
        return f"http://{host_of(number, self.hosts)}:{settings.PORT}/feed/{number}"

    def tell_server(self) -> None:
        place = f"http://127.0.0.1:{settings.PORT}/state/{self.round}/{self.milliseconds}"
        for _try in range(100):
            try:
                urllib.request.urlopen(place, timeout=5).read()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise SystemExit("The server of feeds does not answer")

    def cold(self) -> None:
        """Nobody knows anything."""
        with connection.cursor() as cursor:
            cursor.execute(
                "TRUNCATE raw_mention, monitoring_mention, monitoring_capture, monitoring_run "
                "CASCADE"
            )
        Source.objects.update(etag="", last_modified="", body_sha256="", read_with="")
        order(self.raw, "forget")
        self.settle()

    def unchanged(self) -> None:
        self.settle()

    def new(self) -> None:
        """One new entry a feed, once for both who are to find it."""
        if self.calls % 2 == 0:
            self.round += 1
            self.tell_server()
        self.calls += 1
        self.settle()

    def settle(self) -> None:
        Source.objects.update(due_at=MOMENT, handed_at=None, lease=None, lease_until=None)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE monitoring_source")
            cursor.execute("CHECKPOINT")

    def ours(self) -> None:
        started = now()
        for pks in rounds.hand_out(at=started):
            poll_sources.delay(pks=pks)
        begun = time.monotonic()
        with connection.cursor() as cursor:
            while is_due(cursor, started):
                waited = time.monotonic() - begun
                if waited > PATIENCE:
                    raise SystemExit("Some feeds were not read")
                # Asking takes of the time that is measured, and asked seldom we are told late.
                time.sleep(max(0.005, waited / 200))

    def bare(self) -> None:
        order(self.raw, "go")

    def naively(self) -> None:
        order(self.naive, "go")

    def reader(self) -> None:
        # By itself it asks no feed twice in an hour.
        self.peer.update_feeds(workers=16, scheduled=False)

    def check(self) -> None:
        """Both have found the same, or the figures say nothing."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM raw_mention")
            bare = cursor.fetchone()[0]
        if Mention.objects.count() != bare:
            raise SystemExit(f"We stored {Mention.objects.count()} mentions, the limit {bare}")


def is_due(cursor: CursorWrapper, at: datetime) -> bool:
    """Whether a feed is left that has not been read since; asked past the models: quick."""
    cursor.execute("SELECT EXISTS (SELECT FROM monitoring_source WHERE due_at <= %s)", [at])
    return bool(cursor.fetchone()[0])


def order(processes: list[subprocess.Popen[str]], word: str) -> None:
    """Say a word to pollers that run, and wait until they are done."""
    for process in processes:
        process.stdin.write(f"{word}\n")
        process.stdin.flush()
    for process in processes:
        if process.stdout.readline() != "done\n":
            raise SystemExit("A poller has died")


@contextmanager
def running(*words: str) -> Iterator[subprocess.Popen[str]]:
    """A Python program for as long as the block lasts."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    process = subprocess.Popen([sys.executable, "-W", "ignore", *words], **pipes)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def measures(size: float) -> Iterator[Measure]:
    with ExitStack() as stack:
        world = World(int(1000 * size), stack)
        limit = "two processes of aiohttp and lxml, with COPY"
        for world.milliseconds in (0, 100):
            world.tell_server()
            where = f"{world.feeds} feeds, {world.milliseconds} ms"
            facts = {"amount": world.feeds, "ours": world.ours, "other": world.bare}
            yield Measure(
                f"{where}: unchanged", limit, **facts, target=2.0, rounds=15, before=world.unchanged
            )
            yield Measure(
                f"{where}: one new entry each",
                limit,
                **facts,
                target=1.67,
                rounds=5,
                before=world.new,
            )
            world.check()
            yield Measure(
                f"{where}: cold", limit, **facts, target=1.67, rounds=9, before=world.cold
            )
            world.unchanged()
            world.ours()
            world.check()
            for beside, other, target in (
                ("`reader`, 16 threads", world.reader, 0.2),
                ("the naive way, two processes", world.naively, 0.1),
            ):
                yield Measure(
                    f"{where}: one new entry each",
                    beside,
                    world.feeds,
                    world.ours,
                    other,
                    target,
                    rounds=2,
                    before=world.new,
                    other_amount=world.few,
                )
