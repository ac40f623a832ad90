"""The original answers behind a mention as a WARC file (ISO 28500), and whether they still hold.

Each answer is a `request` and a `response` with the headers that were sent and heard. The body is
kept as it was after decompression, so headers that speak of its packing are renamed, as other tools
do (`X-Archive-Orig-`). Secrets were struck out before anything was kept, and a `metadata` record
says of what. An answer that came before the headers were kept goes in as a `resource`. Of one that
was emptied (services.originals) only the `metadata` is left, with the sha256 of what there was.
"""

import base64
import hashlib
import io
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from string import printable
from urllib.parse import quote, urlsplit, urlunsplit
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from warcio.warcwriter import WARCWriter

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.errors import Invalid
from difi_sosial.monitoring.models import Capture, Mention
from difi_sosial.monitoring.services.exchanges import digest
from difi_sosial.people.models import User

BATCH = 200
PACKING = frozenset({"content-encoding", "transfer-encoding"})
LINE = re.compile(r"[\r\n\x00]")


@dataclass(frozen=True)
class Broken:
    """A capture that is not what was received."""

    capture: Capture
    reason: str


@transaction.atomic
def fetch_warc(*, mention: Mention, by: User, at: datetime) -> bytes:
    """Every answer a mention and its earlier revisions rest on; who fetched them is in the log."""
    if mention.emptied_id:
        raise Invalid(_("Den som skrev, har slettet innlegget. Originalen kan ikke hentes her."))
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


def written(captures: Iterable[Capture], *, about: str, at: datetime, packed: bool = True) -> bytes:
    """The captures as a WARC file; a record can be read without the ones before it.

    `packed` compresses each record. Archives take such files only as they are. The same captures
    at the same moment give the same bytes: an archive keeps one answer behind many posts once.
    """
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version="WARC/1.1")
    facts = {"software": settings.HTTP_USER_AGENT, "format": "WARC File Format 1.1"}
    facts["description"] = about
    name = f"{about}.warc.gz" if packed else f"{about}.warc"
    info = writer.create_warcinfo_record(name, facts)
    info.rec_headers.replace_header("WARC-Date", _date(at))
    info.rec_headers.replace_header("WARC-Record-ID", _id(name, _date(at), *facts.values()))
    writer.write_record(info)
    for capture in captures:
        _metadata(writer, capture, _answer(writer, capture))
    return out.getvalue()


def _answer(writer: WARCWriter, capture: Capture) -> str:
    """The answer itself; the id of its record, empty when there is none."""
    if capture.emptied_at:
        return ""
    return _exchange(writer, capture) if capture.exchange else _resource(writer, capture)


def _resource(writer: WARCWriter, capture: Capture) -> str:
    """The body alone; the id of its record."""
    facts = _facts(capture) | _digests(capture.body, capture.body)
    content_type = capture.content_type or "application/octet-stream"
    return _write(writer, capture, "resource", capture.body, facts, content_type=content_type)


def _exchange(writer: WARCWriter, capture: Capture) -> str:
    """Question and answer, each naming the other; the id of the answer's record."""
    said, body = capture.exchange or {}, capture.body
    parts = urlsplit(capture.request_url)
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    names = {name.lower() for name, _value in said["sent"]}
    host = [] if "host" in names else [("Host", parts.netloc)]
    asked = _head(f"{said['method']} {target} HTTP/1.1", [*host, *said["sent"]])
    heard = [(_renamed(name), value) for name, value in said["heard"] if _is_kept(name)]
    heard.append(("Content-Length", str(len(body))))
    head = _head(f"{said['protocol']} {capture.status} {said['reason']}".rstrip(), heard)
    kinds = ("application/http; msgtype=response", "application/http; msgtype=request")
    facts = _facts(capture) | _digests(head + body, body)
    answer = _write(writer, capture, "response", head + body, facts, content_type=kinds[0])
    facts = _facts(capture) | _digests(asked, b"") | {"WARC-Concurrent-To": answer}
    _write(writer, capture, "request", asked, facts, content_type=kinds[1])
    return answer


def _metadata(writer: WARCWriter, capture: Capture, about: str) -> None:
    """What was asked, the body's sha256, and what was struck out."""
    said = capture.exchange or {}
    lines = {
        "request": f"{said.get('method', 'GET')} {capture.request_url}",
        "status": str(capture.status),
        "sha256": capture.sha256,
        "struck-out-headers": ", ".join(said.get("struck", ())) or "none",
        "struck-out-of-address": "yes" if "=…" in capture.request_url else "no",
    }
    if capture.emptied_at:
        lines["emptied"] = _date(capture.emptied_at)
    text = "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode()
    facts = _facts(capture) | _digests(text, text) | ({"WARC-Refers-To": about} if about else {})
    _write(writer, capture, "metadata", text, facts, content_type="application/warc-fields")


def _write(
    writer: WARCWriter,
    capture: Capture,
    kind: str,
    block: bytes,
    facts: dict[str, str],
    *,
    content_type: str,
) -> str:
    """One record, its block byte for byte as it is given; its id."""
    number = _id(kind, str(capture.pk), facts["WARC-Date"], facts["WARC-Block-Digest"])
    made = writer.create_warc_record(
        capture.request_url,
        kind,
        payload=io.BytesIO(block),
        length=len(block),
        warc_content_type=content_type,
        warc_headers_dict=facts | {"WARC-Record-ID": number},
    )
    writer.write_record(made)
    return number


def _id(*said: str) -> str:
    """The id of a record that says this: its own, and the same each time it is written."""
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, ' '.join(said))}>"


def _facts(capture: Capture) -> dict[str, str]:
    return {"WARC-Date": _date(capture.fetched_at)}


def _head(first: str, headers: Iterable[Sequence[str]]) -> bytes:
    """The first line and headers as HTTP writes them.

    Ends of lines become spaces, and what is not ASCII is written with per cent signs, as the
    library that reads them back would do; else the digest of the record would not hold.
    """
    lines = [first, *(f"{name}: {value}" for name, value in headers)]
    clean = (LINE.sub(" ", line) for line in lines)
    return quote("\r\n".join(clean) + "\r\n\r\n", safe=printable, errors="replace").encode()


def _is_kept(name: str) -> bool:
    return name.lower() != "content-length"


def _renamed(name: str) -> str:
    return f"X-Archive-Orig-{name}" if name.lower() in PACKING else name


def broken_captures() -> Iterator[Broken]:
    """The captures whose bytes do not have the size and sha256 they had when they came."""
    whole = Capture.objects.filter(emptied_at=None)
    for capture in whole.order_by("pk").iterator(chunk_size=BATCH):
        try:
            body = capture.body
        except zlib.error as error:
            yield Broken(capture, f"cannot be unpacked: {error}")
            continue
        if len(body) != capture.size or hashlib.sha256(body).hexdigest() != capture.sha256:
            yield Broken(capture, "is not what was received")
        elif capture.exchange and digest(capture.exchange) != capture.exchange.get("sha256"):
            yield Broken(capture, "has other headers than were received")


def _digests(block: bytes, payload: bytes) -> dict[str, str]:
    return {"WARC-Payload-Digest": _digest(payload), "WARC-Block-Digest": _digest(block)}


def _digest(data: bytes) -> str:
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode()


def _date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
