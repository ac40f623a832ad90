"""Every hostile server we know of: what it answers, and how asking it must end."""

import gzip
import itertools
import json
import socket
import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from difi_sosial.core.clock import now
from tests.core.servers import Answer, RawServer, reply, saying

MEGA = 1024 * 1024
TEMPORARY, TOO_LARGE, LIMITED = "temporary", "too_large", "rate_limited"
ODD, INSIDE, READ = "not_understood", "address_refused", "read"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
OPEN = b"HTTP/1.1 200 OK\r\n\r\n"
ITEM = "<item><guid>{id}</guid><title>Testetaten</title><link>{link}</link>{more}</item>"
# Names and what they answer, each time the next.
NAMES: dict[str, list[list[str]]] = {
    "localhost": [["127.0.0.1"]],
    "127.0.0.1": [["127.0.0.1"]],
    "inside.example": [["127.0.0.1"]],
    "both.example": [["93.184.216.34", "127.0.0.1"]],
    "rebinding.example": [["10.0.0.8"], ["93.184.216.34"]],
    "metadata.example": [["169.254.169.254"]],
    "mapped.example": [["::ffff:127.0.0.1"]],
    "unique-local.example": [["fd00::1"]],
    "nothing.example": [[]],
    "2130706433": [["127.0.0.1"]],
    "0x7f.1": [["127.0.0.1"]],
}


@dataclass(frozen=True, eq=False)
class Case:
    """One server. `place` is where it is asked when not at its own address."""

    name: str
    answer: Answer
    ends: tuple[str, ...]
    place: str = ""
    check: Callable[[list[Any]], bool] | None = None
    tls: ssl.SSLContext | None = None

    def address(self, site: RawServer) -> str:
        return self.place.format(port=site.port) if self.place else site.url("/feed")


def feed(*items: str, head: str = "") -> bytes:
    rss = f'{head}<rss version="2.0"><channel><title>B</title>{"".join(items)}</channel></rss>'
    return rss.encode()


def item(number: object = 1, link: str = "https://blogg.example/1", more: str = "") -> str:
    return ITEM.format(id=number, link=link, more=more)


def xml(body: bytes, **headers: str) -> Answer:
    return saying(reply(body, Content_Type="application/rss+xml", **headers))


GOOD = xml(feed(item()))


