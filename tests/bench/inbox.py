"""The list of mentions asked for by fifty clients at once, beside the least that the server says.

The ceiling is `/helse/live`, which says two letters; the list has a session, a sign-in, filters and
fifty rows.
"""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import django
from django.conf import settings

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from difi_sosial.people.enums import Role  # noqa: E402
from tests.bench.measure import Measure  # noqa: E402
from tests.factories.monitoring import MentionFactory, SourceFactory  # noqa: E402
from tests.factories.people import UserFactory  # noqa: E402

CLIENTS, REQUESTS, ROWS = 50, 300, 200


class World:
    """A web server as `make demo` starts it, and somebody signed in."""

    def __init__(self) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        source = SourceFactory()
        MentionFactory.create_batch(ROWS, source=source)
        client = Client()
        client.force_login(UserFactory(roles=[Role.ADVISER]))
        self.cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        words = ["-m", "gunicorn", "difi_sosial.wsgi", f"--bind=127.0.0.1:{settings.PORT}"]
        more = ["--workers=2", "--threads=4", "--log-level=error", "--no-control-socket"]
        self.server = subprocess.Popen([sys.executable, *words, *more], env=os.environ)
        for _try in range(100):
            try:
                self.get("/helse/live", 4)
            except OSError:
                time.sleep(0.2)
            else:
                break
        self.get("/omtaler/", 8)

    def get(self, path: str, times: int = REQUESTS) -> None:
        asyncio.run(self.crowd(path, times))

    async def crowd(self, path: str, times: int) -> None:
        left = list(range(times))
        await asyncio.gather(*(self.client(path, left) for _ in range(min(CLIENTS, times))))

    async def client(self, path: str, left: list[int]) -> None:
        while left:
            left.pop()
            reader, writer = await asyncio.open_connection("127.0.0.1", settings.PORT)
            cookie = f"{settings.SESSION_COOKIE_NAME}={self.cookie}"
            head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n"
            writer.write(f"{head}Connection: close\r\n\r\n".encode())
            answer = await reader.read(-1)
            writer.close()
            if not answer.startswith(b"HTTP/1.1 200"):
                raise SystemExit(f"{path} answered {answer[:200]!r}")


def measures(size: float) -> Iterator[Measure]:
    world = World()
    try:
        times = max(CLIENTS, int(REQUESTS * size))
        yield Measure(
            f"the list of mentions, {CLIENTS} clients at once",
            "the same server's «ok»",
            times,
            lambda: world.get("/omtaler/", times),
            lambda: world.get("/helse/live", times),
            6.67,
            rounds=3,
        )
    finally:
        world.server.send_signal(signal.SIGTERM)
        world.server.wait(20)
