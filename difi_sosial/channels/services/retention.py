"""Personal data that nobody needs any more: names of outsiders, and what others wrote on a page."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels.models import Account, Administrator, ProfileCheck
from difi_sosial.core.db import lock

YEAR = timedelta(days=365)
FORGOTTEN = "–"  # stands for the name in the confirmations, so that their number is still right


def forget_outsiders(*, at: datetime) -> int:
    """Delete name and address of those outside the agency who had access; how many.

    That is `settings.ADMINISTRATOR_YEARS` after the access was taken away (GDPR art. 5 no. 1 e).
    """
    before = at - max(settings.ADMINISTRATOR_YEARS, 0) * YEAR
    due = Administrator.objects.filter(user=None, forgotten_at=None, removed_at__lte=before)
    accounts = Account.objects.filter(pk__in=due.values("account")).order_by("pk")
    return sum(_forget_outsiders(account, before, at) for account in accounts)


@transaction.atomic
def _forget_outsiders(account: Account, before: datetime, at: datetime) -> int:
    account = lock(account)
    outside = account.administrators.filter(user=None, forgotten_at=None)
    due = list(outside.filter(removed_at__lte=before))
    names = {row.name for row in due}
    due_pks = [row.pk for row in due]
    outside.filter(pk__in=due_pks).update(name="", email="", forgotten_at=at)
    # Somebody who got access anew is known still.
    names -= set(outside.values_list("name", flat=True))
    for told in account.confirmations.filter(names__overlap=sorted(names)):
        told.names = [FORGOTTEN if name in names else name for name in told.names]
        told.save(update_fields=["names"])
    if due:
        audit.record(Event.ACCESS_FORGOTTEN, by=None, thing=account, at=at, after=len(due))
    return len(due)


def forget_looks(*, at: datetime) -> int:
    """Delete what stood on the profiles when they were looked at over a year ago; how many.

    Anybody may have written there. When it was, and what came of it, stays.
    """
    due = ProfileCheck.objects.filter(checked_at__lte=at - YEAR, forgotten_at=None)
    accounts = Account.objects.filter(pk__in=due.exclude(seen="").values("account"))
    return sum(_forget_looks(account, at) for account in accounts.order_by("pk"))


@transaction.atomic
def _forget_looks(account: Account, at: datetime) -> int:
    due = account.checks.filter(checked_at__lte=at - YEAR, forgotten_at=None).exclude(seen="")
    number = due.update(seen="", forgotten_at=at)
    if number:
        audit.record(Event.LOOKS_FORGOTTEN, by=None, thing=account, at=at, after=number)
    return number
