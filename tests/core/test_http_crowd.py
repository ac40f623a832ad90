"""Many sites asked at once: none waits for another, and no more is held than there is room for."""

import queue
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from difi_sosial.core import http
from difi_sosial.core.http import connections, incoming, lines, many, names
from tests.core.servers import RawServer, reply, saying, serving

pytestmark = pytest.mark.network_loopback
OLD = b"HTTP/1.0 200 OK\r\n\r\nold"


class Crowd:
    """What a door says of many trains of questions at once, in the order it is heard."""

    def __init__(self, sites: Iterable[RawServer], hosts: Iterable[str], **fields: object) -> None:
        allowed = tuple(f"{host}:{site.port}" for site in sites for host in ("127.0.0.1", *hosts))
        self.door = http.Door(allowed=allowed, **{"resolve": here, **fields})
        self.told: queue.SimpleQueue[tuple[str, http.Outcome]] = queue.SimpleQueue()

    def ask(self, *urls: str, room: http.Room | None = None, **fields: object) -> None:
        requests = [http.Request(url=url, **fields) for url in urls]

        def hear(number: int, outcome: http.Outcome) -> bool:
            if room and not isinstance(outcome, Exception):
                room.fill(len(outcome.body))
            self.told.put((requests[number].url, outcome))
            return True

        self.door.fetch_many(requests, hear, room=room)

    def heard(self) -> tuple[str, http.Outcome]:
        return self.told.get(timeout=10)


