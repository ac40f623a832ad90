"""Later answers of a source, looked through for a mention that somebody had the right to delete.

A busy source has thousands, so nobody waits for it: what is looked for, and how far the search has
come, stand in a row, and a worker goes on from there. It may die at any line, run twice, or twice
at once. When all is looked through, the row has forgotten what it looked for.
"""

import re
import zlib
from collections.abc import Collection
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import QuerySet

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.db import lock
from difi_sosial.monitoring.models import Capture, Deletion, Mention, Source, Sweep
from difi_sosial.monitoring.services import holds, originals

BATCH, IN_HAND = 100, 10  # originals that are looked through, and unpacked, at a time
SHORTEST = 8  # letters of an id that is looked for: a shorter one stands everywhere
AMPERSANDS = ("&amp;", "&#038;", "&#38;", r"\u0026")
NO_LONGER = rb"(?![\w%-]|\\?/\w)"


def hold_source(mention: Mention) -> None:
    """Before the mention and the log are locked, for a sweep points at the source of the mention.

    Who pauses or imports into a source locks it first too, and then writes in the log.
    """
    rows = Source.objects.filter(pk=mention.source_id).select_for_update(no_key=True)
    rows.values_list("pk").get()


def begin(*, mention: Mention, line: Deletion) -> Sweep | None:
    """Have later answers looked through for a mention that `line` tells of; in its transaction.

    None when there are none, or the mention has nothing that it could be known by.
    """
    since = min(mention.posted_at, mention.found_at)
    sweep = Sweep(deletion_id=line.pk, source=mention.source, since=since)
    sweep.url, sweep.key = _known_by(mention)
    if not (sweep.url or sweep.key) or not _later(sweep).exists():
        return None
    sweep.save(force_insert=True)
    return sweep


def go_on(*, at: datetime) -> int:
    """Look through what is left to look through; how many answers."""
    looked = 0
    for pk in Sweep.objects.filter(done_at=None).values_list("pk", flat=True):
        while not (sweep := Sweep.objects.get(pk=pk)).done_at:
            looked += _look(sweep, at)
    return looked


def _look(sweep: Sweep, at: datetime) -> int:
    """The next hundred. Nothing is locked while they are read."""
    seen, found, patterns = [], set(), _patterns(sweep)
    for capture in _later(sweep).iterator(chunk_size=IN_HAND):
        seen.append(capture.pk)
        if _names(capture, patterns):
            found.add(capture.pk)
    return _note(sweep, seen, found, at)


@transaction.atomic
def _note(sweep: Sweep, seen: Collection[int], found: set[int], at: datetime) -> int:
    """Empty what was found, and write down how far the search has come."""
    holds.stand_still()
    row = lock(sweep)
    if row.done_at or row.last != sweep.last:
        return 0  # another worker was here first
    captures, line = originals.lock(found), row.deletion
    row.last = max(seen, default=row.last)
    row.looked, row.found = row.looked + len(seen), row.found + len(captures)
    if len(seen) < BATCH:
        row.url, row.key, row.done_at = "", "", at
    row.save()
    originals.empty(captures=captures, by=line.by, at=at, reason=line.reason)
    if row.done_at:
        after = {"looked": row.looked, "found": row.found}
        record(Event.ORIGINALS_SWEPT, by=None, thing=line, at=at, after=after)
    return len(seen)


def _later(sweep: Sweep) -> QuerySet[Capture]:
    rows = Capture.objects.filter(source=sweep.source_id, emptied_at=None, pk__gt=sweep.last)
    rows = rows.filter(fetched_at__gte=sweep.since)
    return rows.only("packed", "emptied_at").order_by("pk")[:BATCH]


def _names(capture: Capture, patterns: Collection[re.Pattern[bytes]]) -> bool:
    try:
        body = capture.body
    except zlib.error:
        return True  # nobody can say what is in it, and it proves nothing
    return any(pattern.search(body) for pattern in patterns)


def _known_by(mention: Mention) -> tuple[str, str]:
    """Its address, and its id when it is long enough to mean it; empty what says nothing of it.

    Such is an address that other mentions share, or that is the front page of a site.
    """
    place, key = urlsplit(mention.url), mention.external_id
    same = Mention.objects.filter(source=mention.source_id, url=mention.url)
    is_own = (place.path.strip("/") or place.query) and not same.exclude(pk=mention.pk).exists()
    is_telling = len(key) >= SHORTEST and key != mention.url
    return mention.url if is_own else "", key if is_telling else ""


def _patterns(sweep: Sweep) -> list[re.Pattern[bytes]]:
    """The address as HTML, XML and JSON write it, and the id; not as a longer one's beginning."""
    found = []
    if sweep.url:
        forms = {sweep.url, sweep.url.replace("/", r"\/")}
        forms |= {form.replace("&", amp) for form in set(forms) for amp in AMPERSANDS}
        found = [re.compile(re.escape(form.encode()) + NO_LONGER) for form in forms]
    if sweep.key:
        found.append(re.compile(rb"(?<![\w-])" + re.escape(sweep.key.encode()) + NO_LONGER))
    return found
