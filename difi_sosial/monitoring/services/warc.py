"""The original answers behind a mention as a WARC file (ISO 28500), and whether they still hold.

The body is kept as it was after decompression, without the answer's other headers; so it goes in as
a `resource`, which says just that, with what was asked, when, and its sha256.
"""

import base64
import hashlib
import io
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from warcio.warcwriter import WARCWriter

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.errors import Invalid
from difi_sosial.monitoring.models import Capture, Mention
from difi_sosial.people.models import User

BATCH = 200


@dataclass(frozen=True)
class Broken:
    """A capture that is not what was received."""

    capture: Capture
    reason: str


@transaction.atomic
def fetch_warc(*, mention: Mention, by: User, at: datetime) -> bytes:
    """Every answer a mention and its earlier revisions rest on; who fetched them is in the log."""
    captures = captures_of(mention)
    if not captures:
        raise Invalid(_("Det originale svaret er ikke lagret."))
    packed = written(captures, about=str(mention.uuid), at=at)
    record(Event.CAPTURE_FETCHED, by=by, thing=mention, at=at, after=captures[-1].sha256)
    return packed


def captures_of(mention: Mention) -> list[Capture]:
    """The answers behind the earlier revisions and the mention itself, oldest first."""
    revised = Capture.objects.filter(revisions__mention=mention)
    own = Capture.objects.filter(mentions=mention)
    return list((revised | own).distinct().order_by("fetched_at", "pk"))


def written(captures: Iterable[Capture], *, about: str, at: datetime) -> bytes:
    """The captures as a compressed WARC file; a record can be read without the ones before it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    facts = {"software": settings.HTTP_USER_AGENT, "format": "WARC File Format 1.1"}
    info = writer.create_warcinfo_record(f"{about}.warc.gz", facts | {"description": about})
    info.rec_headers.replace_header("WARC-Date", _date(at))
    writer.write_record(info)
    for capture in captures:
        asked = f"request: GET {capture.request_url}\r\nstatus: {capture.status}\r\n"
        facts_of = f"{asked}sha256: {capture.sha256}\r\n".encode()
        resource = writer.create_warc_record(
            capture.request_url,
            "resource",
            payload=io.BytesIO(capture.body),
            length=capture.size,
            warc_content_type=capture.content_type or "application/octet-stream",
            warc_headers_dict={"WARC-Date": _date(capture.fetched_at)} | _digests(capture.body),
        )
        writer.write_record(resource)
        said = writer.create_warc_record(
            capture.request_url,
            "metadata",
            payload=io.BytesIO(facts_of),
            length=len(facts_of),
            warc_content_type="application/warc-fields",
            warc_headers_dict={
                "WARC-Date": _date(capture.fetched_at),
                "WARC-Refers-To": resource.rec_headers.get_header("WARC-Record-ID"),
            }
            | _digests(facts_of),
        )
        writer.write_record(said)
    return out.getvalue()


def broken_captures() -> Iterator[Broken]:
    """The captures whose bytes do not have the size and sha256 they had when they came."""
    for capture in Capture.objects.order_by("pk").iterator(chunk_size=BATCH):
        try:
            body = capture.body
        except zlib.error as error:
            yield Broken(capture, f"cannot be unpacked: {error}")
            continue
        if len(body) != capture.size or hashlib.sha256(body).hexdigest() != capture.sha256:
            yield Broken(capture, "is not what was received")


def _digests(body: bytes) -> dict[str, str]:
    digest = "sha256:" + base64.b32encode(hashlib.sha256(body).digest()).decode()
    return {"WARC-Payload-Digest": digest, "WARC-Block-Digest": digest}


def _date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
