"""The map: findings with what is to be done about them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from difi_sosial.core.clock import local_date, now
from difi_sosial.identity.enums import CASE_OVER, DUE, LIVE, UNFINISHED
from difi_sosial.identity.models import Evidence, Finding, Impersonation, Measure


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """What the reader wants to see; every field may be empty.

    Without a `state` what is gone is left out; DUE leaves out what need not be seen now as well.
    """

    kind: str = ""
    state: str = ""
    risk: str = ""
    q: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered away but what is gone."""
        return self == FindingFilter()


def findings(wanted: FindingFilter) -> QuerySet[Finding]:
    """The map by type and name, each with its next measure and its evidence counted."""
    rules = {"kind": wanted.kind, "risk": wanted.risk}
    found = Finding.objects.filter(**{name: value for name, value in rules.items() if value})
    if wanted.state == DUE:
        found = found.filter(to_look_at(local_date(now())))
    else:
        found = found.filter(state__in=[wanted.state] if wanted.state else LIVE)
    if wanted.q:
        texts = ("name", "url", "platform", "note")
        any_of = Q()
        for name in texts:
            any_of |= Q(**{f"{name}__icontains": wanted.q})
        found = found.filter(any_of)
    open_cases = Impersonation.objects.filter(finding=OuterRef("pk")).exclude(state__in=CASE_OVER)
    return (
        found.select_related("account__channel")
        .annotate(
            proofs=Count("evidence"),
            has_case=Exists(open_cases),
            is_due=to_look_at(local_date(now())),
        )
        .prefetch_related(
            Prefetch("measures", measures().filter(state__in=UNFINISHED), to_attr="to_do")
        )
        .order_by("kind", "name", "pk")
    )


def to_look_at(today: date) -> Q:
    """The findings that somebody wanted to see again by this day."""
    return Q(next_check_on__lte=today, state__in=LIVE)


def finding_page(pk: int) -> QuerySet[Finding]:
    """One finding with what its page shows of other rows."""
    return Finding.objects.filter(pk=pk).select_related("account__channel", "employee")


def evidence_of(finding: Finding) -> QuerySet[Evidence]:
    """The evidence without its bytes, newest first."""
    return finding.evidence.select_related("by").defer("content")


def measures() -> QuerySet[Measure]:
    """The action list: what is due first comes first, then what has no day."""
    rows = Measure.objects.select_related("finding", "owner")
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


def measures_of(finding: Finding) -> QuerySet[Measure]:
    """The measures of one finding, the unfinished first."""
    return (
        measures()
        .filter(finding=finding)
        .order_by(F("ended_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk")
    )


def cases() -> QuerySet[Impersonation]:
    """The cases about impersonation with their findings, the open ones first."""
    is_over = Q(state__in=CASE_OVER)
    rows = Impersonation.objects.select_related("finding", "opened_by")
    return rows.annotate(over=is_over).order_by("over", F("due_on").asc(nulls_last=True), "-pk")
