"""The map of the net identity."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.db import lock
from difi_sosial.monitoring.models import IdentityItem
from difi_sosial.people.models import User


@transaction.atomic
def save(
    *, item: IdentityItem | None, facts: Mapping[str, Any], by: User, at: datetime
) -> IdentityItem:
    """Add an item (`item=None`) or change one; `facts` are the fields of the model.

    The database refuses a stance of a private person.
    """
    before = item.state if item else None
    item = lock(item) if item else IdentityItem()
    for name, value in facts.items():
        setattr(item, name, value)
    item.save()
    record(Event.IDENTITY_ITEM_CHANGED, by=by, thing=item, at=at, before=before, after=item.state)
    return item
