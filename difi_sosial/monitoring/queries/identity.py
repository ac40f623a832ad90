"""The map of the net identity."""

from django.db.models import QuerySet

from difi_sosial.monitoring.models import IdentityItem


def identity_items(*, kind: str = "", state: str = "") -> QuerySet[IdentityItem]:
    """The map of the net identity, by kind and name."""
    wanted = {name: value for name, value in (("kind", kind), ("state", state)) if value}
    return IdentityItem.objects.filter(**wanted).select_related("owner")
