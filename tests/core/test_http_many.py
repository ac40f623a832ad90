"""The quick hand of the door keeps the door's promises, and leaves the odd to the patient one."""

import gzip
import queue
import socket
import time
import zlib

import pytest

from difi_sosial.core import http
from difi_sosial.core.errors import Permanent, RateLimited, Temporary
from difi_sosial.core.http.connections import HEADER_BYTES, Attempt
from difi_sosial.core.http.incoming import Incoming, NotPlain
from tests.core.servers import reply, saying, serving

pytestmark = pytest.mark.network_loopback
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
LENGTH = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
PACKED = b"HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n%s"
TEXT = b"blabaer " * 200


def incoming(**fields) -> Incoming:
    request = http.Request(url="https://blogg.example/", **fields)
    one = Attempt(http.Allowed(), lambda host, port: [], time.monotonic() + 9, HEADER_BYTES)
    return Incoming(request, one)


def heard(raw: bytes, step: int = 0, **fields) -> Incoming:
    answer = incoming(**fields)
    for at in range(0, len(raw), step or len(raw)):
        answer.feed(raw[at : at + (step or len(raw))])
    return answer


def packed(coding: bytes, data: bytes) -> bytes:
    return PACKED % (coding, len(data), data)


def test_a_large_answer_may_come_in_one_read_and_large_headers_may_not():
    large = b"a" * (HEADER_BYTES + 1)
    assert heard(LENGTH % (len(large), large)).done
    with pytest.raises(Permanent):
        heard(b"HTTP/1.1 200 OK\r\nX-A: %s\r\nContent-Length: 0\r\n\r\n" % large)


@pytest.mark.parametrize("step", [0, 1, 7])
@pytest.mark.parametrize(
    ("raw", "body"),
    [
        (LENGTH % (5, b"hello"), b"hello"),
        (LENGTH % (0, b""), b""),
        (b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n', b""),
        (CHUNKED + b"5\r\nhello\r\nB;x=y\r\n, and again\r\n0\r\n\r\n", b"hello, and again"),
        (CHUNKED + b"1\r\na\r\n0\r\nX-Sum: 1\r\n\r\n", b"a"),
        (packed(b"gzip", gzip.compress(TEXT)), TEXT),
        (packed(b"deflate", zlib.compress(TEXT)), TEXT),
    ],
)
def test_a_plain_answer_is_read_however_it_is_cut(raw, body, step):
    answer = heard(raw, step)
    assert (answer.done, answer.keeps, bytes(answer.body)) == (True, True, body)


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 200 OK\r\n\r\nuntil the end",
        b"HTTP/2 200 OK\r\nContent-Length: 1\r\n\r\na",
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nA: b\r\n c\r\nContent-Length: 1\r\n\r\na",
        b"HTTP/1.1 200 OK\nContent-Length: 1\r\n\r\na",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 101 + b"Content-Length: 0\r\n\r\n",
        packed(b"br", b"x"),
        packed(b"gzip, gzip", b"x"),
        packed(b"gzip", gzip.compress(b"a") * 2),
        packed(b"deflate", zlib.compress(TEXT)[2:]),
    ],
)
def test_what_is_odd_is_left_to_the_patient_hand(raw):
    with pytest.raises(NotPlain):
        heard(raw)


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (CHUNKED + b"5\r\nhelloo\r\n", Temporary),
        (CHUNKED + b"-5\r\nhello\r\n", Temporary),
        (packed(b"gzip", b"not packed"), Temporary),
        (packed(b"gzip", gzip.compress(bytes(10**6))), http.TooLarge),
        (LENGTH % (1001, b""), http.TooLarge),
        (CHUNKED + b"3E9\r\n" + bytes(1001), http.TooLarge),
        (b"HTTP/1.1 200 OK\r\nA: " + b"a" * HEADER_BYTES, http.TooLarge),
    ],
)
def test_lies_and_floods_end_in_their_errors(raw, error):
    with pytest.raises(error):
        heard(raw, 4096, max_bytes=1000)


