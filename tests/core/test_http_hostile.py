"""Servers that drip, flood, lie and send us in circles."""

import gzip
import queue
import socket
import sys
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from difi_sosial.core import http
from difi_sosial.core.errors import OutsideError, Permanent, Temporary
from tests.core.servers import Answer, RawServer, reply, saying, serving

pytestmark = pytest.mark.network_loopback
KILO, MEGA = 1024, 1024 * 1024
SLACK = 6.0  # seconds that a busy machine may add; an attack that works takes longer


def fetch(site: RawServer, path: str = "/", **fields: object) -> http.Response:
    request = http.Request(url=site.url(path), **{"deadline": 20.0, **fields})
    with closing(http.Door(allowed=(site.place,))) as door:
        return ask(door, request)


ask = http.Door.fetch


def ask_quickly(door: http.Door, request: http.Request) -> http.Response:
    told: queue.SimpleQueue[http.Outcome] = queue.SimpleQueue()
    door.fetch_many([request], lambda _number, outcome: told.put(outcome) or False)
    outcome = told.get(timeout=40)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


@pytest.fixture(autouse=True, params=["patient", "quick"])
def hand(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every case is put to both hands of the door."""
    if request.param == "quick":
        monkeypatch.setattr(sys.modules[__name__], "ask", ask_quickly)


@contextmanager
def within(*, megabytes: float) -> Iterator[None]:
    """Memory in all threads, ours and the server's."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < megabytes * MEGA
    finally:
        tracemalloc.stop()


def dripping(start: bytes, drop: bytes, *, every: float = 0.05) -> Answer:
    def answer(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(start)
        while True:
            time.sleep(every)
            connection.sendall(drop)

    return answer


def flooding(start: bytes, drop: bytes) -> Answer:
    def answer(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(drop)

    return answer


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
OPEN_ENDED = b"HTTP/1.1 200 OK\r\n\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"x"),
        dripping(CHUNKED, b"1\r\nx\r\n"),
        dripping(CHUNKED, b"0"),
        dripping(OPEN_ENDED, b"x"),
        dripping(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        dripping(b"HTTP/1.1 200 OK\r\nX-A: ", b"b"),
        dripping(b"", b"H"),
        dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        dripping(CHUNKED + b"0\r\n", b"X-Trailer: x\r\n"),
        lambda connection, _head: time.sleep(2 * SLACK),
        dripping(b"HTTP/1.1 404 No\r\n\r\n", b"x"),
        dripping(
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10], b""
        ),
    ],
    ids=[
        *("body", "chunks", "chunk size", "no length", "headers", "one header", "status line"),
        *("continue", "trailers", "silence", "error page", "gzip head"),
    ],
)
def test_the_deadline_holds_for_every_kind_of_drip(answer: Answer) -> None:
    with serving(answer) as site:
        started = time.monotonic()
        with pytest.raises(OutsideError):
            fetch(site, deadline=0.4)
        assert 0.3 < time.monotonic() - started < SLACK


def test_the_deadline_holds_for_the_whole_chain_of_redirects() -> None:
    def answer(connection: socket.socket, head: bytes) -> None:
        time.sleep(0.2)
        connection.sendall(reply(b"", "302 Found", Location=f"/{len(head)}{time.monotonic()}"))

    with serving(answer) as site:
        started = time.monotonic()
        with pytest.raises(Temporary):
            fetch(site, deadline=0.5)
        assert time.monotonic() - started < SLACK


def test_the_deadline_holds_for_a_tls_handshake() -> None:
    with serving(lambda connection, head: time.sleep(2 * SLACK)) as site:
        started = time.monotonic()
        with pytest.raises(Temporary):
            http.Door(allowed=(site.place,)).fetch(
                http.Request(url=site.url(scheme="https"), deadline=0.4)
            )
        assert time.monotonic() - started < SLACK


def deflate_raw(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


ZEROES = bytes(50 * MEGA)


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", lambda: gzip.compress(ZEROES)),
        ("deflate", lambda: deflate_raw(ZEROES)),
        ("gzip, gzip", lambda: gzip.compress(gzip.compress(ZEROES))),
        ("br", lambda: brotli.compress(ZEROES, quality=3)),
    ],
    ids=["gzip", "deflate", "gzip in gzip", "brotli"],
)
@pytest.mark.parametrize("status", ["200 OK", "302 Found", "404 No"])
def test_a_bomb_is_not_inflated(encoding: str, pack: Callable[[], bytes], status: str) -> None:
    bomb = reply(pack(), status, Content_Encoding=encoding, Location="http://10.0.0.1/")
    with (
        serving(saying(bomb)) as site,
        within(megabytes=12),
        pytest.raises(Permanent),
    ):
        fetch(site, max_bytes=MEGA)


