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
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Protocol

import certifi
import requests
from requests.exceptions import InvalidSchema, InvalidURL, MissingSchema

from difi_sosial.core.errors import OutsideError, Permanent, Temporary
from difi_sosial.core.http.connections import CONNECT_SECONDS, Attempt, OutOfTime
from difi_sosial.core.http.exchanges import Headers, Said
from difi_sosial.core.http.incoming import Incoming, NotPlain
from difi_sosial.core.http.lines import Line, Lines, Lost
from difi_sosial.core.http.messages import DEFAULT_PORTS, Origin, Request, Response, origin_of
from difi_sosial.core.http.names import Names
from difi_sosial.core.http.room import Room

AT_ONCE = 500  # as many as a round has hosts, so that none waits for another
LARGE = 16  # answers larger than the share of each, at a time
PATIENT = 64  # threads for what is not plain
REMEMBERED = 10_000  # sites that are not plain; one that is forgotten is asked twice
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


class Unwanted(Exception):
    """Nobody waits for the answer any more: it is not asked for."""


class Decides(Protocol):
    """The door, as its quick hand knows it."""

    def fetch(self, request: Request) -> Response: ...

    def attempt(self, request: Request, started: float) -> Attempt: ...

    def steps(self, request: Request, one: Attempt, started: float) -> Steps: ...


