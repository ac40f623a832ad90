"""The door itself: one question in, one answer or one typed error out."""

import hashlib
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from http import HTTPStatus
from urllib.parse import urljoin

import requests
import urllib3
from requests.exceptions import (
    InvalidHeader,
    InvalidSchema,
    InvalidURL,
    MissingSchema,
    RequestException,
    SSLError,
)

from difi_sosial.core.clock import now
from difi_sosial.core.errors import OutsideError, Permanent, RateLimited, Temporary
from difi_sosial.core.http.addresses import Allowed, Resolver, lookup
from difi_sosial.core.http.connections import (
    ERROR_BODY,
    HEADER_BYTES,
    Attempt,
    OutOfTime,
    Session,
    TooLarge,
    attempt,
)
from difi_sosial.core.http.exchanges import exchange_of, said_in
from difi_sosial.core.http.limits import is_throttled, rate_limit, wait_until
from difi_sosial.core.http.many import Answer, Hand, Hear, Steps
from difi_sosial.core.http.messages import Origin, Request, Response, origin_of
from difi_sosial.core.http.room import Room

log = logging.getLogger(__name__)

REDIRECTS = 5
SESSIONS = 64  # each holds open files; see what the quick hand keeps
PORTS = frozenset({80, 443})
CHUNK = 64 * 1024
IDEMPOTENT = frozenset({"GET", "HEAD"})
REDIRECTED = frozenset({301, 302, 303, 307, 308})
TEMPORARY = frozenset({408, 421, 425}) | frozenset(range(500, 600)) - {501, 505}
# Only the door may set these: the secret ones go by Credential, the others belong to the protocol.
NOT_BY_HAND = frozenset(
    {"authorization", "proxy-authorization", "cookie", "host", "content-length", "connection"}
    | {"transfer-encoding", "te", "trailer", "upgrade", "expect", "accept-encoding"}
)
MALFORMED = (InvalidHeader, InvalidSchema, InvalidURL, MissingSchema, UnicodeError)


class Refused(Permanent):
    """The other side answered with an error that will not pass by itself; see `response`."""

    def __init__(self, message: str, response: Response) -> None:
        super().__init__(message)
        self.response = response


class Failing(Temporary):
    """The other side answered with an error of its own; see `response`."""

    def __init__(self, message: str, response: Response) -> None:
        super().__init__(message)
        self.response = response


