"""What monitoring keeps that rests on the encryption keys: tokens, authors' names, and budgets."""

import json
from collections.abc import Iterator

from django.db.models import Q

from difi_sosial.core.crypto import Undecipherable, decrypt, renewed
from difi_sosial.core.rekeying import Columns, Kept, Tally, encrypted
from difi_sosial.monitoring.connectors.base import Connector
from difi_sosial.monitoring.models import Mention, Source
from difi_sosial.monitoring.services import authors, budgets


def _renew_author(mention: Mention) -> bool:
    """Name and key at once: an author whose key is not moved would not be known again."""
    if not renewed(mention.author_sealed):
        return False
    name, handle = json.loads(decrypt(mention.author_sealed))
    sealed = authors.seal(mention.source.channel_id, name, handle)
    mention.author_sealed, mention.author_key = sealed.token, sealed.key
    return True


class Budgets(Kept):
    """What is spent stands on a pseudonym of the token: it moves, or a month had two budgets."""

    name = "monitoring.spending.holder"

    def step(self, after: int, *, save: bool) -> tuple[Tally, int | None]:
        """All at once: a row for each source that pays."""
        rows = old = 0
        for reader, token in _spenders():
            rows += 1
            old += budgets.rests_on_older_key(reader, token)
            if save:
                budgets.carry(reader, token)
        return Tally(self.name, rows, old, lost=0), None


def _spenders() -> Iterator[tuple[Connector, str]]:
    """Sources with a budget, and their tokens.

    One without a token spends nothing: what costs is asked with it or not at all. What was spent
    with a token that no source holds any more stands under a name that nobody can make anew.
    """
    for source in Source.objects.exclude(encrypted_token="").order_by("pk"):
        if source.reader is None or source.reader.budget is None:
            continue
        try:
            yield source.reader, decrypt(source.encrypted_token)
        except Undecipherable:
            continue  # counted where the token itself is


KEPT: tuple[Kept, ...] = (
    encrypted(Source, "encrypted_token"),
    encrypted(Source, "encrypted_session"),
    Columns(
        Mention,
        ("author_sealed", "author_key"),
        _renew_author,
        where=~Q(author_sealed=""),
        reads=("source__channel_id",),
    ),
    Budgets(),
)
