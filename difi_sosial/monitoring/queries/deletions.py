"""The deletion log, and whether it tells the truth."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.monitoring.enums import Retention
from difi_sosial.monitoring.models import Capture, Deletion, Mention, MentionRevision, Tombstone

ELSEWHERE = 0  # the source of what is no mention
MOST = 100  # faults that are told one by one
KINDS = (
    *(Event.MENTIONS_FORGOTTEN, Event.MENTION_ERASED, Event.EVIDENCE_FORGOTTEN),
    *(Event.WORDS_FORGOTTEN, Event.FINDINGS_FORGOTTEN),
)
CHUNK = 500

Check = Callable[[], Iterator[str]]
_BESIDE: list[Check] = []


def verify_also(check: Check) -> None:
    """Another app's things are in the log too; `check()` tells which of them are not gone."""
    if check not in _BESIDE:
        _BESIDE.append(check)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a control found: the lines and mentions it went through, and what is wrong with them."""

    lines: int
    mentions: int
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the log tells the whole truth."""
        return not self.faults


def digest_of(uuids: Iterable[UUID]) -> str:
    """SHA-256 of the numbers of the mentions, sorted, one a line."""
    return hashlib.sha256("\n".join(sorted(map(str, uuids))).encode()).hexdigest()


def facts_of(line: Deletion) -> dict[str, object]:
    """What the audit's chain keeps of a line, so that neither can be changed alone."""
    return {
        "count": line.count,
        "digest": line.digest,
        "retention": str(line.retention),
        "rule": line.rule,
        "source": line.source_key,
        "captures": line.captures,
    }


def deletion_log() -> QuerySet[Deletion]:
    """Every line, newest first."""
    return Deletion.objects.select_related("by", "sweep")


def swept(line: Deletion) -> str:
    """How the search for it in later answers goes, in words; empty when there was none."""
    sweep = getattr(line, "sweep", None)
    if sweep is None:
        return ""
    facts = {"looked": sweep.looked, "found": sweep.found}
    if not sweep.done_at:
        return _("Leter etter innlegget i senere svar. %(looked)s er lett gjennom.") % facts
    return _("Har lett gjennom %(looked)s senere svar. Innlegget sto i %(found)s av dem.") % facts


def verify_deletions() -> Verdict:
    """Is all that is logged gone, and is all that is gone logged? (At most `MOST` faults.)

    The search vector is a column of the mention and a revision cannot be without one, so what is
    left to look for is the mention itself, and originals that nothing rests on any more. That the
    audit's own chain is whole, `verify_audit` tells.
    """
    faults = (*islice(_faults(), MOST),)
    return Verdict(Deletion.objects.count(), Tombstone.objects.count(), faults)


def _faults() -> Iterator[str]:
    yield from _unlogged()
    yield from _still_there()
    yield from _untrue_lines()
    yield from _left_originals()
    for check in _BESIDE:
        yield from check()


def _unlogged() -> Iterator[str]:
    for stone in Tombstone.objects.filter(deletion=None).order_by("gone_at", "pk")[:MOST]:
        text = _("Omtale %(number)s er slettet uten linje i loggen.")
        if stone.source_key == ELSEWHERE:
            text = _("Bevis %(number)s er slettet uten linje i loggen.")
        yield text % {"number": stone.mention_uuid}


def _still_there() -> Iterator[str]:
    stones = Tombstone.objects.filter(mention_uuid=OuterRef("uuid"))
    back = Mention.objects.filter(Exists(stones)).order_by("pk").values_list("uuid", flat=True)
    for uuid in back[:MOST]:
        yield _("Omtale %(number)s står i loggen som slettet, men finnes.") % {"number": uuid}


def _untrue_lines() -> Iterator[str]:
    """Lines whose stones or whose event in the audit say something else."""
    emptied = Prefetch("emptied", Mention.objects.only("uuid", "emptied"))
    lines = Deletion.objects.order_by("pk").prefetch_related("tombstones", emptied)
    for line in lines.iterator(chunk_size=CHUNK):
        if not _agrees(line):
            yield _("Linje %(line)s sier noe annet enn det som ble slettet.") % {"line": line.pk}
        if line.pk not in _told_truly(line):
            yield _("Linje %(line)s er ikke den som står i hendelsesloggen.") % {"line": line.pk}


def _agrees(line: Deletion) -> bool:
    """Whether what the line says is what went.

    Of words that went, the mentions stand until their own time is up: then it cannot be counted.
    Findings that went stand too, and the app that has them counts.
    """
    if line.retention == Retention.FINDING:
        return True
    if line.retention == Retention.WITHHELD:
        uuids = [mention.uuid for mention in line.emptied.all()]
        if len(uuids) < line.count:
            return True
    else:
        uuids = [stone.mention_uuid for stone in line.tombstones.all()]
    return len(uuids) == line.count and digest_of(uuids) == line.digest


def _told_truly(line: Deletion) -> set[int]:
    events = EventRow.objects.filter(
        kind__in=KINDS, thing_type=Deletion._meta.label_lower, thing_key=str(line.pk)
    )
    return {line.pk for event in events if event.after == facts_of(line)}


def _left_originals() -> Iterator[str]:
    used = Mention.objects.filter(capture=OuterRef("pk"))
    revised = MentionRevision.objects.filter(capture=OuterRef("pk"))
    left = Capture.objects.filter(~Exists(used), ~Exists(revised)).order_by("pk")
    for pk in left.values_list("pk", flat=True)[:MOST]:
        yield _("Original %(number)s ligger igjen uten noen omtale.") % {"number": pk}
