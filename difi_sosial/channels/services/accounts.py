"""What is done to our own accounts: facts, hours, promises and numbers."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels.enums.accounts import Method, ProfileReader
from difi_sosial.channels.models import (
    Account,
    ActivitySample,
    OpeningHours,
    ResponsePromise,
)
from difi_sosial.channels.services.guard import guard
from difi_sosial.channels.services.outdating import outdate_changed
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import as_stored, lock
from difi_sosial.core.errors import Conflict, Invalid
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission

CONFIRMED_EACH = timedelta(days=91)  # a quarter of a year
CONTROLLED_EACH = timedelta(days=90)
Hours = Iterable[tuple[int, time, time]]


@transaction.atomic
def save_account(
    *,
    by: User,
    at: datetime,
    facts: Mapping[str, Any],
    account: Account | None = None,
    hours: Hours | None = None,
    promises: Mapping[str, int] | None = None,
    edition: int | None = None,
) -> Account:
    """Add one of our own accounts, or change one. Raises NotAllowed, and Invalid for bad hours.

    `edition` is what the writer's page was made from: raises Conflict when somebody saved after
    that. None asks for no such care.

    `hours` are (weekday 0-6, opens, closes) on a Norwegian clock, `promises` working hours by kind
    of message; None leaves them as they are. Profile texts made from other facts become outdated.
    """
    guard(by, Permission.CHANNEL_WRITE)
    account = lock(account) if account else Account(created_at=at, edition=0)
    if account.pk and edition is not None and edition != account.edition:
        raise Conflict(_("En annen har lagret kontoen mens du skrev."))
    before = _told(account, facts) if account.pk else {}
    for name, value in facts.items():
        setattr(account, name, as_stored(Account, name, value))
    if not account.pk:
        account.slug = _free_slug(account)
    account.edition += 1
    set_clock(account, at)
    account.save()
    _set_hours(account, hours)
    _set_promises(account, promises)
    account = Account.objects.select_related("channel", "unit").get(pk=account.pk)
    after = _told(account, facts)
    outdate_changed(account=account, at=at)
    if before != after:
        audit.record(Event.ACCOUNT_CHANGED, by=by, thing=account, at=at, before=before, after=after)
    return account


@transaction.atomic
def note_activity(*, account: Account, by: User, at: datetime, **numbers: Any) -> ActivitySample:
    """Numbers that a person read somewhere: posts_total, followers, last_post_at, and a source.

    Raises NotAllowed, and Invalid without a source or without any number.
    """
    guard(by, Permission.CHANNEL_WRITE)
    if not str(numbers.get("source", "")).strip():
        raise Invalid(_("Skriv hvor tallene er hentet fra."))
    if all(numbers.get(name) is None for name in ("posts_total", "followers", "last_post_at")):
        raise Invalid(_("Skriv minst ett tall."))
    sample = ActivitySample.objects.create(
        account=account, method=Method.MANUAL, by=by, taken_at=at, **numbers
    )
    audit.record(Event.ACTIVITY_NOTED, by=by, thing=account, at=at)
    return sample


def set_clock(account: Account, at: datetime) -> None:
    """When somebody must confirm the access, and when the profile is looked at next."""
    today = local_date(at)
    if account.closed_on is not None:
        account.confirm_due_on = account.control_due_on = account.profile_due_at = None
        return
    account.confirm_due_on = account.confirm_due_on or today + CONFIRMED_EACH
    if account.reader == ProfileReader.NONE:
        account.profile_due_at = None
        account.control_due_on = account.control_due_on or today + CONTROLLED_EACH
    else:
        account.control_due_on = None
        account.profile_due_at = account.profile_due_at or at


def _set_hours(account: Account, hours: Hours | None) -> None:
    if hours is None:
        return
    rows = sorted(hours)
    for (day, _opens, closes), (next_day, opens, _closes) in pairwise(rows):
        if day == next_day and opens < closes:
            raise Invalid(_("To åpningstider på samme dag overlapper. Rett dem."))
    if any(closes <= opens for _day, opens, closes in rows):
        raise Invalid(_("En åpningstid må slutte etter at den begynner."))
    account.hours.all().delete()
    OpeningHours.objects.bulk_create(
        [OpeningHours(account=account, weekday=d, opens=o, closes=c) for d, o, c in rows]
    )


def _set_promises(account: Account, promises: Mapping[str, int] | None) -> None:
    if promises is None:
        return
    account.promises.all().delete()
    rows = [ResponsePromise(account=account, kind=k, hours=n) for k, n in promises.items()]
    ResponsePromise.objects.bulk_create(rows)


def _free_slug(account: Account) -> str:
    """An address in the public register that nobody has: it stays when the name changes."""
    start = slugify(f"{account.channel.slug} {account.handle}")[:90] or "konto"
    taken = set(Account.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    numbered = (f"{start}-{number}" for number in range(2, len(taken) + 3))
    return start if start not in taken else next(slug for slug in numbered if slug not in taken)


def _told(account: Account, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts for the log, with the hours and promises as they are stored."""
    hours = [str(row) for row in account.hours.all()]
    promises = {row.kind: row.hours for row in account.promises.all()}
    told = {name: _plain(as_stored(Account, name, getattr(account, name))) for name in facts}
    return told | {"hours": hours, "promises": promises}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | list) else str(value)
