"""The heads of a question and its answer as they went over the line, secrets struck out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import requests

STRUCK = "(struck out)"
SECRET = re.compile(r"authorization|cookie|token|secret|password|api-?key|session", re.IGNORECASE)
PROTOCOLS = {9: "HTTP/0.9", 10: "HTTP/1.0", 11: "HTTP/1.1", 20: "HTTP/2"}

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Exchange:
    """Method, headers sent, and the first line and headers of the answer, in their own spelling.

    `struck` names the headers whose values are not kept.
    """

    method: str
    sent: Headers = field(repr=False)
    protocol: str
    reason: str
    heard: Headers = field(repr=False)
    struck: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """The same facts with the secrets in them: for the door alone."""

    method: str
    sent: Headers = field(repr=False)
    protocol: str
    reason: str
    heard: Headers = field(repr=False)


def said_in(answer: requests.Response) -> Said:
    """What was said, as the library has it."""
    return Said(
        method=answer.request.method or "",
        sent=tuple((name, str(value)) for name, value in answer.request.headers.items()),
        protocol=PROTOCOLS.get(answer.raw.version, "HTTP/1.1"),
        reason=answer.reason or "",
        heard=tuple(answer.raw.headers.items()),
    )


def exchange_of(said: Said, credential_header: str = "") -> Exchange:
    """What was said. A secret goes no further than this: also one in a header of its own name."""
    pairs = (*said.sent, *said.heard)
    hidden = {name for name, _value in pairs if _is_secret(name, credential_header)}
    return Exchange(
        method=said.method,
        sent=_shown(said.sent, hidden),
        protocol=said.protocol,
        reason=said.reason,
        heard=_shown(said.heard, hidden),
        struck=tuple(sorted(hidden)),
    )


def _is_secret(name: str, credential_header: str) -> bool:
    return name.lower() == credential_header.lower() or SECRET.search(name) is not None


def _shown(headers: Iterable[tuple[str, str]], hidden: set[str]) -> Headers:
    return tuple((name, STRUCK if name in hidden else value) for name, value in headers)
