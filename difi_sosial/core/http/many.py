"""The quick hand of the door: many questions at once, in one thread, on connections that are kept.

It asks and listens; what may be asked, where a redirect leads and what an answer means is decided
by the door, the same for both hands. What it does not read for certain it leaves to the patient
hand, and goes there at once the next time.
"""

import asyncio
import re
import ssl
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Protocol

import certifi
import requests
from requests.exceptions import InvalidSchema, InvalidURL, MissingSchema

from difi_sosial.core.errors import OutsideError, Permanent, Temporary
from difi_sosial.core.http.addresses import LITERAL, admitted_addresses
from difi_sosial.core.http.connections import (
    CONNECT_SECONDS,
    POOL_SIZE,
    Attempt,
    OutOfTime,
)
from difi_sosial.core.http.exchanges import Headers, Said
from difi_sosial.core.http.incoming import Incoming, NotPlain
from difi_sosial.core.http.messages import DEFAULT_PORTS, Origin, Request, Response, origin_of

AT_ONCE = 256
PATIENT = 64  # threads for names and for what is not plain
FRESH = 60.0  # seconds that a kept connection is trusted: later it may be dead and not know it
REMEMBERED = 300  # sites whose connections are kept, and sites that are not plain
HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+: [^\x00\r\n]*")
MALFORMED = (InvalidSchema, InvalidURL, MissingSchema, UnicodeError)
Outcome = Response | Exception
Hear = Callable[[int, Outcome], bool]


@dataclass(frozen=True)
class Answer:
    """The head of an answer, and how to come by its body. Header names are in lower case."""

    url: str | None
    status: int
    headers: Mapping[str, str]
    body: Callable[[], bytes]
    said: Said


Steps = Generator[tuple[Request, Origin], Answer, Response]


class Decides(Protocol):
    """The door, as its quick hand knows it."""

    def fetch(self, request: Request) -> Response: ...

    def attempt(self, request: Request, started: float) -> Attempt: ...

    def steps(self, request: Request, one: Attempt, started: float) -> Steps: ...


class Lost(Exception):
    """The connection ended before the answer did."""


class _Line(asyncio.Protocol):
    """A connection, with at most one question on it at a time."""

    def __init__(self) -> None:
        self.is_lost = False
        self.used_at = time.monotonic()
        self._transport: asyncio.Transport | None = None
        self._incoming: Incoming | None = None
        self._whole: asyncio.Future[None] | None = None

    async def ask(self, question: bytes, incoming: Incoming) -> None:
        """Send a question and wait for the whole answer."""
        if self._transport is None or self.is_lost:
            raise Lost
        self._whole = asyncio.get_running_loop().create_future()
        self._incoming = incoming
        self._transport.write(question)
        try:
            await self._whole
        finally:
            self._incoming = self._whole = None
            self.used_at = time.monotonic()

    def close(self) -> None:
        """Drop the connection, whatever is under way on it."""
        if self._transport:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        if self._incoming is None or self._whole is None or self._whole.done():
            self.is_lost = True  # it speaks without being asked
            return self.close()
        try:
            self._incoming.feed(data)
        except Exception as error:
            self._whole.set_exception(error)
        else:
            if self._incoming.done:
                self._whole.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_lost = True
        if self._whole and not self._whole.done():
            self._whole.set_exception(Lost())