class Hand:
    """Asks for `door`, in a thread of its own."""

    def __init__(self, door: Decides, user_agent: str, ca: str | bool) -> None:
        self._door, self._user_agent = door, user_agent
        self._trust = partial(_trust, ca if isinstance(ca, str) else certifi.where())
        self._asked: deque[tuple[Sequence[Request], Hear, Room]] = deque()
        self._asking = threading.Lock()
        self._not_plain: OrderedDict[Origin, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._gate, self._large = asyncio.Semaphore(AT_ONCE), asyncio.Semaphore(LARGE)
        self._patient = ThreadPoolExecutor(PATIENT, thread_name_prefix="door")
        self._loop = asyncio.new_event_loop()
        self._lines, self._names = Lines(self._loop), Names()
        self._thread = threading.Thread(target=self._run, name="door", daemon=True)
        self._thread.start()

    def ask(self, questions: Sequence[Request], hear: Hear, room: Room) -> None:
        """Ask these, one after another, until `hear` says that it is enough."""
        with self._asking:
            self._asked.append((questions, hear, room))
            is_first = len(self._asked) == 1
        if is_first:  # else it is woken already, and takes this along
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
            self._lines.close()
            self._loop.run_until_complete(asyncio.sleep(0))
            self._loop.close()

    def _begin(self) -> None:
        while self._asked:
            task = self._loop.create_task(self._in_turn(*self._asked.popleft()))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _in_turn(self, questions: Sequence[Request], hear: Hear, room: Room) -> None:
        for number, request in enumerate(questions):
            await self._ready(room)
            outcome = await self._outcome(request, room)
            if room.is_over or not hear(number, outcome):
                return

    async def _ready(self, room: Room) -> None:
        """Wait until the one who asks can take in more."""
        while not room.is_free:
            woken = self._loop.create_future()
            if not room.ready(partial(self._wake, woken)):
                await woken

    def _wake(self, sleeper: asyncio.Future[None]) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody sleeps there
            self._loop.call_soon_threadsafe(_done, sleeper)

    async def _outcome(self, request: Request, room: Room) -> Outcome:
        try:
            if self._is_plain(request):
                async with self._gate:
                    started = time.monotonic()  # only now: until here it waited for us
                    one = self._door.attempt(request, started)
                    try:
                        return await self._fetch(request, one, started, room)
                    except NotPlain:
                        self._leave_to_patience(request)
                        request = replace(request, deadline=one.ends - time.monotonic())
            # Outside the gate: however long the patient hand takes, it holds no other up.
            return await self._loop.run_in_executor(self._patient, self._patiently, request, room)
        except Exception as error:
            return error

    def _patiently(self, request: Request, room: Room) -> Response:
        room.wait()  # many may have stood in line for a thread
        if room.is_over:
            raise Unwanted
        return self._door.fetch(request)

    def _is_plain(self, request: Request) -> bool:
        is_simple = request.method == "GET" and request.body is None
        return is_simple and origin_of(request.url) not in self._not_plain

    def _leave_to_patience(self, request: Request) -> None:
        self._not_plain[origin_of(request.url)] = None
        if len(self._not_plain) > REMEMBERED:
            self._not_plain.popitem(last=False)

    async def _fetch(self, request: Request, one: Attempt, started: float, room: Room) -> Response:
        steps = self._door.steps(request, one, started)
        here, origin = next(steps)
        try:
            while True:
                try:
                    answer = await self._answer(here, origin, one, room)
                except OutsideError as error:
                    here, origin = steps.throw(error)
                else:
                    here, origin = steps.send(answer)
        except StopIteration as end:
            response: Response = end.value
            return response

    async def _answer(self, request: Request, origin: Origin, one: Attempt, room: Room) -> Answer:
        url, target, sent = _written(request, origin, self._user_agent)
        question = _on_the_line(target, sent)
        if room.is_over:
            raise Unwanted
        self._lines.in_use += 1
        try:
            heard = await self._heard(request, origin, one, room, question)
        except TimeoutError:
            raise OutOfTime("The request took too long") from None
        except (Lost, OSError) as error:
            raise Temporary(f"The answer broke off ({type(error).__name__})") from error
        finally:
            self._lines.in_use -= 1
        said = Said("GET", sent, heard.protocol, heard.reason, tuple(heard.said))
        return Answer(url, heard.status, heard.headers, partial(bytes, heard.body), said)

    async def _heard(
        self, request: Request, origin: Origin, one: Attempt, room: Room, question: bytes
    ) -> Incoming:
        """The whole answer; asks once more if a kept connection turned out to be dead."""
        if line := self._lines.take(origin):
            heard = Incoming(request, one)
            try:
                return await self._on(line, question, heard, one, room)
            except Lost:
                if heard.begun:
                    raise
        line = await self._connected(origin, one)
        return await self._on(line, question, Incoming(request, one), one, room)

    async def _on(
        self, line: Line, question: bytes, heard: Incoming, one: Attempt, room: Room
    ) -> Incoming:
        try:
            async with asyncio.timeout(one.seconds_left()):
                await line.ask(question, heard)
            if not heard.done:
                await self._rest(line, heard, one, room)
        except BaseException:
            line.close()
            raise
        if heard.keeps and not line.is_lost:
            self._lines.keep(line)
        else:
            line.close()
        return heard

    async def _rest(self, line: Line, heard: Incoming, one: Attempt, room: Room) -> None:
        """The rest of a large answer: few of these at a time, and what was heard goes before."""
        with one.unhurried():
            await self._large.acquire()
        try:
            with one.unhurried():
                await self._ready(room)
            heard.share = heard.most
            async with asyncio.timeout(one.seconds_left()):
                await line.hear_on(heard)
        finally:
            self._large.release()

    async def _connected(self, origin: Origin, one: Attempt) -> Line:
        """A connection to the first address that answers, all of them judged before."""
        scheme, host, port = origin
        addresses = await self._names.addresses(host, port, one)
        self._lines.make_room()
        trust = self._trust() if scheme == "https" else None
        name = host.rstrip(".") if trust else None
        trouble: Exception | None = None
        for address in addresses:
            try:
                async with asyncio.timeout(min(CONNECT_SECONDS, one.seconds_left())):
                    _transport, line = await self._loop.create_connection(
                        partial(Line, origin), address, port, ssl=trust, server_hostname=name
                    )
                    return line
            except ssl.SSLCertVerificationError as error:
                raise Permanent("The certificate of the site is not valid") from error
            except ssl.SSLError as error:
                raise Temporary(f"No answer ({type(error).__name__})") from error
            except OSError as error:  # a TimeoutError too
                trouble = error
        one.seconds_left()  # a site that is slow to open is slow, and not away
        raise Temporary(f"No connection to {host}: {trouble}")


def _done(sleeper: asyncio.Future[None]) -> None:
    if not sleeper.done():
        sleeper.set_result(None)


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
