"""Budgets: what a question may cost at most is set aside before it is asked, or it is not asked.

The row is raised by one conditional UPDATE, so that two workers cannot spend the same money. What
an answer turned out not to cost is given back; if the worker dies in between it is not, which errs
on the agency's side.
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
    carry(connector.slug, token)
    row, _made = Spending.objects.get_or_create(
        connector=connector.slug, holder=holder_of(token), period_from=first
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
    rows = Spending.objects.filter(
        connector=connector.slug, holder=holder_of(token), period_from=first, units__gte=back
    )
    rows.update(units=F("units") - back)


def standing(source: Source, *, at: datetime) -> Standing | None:
    """How a source's budget stands; None for a connector that has none, or without a token."""
    budget = source.reader.budget if source.reader else None
    token = _token_of(source)
    if source.reader is None or budget is None or not token:
        return None
    first, until = period_of(budget.period, at)
    rows = Spending.objects.filter(
        connector=source.connector, holder=holder_of(token), period_from=first
    )
    units = sum(rows.values_list("units", flat=True))
    most = budget.ceiling(source.settings)
    return Standing(units / budget.units_each, most / budget.units_each, until)


def holder_of(token: str) -> str:
    """Who spends, without telling the secret."""
    return pseudonym(_named(token))


def left_behind(connector: str, token: str) -> QuerySet[Spending]:
    """What is written on the holder's names under older encryption keys."""
    return Spending.objects.filter(connector=connector, holder__in=old_pseudonyms(_named(token)))


@transaction.atomic
def carry(connector: str, token: str) -> None:
    """Move what was spent under an older encryption key: a new key is no new budget."""
    if old_pseudonyms(_named(token)):
        _move(left_behind(connector, token), token)


@transaction.atomic
def hand_over(source: Source, token: str) -> None:
    """What was spent with the source's token counts for the one that now takes its place.

    So it is where the agency has set the ceiling: a new token is no new money. A quota that the
    provider gives belongs to the key. When another source has the old token too, both count it.
    """
    if source.reader is None or source.reader.budget is None or not source.reader.budget.setting:
        return
    old = _token_of(source)
    if not old or old == token:
        return
    carry(source.connector, old)
    others = Source.objects.filter(connector=source.connector).exclude(pk=source.pk)
    rows = Spending.objects.filter(connector=source.connector, holder=holder_of(old))
    _move(rows, token, is_kept=old in map(_token_of, others))


def _token_of(source: Source) -> str:
    try:
        return decrypt(source.encrypted_token) if source.encrypted_token else ""
    except Undecipherable:
        return ""


def _move(rows: QuerySet[Spending], token: str, *, is_kept: bool = False) -> None:
    for row in rows.exclude(holder=holder_of(token)).select_for_update().order_by("pk"):
        kept, _made = Spending.objects.get_or_create(
            connector=row.connector, holder=holder_of(token), period_from=row.period_from
        )
        Spending.objects.filter(pk=kept.pk).update(units=F("units") + row.units)
        if not is_kept:
            row.delete()


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
