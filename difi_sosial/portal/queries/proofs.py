"""What the rules of keeping want to know of the proofs of the net identity."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min
from django.utils.translation import gettext as _

from difi_sosial.identity.models import Evidence
from difi_sosial.monitoring.models import Tombstone
from difi_sosial.monitoring.queries.deletions import ELSEWHERE


def counted() -> tuple[int, datetime | None]:
    """How many proofs there are, and when the oldest was taken. One query."""
    found = Evidence.objects.aggregate(count=Count("pk"), oldest=Min("taken_at"))
    return found["count"], found["oldest"]


def not_gone() -> Iterator[str]:
    """Proofs that are logged as deleted, and are there."""
    stones = Tombstone.objects.filter(source_key=ELSEWHERE)
    buried = set(stones.values_list("mention_uuid", flat=True))
    for pk in Evidence.objects.order_by("pk").values_list("pk", flat=True) if buried else ():
        if UUID(int=pk) in buried:
            yield _("Bevis %(number)s står i loggen som slettet, men finnes.") % {"number": pk}
