"""What the source answered follows its mention into the journal, in a format that archives take."""

import hashlib
import io

import pytest
from warcio.archiveiterator import ArchiveIterator

from difi_sosial.core import http
from difi_sosial.core.clock import now
from difi_sosial.dialogue import services
from difi_sosial.dialogue.enums import Result, State
from difi_sosial.journal.models import DocumentObject
from difi_sosial.journal.noark.draft import CAPTURE
from difi_sosial.law import services as law_services
from difi_sosial.monitoring.models import Capture
from difi_sosial.monitoring.services import exchanges, mentions
from difi_sosial.people.enums import Role
from tests.core.servers import reply, saying, serving
from tests.factories.dialogue import TriageFactory
from tests.factories.monitoring import SourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.network_loopback]

ALL_YES = dict.fromkeys(
    ("is_case_document", "came_in_or_went_out", "is_handled", "has_value"), True
)
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>Blogg på ås</title></channel></rss>'
PAGE = "<!doctype html><title>Blogg på ås</title>"
TABLE = "navn;antall\nÅs;3\n"


def journalled(person, capture, times=1) -> list[DocumentObject]:
    """The files in the archive of what a source answered, when its mentions are journalled."""
    law_services.load_rules()
    kari = person(Role.ADVISER)
    for _time in range(times):
        mention = TriageFactory(state=State.NO_ANSWER).mention
        mention.capture = capture
        mention.save()
        services.assess(
            mention=mention,
            by=kari,
            at=now(),
            conditions=ALL_YES,
            result=Result.REGISTRY_ENTRY,
            reason="Spørsmål i en sak.",
        )
    return list(DocumentObject.objects.filter(document__document_type=CAPTURE))


def answered(body: bytes, content_type: str, **more) -> Capture:
    facts = {"url": "https://blogg.example/feed", "status": 200, "at": now()} | more
    facts |= {"source": SourceFactory(), "sha256": hashlib.sha256(body).hexdigest()}
    capture = mentions.pack(content_type=content_type, body=body, **facts)
    capture.save()
    return capture


def fetched() -> Capture:
    """A feed that was fetched with a token, from a place that gives out cookies."""
    headers = {"Content-Type": "application/rss+xml", "Set-Cookie": "økt=hemmelig-kake"}
    with serving(saying(reply(FEED.encode(), **headers))) as site:
        credential = http.Credential.bearer(site.url(), "hemmelig-token")
        door = http.Door(allowed=(site.place,))
        answer = door.fetch(http.Request(url=site.url("/feed"), credential=credential))
        door.close()
    assert b"hemmelig-token" in site.seen[0]
    kept = exchanges.kept(answer, "hemmelig-token")
    return answered(answer.body, answer.content_type, url=answer.url, exchange=kept)


@pytest.mark.parametrize(
    ("body", "content_type", "kept"),
    [
        (b'{"text": "Hei"}', "application/activity+json; charset=utf-8", "json application/json"),
        (b'{"text": "Hei"}', "application/vnd.api+json", "json application/json"),
        (b'{"text": "Hei"}', "text/json", "json application/json"),
        (PAGE.encode(), "text/html", "html text/html"),
        (TABLE.encode(), "text/csv; charset=utf-8", "csv text/csv"),
        ("Hei på ås".encode(), "Text/Plain", "txt text/plain"),
    ],
)
def test_an_answer_that_archives_take_goes_in_as_it_came(person, body, content_type, kept):
    [file] = journalled(person, answered(body, content_type))
    assert f"{file.extension} {file.mime_type}" == kept
    assert bytes(file.blob.content) == body
    assert file.document.title == "Svaret fra kilden slik det ble hentet"
    assert file.blob_id == file.document.entry.source_post.sha256


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (FEED.encode(), "application/rss+xml; charset=utf-8"),
        (FEED.encode("latin-1"), "text/xml"),
        (PAGE.encode("latin-1"), "text/html; charset=iso-8859-1"),
        (TABLE.encode("cp1252"), "text/csv"),
        (TABLE.encode(), "application/octet-stream"),
        (b'{"text": ', "application/json"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
    ],
)
def test_any_other_answer_goes_in_as_warc_byte_for_byte(person, body, content_type):
    [file] = journalled(person, answered(body, content_type))
    assert (file.extension, file.pronom) == ("warc", "fmt/1355")
    kept = bytes(file.blob.content)
    assert kept.startswith(b"WARC/1.1\r\n")  # not compressed
    records = ArchiveIterator(io.BytesIO(kept))
    [answer] = [one.content_stream().read() for one in records if one.rec_type == "resource"]
    assert answer == body


def test_the_checksum_of_the_answer_stands_in_the_warc_file_and_the_title_says_what_it_is(person):
    [file] = journalled(person, answered(FEED.encode(), "application/rss+xml"))
    assert file.document.title == "Svaret fra kilden slik det ble hentet, i en WARC-fil"
    told = file.document.entry.source_post.sha256
    assert told != file.blob_id
    assert f"sha256: {told}\r\n".encode() in bytes(file.blob.content)


def test_what_was_asked_and_answered_goes_in_without_secrets(person):
    [file] = journalled(person, fetched())
    kept = bytes(file.blob.content)
    records = {
        one.rec_type: (one, one.content_stream().read())
        for one in ArchiveIterator(io.BytesIO(kept), check_digests="raise")
    }
    assert list(records) == ["warcinfo", "response", "request", "metadata"]
    (answer, body), (asked, _nothing) = records["response"], records["request"]
    assert body == FEED.encode()
    assert asked.http_headers.get_header("Authorization") == "(struck out)"
    assert answer.http_headers.get_header("Set-Cookie") == "(struck out)"
    assert b"hemmelig" not in kept


def test_one_answer_behind_two_posts_is_kept_once(person):
    files = journalled(person, fetched(), times=2)
    assert len({file.document.entry_id for file in files}) == 2
    assert len({file.blob_id for file in files}) == 1
