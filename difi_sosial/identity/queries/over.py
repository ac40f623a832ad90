"""What the net identity is done with."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from difi_sosial.identity.enums import CASE_OVER, LIVE, Kind, Official, Party
from difi_sosial.identity.models import Finding, Impersonation


def over() -> QuerySet[Finding]:
    """Findings that are done with and still whole.

    Those are laid aside or gone from the net, or about an impersonation that has had a case, and
    whose cases are over. None is ours, or was.
    """
    cases = Impersonation.objects.filter(finding=OuterRef("pk"))
    done = ~Q(state__in=LIVE) | (Q(kind=Kind.IMPERSONATOR) & Exists(cases))
    ours = Q(kind=Kind.EMPLOYEE) | Q(party=Party.US) | Q(official=Official.YES)
    whole = Finding.objects.filter(forgotten_at=None, account=None).exclude(ours)
    return whole.filter(done, ~Exists(cases.exclude(state__in=CASE_OVER)))
