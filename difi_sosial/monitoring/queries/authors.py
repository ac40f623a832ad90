"""Who wrote a mention: a pseudonym for all, a name where there is a reason to know it.

The key of an author is an HMAC of the channel and the handle (the name, where there is no handle):
the same author in the same channel has the same key, and nobody can go from it to the author
without the portal's own secret. Our own accounts are known by their keys and shown by name.
Source: GDPR articles 4 no. 5, 5 no. 1 c and 25.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from difi_sosial.channels.models import Account
from difi_sosial.core.crypto import Undecipherable, decrypt, pseudonym
from difi_sosial.monitoring.enums import NAMED
from difi_sosial.monitoring.models import Mention

SHOWN = 8  # digits of the key: enough to tell authors apart, and to say aloud


@dataclass(frozen=True, slots=True)
class Author:
    """An author as the source told of them. `is_lost`: no key of ours opens what is stored."""

    name: str = ""
    handle: str = ""
    is_lost: bool = False

    def __str__(self) -> str:
        return self.name or self.handle


@dataclass(frozen=True, slots=True)
class Shown:
    """An author as a page shows them. `is_named`: by their own name, and not by a pseudonym."""

    text: str
    handle: str = ""
    is_named: bool = False


def key_of(channel_id: int, author: str) -> str:
    """The key of an author in a channel; empty when nobody is named."""
    plain = author.removeprefix("@").strip()
    return pseudonym(f"{channel_id}:{plain}") if plain else ""


def pseudonym_of(key: str) -> str:
    """What stands in lists and files instead of a name; empty when the author is unknown."""
    return _("Forfatter %(key)s") % {"key": key[:SHOWN]} if key else ""


def known_authors() -> dict[str, str]:
    """The names of our own accounts, by the keys they have as authors. One query."""
    accounts = Account.objects.values_list("channel_id", "name", "handle", "url")
    return {
        key_of(channel, written): name or handle
        for channel, name, handle, url in accounts
        for written in (handle, f"{handle}@{urlsplit(url).hostname}", name)
        if written
    }


def opened(sealed: str) -> Author:
    """The author behind what is stored."""
    if not sealed:
        return Author()
    try:
        name, handle = json.loads(decrypt(sealed))
    except Undecipherable:
        return Author(is_lost=True)
    return Author(name, handle)


def may_name(mention: Mention) -> bool:
    """Is there a reason to know the author: is somebody at work with it, or is it a record?"""
    return mention.status in NAMED or mention.is_record


def shown_author(mention: Mention) -> Shown:
    """The author as the mention's own page shows them."""
    if may_name(mention):
        author = opened(mention.author_sealed)
        if str(author):
            return Shown(str(author), author.handle if author.name else "", is_named=True)
    known = known_authors().get(mention.author_key, "") if mention.author_key else ""
    return Shown(known or pseudonym_of(mention.author_key), is_named=bool(known))


def with_authors(rows: Iterable[Any]) -> None:
    """Give each row with an `author_key` its `author`: a known name, or the pseudonym."""
    keyed = [row for row in rows if row.author_key]
    known = known_authors() if keyed else {}
    for row in keyed:
        row.author = known.get(row.author_key) or pseudonym_of(row.author_key)
