"""The original answers as WARC: whole, dated, and provably what was received."""

import hashlib
import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core import http
from difi_sosial.monitoring.connectors.base import Post
from difi_sosial.monitoring.models import Capture, Mention
from difi_sosial.monitoring.services import exchanges, mentions, warc
from difi_sosial.people.enums import Role
from tests.factories.monitoring import MOMENT, SourceFactory

pytestmark = pytest.mark.django_db


def arrive(source, body, text, at):
    capture = mentions.pack(
        source=source,
        url="https://blogg.example/feed",
        status=200,
        content_type="application/rss+xml",
        body=body,
        at=at,
        sha256=hashlib.sha256(body).hexdigest(),
    )
    posts = [Post("1", "https://blogg.example/1", text)]
    mentions.store(source=source, posts=posts, at=at, capture=capture)


@pytest.fixture
def mention():
    source = SourceFactory()
    arrive(source, b"<rss>en</rss>", "Testetaten er trege.", MOMENT)
    arrive(source, b"<rss>to</rss>", "Testetaten er raske.", MOMENT + timedelta(days=1))
    return Mention.objects.get()


def test_a_warc_holds_every_answer_behind_a_mention_with_its_time_and_digest(
    mention, client_for, tmp_path
):
    client = client_for(Role.ARCHIVIST)
    answer = client.get(reverse("monitoring:warc-download", args=[mention.uuid]))
    records = [
        (
            record.rec_type,
            record.rec_headers.get_header("WARC-Date"),
            record.content_stream().read(),
        )
        for record in ArchiveIterator(io.BytesIO(answer.content), check_digests="raise")
    ]
    bodies = [(date, body) for kind, date, body in records if kind == "resource"]
    assert bodies == [
        ("2026-11-20T09:00:00.000000Z", b"<rss>en</rss>"),
        ("2026-11-21T09:00:00.000000Z", b"<rss>to</rss>"),
    ]
    said = [body.decode() for kind, _date, body in records if kind == "metadata"]
    assert "GET https://blogg.example/feed" in said[0]
    assert hashlib.sha256(b"<rss>en</rss>").hexdigest() in said[0]
    assert EventRow.objects.filter(kind=Event.CAPTURE_FETCHED).count() == 1
    file = tmp_path / "omtale.warc.gz"
    file.write_bytes(answer.content)
    checker = Checker(type("Options", (), {"inputs": [str(file)], "verbose": False})())
    checker.process_all()
    assert checker.exit_value == 0


HEARD = [["Content-Type", "application/rss+xml"], ["Content-Encoding", "gzip"]]


def exchange(token="hemmelig"):
    told = http.Exchange(
        method="GET",
        sent=(("User-Agent", "difi-sosial"), ("Authorization", "(struck out)")),
        protocol="HTTP/1.1",
        reason="OK",
        heard=(*map(tuple, HEARD), ("Link", f"<https://x.example/?page=2&x={token}>; rel=next")),
        struck=("Authorization",),
    )
    facts = {"url": "https://x.example/", "status": 200, "headers": {}, "body": b"", "limit": None}
    facts |= {"fetched_at": MOMENT, "elapsed": 0.1, "not_modified": False, "sha256": ""}
    return exchanges.kept(http.Response(**facts, exchange=told), token)


def test_what_was_sent_and_heard_is_kept_without_secrets_and_proven(mention, client_for, tmp_path):
    kept = exchange()
    assert "hemmelig" not in str(kept)
    assert kept["struck"] == ["Authorization", "Link"]
    Capture.objects.filter(pk=mention.capture_id).update(exchange=kept)
    client = client_for(Role.ARCHIVIST)
    file = tmp_path / "omtale.warc.gz"
    file.write_bytes(client.get(reverse("monitoring:warc-download", args=[mention.uuid])).content)
    records = {}
    packed = io.BytesIO(file.read_bytes())
    for record in ArchiveIterator(packed, check_digests="raise"):
        body = record.content_stream().read()
        records.setdefault(record.rec_type, []).append((record, body))
    # The older answer came before this was kept.
    assert [body for _record, body in records["resource"]] == [b"<rss>en</rss>"]
    (answer, body), (asked, _nothing) = records["response"][0], records["request"][0]
    assert body == b"<rss>to</rss>"
    assert answer.http_headers.get_statuscode() == "200"
    assert answer.http_headers.get_header("Content-Type") == "application/rss+xml"
    assert answer.http_headers.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert answer.http_headers.get_header("Content-Length") == "13"
    assert asked.http_headers.protocol == "GET"
    assert asked.http_headers.get_header("Host") == "blogg.example"
    assert asked.http_headers.get_header("Authorization") == "(struck out)"
    said = records["metadata"][1][1].decode()
    assert "struck-out-headers: Authorization, Link" in said
    checker = Checker(type("Options", (), {"inputs": [str(file)], "verbose": False})())
    checker.process_all()
    assert checker.exit_value == 0


def test_the_same_answers_give_the_same_file_each_time_it_is_written(mention):
    Capture.objects.filter(pk=mention.capture_id).update(exchange=exchange())
    for packed in (True, False):
        once, again = (
            warc.written(warc.captures_of(mention), about="to svar", at=MOMENT, packed=packed)
            for _time in range(2)
        )
        assert once == again
    records = ArchiveIterator(io.BytesIO(once))
    ids = [one.rec_headers.get_header("WARC-Record-ID") for one in records]
    assert len(ids) == len(set(ids)) == 6


def test_headers_that_were_changed_are_found(mention):
    Capture.objects.filter(pk=mention.capture_id).update(exchange=exchange() | {"reason": "Gone"})
    with pytest.raises(CommandError, match="1 of 2"):
        call_command("verify_captures")


def test_an_adviser_may_not_fetch_the_originals(mention, client_for):
    path = reverse("monitoring:warc-download", args=[mention.uuid])
    assert client_for(Role.ADVISER).get(path).status_code == 403


def test_an_answer_that_was_changed_is_found(mention, capsys):
    call_command("verify_captures")
    assert "2 original answers hold" in capsys.readouterr().out
    Capture.objects.filter(pk=mention.capture_id).update(sha256="0" * 64)
    with pytest.raises(CommandError, match="1 of 2"):
        call_command("verify_captures")
