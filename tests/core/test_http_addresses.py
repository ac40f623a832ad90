"""Where the door goes and where it does not, however the address is written."""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from difi_sosial.core import http
from difi_sosial.core.errors import Permanent, Temporary
from difi_sosial.core.http import addresses, connections
from tests.core.servers import reply, saying, serving

PUBLIC = "93.184.215.14"
# The spellings that the C library reads without asking a name server.
SPELLINGS = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0x7f.1",
    "127.0.0.1.",
    "0",
    "0.0.0.0",
    "localhost",
    "LOCALHOST",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::a00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fec0::1]",
    "[fd00::1]",
    "[ff02::1]",
    "[2001:db8::1]",
    "[3fff::1]",
    "[5f00::1]",
    "[100::1]",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "168.63.129.16",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "①②⑦.⓪.⓪.①",
]


def refusing_to_connect(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """No connection is made; the list is where one was tried."""
    tried: list[str] = []

    def connect(address: tuple[str, int], *_rest: object) -> socket.socket:
        tried.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(connections.socket, "create_connection", connect)
    return tried


@pytest.mark.network_loopback
@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_a_special_address_is_connected_to(
    host: str, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = refusing_to_connect(monkeypatch)
    with pytest.raises((Permanent, Temporary)) as caught:
        http.Door().fetch(http.Request(url=f"{scheme}://{host}/"))
    assert tried == []
    # A machine without IPv6 may not read an IPv6 literal; it is not connected to either way.
    assert isinstance(caught.value, Permanent) or "not resolved" in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://blogg.example/",
        "ftp://blogg.example/",
        "//blogg.example/",
        "/feed",
        "",
        "http://",
        "http:///feed",
        "javascript:alert(1)",
        "http://meg@blogg.example/",
        "http://meg:hemmelig@blogg.example/",
        "http://blogg.example@127.0.0.1/",
        "http://blogg.example:8080/",
        "http://blogg.example:22/",
        "https://blogg.example:6379/",
        "http://blogg.example:99999/",
        "http://[::1/",
        "http://[fe80::1%25lo]/",
        "http://127.0.0.1%00.blogg.example/",
        "http://blogg.example\\@127.0.0.1/",
    ],
)
def test_only_plain_web_addresses_are_fetched(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = refusing_to_connect(monkeypatch)
    with pytest.raises((Permanent, Temporary)) as caught:
        http.Door(resolve=lambda host, port: [PUBLIC]).fetch(http.Request(url=url))
    assert "127.0.0.1" not in tried
    if "\\" not in url:
        assert tried == []
        assert isinstance(caught.value, Permanent)


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"],
        [PUBLIC, "127.0.0.1"],
        ["127.0.0.1", PUBLIC],
        [PUBLIC, "fd00::1"],
        ["::ffff:8.8.8.8"],
        ["fe80::1%eth0"],
    ],
)
def test_every_answer_of_a_name_is_judged(
    answers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = refusing_to_connect(monkeypatch)
    with pytest.raises(http.AddressRefused):
        http.Door(resolve=lambda host, port: answers).fetch(
            http.Request(url="http://blogg.example/")
        )
    assert tried == []


def test_a_name_is_asked_once_and_the_judged_address_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried = refusing_to_connect(monkeypatch)
    answers = [[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]]
    with pytest.raises(Temporary):
        http.Door(resolve=lambda host, port: answers.pop(0)).fetch(
            http.Request(url="https://blogg.example/")
        )
    assert tried == [PUBLIC]
    assert len(answers) == 2


@pytest.mark.network_loopback
def test_the_next_address_is_tried_when_the_first_is_dead() -> None:
    with serving(saying(reply(b"ok"))) as site:
        door = http.Door(
            allowed=(f"wiki.intern:{site.port}",), resolve=lambda host, port: ["::1", "127.0.0.1"]
        )
        response = door.fetch(http.Request(url=site.url(host="wiki.intern")))
    assert response.body == b"ok"
    assert f"Host: wiki.intern:{site.port}".encode() in site.seen[0]


@pytest.mark.network_loopback
def test_the_allow_list_opens_a_name_and_a_port_and_nothing_beside() -> None:
    with serving(saying(reply(b"ok"))) as site:
        door = http.Door(allowed=(site.place,))
        assert door.fetch(http.Request(url=site.url())).body == b"ok"
        for url in (site.url(host="localhost"), f"http://127.0.0.1:{site.port + 1}/"):
            with pytest.raises(Permanent):
                door.fetch(http.Request(url=url))
    assert len(site.seen) == 1


@pytest.mark.network_loopback
@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "//10.0.0.1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://meg:x@blogg.example/",
        "http://blogg.example:25/",
        "http://[",
    ],
)
def test_a_redirect_is_judged_like_any_address(target: str) -> None:
    moved = reply(b"", "302 Found", Location=target)
    with serving(saying(moved)) as site, pytest.raises(Permanent):
        http.Door(allowed=(site.place,)).fetch(http.Request(url=site.url()))