def test_size_is_counted_after_decompression() -> None:
    body = gzip.compress(bytes(200 * KILO))
    with serving(saying(reply(body, Content_Encoding="gzip"))) as site:
        assert len(fetch(site, max_bytes=200 * KILO).body) == 200 * KILO
        with pytest.raises(http.TooLarge):
            fetch(site, max_bytes=200 * KILO - 1)


@pytest.mark.parametrize(
    "answer",
    [
        flooding(CHUNKED, b"4000\r\n" + b"x" * 0x4000 + b"\r\n"),
        flooding(OPEN_ENDED, b"x" * KILO * 64),
        flooding(CHUNKED, b"0" * KILO * 64),
        saying(CHUNKED + b"1\r\nx\r\n" * 40_000 + b"0\r\n\r\n"),
        flooding(CHUNKED + b"0\r\n", b"X-Trailer: x\r\n" * 1000),
        flooding(CHUNKED + b"0\r\nX-Trailer: ", b"x" * KILO * 64),
        flooding(b"HTTP/1.1 200 OK\r\n", (b"X-A: " + b"b" * 60_000 + b"\r\n")),
        flooding(b"HTTP/1.1 200 OK\r\nX-A: ", b"b" * KILO * 64),
        flooding(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
        flooding(b"", b"x" * KILO * 64),
    ],
    ids=[
        *("chunks", "no length", "chunk size", "tiny chunks", "trailers"),
        *("one trailer", "headers", "one header", "continue", "status line"),
    ],
)
def test_a_flood_is_cut_off(answer: Answer) -> None:
    with serving(answer) as site, within(megabytes=12), pytest.raises(OutsideError):
        fetch(site, max_bytes=MEGA)


def test_many_large_headers_are_too_much() -> None:
    large = {f"X_{n}": "b" * 60_000 for n in range(50)}
    with serving(saying(reply(b"", **large))) as site, pytest.raises(http.TooLarge):
        fetch(site)


def test_a_declared_size_is_believed_when_it_is_too_large() -> None:
    with (
        serving(saying(reply(b"", Content_Length=str(6 * MEGA)))) as site,
        pytest.raises(http.TooLarge),
    ):
        fetch(site)


def test_an_error_page_is_cut_and_still_an_error() -> None:
    with (
        serving(saying(reply(b"x" * MEGA, "404 No"))) as site,
        pytest.raises(http.Refused) as caught,
    ):
        fetch(site)
    assert len(caught.value.response.body) == 64 * KILO


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort", Temporary),
        (CHUNKED + b"5\r\nhe", Temporary),
        (CHUNKED + b"zz\r\n", Temporary),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip", Temporary),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nhello", OutsideError),
        (b"SSH-2.0-OpenSSH_9.2\r\n", Temporary),
        (b"\x00\x01\x02", Temporary),
        (b"HTTP/1.1 abc OK\r\n\r\n", Temporary),
        (b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe/\r\n\r\n", OutsideError),
    ],
)
def test_a_lie_becomes_a_typed_error(raw: bytes, expected: type[Exception]) -> None:
    def answer(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)

    with serving(answer) as site, pytest.raises(expected):
        fetch(site)


def test_what_follows_a_short_answer_is_not_taken_for_the_next_one() -> None:
    smuggled = reply(b"ok") + reply(b"smuggled")
    with serving(saying(smuggled, reply(b"real"))) as site:
        door = http.Door(allowed=(site.place,))
        bodies = [door.fetch(http.Request(url=site.url())).body for _ in range(2)]
    assert bodies == [b"ok", b"real"]


def test_a_redirect_loop_ends_after_five() -> None:
    with (
        serving(saying(reply(b"", "301 Moved", Location="/again"))) as site,
        pytest.raises(Permanent, match="redirects"),
    ):
        fetch(site)
    assert len(site.seen) == 6


def test_a_post_is_not_sent_on() -> None:
    with (
        serving(saying(reply(b"", "307 Moved", Location="/else"))) as site,
        pytest.raises(Permanent),
    ):
        fetch(site, method="POST", body=b"x")
    assert len(site.seen) == 1


def test_a_redirect_without_a_target_is_an_error() -> None:
    with serving(saying(reply(b"", "302 Found"))) as site, pytest.raises(http.Refused):
        fetch(site)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=200), st.booleans())
def test_no_answer_of_any_bytes_gives_an_untyped_error(noise: bytes, has_head: bool) -> None:
    raw = (b"HTTP/1.1 200 OK\r\n" if has_head else b"") + noise

    def answer(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)

    with serving(answer) as site, suppress(OutsideError):
        fetch(site, deadline=2.0)


def test_failed_fetches_leave_no_open_files() -> None:
    with serving(lambda connection, _head: connection.close()) as site:
        door = http.Door(allowed=(site.place,))
        before = _open_files()
        for _ in range(50):
            with pytest.raises(Temporary):
                door.fetch(http.Request(url=site.url()))
        door.close()
        assert _open_files() <= before + 5


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
