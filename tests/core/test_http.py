"""What the door does with honest servers: answers, connections, secrets, validators."""

import hashlib
import logging
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.test import override_settings

from difi_sosial.core import http
from difi_sosial.core.errors import Permanent, RateLimited, Temporary
from tests.core.servers import Answer, RawServer, reply, saying, serving

pytestmark = pytest.mark.network_loopback

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def door_for(*servers: RawServer, **options: object) -> http.Door:
    allowed = tuple(place for server in servers for place in _names(server))
    return http.Door(allowed=allowed, clock=lambda: NOON, **options)


def _names(server: RawServer) -> list[str]:
    return [server.place, f"localhost:{server.port}"]


def header(head: bytes, name: str) -> str | None:
    for line in head.decode("latin-1").split("\r\n")[1:]:
        if line.lower().startswith(f"{name.lower()}:"):
            return line.partition(":")[2].strip()
    return None


def test_an_answer_comes_back_whole() -> None:
    with serving(
        saying(reply("blåbær".encode(), Content_Type="text/plain; charset=utf-8"))
    ) as site:
        door = door_for(site, user_agent="tester (+post@testetaten.example)")
        response = door.fetch(
            http.Request(url=site.url("/søk?a=1"), params={"q": "æ ø"}, accept="text/plain")
        )
    assert response.status == 200
    assert response.body.decode() == "blåbær"
    assert response.content_type == "text/plain"
    assert response.fetched_at == NOON
    assert response.sha256 == hashlib.sha256("blåbær".encode()).hexdigest()
    assert site.seen[0].startswith(b"GET /s%C3%B8k?a=1&q=%C3%A6+%C3%B8 HTTP/1.1\r\n")
    assert header(site.seen[0], "User-Agent") == "tester (+post@testetaten.example)"
    assert header(site.seen[0], "Accept") == "text/plain"
    assert header(site.seen[0], "Host") == site.place


def test_a_connection_is_kept_and_used_again() -> None:
    with serving(saying(reply(b"one"))) as site:
        door = door_for(site)
        for _ in range(3):
            assert door.fetch(http.Request(url=site.url())).body == b"one"
        assert site.connections == 1
        door.close()


def test_validators_go_out_and_not_modified_comes_in() -> None:
    first = reply(b"feed", ETag='W/"1"', Last_Modified="Sun, 22 Nov 2026 10:00:00 GMT")
    not_modified = b'HTTP/1.1 304 Not Modified\r\nETag: W/"1"\r\n\r\n'
    with serving(saying(first, not_modified)) as site:
        door = door_for(site)
        one = door.fetch(http.Request(url=site.url()))
        two = door.fetch(
            http.Request(url=site.url(), etag=one.etag, last_modified=one.last_modified)
        )
    assert (one.not_modified, two.not_modified) == (False, True)
    assert two.body == b""
    assert header(site.seen[1], "If-None-Match") == 'W/"1"'
    assert header(site.seen[1], "If-Modified-Since") == "Sun, 22 Nov 2026 10:00:00 GMT"


def test_a_kept_connection_that_died_is_replaced_once() -> None:
    def answer_once(connection: socket.socket, _head: bytes) -> None:
        connection.sendall(reply(b"ok"))
        connection.close()

    with serving(answer_once) as site:
        door = door_for(site)
        assert [door.fetch(http.Request(url=site.url())).body for _ in range(3)] == [b"ok"] * 3
        assert site.connections == 3


def server_that_hangs_up_on_the_second_request() -> Answer:
    served: dict[int, int] = {}

    def answer(connection: socket.socket, _head: bytes) -> None:
        served[id(connection)] = served.get(id(connection), 0) + 1
        if served[id(connection)] == 2:
            connection.close()
            return
        connection.sendall(reply(b"ok"))

    return answer


def test_a_get_is_asked_again_when_a_used_connection_is_reset() -> None:
    with serving(server_that_hangs_up_on_the_second_request()) as site:
        door = door_for(site)
        assert [door.fetch(http.Request(url=site.url())).body for _ in range(2)] == [b"ok"] * 2
        assert len(site.seen) == 3
        assert site.connections == 2


def test_the_second_try_does_not_trust_another_kept_connection() -> None:
    both_are_here = threading.Barrier(2, timeout=5)
    hang_up = server_that_hangs_up_on_the_second_request()

    def answer(connection: socket.socket, head: bytes) -> None:
        if head.startswith(b"GET /together"):
            both_are_here.wait()
        hang_up(connection, head)

    with serving(answer) as site:
        door = door_for(site)
        together = [
            threading.Thread(target=door.fetch, args=[http.Request(url=site.url("/together"))])
            for _ in range(2)
        ]
        for thread in together:
            thread.start()
        for thread in together:
            thread.join()
        assert door.fetch(http.Request(url=site.url("/alone"))).body == b"ok"
        assert site.connections == 3