class Door:
    """Fetches from the outside; safe to use from several threads.

    `allowed` are "host:port" texts opened although private. `ca` is a file of certificates to trust
    instead of the usual ones. `resolve` and `clock` are there for tests.
    """

    def __init__(
        self,
        *,
        allowed: tuple[str, ...] = (),
        user_agent: str = "difi-sosial",
        ca: str | bool = True,
        clock: Callable[[], datetime] = now,
        resolve: Resolver = lookup,
    ) -> None:
        self._allowed = Allowed.parse(allowed)
        self._user_agent = user_agent
        self._ca = ca
        self._clock = clock
        self._resolve = resolve
        self._sessions: OrderedDict[Origin, Session] = OrderedDict()
        self._lock = threading.Lock()
        self._hand: Hand | None = None

    def fetch(self, request: Request) -> Response:
        """The answer to a request, redirects followed; raises Temporary, RateLimited or Permanent.

        An answer of 2xx, 304 or a status in `request.expect` is returned, any other is raised.
        """
        started = time.monotonic()
        one = self.attempt(request, started)
        steps = self.steps(request, one, started)
        with attempt(one):
            here, origin = next(steps)
            try:
                while True:
                    try:
                        with self._answer(here, origin, one) as answer:
                            here, origin = steps.send(_heard(answer, here, one))
                    except OutsideError as error:
                        here, origin = steps.throw(error)
            except StopIteration as end:
                response: Response = end.value
                return response

    def fetch_many(
        self, requests: Sequence[Request], hear: Hear, *, room: Room | None = None
    ) -> None:
        """The answers to these requests, asked one after another by the quick hand of the door.

        Comes back at once. `hear` is called for each answer or error in turn, from a thread of the
        door's, and must be quick; when it answers False the rest is not asked. `room` is shared by
        all that is asked for the same purpose: nothing is asked while it is full, nor when it is
        over. The deadline of a request begins with its own question, and does not count what its
        name takes to be looked up: that has ten seconds of its own.
        """
        with self._lock:
            self._hand = self._hand or Hand(self, self._user_agent, self._ca)
        self._hand.ask(requests, hear, room or Room())

    def close(self) -> None:
        """Close the kept connections."""
        with self._lock:
            sessions, self._sessions = self._sessions, OrderedDict()
            hand, self._hand = self._hand, None
        for session in sessions.values():
            session.close()
        if hand:
            hand.close()

    def attempt(self, request: Request, started: float) -> Attempt:
        """What a request may use, begun at `started` of the monotonic clock."""
        return Attempt(self._allowed, self._resolve, started + request.deadline, HEADER_BYTES)

    def steps(self, request: Request, one: Attempt, started: float) -> Steps:
        """What the door does with a request, whichever hand asks: gives what to ask, and of whom.

        Is sent the head of each answer, or has thrown into it what went wrong.
        """
        _refuse_headers_by_hand(request)
        try:
            response = yield from self._follow(request, one, started)
        except OutsideError as error:
            _tell(request, f"{type(error).__name__}: {error}", started)
            raise
        _tell(request, f"{response.status} {len(response.body)} B", started)
        return self._judged(response, request)

    def _follow(self, request: Request, one: Attempt, started: float) -> Steps:
        first = origin_of(request.url)
        if request.credential is not None and request.credential.origin != first:
            raise Permanent("The credential belongs to another site")
        here = request
        for _hop in range(REDIRECTS + 1):
            origin = origin_of(here.url)
            self._admit(origin, first, here)
            one.bytes_left = HEADER_BYTES
            answer = yield here, origin
            target = _redirect_target(answer)
            if target is None:
                return self._read(answer, here, one, started)
            if request.method not in IDEMPOTENT:
                raise Permanent(f"The site sends {request.method} on to another address")
            here = _next(here, origin, _joined(answer.url or here.url, target))
        raise Permanent(f"More than {REDIRECTS} redirects")

    def _admit(self, origin: Origin, first: Origin, request: Request) -> None:
        """Refuse ports, private hosts reached from outside, and secrets over an open line."""
        scheme, host, port = origin
        is_opened = (host, port) in self._allowed
        if not is_opened and port not in PORTS:
            raise Permanent(f"Port {port} is not open")
        if is_opened and first[1:] not in self._allowed:
            raise Permanent("A public site may not send us to a private one")
        holds_secret = request.credential is not None or request.is_secret
        if holds_secret and scheme != "https" and not is_opened:
            raise Permanent("A secret is not sent over an unencrypted line")

    def _answer(
        self, request: Request, origin: Origin, one: Attempt, *, again: bool = False
    ) -> requests.Response:
        """The head of an answer; asks once more if a kept connection turned out to be dead."""
        one.bytes_left = HEADER_BYTES
        try:
            return self._send(request, origin, one)
        except MALFORMED:
            # Without the cause: its words hold the header that was wrong, which may be a secret.
            raise Permanent("The address or a header is malformed") from None
        except (RequestException, urllib3.exceptions.HTTPError) as error:
            is_dead = isinstance(error, requests.ConnectionError) and one.reused and not again
            if not is_dead or request.method not in IDEMPOTENT:
                raise _typed(error) from error
        # The library opens a dead connection anew when it takes it up again.
        return self._answer(request, origin, one, again=True)

    def _send(self, request: Request, origin: Origin, one: Attempt) -> requests.Response:
        session = self._session(origin)
        params = request.params
        prepared = session.prepare(
            request.method,
            request.url,
            params=list(params.items()) if isinstance(params, Mapping) else list(params),
            headers=request.own_headers(),
            body=request.body,
        )
        if origin_of(prepared.url or "") != origin:
            raise Permanent("The address can be read in two ways")
        return session.send(prepared, seconds=one.seconds_left())

    def _session(self, origin: Origin) -> Session:
        with self._lock:
            session = self._sessions.pop(origin, None) or Session(self._user_agent, self._ca)
            self._sessions[origin] = session
            oldest = (
                self._sessions.popitem(last=False)[1] if len(self._sessions) > SESSIONS else None
            )
        if oldest is not None:
            oldest.close()
        return session

    def _read(self, answer: Answer, request: Request, one: Attempt, started: float) -> Response:
        headers = dict(answer.headers)
        headers.pop("set-cookie", None)
        at = self._clock()
        body = answer.body()
        named = request.credential.header if request.credential else ""
        is_same = answer.status == HTTPStatus.NOT_MODIFIED
        return Response(
            url=answer.url or request.url,
            status=answer.status,
            headers=headers,
            body=body,
            fetched_at=at,
            elapsed=time.monotonic() - started,
            not_modified=is_same,
            sha256=hashlib.sha256(body).hexdigest(),
            limit=rate_limit(headers, now=at, body=body),
            exchange=None if is_same else exchange_of(answer.said, named),
        )

    def _judged(self, response: Response, request: Request) -> Response:
        status, at = response.status, response.fetched_at
        if status in request.expect:
            return response
        if is_throttled(status, response.headers, now=at, body=response.body):
            until = wait_until(response.headers, now=at, status=status, body=response.body)
            raise RateLimited(f"Asked to wait ({status})", until=until)
        if 200 <= status < 300 or response.not_modified:
            return response
        if status in TEMPORARY:
            raise Failing(f"The site answered {status}", response)
        raise Refused(f"The site answered {status}", response)