def test_short_chunks_are_read_and_a_body_of_tiny_ones_costs_too_much():
    line = b"28\r\n" + b"x" * 40 + b"\r\n"
    body = heard(CHUNKED + line * 1000 + b"0\r\n\r\n", 4096, max_bytes=50_000).body
    assert len(body) == 40_000
    with pytest.raises(http.TooLarge):
        heard(CHUNKED + b"1\r\nx\r\n" * 5000, 4096, max_bytes=50_000)


def test_an_error_page_is_cut_and_more_than_was_asked_ends_the_connection():
    page = heard(b"HTTP/1.1 404 No\r\nContent-Length: 9000\r\n\r\n" + bytes(9000), max_bytes=1000)
    assert (page.status, len(page.body), page.done, page.keeps) == (404, 1000, True, False)
    assert not heard(LENGTH % (1, b"ab")).keeps
    assert not heard(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").keeps


def ask(door, *requests, stop=True):
    """What the quick hand hears of these, in turn."""
    told: queue.SimpleQueue = queue.SimpleQueue()

    def hear(number, outcome):
        goes_on = not (stop and isinstance(outcome, Exception))
        told.put((outcome, goes_on and number + 1 < len(requests)))
        return goes_on

    door.fetch_many(requests, hear)
    outcomes, more = [], True
    while more:
        outcome, more = told.get(timeout=20)
        outcomes.append(outcome)
    return outcomes


def test_questions_are_asked_in_turn_on_one_connection_until_one_fails():
    limited = reply(b"", "429 Too Many Requests", Retry_After="60")
    with serving(saying(reply(b"one"), reply(b"two"), limited, reply(b"never"))) as site:
        door = http.Door(allowed=(site.place,))
        outcomes = ask(door, *[http.Request(url=site.url(f"/{n}")) for n in range(4)])
        door.close()
    assert [one.body for one in outcomes[:2]] == [b"one", b"two"]
    assert isinstance(outcomes[2], RateLimited)
    assert (len(site.seen), site.connections) == (3, 1)


def test_the_patient_hand_is_asked_at_once_the_next_time():
    def old(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(b"HTTP/1.0 200 OK\r\n\r\nold")
        connection.close()

    with serving(old) as site:
        door = http.Door(allowed=(site.place,))
        request = http.Request(url=site.url())
        assert [ask(door, request)[0].body for _time in range(2)] == [b"old", b"old"]
        door.close()
    assert len(site.seen) == 3


def dripping(connection: socket.socket, _head: bytes) -> None:
    connection.sendall(CHUNKED)
    while True:
        time.sleep(0.02)
        connection.sendall(b"1\r\nx\r\n")


def test_the_door_decides_for_both_hands():
    sent_inside = reply(b"", "302 Found", Location="http://127.0.0.1:1/")
    with serving(dripping) as slow, serving(saying(sent_inside)) as site:
        door = http.Door(allowed=(slow.place, site.place))
        started = time.monotonic()
        requests = [
            http.Request(url=slow.url(), deadline=0.3),
            http.Request(url=site.url()),
            http.Request(url="http://127.0.0.1/"),
            http.Request(url=slow.url(), headers={"X-A": "b\r\nC: d"}),
            http.Request(url="ftp://blogg.example/"),
        ]
        late, *refused = ask(door, *requests, stop=False)
        door.close()
    assert isinstance(late, http.OutOfTime)
    assert time.monotonic() - started < 6
    assert [isinstance(error, Permanent) for error in refused] == [True] * 4


def test_a_connection_that_died_while_it_was_kept_is_opened_anew():
    def once(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(reply(b"here"))
        connection.close()

    with serving(once) as site:
        door = http.Door(allowed=(site.place,))
        outcomes = ask(door, *[http.Request(url=site.url())] * 3)
        door.close()
    assert [one.body for one in outcomes] == [b"here"] * 3
