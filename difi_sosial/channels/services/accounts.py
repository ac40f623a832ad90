"""What is done to our own accounts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels.models import (
    Account,
)
from difi_sosial.channels.services.guard import guard
from difi_sosial.core.db import lock
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission


@transaction.atomic
def save_account(
    *, by: User, at: datetime, facts: Mapping[str, Any], account: Account | None = None
) -> Account:
    """Add one of our own accounts, or change one. Raises NotAllowed."""
    guard(by, Permission.CHANNEL_WRITE)
    account = lock(account) if account else Account(created_at=at)
    before = {name: _plain(getattr(account, name)) for name in facts} if account.pk else {}
    after = {name: _plain(value) for name, value in facts.items()}
    if before == after:
        return account
    for name, value in facts.items():
        setattr(account, name, value)
    account.save()
    audit.record(Event.ACCOUNT_CHANGED, by=by, thing=account, at=at, before=before, after=after)
    return account


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int) else str(value)