class Hand:
    """Asks for `door`, in a thread of its own."""

    def __init__(self, door: Decides, user_agent: str, ca: str | bool) -> None:
        self._door, self._user_agent = door, user_agent
        self._trust = partial(_trust, ca if isinstance(ca, str) else certifi.where())
        self._asked: deque[tuple[Sequence[Request], Hear]] = deque()
        self._lines: OrderedDict[Origin, list[_Line]] = OrderedDict()
        self._not_plain: OrderedDict[Origin, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._patient = ThreadPoolExecutor(PATIENT, thread_name_prefix="door")
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="door", daemon=True)
        self._thread.start()

    def ask(self, questions: Sequence[Request], hear: Hear) -> None:
        """Ask these, one after another, until `hear` says that it is enough."""
        self._asked.append((questions, hear))
        self._loop.call_soon_threadsafe(self._begin)

    def close(self) -> None:
        """Stop, whatever is under way."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._patient.shutdown(wait=False, cancel_futures=True)

    def _run(self) -> None:
        try:
            self._loop.run_forever()
        finally:
            for task in self._tasks:
                task.cancel()
            for line in [line for lines in self._lines.values() for line in lines]:
                line.close()
            self._loop.run_until_complete(asyncio.sleep(0))
            self._loop.close()

    def _begin(self) -> None:
        while self._asked:
            task = self._loop.create_task(self._in_turn(*self._asked.popleft()))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _in_turn(self, questions: Sequence[Request], hear: Hear) -> None:
        for number, request in enumerate(questions):
            async with self._gate:
                outcome = await self._outcome(request)
            if not hear(number, outcome):
                return

    async def _outcome(self, request: Request) -> Outcome:
        started = time.monotonic()
        try:
            try:
                if self._is_plain(request):
                    return await self._fetch(request, started)
            except NotPlain:
                self._not_plain[origin_of(request.url)] = None
                if len(self._not_plain) > REMEMBERED:
                    self._not_plain.popitem(last=False)
            left = request.deadline - (time.monotonic() - started)
            patient = replace(request, deadline=left)
            return await self._loop.run_in_executor(self._patient, self._door.fetch, patient)
        except Exception as error:
            return error

    def _is_plain(self, request: Request) -> bool:
        is_simple = request.method == "GET" and request.body is None
        return is_simple and origin_of(request.url) not in self._not_plain

    async def _fetch(self, request: Request, started: float) -> Response:
        one = self._door.attempt(request, started)
        steps = self._door.steps(request, one, started)
        here, origin = next(steps)
        try:
            while True:
                try:
                    answer = await self._answer(here, origin, one)
                except OutsideError as error:
                    here, origin = steps.throw(error)
                else:
                    here, origin = steps.send(answer)
        except StopIteration as end:
            response: Response = end.value
            return response

    async def _answer(self, request: Request, origin: Origin, one: Attempt) -> Answer:
        url, target, sent = _written(request, origin, self._user_agent)
        question = _on_the_line(target, sent)
        try:
            async with asyncio.timeout(one.seconds_left()):
                heard = await self._heard(request, origin, one, question)
        except TimeoutError:
            raise OutOfTime("The request took too long") from None
        except (Lost, OSError) as error:
            raise Temporary(f"The answer broke off ({type(error).__name__})") from error
        said = Said("GET", sent, heard.protocol, heard.reason, tuple(heard.said))
        return Answer(url, heard.status, heard.headers, partial(bytes, heard.body), said)

    async def _heard(
        self, request: Request, origin: Origin, one: Attempt, question: bytes
    ) -> Incoming:
        """The whole answer; asks once more if a kept connection turned out to be dead."""
        if line := self._kept(origin):
            heard = Incoming(request, one)
            try:
                return await self._on(line, origin, question, heard)
            except Lost:
                if heard.begun:
                    raise
        line = await self._connected(origin, one)
        return await self._on(line, origin, question, Incoming(request, one))

    async def _on(self, line: _Line, origin: Origin, question: bytes, heard: Incoming) -> Incoming:
        try:
            await line.ask(question, heard)
        except BaseException:
            line.close()
            raise
        if heard.keeps and not line.is_lost:
            self._keep(origin, line)
        else:
            line.close()
        return heard

    def _kept(self, origin: Origin) -> _Line | None:
        lines = self._lines.get(origin, [])
        while lines:
            line = lines.pop()
            if not line.is_lost and time.monotonic() - line.used_at < FRESH:
                return line
            line.close()
        return None

    def _keep(self, origin: Origin, line: _Line) -> None:
        lines = self._lines.setdefault(origin, [])
        self._lines.move_to_end(origin)
        lines.append(line)
        spare = [lines.pop(0)] if len(lines) > POOL_SIZE else []
        if len(self._lines) > REMEMBERED:
            spare += self._lines.popitem(last=False)[1]
        for one in spare:
            one.close()

    async def _connected(self, origin: Origin, one: Attempt) -> _Line:
        """A connection to the first address that answers, all of them judged before."""
        scheme, host, port = origin
        judge = partial(
            admitted_addresses,
            host,
            port,
            allowed=one.allowed,
            resolve=one.resolve,
            seconds=min(CONNECT_SECONDS, one.seconds_left()),
        )
        is_name = not LITERAL.fullmatch(host)
        addresses = await self._loop.run_in_executor(self._patient, judge) if is_name else judge()
        trust = self._trust() if scheme == "https" else None
        name = host.rstrip(".") if trust else None
        trouble: Exception | None = None
        for address in addresses:
            try:
                async with asyncio.timeout(min(CONNECT_SECONDS, one.seconds_left())):
                    _transport, line = await self._loop.create_connection(
                        _Line,
                        address,
                        port,
                        ssl=trust,
                        server_hostname=name,
                    )
                    return line
            except ssl.SSLCertVerificationError as error:
                raise Permanent("The certificate of the site is not valid") from error
            except ssl.SSLError as error:
                raise Temporary(f"No answer ({type(error).__name__})") from error
            except OSError as error:  # a TimeoutError too
                trouble = error
        raise Temporary(f"No connection to {host}: {trouble}")


@lru_cache(maxsize=8)
def _trust(ca: str) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=ca)


def _written(request: Request, origin: Origin, user_agent: str) -> tuple[str, str, Headers]:
    """The address as it is read, what the site is asked for, and the headers that are sent."""
    params = request.params.items() if isinstance(request.params, Mapping) else request.params
    try:
        url, target = _target(request.url, tuple((name, value) for name, value in params))
        if origin_of(url) != origin:
            raise Permanent("The address can be read in two ways")
    except MALFORMED:
        raise Permanent("The address or a header is malformed") from None
    scheme, host, port = origin
    place = f"[{host}]" if ":" in host else host
    place = place if port == DEFAULT_PORTS[scheme] else f"{place}:{port}"
    own = {"Host": place, "User-Agent": user_agent, "Connection": "keep-alive"}
    return url, target, tuple((own | request.own_headers()).items())


def _on_the_line(target: str, headers: Headers) -> bytes:
    lines = [f"{name}: {value}" for name, value in headers]
    try:
        if all(map(HEADER.fullmatch, lines)):
            return "\r\n".join((f"GET {target} HTTP/1.1", *lines, "", "")).encode("latin-1")
    except UnicodeError:
        pass
    # Without the cause: its words hold the header that was wrong, which may be a secret.
    raise Permanent("The address or a header is malformed") from None


@lru_cache(maxsize=4096)
def _target(url: str, params: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """The address in one spelling, and the part of it that the site is asked for."""
    prepared = requests.PreparedRequest()
    prepared.prepare_url(url, list(params))
    return prepared.url or "", prepared.path_url
