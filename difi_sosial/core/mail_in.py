"""The door for e-mail in: a few new letters of one mailbox, over IMAP with TLS, and never changed.

    answer = mail_in.fetch(mail_in.Question("imaps://imap.etat.no/INBOX", name, password))

What it promises: TLS with a valid certificate; never an address that is not on the open internet,
unless its "host:port" stands in HTTP_ALLOWED_PRIVATE; the folder is opened for reading only, and
nothing is marked as read; only letters from the senders asked for are fetched at all; at most
`LETTERS` of them, none larger than `LETTER_BYTES`, and `deadline` seconds in all.

The answer is a Response like those of `core.http`: status 401 when the name or password is refused,
404 when there is no such folder, else JSON: `validity` and `letters` of `uid` and `raw` (the bytes
as Latin-1), how many were `too_large`, and whether there are `more`. Raises what http.door raises.
"""

import hashlib
import imaplib
import json
import re
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

from difi_sosial.core.clock import now
from difi_sosial.core.errors import Permanent, Temporary
from difi_sosial.core.http.addresses import Allowed, admitted_addresses, lookup
from difi_sosial.core.http.messages import Response

LETTERS, LETTER_BYTES = 50, 1024 * 1024
MOST_BYTES = 8 * LETTER_BYTES  # of everything a server may tell us in one visit
LINE_BYTES = 64 * 1024
LOOK_BACK = timedelta(days=7)  # the first time
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PORT = 993  # IMAP over TLS from the first byte
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~@-]{3,254}")
FOLDER = re.compile(r"[ -!#-\[\]-~]{1,100}")  # printable ASCII without quotes and backslashes


@dataclass(frozen=True)
class Question:
    """Which letters: from `senders` alone, newer than number `after` while `validity` holds."""

    url: str
    name: str
    password: str = field(repr=False)
    senders: tuple[str, ...] = ()
    after: int = 0
    validity: int = 0
    deadline: float = 30.0

    @property
    def place(self) -> tuple[str, int, str]:
        """Host, port and folder; Permanent when the address is not one of a mailbox."""
        parts = urlsplit(self.url)
        folder = unquote(parts.path.strip("/")) or "INBOX"
        try:
            port = parts.port or PORT
        except ValueError:
            port = 0
        if parts.scheme != "imaps" or not parts.hostname or "@" in parts.netloc or not port:
            raise Permanent("The address of a mailbox is imaps://host/folder")
        if FOLDER.fullmatch(folder) is None:
            raise Permanent("The name of the folder has letters that are not read")
        return parts.hostname, port, folder


