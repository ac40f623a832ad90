"""An answer as its bytes come in: the plain ones only, HTTP/1.1 with a length or in chunks.

No sockets here. Whatever is odd raises `NotPlain`, and the patient hand of the door asks again:
that one reads by the standard library what this one does not know for certain.
"""

import re
import zlib
from collections.abc import Iterator

from difi_sosial.core.errors import Temporary
from difi_sosial.core.http.connections import (
    EACH_CHUNK,
    ERROR_BODY,
    HEADER_BYTES,
    Attempt,
    TooLarge,
)
from difi_sosial.core.http.messages import Request

CHUNK = 64 * 1024
HEADERS = 100
STATUS = re.compile(rb"HTTP/1\.([01]) ([2-5]\d\d)(?: ([^\x00-\x08\x0a-\x1f\x7f]*))?")
FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\x00\r\n]*?)[ \t]*")
SIZE = re.compile(rb"([0-9A-Fa-f]{1,12})[ \t]*(?:;[^\r\n]*)?\r\n")
TRAILERS = re.compile(rb"(?:[^\r\n]+\r\n)*\r\n")
LINE = 4096
SHARE = 256 * 1024  # bytes of a body that any answer may hold, however many come at once
WINDOWS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}


class NotPlain(Exception):
    """An answer that the patient hand must read."""


