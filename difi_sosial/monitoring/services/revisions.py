"""Posts that are changed where they stand: the new text is shown, the old one is kept."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.monitoring.models import Capture, Mention, MentionRevision


def fingerprint(title: str, text: str) -> int:
    """What tells whether a post says the same as when it was stored; 64 bits, for a column."""
    words = f"{title}\0{text}".encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(words, digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


@transaction.atomic
def revise(
    *, mention: Mention, title: str, text: str, html: str, capture: Capture | None, at: datetime
) -> MentionRevision | None:
    """Write down that a stored post now says this; None when only spaces differ.

    The mention is locked. The words are fit to be stored.
    """
    said = f"{mention.title}\n{mention.text}"
    if said.split() == f"{title}\n{text}".split():
        return None
    old = MentionRevision.objects.create(
        mention=mention,
        number=mention.revisions.count() + 1,
        title=mention.title,
        text=mention.text,
        html=mention.html,
        changed_at=at,
        capture=mention.capture,
    )
    mention.title, mention.text, mention.html = title, text, html
    mention.capture = capture or mention.capture
    mention.save(update_fields=["title", "text", "html", "capture"])
    record(Event.MENTION_EDITED, by=None, thing=mention, at=at, after={"revision": old.number + 1})
    return old


def stored(pairs: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Mention]:
    """These mentions under a row lock, by source and id."""
    wanted = set(pairs)
    rows = Mention.objects.filter(
        source__in={pk for pk, _key in wanted}, external_id__in={key for _pk, key in wanted}
    )
    locked = rows.order_by("pk").select_for_update(of=("self",)).select_related("capture")
    found = {(mention.source_id, mention.external_id): mention for mention in locked}
    return {pair: mention for pair, mention in found.items() if pair in wanted}
