"""The inside of a connection: connects to a judged address only, and can neither drip nor flood.

A time-out of the socket is per read, so a server that sends one byte a second never reaches it.
Here every single read, of headers too, is given just the time that is left of the whole request and
is taken from the number of bytes that may come over the wire.
"""

import io
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import TYPE_CHECKING, Any

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from difi_sosial.core.errors import Permanent, Temporary
from difi_sosial.core.http.addresses import Allowed, Resolver, admitted_addresses

if TYPE_CHECKING:
    from typing_extensions import Buffer

CONNECT_SECONDS = 10.0
HEADER_BYTES = 128 * 1024
ERROR_BODY = 64 * 1024  # an error page is kept to this length and no more
EACH_CHUNK = 64  # bytes that a chunk counts for beside its own: a body of tiny ones costs time
POOL_SIZE = 4
NO_DELAY = (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class OutOfTime(Temporary):
    """The whole request took longer than it was given."""


class TooLarge(Permanent):
    """The answer is larger than it may be."""


@dataclass
class Attempt:
    """What one request may still use, and what is known of how it went."""

    allowed: Allowed
    resolve: Resolver
    ends: float
    bytes_left: int
    reused: bool = False
    for_names: float = CONNECT_SECONDS  # what its names may take, where that is counted apart

    def seconds_left(self) -> float:
        """Time left of the whole request; raises OutOfTime when there is none."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise OutOfTime("The request took too long")
        return left

    @contextmanager
    def unhurried(self) -> Iterator[None]:
        """The time that passes in here is not the host's: it waits for us, or for its name."""
        began = time.monotonic()
        try:
            yield
        finally:
            self.ends += time.monotonic() - began

    def spend(self, count: int) -> None:
        """Count bytes that came over the wire."""
        self.bytes_left -= count
        if self.bytes_left < 0:
            raise TooLarge("The answer, or its headers, is too large")


_current: ContextVar[Attempt] = ContextVar("attempt")


@contextmanager
def attempt(one: Attempt) -> Iterator[Attempt]:
    """Make `one` the attempt that every connection used inside answers to."""
    token = _current.set(one)
    try:
        yield one
    finally:
        _current.reset(token)


def connect(host: str, port: int) -> socket.socket:
    """A socket to the first address of the name that answers, all of them judged before."""
    now = _current.get()
    addresses = admitted_addresses(
        host,
        port,
        allowed=now.allowed,
        resolve=now.resolve,
        seconds=min(CONNECT_SECONDS, now.seconds_left()),
    )
    trouble: OSError | None = None
    for address in addresses:
        try:
            made = socket.create_connection(
                (address, port), min(CONNECT_SECONDS, now.seconds_left())
            )
        except OSError as error:
            trouble = error
            continue
        made.setsockopt(*NO_DELAY)
        # The handshake of TLS comes next and counts this as its time in all.
        made.settimeout(now.seconds_left())
        return made
    raise Temporary(f"No connection to {host}: {trouble}")


class _Meter(io.RawIOBase):
    """Reads from a socket within the time and bytes of the attempt."""

    def __init__(self, raw: socket.SocketIO, sock: socket.socket) -> None:
        self._raw = raw
        self._sock = sock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "Buffer") -> int | None:
        now = _current.get()
        self._sock.settimeout(now.seconds_left())
        count = self._raw.readinto(buffer)
        now.spend(count or 0)
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Lines(io.BufferedReader):
    """Headers and the sizes of chunks come by the line, and each line costs time to read."""

    def readline(self, size: int | None = -1, /) -> bytes:
        _current.get().spend(EACH_CHUNK)
        return super().readline(size)


class _MeteredResponse(HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp.close()
        self.fp = _Lines(_Meter(sock.makefile("rb", buffering=0), sock))


class _Connection(HTTPConnection):
    response_class = _MeteredResponse
    answered = False

    def _new_conn(self) -> socket.socket:
        return connect(self._dns_host.strip("[]").lower(), self.port)

    def request(self, *args: Any, **kwargs: Any) -> None:
        _current.get().reused = self.sock is not None and self.answered
        self.answered = False
        super().request(*args, **kwargs)

    def getresponse(self) -> Any:
        response = super().getresponse()
        self.answered = True
        return response


class _SecureConnection(_Connection, HTTPSConnection):
    """The same over TLS; the certificate is checked against the name, not the address."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}


class Session:
    """What is kept of one origin: its connections, and nothing else.

    No cookies, no .netrc, no proxy from the environment, no redirects followed: a session of
    `requests` has all of these to be turned off, and takes as long over them as the answer takes.
    """

    def __init__(self, user_agent: str, ca: str | bool) -> None:
        self._user_agent, self._ca = user_agent, ca
        self._adapter = _Adapter(pool_connections=1, pool_maxsize=POOL_SIZE)

    def prepare(
        self,
        method: str,
        url: str,
        *,
        params: list[tuple[str, str]],
        headers: dict[str, str],
        body: bytes | None,
    ) -> PreparedRequest:
        """The request as it will be sent, its address in one spelling."""
        prepared = PreparedRequest()
        own = {"User-Agent": self._user_agent, "Connection": "keep-alive"}
        prepared.prepare(method=method, url=url, params=params, headers=own | headers, data=body)
        return prepared

    def send(self, prepared: PreparedRequest, *, seconds: float) -> Response:
        """The head of the answer; its body is still to be read."""
        return self._adapter.send(
            prepared, stream=True, timeout=(seconds, seconds), verify=self._ca, proxies={}
        )

    def close(self) -> None:
        """Close the kept connections."""
        self._adapter.close()