def here(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


@contextmanager
def crowd(*sites: RawServer, hosts: Iterable[str] = (), **fields: object) -> Iterator[Crowd]:
    one = Crowd(sites, hosts, **fields)
    try:
        yield one
    finally:
        one.door.close()


def soon(happened: Callable[[], bool]) -> bool:
    """Whether it happens within a few seconds."""
    until = time.monotonic() + 5
    while not happened() and time.monotonic() < until:
        time.sleep(0.01)
    return happened()


def sleeping_once(seconds: float, answer: bytes) -> Callable[[socket.socket, bytes], None]:
    """A site that is no HTTP/1.1 and slow to tell the patient hand."""
    asked: list[bytes] = []

    def say(connection: socket.socket, head: bytes) -> None:
        asked.append(head)
        time.sleep(seconds if len(asked) > 1 else 0)
        connection.sendall(answer)
        connection.close()

    return say


def test_a_slow_resolver_is_no_fault_of_the_site_and_keeps_no_other_waiting(monkeypatch):
    monkeypatch.setattr(names, "AT_ONCE", 4)
    monkeypatch.setattr(names, "BRIEF", 0.01)

    def resolve(host: str, port: int) -> list[str]:
        time.sleep(0 if host == "quick.example" else 0.6)
        return ["127.0.0.1"]

    slow = [f"slow-{number}.example" for number in range(20)]
    with (
        serving(saying(reply(b"read"))) as site,
        crowd(site, hosts=["quick.example", *slow], resolve=resolve) as people,
    ):
        for host in (*slow, "quick.example"):
            people.ask(site.url(host=host), deadline=0.4)
        told = [people.heard() for _host in range(21)]
    assert told[0][0] == site.url(host="quick.example")
    assert {outcome.body for _url, outcome in told} == {b"read"}


def test_a_name_that_is_never_resolved_is_given_up_without_calling_the_site_slow(monkeypatch):
    monkeypatch.setattr(names, "BRIEF", 0.05)
    never, begun = threading.Event(), http.Door.attempt

    def resolve(host: str, port: int) -> list[str]:
        never.wait(5)
        return []

    def short(door: http.Door, request: http.Request, started: float) -> connections.Attempt:
        one = begun(door, request, started)
        one.for_names = 0.2
        return one

    monkeypatch.setattr(http.Door, "attempt", short)
    with (
        serving(saying(reply())) as site,
        crowd(site, hosts=["gone.example"], resolve=resolve) as people,
    ):
        people.ask(site.url(host="gone.example"), deadline=0.1)
        _url, outcome = people.heard()
        never.set()
    assert "not resolved in time" in str(outcome)
    assert not isinstance(outcome, http.OutOfTime)


def test_a_site_that_needs_patience_keeps_no_other_waiting(monkeypatch):
    monkeypatch.setattr(many, "AT_ONCE", 1)
    with (
        serving(sleeping_once(0.5, OLD)) as odd,
        serving(saying(reply(b"new"))) as site,
        crowd(odd, site) as people,
    ):
        people.ask(odd.url())
        people.ask(site.url(), deadline=0.3)
        told = [people.heard() for _site in range(2)]
    assert [outcome.body for _url, outcome in told] == [b"new", b"old"]


def test_odd_sites_are_remembered_however_many_they_are():
    with serving(saying(reply())) as site, crowd(site) as people:
        people.ask(site.url())
        people.heard()
        hand = people.door._hand
        requests = [http.Request(url=f"https://odd-{number}.example/") for number in range(5000)]
        for request in requests:
            hand._leave_to_patience(request)
        assert not any(map(hand._is_plain, requests))


def test_nothing_is_asked_for_one_who_is_gone(monkeypatch):
    monkeypatch.setattr(many, "AT_ONCE", 1)
    answered = threading.Event()

    def slow(connection: socket.socket, _head: bytes) -> None:
        answered.wait(5)
        connection.sendall(reply(b"late"))

    with serving(slow) as first, serving(saying(reply())) as second, crowd(first, second) as people:
        room = http.Room()
        people.ask(first.url(), first.url(), room=room)
        people.ask(second.url(), room=room)
        assert soon(lambda: len(first.seen) == 1)
        room.close()
        answered.set()
        people.ask(first.url("/after"))
        assert people.heard()[0].endswith("/after")
        assert (len(first.seen), second.seen) == (2, [])
        assert people.told.empty()


def test_no_more_is_asked_than_there_is_room_for():
    with serving(saying(reply(b"x" * 1000))) as site, crowd(site) as people:
        room = http.Room(1500)
        people.ask(*[site.url(f"/{number}") for number in range(4)], room=room, deadline=0.2)
        assert soon(lambda: len(site.seen) == 2)
        time.sleep(0.3)
        assert len(site.seen) == 2
        room.free(2000)
        told = [people.heard() for _answer in range(4)]
    assert {len(outcome.body) for _url, outcome in told} == {1000}


def test_those_who_wait_for_a_patient_thread_wait_for_room_too(monkeypatch):
    monkeypatch.setattr(many, "PATIENT", 1)
    with serving(sleeping_once(0.02, OLD)) as site, crowd(site) as people:
        room = http.Room(2 * len(b"old"))
        people.ask(site.url(), room=room)
        people.heard()
        for _question in range(10):
            people.ask(site.url(), room=room)
        time.sleep(0.4)
        assert 3 <= len(site.seen) <= 6  # one may have begun before the last one was counted
        room.free(100)
        assert {people.heard()[1].body for _question in range(10)} == {b"old"}


def test_few_large_answers_are_read_at_a_time_and_what_was_heard_goes_before(monkeypatch):
    """While it waits for room its time does not run, and the small ones pass by."""
    monkeypatch.setattr(incoming, "SHARE", 1000)
    monkeypatch.setattr(many, "LARGE", 1)
    goes_on = threading.Event()

    def large(connection: socket.socket, _head: bytes) -> None:
        goes_on.wait(5)
        connection.sendall(reply(b"x" * 900_000))

    with ExitStack() as stack:
        sites = [stack.enter_context(serving(large)) for _site in range(3)]
        small = stack.enter_context(serving(saying(reply(b"small"))))
        people = stack.enter_context(crowd(*sites, small))
        room = http.Room(1)
        people.ask(sites[0].url(), room=room, deadline=0.5)
        assert soon(lambda: len(sites[0].seen) == 1)
        room.fill(1)
        goes_on.set()
        people.ask(small.url())
        assert people.heard()[1].body == b"small"
        time.sleep(0.6)
        assert people.told.empty()
        room.free(1)
        for site in sites[1:]:
            people.ask(site.url())
        assert {len(people.heard()[1].body) for _site in sites} == {900_000}


HOSTS = [f"site-{number}.example" for number in range(6)]


def test_the_longest_idle_connections_make_room_for_new_ones(monkeypatch):
    monkeypatch.setattr(lines, "MOST", 3)
    with serving(saying(reply())) as site, crowd(site, hosts=HOSTS) as people:
        for host in (*HOSTS, HOSTS[-1]):
            people.ask(site.url(host=host))
            people.heard()
        assert site.connections == 6  # the last was asked twice on one
        assert soon(lambda: site.ended == 4)  # one more than needed, while one is in use


def test_idle_connections_are_closed_though_nobody_asks_again(monkeypatch):
    monkeypatch.setattr(lines, "FRESH", 0.2)
    with serving(saying(reply())) as site, crowd(site, hosts=HOSTS) as people:
        for host in HOSTS:
            people.ask(site.url(host=host))
            people.heard()
        assert soon(lambda: site.ended == 6)
