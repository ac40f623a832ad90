"""Twenty times kill -9 of a worker, of Redis and of PostgreSQL while two hundred feeds grow.

The portal's own worker and beat run as they do in use; whoever is killed, or ends by itself, is
started again, as a service manager would. At the end every entry must be there, once.
"""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable

import django
from django.conf import settings

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, InterfaceError, connection  # noqa: E402

from difi_sosial.core.clock import now  # noqa: E402
from difi_sosial.core.embedded import Services  # noqa: E402
from difi_sosial.core.refused import Refused  # noqa: E402
from difi_sosial.monitoring.enums import SourceState  # noqa: E402
from difi_sosial.monitoring.models import Mention, Run, Source  # noqa: E402
from tests.bench.raw_poller import host_of  # noqa: E402
from tests.factories.monitoring import MOMENT, ChannelFactory, WatchFactory  # noqa: E402

SOURCES, ENTRIES, HOSTS = 200, 100, 100
PATIENCE = 180.0


class World:
    """All the processes, by name, and how each is killed and brought back."""

    def __init__(self, services: Services) -> None:
        self.services, self.chance = services, random.Random()
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.killed: Counter[str] = Counter()
        self.ended: Counter[str] = Counter()
        call_command("migrate", verbosity=0, interactive=False)
        watch, channel = WatchFactory(any_of=["testetat*"]), ChannelFactory()
        Source.objects.bulk_create(
            Source(
                name=f"Blogg {number}",
                connector="feeds",
                channel=channel,
                due_at=MOMENT,
                settings={"url": f"http://{host_of(number, HOSTS)}:{settings.PORT}/feed/{number}"},
            )
            for number in range(SOURCES)
        )
        links = Source.watches.through
        pks = Source.objects.values_list("pk", flat=True)
        links.objects.bulk_create(links(source_id=pk, watch_id=watch.pk) for pk in pks)
        self.start("feeds")
        self.grow(0)
        self.start("worker")
        self.start("beat")

    def start(self, name: str) -> None:
        celery = ["celery", "--quiet", "-A", "tests.faults.app"]
        pidless = ["--pidfile=", f"--schedule={self.services.folder}/beat"]
        words = {
            "feeds": ["tests.faults.feed_server", str(settings.PORT)],
            "worker": [*celery, "worker", "--concurrency=2", "--loglevel=WARNING"],
            "beat": [*celery, "beat", "--loglevel=WARNING", *pidless],
        }[name]
        log = (self.services.folder / f"{name}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            [sys.executable, "-m", *words], start_new_session=True, stdout=log, stderr=log
        )

    def stop(self) -> None:
        for process in self.processes.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def grow(self, entries: int) -> None:
        place = f"http://127.0.0.1:{settings.PORT}/state/{entries}"
        ends = time.monotonic() + 20
        while True:
            try:
                urllib.request.urlopen(place, timeout=5).read()
            except OSError:
                if time.monotonic() > ends:
                    raise
                time.sleep(0.1)
            else:
                return

    def kill_worker(self) -> None:
        """The whole worker, or one of its two processes in the middle of what it does."""
        worker = self.processes["worker"]
        children = _children(worker.pid)
        if children and self.chance.random() < 0.5:
            os.kill(self.chance.choice(children), signal.SIGKILL)
            return
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        self.start("worker")

    def kill_redis(self) -> None:
        pid = int((self.services.folder / "redis" / "redis.pid").read_text())
        os.kill(pid, signal.SIGKILL)
        self.again(self.services.servers["REDIS_URL"].start)

    def kill_postgres(self) -> None:
        home = self.services.folder / "postgres" / "postmaster.pid"
        os.kill(int(home.read_text().split()[0]), signal.SIGKILL)
        self.again(self.services.servers["DATABASE_URL"].start)

    def again(self, start: Callable[[], None]) -> None:
        """Start a server that was killed: what it left may be in the way for a moment."""
        ends = time.monotonic() + 60
        while True:
            time.sleep(0.2)
            try:
                return start()
            except Refused:
                if time.monotonic() > ends:
                    raise

    def ask(self, question: Callable[[], object]) -> object:
        """A question to a database that may just have died."""
        ends = time.monotonic() + 60
        while True:
            try:
                return question()
            except (DatabaseError, InterfaceError):
                connection.close()
                if time.monotonic() > ends:
                    raise
                time.sleep(0.2)

    def keep_up(self) -> None:
        """Start again what has ended by itself.

        A worker does so when a child of it is killed before it has looked after it once: Celery
        takes that for a worker that can never start.
        """
        for name, process in self.processes.items():
            if process.poll() is not None:
                self.ended[name] += 1
                self.start(name)

    def hurry(self) -> None:
        """Everything is due at once, as if a person had pressed the button on every source."""
        active = Source.objects.filter(state=SourceState.ACTIVE, lease=None)
        self.ask(lambda: active.update(due_at=now(), handed_at=None))


def _children(pid: int) -> list[int]:
    path = f"/proc/{pid}/task/{pid}/children"
    with open(path) as children:
        return [int(word) for word in children.read().split()]


def run(services: Services, times: int) -> int:
    """Kill each `times` times, and say what is there in the end; 1 when something is wrong."""
    world = World(services)
    try:
        plan = ["worker", "redis", "postgres"] * times
        world.chance.shuffle(plan)
        began = time.monotonic()
        for number, victim in enumerate(plan, start=1):
            world.grow(ENTRIES * number // len(plan))
            world.keep_up()
            world.hurry()
            time.sleep(world.chance.uniform(0.2, 2.0))
            getattr(world, f"kill_{victim}")()
            world.killed[victim] += 1
            print(f"\r{number} of {len(plan)} killed", end="", flush=True)
        return judge(world, time.monotonic() - began)
    finally:
        world.stop()


def judge(world: World, seconds: float) -> int:
    """Wait for the last entries, which must come by themselves, and compare with what there is."""
    wanted = {
        (f"Blogg {feed}", f"{feed}-{number}")
        for feed in range(SOURCES)
        for number in range(ENTRIES)
    }
    began = time.monotonic()
    while world.ask(Mention.objects.count) < len(wanted):  # type: ignore[operator]
        if time.monotonic() > began + PATIENCE:
            break
        world.keep_up()
        world.grow(ENTRIES)
        world.hurry()
        time.sleep(1)
    late = time.monotonic() - began
    world.hurry()
    time.sleep(3)
    found = Counter(Mention.objects.values_list("source__name", "external_id"))
    twice = sum(count - 1 for count in found.values())
    lost, strange = len(wanted - set(found)), len(set(found) - wanted)
    paused = Source.objects.exclude(state=SourceState.ACTIVE).count()
    killed = ", ".join(f"{name} {count}" for name, count in sorted(world.killed.items()))
    print(f"\rkill -9: {killed}; {Run.objects.count()} visits in {seconds:.0f} s")
    world.keep_up()
    for name, times in sorted(world.ended.items()):
        print(f"{name} ended by itself {times} times, and was started again")
    print(f"{len(wanted):,} entries at {SOURCES} sources, {sum(found.values()):,} mentions:")
    print(f"  lost {lost}, twice {twice}, strange {strange}, sources paused {paused}")
    if lost:
        slow = Source.objects.filter(slow_until__gt=now()).count()
        leased = Source.objects.exclude(lease=None).count()
        failing = Source.objects.filter(failures__gt=0).count()
        print(f"  {slow} sources are thought slow, {leased} are leased, {failing} have failed")
    print(f"  the last came {late:.0f} s after the last kill, by themselves")
    return int(bool(lost or twice or strange or paused))
