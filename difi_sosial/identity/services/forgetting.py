"""Findings and cases whose time is up: what is left is that there was one, of which type, and when.

The row stays, since the checks that saw it are frozen and still count it. Its name, address and
all that was written about it go, what the checks noted of it too, and its cases with their steps.
What went out of the house stands in the journal.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _
from django.utils.translation import override

from difi_sosial.core.clock import local_date
from difi_sosial.identity.enums import UNFINISHED
from difi_sosial.identity.models import (
    Evidence,
    Finding,
    Impersonation,
    ImpersonationStep,
    Link,
    Measure,
    Sighting,
)
from difi_sosial.identity.models.findings import FORGOTTEN
from difi_sosial.identity.queries.over import over


@transaction.atomic
def forget_findings(
    *, before: datetime, at: datetime, held: Collection[int], most: int
) -> list[int]:
    """Empty at most `most` findings that nothing has happened to since `before`; their keys.

    None that somebody shall look at later, and none with evidence, which has a rule of its own.
    `held` are the keys of those that are held back. The caller accounts for what went (`tie`), in
    the same transaction.
    """
    found = _due(before).exclude(pk__in=held).order_by("pk")
    pks = list(found.values_list("pk", flat=True)[:most])
    # Cases first, as those who work with one do; then what is still due.
    cases = Impersonation.objects.filter(finding__in=pks).order_by("pk")
    list(cases.select_for_update(of=("self",)).values_list("pk"))
    rows = found.filter(pk__in=pks).select_for_update(of=("self",), skip_locked=True)
    pks = list(rows.values_list("pk", flat=True))
    _clear(pks, at)
    return pks


@transaction.atomic
def tie(*, findings: Sequence[int], line: int) -> None:
    """Say which line of the deletion log accounts for these."""
    Finding.objects.filter(pk__in=findings).update(deletion_key=line)


def _due(before: datetime) -> QuerySet[Finding]:
    steps = ImpersonationStep.objects.filter(case__finding=OuterRef("pk"), at__gt=before)
    measures = Measure.objects.filter(finding=OuterRef("pk"))
    evidence = Evidence.objects.filter(finding=OuterRef("pk"))
    return over().filter(
        Q(next_check_on=None) | Q(next_check_on__lte=local_date(before)),
        ~Exists(steps),
        ~Exists(measures.filter(Q(state__in=UNFINISHED) | Q(updated_at__gt=before))),
        ~Exists(evidence),
        updated_at__lte=before,
    )


def _clear(pks: Sequence[int], at: datetime) -> None:
    ImpersonationStep.objects.filter(case__finding__in=pks).delete()
    Impersonation.objects.filter(finding__in=pks).delete()
    Measure.objects.filter(finding__in=pks).delete()
    Link.objects.filter(finding__in=pks).delete()
    with override("nb"):
        name = _("Slettet funn")
    numbered = Concat(Value(f"{name} "), Cast(F("pk"), CharField()))
    Finding.objects.filter(pk__in=pks).update(**FORGOTTEN, name=numbered, forgotten_at=at)
    Sighting.objects.filter(finding__in=pks).update(facts={}, changes={})
