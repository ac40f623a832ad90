"""What goes out through the door and what comes back."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from urllib3.util import parse_url

from difi_sosial.core.errors import Permanent, Temporary
from difi_sosial.core.http.exchanges import Exchange
from difi_sosial.core.http.limits import RateLimit

MEGABYTE = 1024 * 1024
DEFAULT_PORTS = {"http": 80, "https": 443}
Origin = tuple[str, str, int]  # scheme, host, port
Params = Mapping[str, str] | Sequence[tuple[str, str]]


@lru_cache(maxsize=4096)
def origin_of(url: str) -> Origin:
    """Scheme, host and port of an address, as the connecting library reads them.

    The door asks this of one address four times over, and reading it costs more than sending it.
    """
    try:
        parts = parse_url(url)
    except ValueError as error:
        raise Permanent("Not an address") from error
    scheme, host = (parts.scheme or "").lower(), (parts.host or "").strip("[]").lower()
    if scheme not in DEFAULT_PORTS or not host or "%" in host:
        raise Permanent("Only complete http and https addresses can be fetched")
    if parts.auth is not None:
        raise Permanent("An address with a user name in it is not fetched")
    return scheme, host, parts.port or DEFAULT_PORTS[scheme]


@dataclass(frozen=True)
class Credential:
    """A secret and the only place it may be sent to. Its text never shows the secret."""

    origin: Origin
    value: str = field(repr=False)
    header: str = "Authorization"

    @classmethod
    def bearer(cls, url: str, token: str) -> "Credential":
        """A token for the site that `url` lies on."""
        return cls(origin_of(url), f"Bearer {token}")

    @classmethod
    def basic(cls, url: str, name: str, password: str) -> "Credential":
        """Name and password for the site that `url` lies on."""
        pair = base64.b64encode(f"{name}:{password}".encode()).decode()
        return cls(origin_of(url), f"Basic {pair}")


@dataclass(frozen=True)
class Request:
    """One question to the outside. Times in seconds, sizes in bytes after decompression.

    `etag` and `last_modified` are what the last response carried, word for word. `expect` are the
    error statuses that the caller reads itself and that therefore come back as a Response.
    """

    url: str
    method: str = "GET"
    params: Params = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = field(default=None, repr=False)
    is_secret: bool = False  # the body holds a password: it goes over https or not at all
    credential: Credential | None = None
    etag: str = ""
    last_modified: str = ""
    accept: str = "*/*"
    max_bytes: int = 5 * MEGABYTE
    deadline: float = 30.0
    expect: frozenset[int] = frozenset()

    def own_headers(self) -> dict[str, str]:
        """What the request says of itself, its secret included."""
        headers = {**self.headers, "Accept": self.accept, "Accept-Encoding": "gzip, deflate"}
        if self.etag:
            headers["If-None-Match"] = self.etag
        if self.last_modified:
            headers["If-Modified-Since"] = self.last_modified
        if self.credential is not None:
            headers[self.credential.header] = self.credential.value
        return headers


@dataclass(frozen=True)
class Response:
    """One answer. Header names are in lower case; `url` is where redirects ended."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    fetched_at: datetime
    elapsed: float
    not_modified: bool
    sha256: str
    limit: RateLimit | None
    # The heads of both, secrets struck out; None where there is nothing to keep: a 304, a mailbox.
    exchange: Exchange | None = None

    @property
    def content_type(self) -> str:
        """The media type alone, in lower case; empty when the answer has none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def etag(self) -> str:
        """To send back next time."""
        return self.headers.get("etag", "")

    @property
    def last_modified(self) -> str:
        """To send back next time."""
        return self.headers.get("last-modified", "")

    def json(self) -> Any:
        """The body as JSON; a page in place of JSON is Permanent, broken JSON is Temporary."""
        if not (self.content_type.endswith("/json") or self.content_type.endswith("+json")):
            raise Permanent(f"Expected JSON, got {self.content_type or 'no type'}")
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise Temporary("The answer was not readable JSON") from error
