"""The connections of the quick hand: one question at a time on each, and some kept for the next."""

import asyncio
import time
from collections import OrderedDict

from difi_sosial.core.http.incoming import Incoming
from difi_sosial.core.http.messages import Origin

FRESH = 60.0  # seconds that a kept connection is trusted: later it may be dead and not know it
MOST = 550  # connections in all; a process may have 1,024 open files, and others need some too


class Lost(Exception):
    """The connection ended before the answer did."""


class Line(asyncio.Protocol):
    """A connection to a site, with at most one question on it at a time."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.is_lost = False
        self.used_at = time.monotonic()
        self._transport: asyncio.Transport | None = None
        self._incoming: Incoming | None = None
        self._heard: asyncio.Future[None] | None = None

    async def ask(self, question: bytes, incoming: Incoming) -> None:
        """Send a question and wait until the answer is whole, or has grown past its share."""
        if self._transport is None or self.is_lost:
            raise Lost
        self._transport.write(question)
        await self._hear(incoming)

    async def hear_on(self, incoming: Incoming) -> None:
        """Wait for the rest of an answer that has been given a larger share."""
        if self._transport is None or self.is_lost:
            raise Lost
        self._transport.resume_reading()
        await self._hear(incoming)

    async def _hear(self, incoming: Incoming) -> None:
        self._heard = asyncio.get_running_loop().create_future()
        self._incoming = incoming
        try:
            await self._heard
        finally:
            self._incoming = self._heard = None
            self.used_at = time.monotonic()

    def close(self) -> None:
        """Drop the connection, whatever is under way on it."""
        if self._transport:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        if self._incoming is None or self._heard is None or self._heard.done():
            self.is_lost = True  # it speaks without being asked
            return self.close()
        try:
            self._incoming.feed(data)
        except Exception as error:
            self._heard.set_exception(error)
        else:
            if self._incoming.done:
                self._heard.set_result(None)
            elif self._incoming.is_past_share and self._transport:
                self._transport.pause_reading()
                self._heard.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_lost = True
        if self._heard and not self._heard.done():
            self._heard.set_exception(Lost())


class Lines:
    """The connections that are kept. With those `in_use` they are at most MOST, and none lies idle
    for longer than FRESH."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.in_use = 0
        self._loop = loop
        self._idle: OrderedDict[Line, None] = OrderedDict()  # the longest idle first
        self._by_origin: dict[Origin, list[Line]] = {}
        self._sweep: asyncio.TimerHandle | None = None

    def take(self, origin: Origin) -> Line | None:
        """The connection to this site that was used last; None when there is none."""
        while lines := self._by_origin.get(origin):
            line = self._let_go(lines[-1])
            if not line.is_lost and time.monotonic() - line.used_at < FRESH:
                return line
            line.close()
        return None

    def keep(self, line: Line) -> None:
        """Keep a connection for the next question to its site."""
        self._idle[line] = None
        self._by_origin.setdefault(line.origin, []).append(line)
        self.make_room()
        if self._sweep is None:
            self._sweep = self._loop.call_later(FRESH, self._close_old)

    def make_room(self) -> None:
        """Close the longest idle ones, so that there are not too many in all."""
        while self._idle and len(self._idle) + self.in_use > MOST:
            self._let_go(next(iter(self._idle))).close()

    def close(self) -> None:
        """Close all that are idle."""
        while self._idle:
            self._let_go(next(iter(self._idle))).close()

    def _close_old(self) -> None:
        self._sweep = None
        while self._idle:
            line = next(iter(self._idle))
            left = line.used_at + FRESH - time.monotonic()
            if left > 0:
                self._sweep = self._loop.call_later(left, self._close_old)
                return
            self._let_go(line).close()

    def _let_go(self, line: Line) -> Line:
        del self._idle[line]
        lines = self._by_origin[line.origin]
        lines.remove(line)
        if not lines:
            del self._by_origin[line.origin]
        return line
