"""The net identity is kept by the rules that mentions are kept by, and accounted for: first its
proofs, then findings and cases that are over.

They belong to the one app, rules, holds and the deletion log to another; they meet here.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.identity import services as identity
from difi_sosial.identity.models import Finding
from difi_sosial.monitoring.enums import Retention
from difi_sosial.monitoring.models import Deletion, Hold
from difi_sosial.monitoring.queries.deletions import ELSEWHERE
from difi_sosial.monitoring.queries.retention import Rule, rules_on, standing_holds
from difi_sosial.monitoring.services import deletions, holds
from difi_sosial.people.models import User
from difi_sosial.portal.queries.proofs import number_of

BATCH = 100  # files, of some megabytes each


def hold_evidence(
    *, finding: Finding, reason: str, by: User, at: datetime, ends_on: date | None = None
) -> Hold:
    """Hold back a finding, its cases and every proof for it, later ones too. Raises Invalid."""
    proofs = holds.Proofs(finding.pk, finding.log_name)  # a hold is kept for ever
    return holds.place(thing=proofs, reason=reason, by=by, at=at, ends_on=ends_on)


def forget_evidence(*, at: datetime) -> int:
    """Delete the proofs that have stood their time, in chunks of 100; how many.

    Each chunk is one transaction with its own line in the log: it may die anywhere and be run
    again, or twice at once.
    """
    holds.lift_ended(at=at)
    rule = rules_on(local_date(at))[Retention.PROOF]
    total = 0
    while count := _forget_chunk(rule, at):
        total += count
    return total


def forget_findings(*, at: datetime) -> int:
    """Empty the findings that have stood their time, with their cases; how many. As the proofs."""
    holds.lift_ended(at=at)
    rule = rules_on(local_date(at))[Retention.FINDING]
    total = 0
    while count := _empty_chunk(rule, at):
        total += count
    return total


@transaction.atomic
def _forget_chunk(rule: Rule, at: datetime) -> int:
    holds.stand_still()
    before = at - timedelta(days=rule.days or 0)
    gone = identity.forget_evidence(before=before, held=_held(), most=BATCH)
    if not gone:
        return 0
    uuids = [UUID(int=pk) for pk in gone]  # as the database writes the stones
    deletions.account_for(_line(rule, at), uuids, kind=Event.EVIDENCE_FORGOTTEN)
    return len(gone)


@transaction.atomic
def _empty_chunk(rule: Rule, at: datetime) -> int:
    holds.stand_still()
    before = at - timedelta(days=rule.days or 0)
    gone = identity.forget_findings(before=before, at=at, held=_held(), most=BATCH)
    if not gone:
        return 0
    uuids = [number_of(pk) for pk in gone]
    line = deletions.account_for(_line(rule, at), uuids, kind=Event.FINDINGS_FORGOTTEN)
    identity.tie(findings=gone, line=line.pk)
    return len(gone)


def _held() -> set[int]:
    return {hold.finding_key for hold in standing_holds() if hold.finding_key is not None}


def _line(rule: Rule, at: datetime) -> Deletion:
    with override("nb"):
        return Deletion(
            at=at,
            retention=rule.retention,
            rule=f"{rule.retention.label}: {rule.days} dager {rule.starts}",
            source_key=ELSEWHERE,
            source_name=_("Nettidentiteten"),
        )
