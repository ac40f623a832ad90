"""What the rules of keeping want to know of the net identity: proofs, findings and cases."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from difi_sosial.identity.models import Evidence, Finding
from difi_sosial.identity.queries.over import over
from difi_sosial.monitoring.enums import Retention
from difi_sosial.monitoring.models import Deletion, Tombstone
from difi_sosial.monitoring.queries.deletions import ELSEWHERE, digest_of

FINDINGS = 1 << 64  # before the number of a finding


def counted() -> tuple[int, datetime | None]:
    """How many proofs there are, and when the oldest was taken. One query."""
    found = Evidence.objects.aggregate(count=Count("pk"), oldest=Min("taken_at"))
    return found["count"], found["oldest"]


def waiting() -> tuple[int, datetime | None]:
    """How many findings are done with and still whole, and when the oldest was left alone."""
    found = over().aggregate(count=Count("pk"), oldest=Min("updated_at"))
    return found["count"], found["oldest"]


def number_of(finding: int) -> UUID:
    """A finding's number in the deletion log; no proof has the same."""
    return UUID(int=FINDINGS + finding)


def not_emptied() -> Iterator[str]:
    """Lines on findings that say something else than what was emptied."""
    emptied: dict[int, list[UUID]] = {}
    rows = Finding.objects.exclude(deletion_key=None)
    for pk, line in rows.values_list("pk", "deletion_key"):
        if line is not None:  # always
            emptied.setdefault(line, []).append(number_of(pk))
    lines = Deletion.objects.filter(retention=Retention.FINDING)
    told = dict(lines.values_list("pk", "digest"))
    for pk in sorted(told.keys() | emptied.keys()):
        if told.get(pk) != digest_of(emptied.get(pk, ())):
            yield _("Linje %(line)s sier noe annet enn det som ble slettet.") % {"line": pk}
    if forgotten := Finding.objects.filter(deletion_key=None).exclude(forgotten_at=None).count():
        yield _("%(count)s funn er slettet uten linje i loggen.") % {"count": forgotten}


def not_gone() -> Iterator[str]:
    """Proofs that are logged as deleted, and are there."""
    stones = Tombstone.objects.filter(source_key=ELSEWHERE)
    buried = set(stones.values_list("mention_uuid", flat=True))
    for pk in Evidence.objects.order_by("pk").values_list("pk", flat=True) if buried else ():
        if UUID(int=pk) in buried:
            yield _("Bevis %(number)s står i loggen som slettet, men finnes.") % {"number": pk}