def test_a_post_is_never_asked_again() -> None:
    with serving(server_that_hangs_up_on_the_second_request()) as site:
        door = door_for(site)
        door.fetch(http.Request(url=site.url()))
        with pytest.raises(Temporary):
            door.fetch(http.Request(method="POST", url=site.url(), body=b"x"))
        assert len(site.seen) == 2


def test_a_new_connection_that_is_reset_is_temporary() -> None:
    with serving(lambda connection, _head: connection.close()) as site:
        with pytest.raises(Temporary):
            door_for(site).fetch(http.Request(url=site.url()))
        assert len(site.seen) == 1


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("500 Oops", Temporary),
        ("502 Bad Gateway", Temporary),
        ("503 Unavailable", Temporary),
        ("522 Edge", Temporary),
        ("408 Slow", Temporary),
        ("401 Who", Permanent),
        ("403 No", Permanent),
        ("404 Gone", Permanent),
        ("410 Gone", Permanent),
        ("501 Never", Permanent),
        ("429 Slow down", RateLimited),
    ],
)
def test_a_status_becomes_a_typed_error(status: str, expected: type[Exception]) -> None:
    with (
        serving(saying(reply(b"<html>", status, Content_Type="text/html"))) as site,
        pytest.raises(expected) as caught,
    ):
        door_for(site).fetch(http.Request(url=site.url()))
    assert type(caught.value).__mro__[1] is expected or type(caught.value) is expected


def test_the_error_holds_the_answer() -> None:
    body = b'{"code":"rest_post_invalid_page_number"}'
    with serving(saying(reply(body, "400 Bad", Content_Type="application/json"))) as site:
        door = door_for(site)
        with pytest.raises(http.Refused) as caught:
            door.fetch(http.Request(url=site.url()))
        expected = door.fetch(http.Request(url=site.url(), expect=frozenset({400})))
    assert caught.value.response.json() == {"code": "rest_post_invalid_page_number"}
    assert expected.status == 400


def test_too_many_requests_say_until_when() -> None:
    with (
        serving(saying(reply(b"", "429 No", Retry_After="90"))) as site,
        pytest.raises(RateLimited) as caught,
    ):
        door_for(site).fetch(http.Request(url=site.url()))
    assert caught.value.until == NOON + timedelta(seconds=90)


def test_mediawiki_says_it_is_busy_with_a_200() -> None:
    busy = reply(b"{}", MediaWiki_API_Error="maxlag", Retry_After="5")
    with serving(saying(busy)) as site, pytest.raises(RateLimited) as caught:
        door_for(site).fetch(http.Request(url=site.url()))
    assert caught.value.until == NOON + timedelta(seconds=5)


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        ("text/html", b"<html>", Permanent),
        ("application/json", b"{", Temporary),
        ("application/json", b"[" * 100_000, Temporary),
        ("application/json", b"\xff", Temporary),
    ],
)
def test_json_is_read_only_after_looking_at_the_type(
    content_type: str, body: bytes, expected: type[Exception]
) -> None:
    with serving(saying(reply(body, Content_Type=content_type))) as site:
        response = door_for(site).fetch(http.Request(url=site.url()))
    with pytest.raises(expected):
        response.json()


def test_a_credential_is_sent_to_its_own_site_and_survives_a_redirect_there() -> None:
    def answer(connection: socket.socket, head: bytes) -> None:
        moved = reply(b"", "302 Found", Location="/b")
        connection.sendall(moved if head.startswith(b"GET /a") else reply(b"in"))

    with serving(answer) as site:
        credential = http.Credential.bearer(site.url(), "hemmelig-token")
        response = door_for(site).fetch(http.Request(url=site.url("/a"), credential=credential))
    assert response.url == site.url("/b")
    assert [header(head, "Authorization") for head in site.seen] == ["Bearer hemmelig-token"] * 2


def test_secrets_and_own_headers_stay_behind_on_a_redirect_to_another_site() -> None:
    with serving(saying(reply(b"caught"))) as thief:
        moved = reply(b"", "302 Found", Location=thief.url("/steal"))
        with serving(saying(moved)) as site:
            door = door_for(site, thief)
            door.fetch(
                http.Request(
                    url=site.url(),
                    headers={"X-Api-Key": "hemmelig-1", "Private-Token": "hemmelig-2"},
                    credential=http.Credential.bearer(site.url(), "hemmelig-3"),
                )
            )
    assert b"hemmelig-1" in site.seen[0]
    assert b"hemmelig" not in thief.seen[0]
    assert header(thief.seen[0], "Authorization") is None


