"""Approved archive formats: what a file is, told from its bytes, and whether the archive takes it.

Source: the list of approved formats (regulation of 2022) as listed for deposits; PRONOM ids.
"""

import json
import re
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath


class Refusal(StrEnum):
    """Why a file cannot be archived as it is."""

    EMPTY = "empty"
    ORDINARY_PDF = "ordinary-pdf"
    NOT_APPROVED = "not-approved"
    UNKNOWN = "unknown"
    WRONG_NAME = "wrong-name"
    ENCODING = "encoding"


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format: file extension without dot, PRONOM id, mime type."""

    extension: str
    pronom: str
    mime_type: str


class RefusedFile(Exception):
    """The file cannot be archived; ``reason`` says why, ``found`` what it looks like."""

    def __init__(self, reason: Refusal, found: str = "") -> None:
        super().__init__(f"{reason}: {found}")
        self.reason = reason
        self.found = found


_PDFA = {"1A": "fmt/95", "1B": "fmt/354", "2A": "fmt/476", "2B": "fmt/477", "2U": "fmt/478"}
_PDFA_PART = re.compile(rb"pdfaid:part(?:>|\s*=\s*[\"'])\s*(\d)")
_PDFA_LEVEL = re.compile(rb"pdfaid:conformance(?:>|\s*=\s*[\"'])\s*([A-Za-z])")
# From PDF/A-2 on the metadata may be deflated, and most writers do that.
_METADATA = re.compile(rb"/Type\s*/Metadata\b[^>]{0,300}>>\s*stream\r?\n")
_METADATA_BYTES = 200_000
PNG = FileFormat("png", "fmt/13", "image/png")
JPEG = FileFormat("jpg", "fmt/43", "image/jpeg")
TIFF = FileFormat("tif", "fmt/353", "image/tiff")
TEXT = FileFormat("txt", "x-fmt/111", "text/plain")
CSV = FileFormat("csv", "x-fmt/18", "text/csv")
JSON = FileFormat("json", "fmt/817", "application/json")
HTML = FileFormat("html", "fmt/471", "text/html")
WARC = FileFormat("warc", "fmt/1355", "application/warc")
MP3 = FileFormat("mp3", "fmt/134", "audio/mpeg")
WAVE = FileFormat("wav", "fmt/141", "audio/wav")
FLAC = FileFormat("flac", "fmt/279", "audio/flac")
MP4 = FileFormat("mp4", "fmt/199", "video/mp4")

_SIGNATURES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"\xff\xd8\xff"), JPEG),
    (re.compile(rb"(?:II\*\x00|MM\x00\*)"), TIFF),
    (re.compile(rb"WARC/\d"), WARC),
    (re.compile(rb"fLaC"), FLAC),
    (re.compile(rb"(?:ID3|\xff[\xf2\xf3\xfb])"), MP3),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), WAVE),
)
_REFUSED = (
    (re.compile(rb"GIF8[79]a"), "GIF"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "WebP"),
    (re.compile(rb"....ftyp(?:heic|heix|hevc|heim|heis|mif1|msf1|avif)", re.DOTALL), "HEIC"),
    (re.compile(rb"\x1a\x45\xdf\xa3"), "WebM"),
    (re.compile(rb"\x1f\x8b"), "GZIP"),
    (re.compile(rb"MZ"), "EXE"),
)
_MP4 = re.compile(rb"....ftyp(?:isom|iso2|mp41|mp42|avc1|M4V )", re.DOTALL)
_TEXTS = {item.extension: item for item in (TEXT, CSV, JSON, HTML)}
_SAME = {"jpeg": "jpg", "tiff": "tif", "htm": "html"}


def identify(content: bytes, filename: str) -> FileFormat:
    """What the file is; raises RefusedFile when the archive cannot take it.

    Text formats are known by extension (UTF-8 is demanded, with or without its mark at the
    beginning), all others by their first bytes.
    """
    if not content.strip():
        raise RefusedFile(Refusal.EMPTY)
    for pattern, name in _REFUSED:
        if pattern.match(content):
            raise RefusedFile(Refusal.NOT_APPROVED, name)
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    found = next((item for pattern, item in _SIGNATURES if pattern.match(content)), None)
    if found is None and _MP4.match(content):
        found = MP4
    return _named(found, filename) if found else _text(content, _extension(filename))


def is_approved(content: bytes, filename: str) -> bool:
    """Whether the archive takes the file as it is, under this name."""
    try:
        identify(content, filename)
    except RefusedFile:
        return False
    return True


def _pdf(content: bytes) -> FileFormat:
    said = content + b"".join(_inflated(content, hit.end()) for hit in _METADATA.finditer(content))
    part, level = _PDFA_PART.search(said), _PDFA_LEVEL.search(said)
    kind = f"{part[1].decode()}{level[1].decode().upper()}" if part and level else ""
    if kind not in _PDFA:
        raise RefusedFile(Refusal.ORDINARY_PDF, f"PDF/A-{kind}" if kind else "PDF")
    return FileFormat("pdf", _PDFA[kind], "application/pdf")


def _inflated(content: bytes, start: int) -> bytes:
    """The beginning of a deflated stream; nothing when it is not deflated."""
    try:
        return zlib.decompressobj().decompress(content[start:], _METADATA_BYTES)
    except zlib.error:
        return b""


def _named(found: FileFormat, filename: str) -> FileFormat:
    extension = _extension(filename)
    if extension and extension != found.extension:
        raise RefusedFile(Refusal.WRONG_NAME, found.extension.upper())
    return found


def _text(content: bytes, extension: str) -> FileFormat:
    found = _TEXTS.get(extension)
    if found is None:
        raise RefusedFile(Refusal.UNKNOWN, extension.upper())
    try:
        text = content.decode("utf-8-sig")
        if found is JSON:
            json.loads(text)
    except UnicodeDecodeError as error:
        raise RefusedFile(Refusal.ENCODING, extension.upper()) from error
    except (ValueError, RecursionError) as error:  # not JSON, or too deep for anyone to read
        raise RefusedFile(Refusal.WRONG_NAME, extension.upper()) from error
    return found


def _extension(filename: str) -> str:
    extension = PurePath(filename).suffix.lstrip(".").lower()
    return _SAME.get(extension, extension)
