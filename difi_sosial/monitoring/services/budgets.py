"""Budgets: what a question may cost at most is set aside before it is asked, or it is not asked.

The row is raised by one conditional UPDATE, so that two workers cannot spend the same money. What
an answer turned out not to cost is given back; if the worker dies in between it is not, which errs
on the agency's side.

Money is the agency's, whatever token it is spent with: all sources of a channel count in one row,
and each stops when what the agency has spent reaches its own ceiling. So the highest of them is the
most that can be spent. A quota that the provider gives belongs to the key.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, QuerySet

from difi_sosial.core.crypto import Undecipherable, decrypt, old_pseudonyms, pseudonym
from difi_sosial.monitoring.connectors.base import (
    Connector,
    Page,
    Period,
    Request,
    Trouble,
    Unusable,
)
from difi_sosial.monitoring.models import Source, Spending

AGENCY = "agency"  # who spends money
PACIFIC = ZoneInfo("America/Los_Angeles")


class BudgetSpent(Unusable):
    """What is left does not hold this question; there is a new budget from `until`."""

    def __init__(self, detail: str, *, until: datetime) -> None:
        super().__init__(Trouble.BUDGET_SPENT, detail)
        self.until = until


@dataclass(frozen=True)
class Standing:
    """What is used of a budget, in what the agency counts in (dollars, units), until when."""

    used: float
    most: float
    until: datetime


def reserve(
    connector: Connector, asked: Request, settings: dict[str, str], token: str, *, at: datetime
) -> None:
    """Set aside what a question may cost. Raises BudgetSpent when that is more than is left."""
    if connector.budget is None or not asked.cost:
        return
    first, until = period_of(connector.budget.period, at)
    ceiling = connector.budget.ceiling(settings)
    carry(connector, token)
    row, _made = Spending.objects.get_or_create(
        connector=connector.slug, holder=holder_of(connector, token), period_from=first
    )
    room = Spending.objects.filter(pk=row.pk, units__lte=ceiling - asked.cost)
    if not room.update(units=F("units") + asked.cost):
        raise BudgetSpent(f"{row.units} of {ceiling} units are spent", until=until)


def settle(connector: Connector, asked: Request, page: Page, token: str, *, at: datetime) -> None:
    """Give back what the answer did not cost after all."""
    if connector.budget is None or page.cost is None or page.cost >= asked.cost:
        return
    first, _until = period_of(connector.budget.period, at)
    back = asked.cost - page.cost
    rows = Spending.objects.filter(connector=connector.slug, holder=holder_of(connector, token))
    rows.filter(period_from=first, units__gte=back).update(units=F("units") - back)


def standing(source: Source, *, at: datetime) -> Standing | None:
    """How a source's budget stands; None for a connector that has none, or without a token."""
    budget = source.reader.budget if source.reader else None
    token = _token_of(source)
    if source.reader is None or budget is None or not token:
        return None
    first, until = period_of(budget.period, at)
    own = Spending.objects.filter(
        connector=source.connector, holder=holder_of(source.reader, token)
    )
    rows = (own | left_behind(source.reader, token)).filter(period_from=first)
    units = sum(rows.values_list("units", flat=True))
    most = budget.ceiling(source.settings)
    return Standing(units / budget.units_each, most / budget.units_each, until)


def holder_of(connector: Connector, token: str) -> str:
    """Who spends: the agency its money, and a key its quota, without telling the secret."""
    return AGENCY if _is_money(connector) else pseudonym(_named(token))


def left_behind(connector: Connector, token: str) -> QuerySet[Spending]:
    """What is written on other names: under older encryption keys, or on tokens one by one."""
    rows = Spending.objects.filter(connector=connector.slug)
    if _is_money(connector):
        return rows.exclude(holder=AGENCY)
    return rows.filter(holder__in=old_pseudonyms(_named(token)))


def rests_on_older_key(connector: Connector, token: str) -> bool:
    """Whether a key's quota is counted under an older encryption key; money is under no key."""
    return not _is_money(connector) and left_behind(connector, token).exists()


@transaction.atomic
def carry(connector: Connector, token: str) -> None:
    """Move what was left behind: neither a new token nor a new key is a new budget."""
    holder = holder_of(connector, token)
    for row in left_behind(connector, token).select_for_update().order_by("pk"):
        kept, _made = Spending.objects.get_or_create(
            connector=row.connector, holder=holder, period_from=row.period_from
        )
        Spending.objects.filter(pk=kept.pk).update(units=F("units") + row.units)
        row.delete()


def _is_money(connector: Connector) -> bool:
    return connector.budget is not None and bool(connector.budget.setting)


def _token_of(source: Source) -> str:
    try:
        return decrypt(source.encrypted_token) if source.encrypted_token else ""
    except Undecipherable:
        return ""


def _named(token: str) -> str:
    return f"budget:{token}"


def period_of(period: Period, at: datetime) -> tuple[date, datetime]:
    """The first day of the period, and the moment the next one begins (UTC)."""
    if period is Period.PACIFIC_DAY:
        day = at.astimezone(PACIFIC).date()
        following = datetime.combine(day + timedelta(days=1), datetime.min.time(), PACIFIC)
        return day, following.astimezone(UTC)
    first = at.astimezone(UTC).date().replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    return first, datetime.combine(after, datetime.min.time(), UTC)