def test_a_credential_for_another_site_is_refused_at_once() -> None:
    with serving(saying(reply())) as site:
        credential = http.Credential.bearer("https://annen.example", "hemmelig")
        with pytest.raises(Permanent):
            door_for(site).fetch(http.Request(url=site.url(), credential=credential))
        assert site.seen == []


def test_a_secret_never_goes_over_an_open_line_to_a_public_site() -> None:
    credential = http.Credential.bearer("http://blogg.example", "hemmelig")
    with pytest.raises(Permanent):
        http.Door(resolve=lambda host, port: ["93.184.215.14"]).fetch(
            http.Request(url="http://blogg.example/", credential=credential)
        )


def test_a_secret_is_in_no_text_and_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with serving(saying(reply(b"", "401 No"))) as site:
        credential = http.Credential.basic(site.url(), "bot", "hemmelig")
        request = http.Request(url=site.url("/x?q=Kari+Nordli"), credential=credential)
        with pytest.raises(Permanent) as caught:
            door_for(site).fetch(request)
    ours = "\n".join(r.getMessage() for r in caplog.records if r.name.startswith("difi_sosial"))
    everything = f"{request} {caught.value!r} {caplog.text}"
    assert "hemmelig" not in everything
    assert credential.value not in everything
    assert "/x" in ours
    assert "Kari" not in ours


def test_a_malformed_secret_is_not_shown_in_the_error() -> None:
    with serving(saying(reply())) as site:
        credential = http.Credential.bearer(site.url(), "hemmelig\nX: y")
        with pytest.raises(Permanent) as caught:
            door_for(site).fetch(http.Request(url=site.url(), credential=credential))
    assert caught.value.__cause__ is None
    assert "hemmelig" not in str(caught.value)


@pytest.mark.parametrize("name", ["Authorization", "cookie", "Host", "Content-Length"])
def test_headers_that_belong_to_the_door_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name.lower()):
        http.Door().fetch(http.Request(url="https://blogg.example/", headers={name: "x"}))


def test_cookies_are_neither_kept_nor_shown() -> None:
    with serving(saying(reply(b"", Set_Cookie="spor=1; Path=/"))) as site:
        door = door_for(site)
        response = door.fetch(http.Request(url=site.url()))
        door.fetch(http.Request(url=site.url()))
    assert "set-cookie" not in response.headers
    assert header(site.seen[1], "Cookie") is None


def test_netrc_and_proxy_settings_of_the_machine_are_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login meg password hemmelig\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with serving(saying(reply(b"ok"))) as site:
        assert door_for(site).fetch(http.Request(url=site.url())).body == b"ok"
    assert header(site.seen[0], "Authorization") is None


def test_several_threads_share_a_door() -> None:
    bodies: list[bytes] = []
    with serving(saying(reply(b"ok"))) as site:
        door = door_for(site)

        def fetch() -> None:
            bodies.extend(door.fetch(http.Request(url=site.url())).body for _ in range(5))

        threads = [threading.Thread(target=fetch) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert site.connections <= 30
        door.close()
    assert bodies == [b"ok"] * 30


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder


def tls(folder: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def test_tls_checks_the_name_and_sends_it(certificate: Path) -> None:
    context = tls(certificate)
    names: list[str | None] = []
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    with serving(saying(reply(b"ok")), context=context) as site:
        door = door_for(site, ca=str(certificate / "cert.pem"))
        for _ in range(2):
            url = site.url(host="localhost", scheme="https")
            assert door.fetch(http.Request(url=url)).body == b"ok"
        assert site.connections == 1
        with pytest.raises(Permanent, match="certificate"):
            door.fetch(
                http.Request(url=site.url(scheme="https"))
            )  # the certificate lacks 127.0.0.1
    assert names[0] == "localhost"
    assert header(site.seen[0], "Host") == f"localhost:{site.port}"


def test_an_unknown_certificate_is_permanent(certificate: Path) -> None:
    with (
        serving(saying(reply(b"ok")), context=tls(certificate)) as site,
        pytest.raises(Permanent, match="certificate"),
    ):
        door_for(site).fetch(http.Request(url=site.url(host="localhost", scheme="https")))


def test_the_settings_make_the_door() -> None:
    with serving(saying(reply(b"ok"))) as site:
        with override_settings(HTTP_ALLOWED_PRIVATE=[site.place]):
            assert http.get(site.url()).body == b"ok"
            assert http.door() is http.door()
        with override_settings(HTTP_ALLOWED_PRIVATE=[]), pytest.raises(Permanent):
            http.get(site.url())
