"""Our own accounts."""

from django.db.models import F, QuerySet

from difi_sosial.channels.models import (
    Account,
)


def accounts() -> QuerySet[Account]:
    """All our accounts with channel and unit; those still open first."""
    found = Account.objects.select_related("channel", "unit")
    return found.order_by(F("closed_on").asc(nulls_first=True), "channel__name", "handle")
