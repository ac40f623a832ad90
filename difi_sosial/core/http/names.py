"""Names looked up for the quick hand: many at once, and a slow one keeps no other waiting."""

import asyncio
import time
from concurrent.futures import Future

from difi_sosial.core.http.addresses import LITERAL, ask_resolver, judged, unresolved
from difi_sosial.core.http.connections import Attempt

AT_ONCE = 64  # some resolvers refuse above 150 questions at a time, and a name may be two
BRIEF = 1.0  # seconds: one that takes longer is waited for, but no longer counted as one of these
SLOW = 200  # so many may be waited for beside them; each is a thread and an open file


class Names:
    """Looks up names, each in a thread of its own."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._asked: set[Future[list[str]]] = set()

    async def addresses(self, host: str, port: int, one: Attempt) -> list[str]:
        """The addresses of a name, judged.

        What it takes is not taken from the time that the host has: it is the resolver's.
        """
        if LITERAL.fullmatch(host):
            return judged(host, port, [host], allowed=one.allowed)
        with one.unhurried():
            return judged(host, port, await self._found(host, port, one), allowed=one.allowed)

    async def _found(self, host: str, port: int, one: Attempt) -> list[str]:
        async with self._turns:
            until = time.monotonic() + one.for_names
            question = ask_resolver(host, port, one.resolve)
            self._asked.add(question)
            question.add_done_callback(self._asked.discard)
            answer = asyncio.wrap_future(question)
            brief = BRIEF if len(self._asked) <= SLOW else one.for_names
            try:
                await asyncio.wait([answer], timeout=min(brief, one.for_names))
            except asyncio.CancelledError:
                answer.cancel()
                raise
        try:
            async with asyncio.timeout(until - time.monotonic()):
                return await answer
        except (OSError, UnicodeError) as error:  # a TimeoutError too
            raise unresolved(host, error) from error
        finally:
            one.for_names = max(0.0, until - time.monotonic())