def dripping(start: bytes, drop: bytes) -> Answer:
    def answer(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(start)
        while True:
            time.sleep(0.1)
            connection.sendall(drop)

    return answer


def flooding(start: bytes, drop: bytes) -> Answer:
    def answer(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(start)
        while True:
            connection.sendall(drop)

    return answer


def raw(what: bytes) -> Answer:
    def answer(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(what)
        connection.shutdown(socket.SHUT_WR)

    return answer


def moved(place: str, status: str = "302 Found") -> Answer:
    return saying(reply(b"", status, Location=place))


def changing(connection: socket.socket, _head: bytes, count: Any = itertools.count()) -> None:  # noqa: B008
    body = feed(item(f"id-{next(count)}"))
    connection.sendall(reply(body, Content_Type="application/rss+xml"))


def half_tls() -> ssl.SSLContext:
    """A handshake that has no certificate to show, and breaks off."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)


def bomb(pack: Callable[[bytes], bytes], encoding: str) -> Answer:
    return saying(reply(pack(bytes(60 * MEGA)), Content_Encoding=encoding))


def deflated(data: bytes) -> bytes:
    return zlib.compress(data, 9)


LAUGHS = (
    '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">'
    '<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;">]>'
)
OUTSIDE = '<!DOCTYPE r [<!ENTITY x SYSTEM "{place}">]>'
MANY = "<item " + " ".join(f"a{n}='1'" for n in range(20_000)) + "></item>"
SCRIPT = "<description>&lt;script&gt;alert(1)&lt;/script&gt;Testetaten</description>"


def one(mentions: list[Any]) -> bool:
    return len(mentions) == 1


def none(mentions: list[Any]) -> bool:
    return not mentions


def harmless(mentions: list[Any]) -> bool:
    return len(mentions) == 1 and "alert" not in mentions[0].text


def not_ahead(mentions: list[Any]) -> bool:
    return len(mentions) == 1 and mentions[0].posted_at <= now() + timedelta(seconds=1)


def no_secrets_of_ours(mentions: list[Any]) -> bool:
    return all("root:" not in mention.text + mention.title for mention in mentions)


SLOW = (
    Case("silence", lambda connection, _head: time.sleep(30), (TEMPORARY,)),
    Case("one byte of body at a time", dripping(OPEN, b"x"), (TEMPORARY,)),
    Case("one chunk at a time", dripping(CHUNKED, b"1\r\nx\r\n"), (TEMPORARY,)),
    Case("one header at a time", dripping(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"), (TEMPORARY,)),
    Case("a header that never ends", dripping(b"HTTP/1.1 200 OK\r\nX-A: ", b"b"), (TEMPORARY,)),
    Case("a status line that drips", dripping(b"", b"H"), (TEMPORARY,)),
    Case("100 Continue for ever", dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), (TEMPORARY,)),
    Case("an error page that drips", dripping(b"HTTP/1.1 404 No\r\n\r\n", b"x"), (TEMPORARY,)),
    Case("trailers that drip", dripping(CHUNKED + b"0\r\n", b"X-T: x\r\n"), (TEMPORARY,)),
)
LARGE = (
    Case("an endless body", flooding(OPEN, b"x" * 65536), (TOO_LARGE,)),
    Case("endless chunks", flooding(CHUNKED, b"4000\r\n" + b"x" * 0x4000 + b"\r\n"), (TOO_LARGE,)),
    Case(
        "endless headers",
        flooding(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 999),
        (TOO_LARGE, TEMPORARY),
    ),
    Case(
        "one endless header",
        flooding(b"HTTP/1.1 200 OK\r\nX-A: ", b"b" * 65536),
        (TOO_LARGE, TEMPORARY),
    ),
    Case(
        "huge headers",
        saying(reply(b"", **{f"X_{n}": "b" * 60_000 for n in range(50)})),
        (TOO_LARGE,),
    ),
    Case(
        "it says it is six gigabytes", saying(reply(b"", Content_Length=str(6 << 30))), (TOO_LARGE,)
    ),
    Case("a gzip bomb", bomb(gzip.compress, "gzip"), (TOO_LARGE,)),
    Case("a deflate bomb", bomb(deflated, "deflate"), (TOO_LARGE,)),
    Case(
        "gzip in gzip",
        bomb(lambda data: gzip.compress(gzip.compress(data)), "gzip, gzip"),
        (TOO_LARGE,),
    ),
)
LEADING_ASTRAY = (
    Case("a redirect loop", moved("/again"), (INSIDE,)),
    Case("a redirect to a private address", moved("http://10.0.0.1/"), (INSIDE,)),
    Case("a redirect to the cloud's inside", moved("http://169.254.169.254/latest/"), (INSIDE,)),
    Case("a redirect to a file", moved("file:///etc/passwd"), (INSIDE, TEMPORARY)),
    Case("a redirect to another service", moved("http://blogg.example:6379/"), (INSIDE,)),
    Case("a redirect to nowhere", saying(reply(b"", "302 Found")), (ODD,)),
    Case("a name that lies inside", GOOD, (INSIDE,), "http://inside.example/feed"),
    Case("a name with one address inside", GOOD, (INSIDE,), "http://both.example/feed"),
    Case("a name that rebinds", GOOD, (INSIDE,), "http://rebinding.example/feed"),
    Case("a name of the cloud's inside", GOOD, (INSIDE,), "http://metadata.example/feed"),
    Case("a mapped address", GOOD, (INSIDE,), "http://mapped.example/feed"),
    Case("a unique local address", GOOD, (INSIDE,), "http://unique-local.example/feed"),
    Case("this machine as one number", GOOD, (INSIDE,), "http://2130706433/feed"),
    Case("this machine in hexadecimal", GOOD, (INSIDE,), "http://0x7f.1/feed"),
    Case("a name without an address", GOOD, (TEMPORARY,), "http://nothing.example/feed"),
    Case("a user name in the address", GOOD, (INSIDE,), "http://oss:ord@blogg.example/feed"),
    Case("another service's port", GOOD, (INSIDE,), "http://blogg.example:22/feed"),
)
LYING = (
    Case("a truncated body", raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nx"), (TEMPORARY,)),
    Case("a truncated chunk", raw(CHUNKED + b"5\r\nhe"), (TEMPORARY,)),
    Case("truncated TLS", GOOD, (TEMPORARY,), "https://localhost:{port}/feed", tls=half_tls()),
    Case(
        "plain text where TLS is asked for",
        GOOD,
        (TEMPORARY, INSIDE),
        "https://127.0.0.1:{port}/feed",
    ),
    Case("not gzip", saying(reply(b"not gzip", Content_Encoding="gzip")), (TEMPORARY,)),
    Case("another protocol", raw(b"SSH-2.0-OpenSSH_9.2\r\n"), (TEMPORARY,)),
    Case(
        "two lengths",
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nx"),
        (TEMPORARY, INSIDE, ODD),
    ),
    Case("a hang-up", lambda connection, _head: connection.close(), (TEMPORARY,)),
    Case("429 without a word", saying(reply(b"", "429 No")), (LIMITED,)),
    Case(
        "429 until year 9999",
        saying(reply(b"", "429 No", Retry_After="Fri, 31 Dec 9999 23:59:59 GMT")),
        (LIMITED,),
    ),
    Case("503 for ever", saying(reply(b"", "503 No")), (TEMPORARY,)),
    Case("a web page", saying(reply(b"<!doctype html><p>Hei", Content_Type="text/html")), (ODD,)),
    Case("nothing at all", saying(reply(b"")), (ODD,)),
)
ODD_CONTENT = (
    Case(
        "billion laughs",
        xml(feed(item(more="<description>&e;</description>"), head=LAUGHS)),
        (READ, ODD),
    ),
    Case(
        "an entity of a file",
        xml(
            feed(
                item(more="<description>&x;</description>"),
                head=OUTSIDE.format(place="file:///etc/passwd"),
            )
        ),
        (READ, ODD),
        check=no_secrets_of_ours,
    ),
    Case(
        "an entity of a site",
        xml(
            feed(
                item(more="<description>&x;</description>"),
                head=OUTSIDE.format(place="http://127.0.0.1:1/"),
            )
        ),
        (READ, ODD),
    ),
    Case(
        "twenty thousand attributes",
        xml(feed(MANY)),
        (ODD,),
    ),
    Case("ten thousand deep", xml(feed("<a>" * 10_000)), (ODD,)),
    Case(
        "deep JSON", saying(reply(b'{"a":' * 100_000, Content_Type="application/feed+json")), (ODD,)
    ),
    Case(
        "a wrong charset",
        xml(feed(item()).replace(b"<rss", b'<?xml version="1.0" encoding="utf-7"?><rss')),
        (READ, ODD),
    ),
    Case(
        "a NUL and half letters",
        saying(
            reply(
                json.dumps(
                    {
                        "version": "https://jsonfeed.org/version/1",
                        "items": [
                            {
                                "id": "1\0",
                                "content_text": "Testetaten \ud800\0",
                                "url": "https://a.example",
                            }
                        ],
                    }
                ).encode(),
                Content_Type="application/feed+json",
            )
        ),
        (READ,),
        check=one,
    ),
    Case(
        "a date in the future",
        xml(feed(item(more="<pubDate>Fri, 01 Jan 2100 00:00:00 GMT</pubDate>"))),
        (READ,),
        check=not_ahead,
    ),
    Case("no date", xml(feed(item())), (READ,), check=not_ahead),
    Case("a script in the text", xml(feed(item(more=SCRIPT))), (READ,), check=harmless),
    Case(
        "a link that is a script",
        xml(feed(item(link="javascript:alert(1)"))),
        (READ,),
        check=lambda found: all(one.url.startswith("http") for one in found),
    ),
    Case("ids that change", changing, (READ,), check=one),
    Case(
        "ten thousand entries",
        xml(feed(*map(item, range(10_000)))),
        (READ,),
        check=lambda found: len(found) <= 500,
    ),
)
CASES = (*SLOW, *LARGE, *LEADING_ASTRAY, *LYING, *ODD_CONTENT)