class Incoming:
    """One answer to `request`. `feed` it until it is `done`."""

    def __init__(self, request: Request, one: Attempt) -> None:
        self.status, self.headers = 0, dict[str, str]()
        self.protocol, self.reason, self.said = "", "", list[tuple[str, str]]()
        self.body = bytearray()
        self.share, self.most = SHARE, request.max_bytes
        self.done, self.keeps, self.begun = False, True, False
        self._request, self._one = request, one
        self._raw = bytearray()
        self._is_error = self._is_chunked = self._at_trailers = False
        self._left = 0  # bytes to come: of the body, or of this chunk and the line end after it
        self._decoder: _Decoder | None = None

    @property
    def is_past_share(self) -> bool:
        """Whether so much of the body is held that it should be one of few."""
        return len(self.body) > self.share

    def feed(self, data: bytes) -> None:
        """More bytes. Raises NotPlain, Temporary and TooLarge."""
        self.begun = True
        looked = max(0, len(self._raw) - 3)
        self._raw += data
        if self.status:
            self._one.spend(len(data))
        elif self._head(looked):
            self._one.spend(len(self._raw))  # one read may bring the head and much of the body
        else:
            self._one.spend(len(data))
            return
        if self._is_chunked:
            self._chunks()
        elif self._raw and not self.done:
            self._plain()
        if self.done and self._raw:
            self.keeps = False  # it says more than it was asked

    def _head(self, looked: int) -> bool:
        end = self._raw.find(b"\r\n\r\n", looked)
        if end < 0:
            return False
        if end > HEADER_BYTES:
            raise TooLarge("The headers are too large")
        first, *lines = bytes(self._raw[:end]).split(b"\r\n")
        said = STATUS.fullmatch(first)
        if said is None or len(lines) > HEADERS:
            raise NotPlain
        del self._raw[: end + 4]
        for line in lines:
            field = FIELD.fullmatch(line)
            if field is None:
                raise NotPlain
            self.said.append((field[1].decode(), field[2].decode("latin-1")))
            name, value = self.said[-1][0].lower(), self.said[-1][1]
            self.headers[name] = f"{self.headers[name]}, {value}" if name in self.headers else value
        self.status, self.reason = int(said[2]), (said[3] or b"").decode("latin-1")
        self.protocol = f"HTTP/1.{said[1].decode()}"
        self.keeps = said[1] == b"1" and "close" not in self.headers.get("connection", "").lower()
        self._frame()
        return True

    def _frame(self) -> None:
        """How the body comes, by what the head says."""
        length, coding = self.headers.get("content-length"), self.headers.get("transfer-encoding")
        self._one.bytes_left = 2 * self._request.max_bytes + HEADER_BYTES
        self._is_error = self.status >= 400 and self.status not in self._request.expect
        if self.status in (204, 304):
            self.done = True
        elif self.status < 400 and self.status >= 300 and "location" in self.headers:
            self.done, self.keeps = True, False  # the door follows, and what is told here is lost
        elif coding is not None and length is None and coding.lower() == "chunked":
            self._is_chunked = True
        elif coding is None and length is not None and re.fullmatch(r"\d{1,15}", length):
            self._left = int(length)
            self.done = self._left == 0
            if not self._is_error and self._left > self._request.max_bytes:
                raise TooLarge(f"The answer says it is {length} bytes")
        else:
            raise NotPlain
        packed = self.headers.get("content-encoding", "").strip().lower()
        if packed not in ("", "identity"):
            if packed not in WINDOWS:
                raise NotPlain
            self._decoder = _Decoder(WINDOWS[packed])

    def _plain(self) -> None:
        piece = bytes(self._raw[: self._left])
        del self._raw[: len(piece)]
        self._left -= len(piece)
        self._take(piece)
        self.done = self.done or self._left == 0

    def _chunks(self) -> None:
        """The pieces of all chunks that are here, taken together: a chunk may hold one byte."""
        pieces = list[bytes]()
        while not self._at_trailers:
            if self._left <= 2 and not self._next_chunk():
                break
            if self._left > 2:
                piece = bytes(self._raw[: self._left - 2])
                if not piece:
                    break
                del self._raw[: len(piece)]
                self._left -= len(piece)
                pieces.append(piece)
        if pieces:
            self._take(b"".join(pieces))
        if self._at_trailers and not self.done:
            self._trailers()

    def _trailers(self) -> None:
        if self._raw.startswith(b"\r\n") or b"\r\n\r\n" in self._raw:
            end = TRAILERS.match(bytes(self._raw))  # a match on the buffer itself would hold it
            if end is None:
                raise NotPlain
            del self._raw[: end.end()]
            self.done = True
        elif len(self._raw) > LINE:
            raise NotPlain

    def _next_chunk(self) -> bool:
        """Past the line end of the last chunk and the size of the next; False: wait for more."""
        if self._left == 2:
            if len(self._raw) < 2:
                return False
            if self._raw[:2] != b"\r\n":
                raise Temporary("The answer broke off (chunks)")
            del self._raw[:2]
            self._left = 0
        end = self._raw.find(b"\n", 0, LINE)
        if end < 0:
            if len(self._raw) > LINE:
                raise Temporary("The answer broke off (chunks)")
            return False
        size = SIZE.fullmatch(bytes(self._raw[: end + 1]))
        if size is None:
            raise Temporary("The answer broke off (chunks)")
        self._one.spend(EACH_CHUNK)
        del self._raw[: end + 1]
        count = int(size[1], 16)
        self._at_trailers = count == 0
        self._left = count + 2 if count else 0
        return True

    def _take(self, piece: bytes) -> None:
        """A piece of the body; too large is an error, but for an error page just cut."""
        most = min(ERROR_BODY, self.most) if self._is_error else self.most
        for part in self._decoder.pieces(piece) if self._decoder else (piece,):
            self.body += part
            if len(self.body) > most:
                if not self._is_error:
                    raise TooLarge(f"The answer is larger than {most} bytes")
                del self.body[most:]
                self.done, self.keeps = True, False
                return
            self._one.seconds_left()


class _Decoder:
    """gzip of one or more members, or deflate; never more than CHUNK bytes out at a time."""

    def __init__(self, window: int) -> None:
        self._window, self._is_first = window, True
        self._packer = zlib.decompressobj(window)

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while data:
            try:
                piece = self._packer.decompress(data, CHUNK)
            except zlib.error as error:
                if self._is_first and self._window == zlib.MAX_WBITS:
                    raise NotPlain from error  # deflate without its wrapping
                raise Temporary("The answer broke off (DecodeError)") from error
            self._is_first = False
            yield piece
            data = self._packer.unconsumed_tail
            if self._packer.eof:
                if self._packer.unused_data:
                    raise NotPlain
                return