class Line(imaplib.IMAP4):
    """A conversation that ends in time and in size, whatever the server does."""

    def __init__(self, dial: Callable[[float], socket.socket], seconds: float) -> None:
        self._dial, self._until = dial, time.monotonic() + seconds
        self._left = MOST_BYTES
        try:
            super().__init__("", 0)
        except BaseException:
            self.hang_up()
            raise

    def hang_up(self) -> None:
        """Close the line. IMAP's own CLOSE could take away letters, LOGOUT is a courtesy."""
        with suppress(OSError, AttributeError):  # what was never opened is not closed
            self._reader.close()
            self.shutdown()

    def _create_socket(self, timeout: float | None) -> socket.socket:
        sock = self._dial(self._seconds())
        self._reader = sock.makefile("rb")
        return sock

    def _seconds(self) -> float:
        left = self._until - time.monotonic()
        if left <= 0:
            raise Temporary("The mail server took too long")
        return left

    def _take(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise Permanent("The mail server sends more than it may")
        self.sock.settimeout(self._seconds())

    def read(self, size: int) -> bytes:
        """A literal of a size that the server tells."""
        if size > LETTER_BYTES:
            raise Permanent("The mail server sends more than was asked for")
        body = bytearray()
        while len(body) < size:
            self._take(0)
            chunk = self._reader.read1(size - len(body))
            self._take(len(chunk))
            if not chunk:
                break
            body += chunk
        return bytes(body)

    def readline(self) -> bytes:
        """One line; a drip of single bytes ends with the time."""
        line = bytearray()
        while not line.endswith(b"\n"):
            self._take(0)
            chunk = self._reader.peek(1)
            until = chunk.find(b"\n") + 1 or len(chunk)
            if not chunk:
                break
            line += self._reader.read(until)
            self._take(until)
            if len(line) > LINE_BYTES:
                raise Permanent("The mail server sends a line without end")
        return bytes(line)


def fetch(
    question: Question, *, connect: Callable[[float], socket.socket] | None = None
) -> Response:
    """The new letters. `connect` is there for tests."""
    started, at = time.monotonic(), now()
    host, port, folder = question.place
    connect = connect or (lambda seconds: _connected(host, port, seconds))
    try:
        line = Line(connect, question.deadline)
        try:
            status, told = _conversation(line, question, folder, at)
        finally:
            line.hang_up()
    except ssl.SSLCertVerificationError as error:
        raise Permanent("The certificate of the mail server is not valid") from error
    except imaplib.IMAP4.error as error:
        raise Temporary(f"The mail server broke off ({type(error).__name__})") from error
    except (OSError, EOFError) as error:
        raise Temporary(f"No answer from the mail server ({type(error).__name__})") from error
    body = json.dumps(told, sort_keys=True).encode()
    return Response(
        url=f"imaps://{host}/{folder}",
        status=status,
        headers={"content-type": "application/json"},
        body=body,
        fetched_at=at,
        elapsed=time.monotonic() - started,
        not_modified=False,
        sha256=hashlib.sha256(body).hexdigest(),
        limit=None,
    )


def _connected(host: str, port: int, seconds: float) -> socket.socket:
    allowed = Allowed.parse(settings.HTTP_ALLOWED_PRIVATE)
    found = admitted_addresses(host, port, allowed=allowed, resolve=lookup, seconds=seconds)
    plain = socket.create_connection((found[0], port), timeout=seconds)
    try:
        context = ssl.create_default_context(cafile=getattr(settings, "HTTP_CA_BUNDLE", "") or None)
        return context.wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


def _conversation(
    line: Line, question: Question, folder: str, at: datetime
) -> tuple[int, dict[str, Any]]:
    try:
        line.login(question.name, question.password)
    except imaplib.IMAP4.error:
        return 401, {}
    status, _count = line.select(f'"{folder}"', readonly=True)
    if status != "OK":
        return 404, {}
    validity = _number(line.response("UIDVALIDITY")[1])
    after = question.after if validity == question.validity else 0
    numbers = _numbers(line, question.senders, after, at)
    wanted, rest = numbers[:LETTERS], numbers[LETTERS:]
    letters, too_large = _letters(line, wanted)
    return 200, {
        "validity": validity,
        "letters": letters,
        "last": max(wanted, default=after),
        "too_large": too_large,
        "more": bool(rest),
    }


def _numbers(line: Line, senders: tuple[str, ...], after: int, at: datetime) -> list[int]:
    """The letters to fetch, oldest first: one search for each sender."""
    day = at - LOOK_BACK
    new = f"UID {after + 1}:*" if after else f"SINCE {day.day}-{MONTHS[day.month - 1]}-{day.year}"
    found: set[int] = set()
    for sender in senders:
        if ADDRESS.fullmatch(sender) is None:
            raise Permanent("A sender is an e-mail address or a domain")
        _status, answer = line.uid("SEARCH", f'{new} FROM "{sender}"')
        for row in answer:
            found.update(int(word) for word in (row or b"").split() if word.isdigit())
    return sorted(number for number in found if number > after)


def _letters(line: Line, numbers: list[int]) -> tuple[list[dict[str, Any]], int]:
    """The letters themselves, those left out that are too large."""
    letters, too_large = [], 0
    for number in numbers:
        _status, told = line.uid("FETCH", str(number), "(RFC822.SIZE)")
        size = _number(re.findall(rb"RFC822\.SIZE (\d+)", b" ".join(_bytes(told))))
        if size > LETTER_BYTES - LINE_BYTES:
            too_large += 1
            continue
        # PEEK: nobody shall find a letter marked as read by us.
        _status, told = line.uid("FETCH", str(number), "(BODY.PEEK[])")
        raw = next((part[1] for part in told if isinstance(part, tuple)), b"")
        if raw:
            letters.append({"uid": number, "raw": raw.decode("latin-1")})
    return letters, too_large


def _bytes(rows: list[Any]) -> list[bytes]:
    return [row for row in rows if isinstance(row, bytes)]


def _number(rows: Any) -> int:
    first = (rows or [None])[0]
    return int(first) if isinstance(first, bytes) and first.isdigit() and len(first) < 12 else 0