def _refuse_headers_by_hand(request: Request) -> None:
    wrong = sorted(NOT_BY_HAND.intersection(name.lower() for name in request.headers))
    if wrong:
        raise ValueError(f"Only the door sets {', '.join(wrong)}; secrets go by Credential")


def _heard(answer: requests.Response, request: Request, one: Attempt) -> Answer:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    body = partial(_body, answer, request, one)
    return Answer(answer.url, answer.status_code, headers, body, said_in(answer))


def _redirect_target(answer: Answer) -> str | None:
    if answer.status not in REDIRECTED or "location" not in answer.headers:
        return None
    # Header bytes come as Latin-1 text; addresses in the wild are UTF-8.
    return answer.headers["location"].encode("latin-1").decode("utf-8", "replace")


def _joined(base: str, target: str) -> str:
    try:
        return urljoin(base, target)
    except ValueError:
        raise Permanent("The site sends us to something that is not an address") from None


def _next(request: Request, origin: Origin, url: str) -> Request:
    """The request for the next hop; what was meant for one site alone stays behind."""
    moved = replace(request, url=url.partition("#")[0], params=())
    if origin_of(url) == origin:
        return moved
    return replace(moved, credential=None, headers={})


def _body(answer: requests.Response, request: Request, one: Attempt) -> bytes:
    """The body after decompression; too large is an error, but for an error page just cut."""
    is_error = answer.status_code >= 400 and answer.status_code not in request.expect
    most = min(ERROR_BODY, request.max_bytes) if is_error else request.max_bytes
    one.bytes_left = 2 * request.max_bytes + HEADER_BYTES
    declared = answer.headers.get("content-length", "")
    if not is_error and declared.isdigit() and int(declared) > most:
        raise TooLarge(f"The answer says it is {declared} bytes")
    body = bytearray()
    try:
        for chunk in answer.raw.stream(CHUNK, decode_content=True):
            body += chunk
            one.seconds_left()
            if len(body) > most:
                if is_error:
                    return bytes(body[:most])
                raise TooLarge(f"The answer is larger than {most} bytes")
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise Temporary(f"The answer broke off ({type(error).__name__})") from error
    return bytes(body)


def _typed(error: Exception) -> OutsideError:
    if isinstance(error, SSLError) and "CERTIFICATE_VERIFY_FAILED" in str(error):
        return Permanent("The certificate of the site is not valid")
    if isinstance(error, requests.Timeout):
        return OutOfTime("The request took too long")
    return Temporary(_reason(error))


def _reason(error: Exception) -> str:
    """What went wrong without the address: the library's own words hold the whole query."""
    inner = error.args[0] if error.args else error
    return f"No answer ({type(getattr(inner, 'reason', None) or inner).__name__})"


def _tell(request: Request, outcome: str, started: float) -> None:
    # Without the query: search words can be about a person.
    place = request.url.partition("?")[0].partition("#")[0].rpartition("@")[2]
    log.info("%s %s: %s, %.2f s", request.method, place, outcome, time.monotonic() - started)
