"""Names of authors are encrypted when they come, and opened for a reason that is written down."""

import json
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.crypto import encrypt
from difi_sosial.core.errors import Invalid
from difi_sosial.monitoring.models import Mention
from difi_sosial.monitoring.queries.authors import Author, key_of, opened
from difi_sosial.people.models import User


class Sealed(NamedTuple):
    """An author as stored: the key that tells one from another, and the encrypted name."""

    key: str
    token: str


def seal(channel_id: int, name: str, handle: str) -> Sealed:
    """Name and handle, fit to be stored, as the row of a mention holds them (about 10 µs)."""
    if not (name or handle):
        return Sealed("", "")
    token = encrypt(json.dumps([name, handle], ensure_ascii=False))
    return Sealed(key_of(channel_id, handle or name), token)


@transaction.atomic
def reveal(*, mention: Mention, by: User, at: datetime, reason: str) -> Author:
    """The name behind a pseudonym, for a reason; who asked, and why, is written in the log."""
    if not reason.strip():
        raise Invalid(_("Skriv hvorfor du må vite hvem som har skrevet omtalen."))
    author = opened(mention.author_sealed)
    if author.is_lost:
        raise Invalid(_("Navnet er kryptert med en nøkkel som portalen ikke lenger har."))
    if not str(author):
        raise Invalid(_("Kilden sa ikke hvem som hadde skrevet omtalen."))
    record(Event.AUTHOR_REVEALED, by=by, thing=mention, at=at, reason=reason.strip())
    return author
