"""Which entries of a feed stand as they stood, byte for byte: they are not read again.

A feed of fifty entries changes because one of them is new. A digest of each is kept in the cursor,
which is saved together with what was found, so an entry is passed over only when it is stored or
did not concern us. Where the entries cannot be told apart with certainty all of them are read.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from difi_sosial.monitoring.connectors.base import Response

MOST = 500
SIZE = 8  # bytes of a digest
# What an entry means depends on these: declaration, namespaces, language and base of the whole.
ROOT = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*)?<[A-Za-z][^>]*>")
PAIRS = ((b"<![CDATA[", b"]]>"), (b"<!--", b"-->"), (b"<?", b"?>"))


@dataclass(frozen=True)
class Entries:
    """A feed cut into what stands before its entries, the entries, and what stands after them."""

    before: bytes
    entries: tuple[bytes, ...]
    after: bytes
    root: bytes


def without_seen(response: Response, cursor: Mapping[str, Any]) -> tuple[Response | None, str, int]:
    """The answer without what stands as it stood, what to remember, how many entries that are.

    No answer when nothing is left to read; nothing to remember when it could not be cut.
    """
    cut = entries_in(response.body)
    if cut is None:
        return response, "", 0
    place = "\n".join((response.url, response.headers.get("content-type", "")))
    digests = _digests(cut, place.encode("utf-8", "replace"))
    seen = _unpacked(cursor.get("seen"))
    pairs = zip(cut.entries, digests, strict=True)
    unseen = [entry for entry, digest in pairs if digest not in seen]
    body = b"".join((cut.before, *unseen, cut.after))
    told = base64.b64encode(b"".join(digests)).decode()
    rest = replace(response, body=body) if unseen else None
    return rest, told, len(digests) - len(unseen)


def declares(body: bytes) -> bool:
    """Whether a document type or an entity is declared, which can change all that follows."""
    return b"<!" in body and (b"<!D" in body or b"<!E" in body)


def entries_in(body: bytes) -> Entries | None:
    """The entries of an RSS or Atom feed, side by side; None where there is any doubt."""
    root = ROOT.match(body)
    if root is None or declares(body):
        return None
    name = b"item" if b"</item>" in body else b"entry"
    first, *others = body.split(b"</%s>" % name)
    begin = first.find(b"<%s" % name)
    if begin < root.end() or not 0 < len(others) <= MOST:
        return None
    after = others.pop()
    entries = [entry.lstrip() for entry in (first[begin:], *others)]
    before, tag = first[:begin], b"<%s" % name
    begun = [entry.startswith((tag + b">", tag + b" ")) for entry in entries]
    # As many begin as end, and each begins with its own: then none begins inside another.
    if body.count(tag) != len(entries) or not all(begun):
        return None
    if not _are_whole(root[0], body[root.end() :], (before, *entries, after)):
        return None
    ended = tuple(b"%s</%s>" % (entry, name) for entry in entries)
    return Entries(before, ended, after, root[0])


def _are_whole(root: bytes, rest: bytes, parts: Iterable[bytes]) -> bool:
    """Whether no section, comment or instruction reaches from one part into another.

    Most feeds have none of them at all.
    """
    is_bare = not any(sign in rest for sign in (b"<!", b"<?", b"]]>"))
    return (is_bare and _is_whole(root)) or all(map(_is_whole, parts))


def _is_whole(part: bytes) -> bool:
    """Whether no section, comment or instruction begins here and ends elsewhere."""
    return all(part.count(begin) == part.count(end) for begin, end in PAIRS)


def _digests(cut: Entries, place: bytes) -> list[bytes]:
    start = hashlib.blake2b(place + b"\0" + cut.root, digest_size=SIZE)
    digests = []
    for entry in cut.entries:
        one = start.copy()
        one.update(entry)
        digests.append(one.digest())
    return digests


def _unpacked(told: object) -> frozenset[bytes]:
    try:
        packed = base64.b64decode(told) if isinstance(told, str) else b""
    except ValueError:
        return frozenset()
    return frozenset(packed[at : at + SIZE] for at in range(0, len(packed), SIZE))
