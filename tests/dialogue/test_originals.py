"""What the source answered follows its mention into the journal, in a format that archives take."""

import hashlib
import io

import pytest
from warcio.archiveiterator import ArchiveIterator

from difi_sosial.core.clock import now
from difi_sosial.dialogue import services
from difi_sosial.dialogue.enums import Result, State
from difi_sosial.journal.models import DocumentObject
from difi_sosial.journal.noark.draft import CAPTURE
from difi_sosial.law import services as law_services
from difi_sosial.monitoring.services import mentions
from difi_sosial.people.enums import Role
from tests.factories.dialogue import TriageFactory

pytestmark = pytest.mark.django_db

ALL_YES = dict.fromkeys(
    ("is_case_document", "came_in_or_went_out", "is_handled", "has_value"), True
)
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>Blogg på ås</title></channel></rss>'
PAGE = "<!doctype html><title>Blogg på ås</title>"


@pytest.fixture
def journalled(person):
    """The file in the archive of what a source answered, when its mention is journalled."""

    def assessed(body: bytes, content_type: str) -> DocumentObject:
        law_services.load_rules()
        at, thing, kari = now(), TriageFactory(state=State.NO_ANSWER), person(Role.ADVISER)
        mention = thing.mention
        mention.capture = mentions.pack(
            source=mention.source,
            url="https://blogg.example/feed",
            status=200,
            content_type=content_type,
            body=body,
            at=at,
            sha256=hashlib.sha256(body).hexdigest(),
        )
        mention.capture.save()
        mention.save()
        services.assess(
            mention=mention,
            by=kari,
            at=at,
            conditions=ALL_YES,
            result=Result.REGISTRY_ENTRY,
            reason="Spørsmål i en sak.",
        )
        return DocumentObject.objects.get(document__document_type=CAPTURE)

    return assessed


@pytest.mark.parametrize(
    ("body", "content_type", "extension"),
    [
        ('{"text": "Blogg på ås"}'.encode(), "application/activity+json; charset=utf-8", "json"),
        (PAGE.encode(), "text/html", "html"),
    ],
)
def test_an_answer_that_archives_take_goes_in_as_it_came(journalled, body, content_type, extension):
    file = journalled(body, content_type)
    assert (file.extension, bytes(file.blob.content)) == (extension, body)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (FEED.encode(), "application/rss+xml; charset=utf-8"),
        (FEED.encode("latin-1"), "text/xml"),
        (PAGE.encode("latin-1"), "text/html; charset=iso-8859-1"),
        (b'{"text": ', "application/json"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
    ],
)
def test_any_other_answer_goes_in_as_warc_byte_for_byte(journalled, body, content_type):
    file = journalled(body, content_type)
    assert (file.extension, file.pronom) == ("warc", "fmt/1355")
    kept = bytes(file.blob.content)
    assert kept.startswith(b"WARC/1.1\r\n")  # not compressed
    records = ArchiveIterator(io.BytesIO(kept))
    [answer] = [one.content_stream().read() for one in records if one.rec_type == "resource"]
    assert answer == body
