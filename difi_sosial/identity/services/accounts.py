"""Our accounts on the map: matched with the register, proposed to it, or found not to be ours."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.channels.models import Account
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid
from difi_sosial.identity.enums import FindingState, Kind, Official, Party
from difi_sosial.identity.models import Finding
from difi_sosial.identity.queries.accounts import account_at
from difi_sosial.identity.services.guard import guard
from difi_sosial.identity.services.sightings import observe
from difi_sosial.people.models import User

NOT_OURS = (Kind.IMPERSONATOR, Kind.UNOFFICIAL)


def add_missing_accounts(at: datetime) -> int:
    """Put every open account of the register on the map; returns how many came new.

    For a caller with a transaction.
    """
    for finding in Finding.objects.filter(kind=Kind.ACCOUNT, account=None):
        if found := account_at(finding.url):
            Finding.objects.filter(pk=finding.pk).update(account=found)
    known = Finding.objects.filter(account__isnull=False).values("account")
    missing = Account.objects.filter(closed_on=None).exclude(pk__in=known)
    return len(
        Finding.objects.bulk_create(
            [
                Finding(
                    kind=Kind.ACCOUNT,
                    name=account.handle,
                    url=account.url,
                    platform=account.channel.name,
                    official=Official.YES,
                    party=Party.US,
                    account=account,
                    state=FindingState.VERIFIED,
                    checked_on=local_date(at),
                )
                for account in missing.select_related("channel")
            ],
            ignore_conflicts=True,
        )
    )


@transaction.atomic
def match_account(*, finding: Finding, account: Account, by: User, at: datetime) -> Finding:
    """Say which account of the register a finding is. Raises Invalid when another one is that."""
    guard(by)
    finding = lock(finding)
    if Finding.objects.filter(account=account).exclude(pk=finding.pk).exists():
        raise Invalid(_("Et annet funn er alt koblet til denne kontoen."))
    finding.account, finding.kind = account, Kind.ACCOUNT
    finding.official, finding.party, finding.stance = Official.YES, Party.US, ""
    finding.save()
    after = {"account": str(account)}
    record(Event.IDENTITY_ACCOUNT_MATCHED, by=by, thing=finding, at=at, after=after)
    return finding


@transaction.atomic
def decline_account(*, finding: Finding, kind: str, reason: str, by: User, at: datetime) -> Finding:
    """It only looks like ours: an impersonator, or somebody else's page about us."""
    guard(by)
    if kind not in NOT_OURS:
        raise Invalid(_("Velg om den er en etterligning eller en uoffisiell side."))
    if not reason.strip():
        raise Invalid(_("Skriv hvorfor kontoen ikke er deres."))
    finding = lock(finding)
    finding.kind, finding.official, finding.party = Kind(kind), Official.NO, Party.UNKNOWN
    finding.account = None
    finding.note = "\n\n".join(part for part in (finding.note, reason.strip()) if part)
    finding.save()
    observe(finding, by=by, at=at)
    record(
        Event.IDENTITY_ACCOUNT_DECLINED,
        by=by,
        thing=finding,
        at=at,
        after={"kind": kind},
        reason=reason.strip(),
    )
    return finding
