"""Our own accounts: who has access, when they are followed, and what they promise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.urls import reverse

from difi_sosial.channels.enums.accounts import AlarmCause, ProfileState
from difi_sosial.channels.models import (
    STANDING,
    Account,
    Administrator,
    LeaverAlarm,
    ProfileText,
)
from difi_sosial.core.clock import local
from difi_sosial.core.workdays import is_workday
from difi_sosial.people.models import User

ENOUGH = 2  # administrators, so that one may be ill and one may leave
Week = Mapping[int, tuple[tuple[time, time], ...]]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A line of the list: the account, how many have access, and what is wrong."""

    account: Account
    administrators: int
    alarms: int
    text: ProfileText | None
    today: date

    @property
    def lacks_administrators(self) -> bool:
        """Whether an open account has fewer administrators than it must."""
        return self.account.closed_on is None and self.administrators < ENOUGH

    @property
    def is_overdue(self) -> bool:
        """Whether nobody has confirmed in time who has access."""
        due_on = self.account.confirm_due_on
        return self.account.closed_on is None and due_on is not None and due_on < self.today


def accounts() -> QuerySet[Account]:
    """All our accounts with channel and unit; those still open first."""
    found = Account.objects.select_related("channel", "unit", "owner")
    return found.order_by(F("closed_on").asc(nulls_first=True), "channel__name", "handle")


def account_rows(today: date) -> list[AccountRow]:
    """Every account for the list, in a fixed number of queries."""
    found = with_access(accounts())
    texts = current_texts(found)
    return [
        AccountRow(account, account.held_by, account.open_alarms, texts.get(account.pk), today)
        for account in found
    ]


def with_access(found: QuerySet[Account]) -> QuerySet[Any]:
    """Accounts with `held_by`, how many can sign in, and `open_alarms` about one of them."""
    held = Q(administrators__removed_at=None, administrators__pk__isnull=False)
    alarms = Q(administrators__alarms__closed_at=None, administrators__alarms__pk__isnull=False)
    return found.annotate(
        held_by=Count("administrators", filter=held, distinct=True),
        open_alarms=Count("administrators__alarms", filter=alarms, distinct=True),
    )


def current_texts(found: Iterable[Account]) -> dict[int, ProfileText]:
    """Each account's text in the language of its profile: the one that stands, else the newest."""
    known = {account.pk: account for account in found}
    return current_of(known.values(), texts_in_use(known))


def texts_in_use(accounts: Iterable[int]) -> list[ProfileText]:
    """The texts of these accounts that no newer one has come in the place of, oldest first."""
    rows = ProfileText.objects.filter(account__in=list(accounts))
    rows = rows.exclude(state=ProfileState.SUPERSEDED).order_by("account", "number")
    return list(rows.defer("body", "long_body", "facts", "left_out"))


def current_of(found: Iterable[Account], texts: Iterable[ProfileText]) -> dict[int, ProfileText]:
    """The same as `current_texts`, picked among texts that are read."""
    languages = {account.pk: account.profile_language for account in found}
    mine = [row for row in texts if row.language == languages[row.account_id]]
    newest = {row.account_id: row for row in mine}
    return newest | {row.account_id: row for row in mine if row.state in STANDING}


def account_page(pk: int) -> QuerySet[Account]:
    """One account with everything its page shows."""
    found = Account.objects.filter(pk=pk).select_related("channel", "unit", "owner")
    return found.prefetch_related("hours", "promises")


def administrators_of(account: Account) -> QuerySet[Administrator]:
    """Those who can sign in to the account now, with their open alarms."""
    alarms = Prefetch("alarms", LeaverAlarm.objects.filter(closed_at=None), to_attr="open_alarms")
    held = account.administrators.filter(removed_at=None).select_related("user__unit", "unit")
    return held.prefetch_related(alarms)


def open_alarms() -> QuerySet[LeaverAlarm]:
    """Alarms about access that nobody has closed, oldest first, with what they are about."""
    found = LeaverAlarm.objects.filter(closed_at=None).order_by("raised_at", "pk")
    return found.select_related(
        "administrator__user",
        "administrator__unit",
        "administrator__account__channel",
        "administrator__account__owner",
    )


def left(user: User | None = None) -> list[tuple[Administrator, AlarmCause]]:
    """Administrators of open accounts who are locked out or have moved, and have no open alarm."""
    held = Administrator.objects.filter(removed_at=None, account__closed_on=None)
    gone = Q(user__is_active=False)
    moved = ~Q(user__unit=F("unit")) & Q(unit__isnull=False)
    moved |= Q(user__unit=None, unit__isnull=False)
    found = held.filter(gone | moved, user__isnull=False).exclude(
        pk__in=LeaverAlarm.objects.filter(closed_at=None).values("administrator")
    )
    if user is not None:
        found = found.filter(user=user)
    rows = found.select_related("user", "account__channel", "account__owner").order_by("pk")
    return [
        (row, AlarmCause.MOVED if row.user and row.user.is_active else AlarmCause.DEACTIVATED)
        for row in rows
    ]


def week_of(account: Account) -> Week:
    """The hours of each weekday (0 is Monday) on a Norwegian clock; closed days are not there."""
    week: dict[int, tuple[tuple[time, time], ...]] = {}
    for row in sorted(account.hours.all(), key=lambda row: (row.weekday, row.opens)):
        week[row.weekday] = (*week.get(row.weekday, ()), (row.opens, row.closes))
    return week


def is_followed(account: Account, moment: datetime) -> bool:
    """Whether somebody follows the account at a moment (aware); never on public holidays."""
    here = local(moment)
    if here.weekday() < 5 and not is_workday(here.date()):
        return False
    clock = here.time().replace(tzinfo=None)
    spans = week_of(account).get(here.weekday(), ())
    return any(opens <= clock < closes for opens, closes in spans)


def promised_hours(account: Account, kind: str = "") -> int | None:
    """Working hours promised for a kind of message (MessageKind, or a kind of mention).

    The general promise where the kind has none of its own; None when nothing is promised.
    """
    own = {promise.kind: promise.hours for promise in account.promises.all()}
    return own.get(kind, account.response_hours)


def account_url(account: Account) -> str:
    """Where the account's page lies inside the portal."""
    return reverse("channels:account-detail", args=[account.pk])


def public_url(account: Account) -> str:
    """The whole address of the account's public page."""
    return settings.SITE_URL + reverse("register:account", args=[account.slug])