def test_a_public_site_may_not_send_us_to_an_opened_private_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    door = http.Door(allowed=("wiki.intern:80",))
    first, request = ("https", "blogg.example", 443), http.Request(url="http://wiki.intern/")
    with pytest.raises(Permanent, match="private"):
        door._admit(("http", "wiki.intern", 80), first, request)
    door._admit(("http", "wiki.intern", 80), ("http", "wiki.intern", 80), request)


def test_a_name_server_that_hangs_is_not_waited_for() -> None:
    let_go = threading.Event()

    def hang(host: str, port: int) -> list[str]:
        let_go.wait(20)
        return [PUBLIC]

    started = time.monotonic()
    with pytest.raises(Temporary):
        http.Door(resolve=hang).fetch(http.Request(url="http://blogg.example/", deadline=0.2))
    let_go.set()
    assert time.monotonic() - started < 6


@pytest.mark.parametrize("trouble", [socket.gaierror(-2, "unknown"), UnicodeError("idna")])
def test_a_name_that_is_not_found_may_come_back(trouble: Exception) -> None:
    def fail(host: str, port: int) -> list[str]:
        raise trouble

    with pytest.raises(Temporary):
        http.Door(resolve=fail).fetch(http.Request(url="http://blogg.example/"))


def test_a_name_without_addresses_is_temporary() -> None:
    with pytest.raises(Temporary):
        http.Door(resolve=lambda host, port: []).fetch(http.Request(url="http://blogg.example/"))


@given(st.ip_addresses())
def test_nothing_that_python_calls_private_is_public(address: addresses.Address) -> None:
    if address.is_private or address.is_multicast or address.is_link_local:
        assert not addresses.is_public(address)


@given(st.ip_addresses(v=4))
def test_no_transition_address_is_public(inner: ipaddress.IPv4Address) -> None:
    for prefix in ("::ffff:0:0", "64:ff9b::", "::"):
        carried = ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) | int(inner))
        assert not addresses.is_public(carried)


@pytest.mark.parametrize("text", [PUBLIC, "1.1.1.1", "2606:4700::1111", "2a01:799::1"])
def test_ordinary_places_are_public(text: str) -> None:
    assert addresses.is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    ("entry", "is_loopback"),
    [
        ("127.0.0.1:8101", True),
        ("127.1:80", True),
        ("2130706433:80", True),
        ("0x7f000001:80", True),
        ("0.0.0.0:80", True),
        ("localhost:8101", True),
        ("LOCALHOST.:8101", True),
        ("wiki.localhost:80", True),
        ("[::1]:80", True),
        ("[::ffff:127.0.0.1]:80", None),
        ("[::ffff:7f00:1]:80", True),
        ("10.0.0.5:443", False),
        ("wiki.intern.testetaten.example:443", False),
        ("[fd00::1]:80", False),
    ],
)
def test_loopback_in_an_allow_list_is_found(entry: str, is_loopback: bool | None) -> None:
    if is_loopback is None:
        with pytest.raises(ValueError, match="host:port"):
            http.loopback_in([entry])
        return
    assert http.loopback_in([entry, "example.org:443"]) == ([entry] if is_loopback else [])


@pytest.mark.parametrize(
    "entry",
    ["", "localhost", "localhost:", "localhost:0", "localhost:99999", "http://a:80", "a b:1"],
)
def test_a_broken_allow_list_is_told_at_once(entry: str) -> None:
    make: Callable[..., http.Door] = http.Door
    with pytest.raises(ValueError, match="host:port"):
        make(allowed=(entry,))
