"""Tokens of sources: warned about before they run out, and encrypted with the newest key."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import local_date
from difi_sosial.core.crypto import Undecipherable, renewed
from difi_sosial.monitoring.connectors.base import Connector
from difi_sosial.monitoring.enums import SourceState
from difi_sosial.monitoring.models import Source
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may
from difi_sosial.people.services import tell

WARNED = (14, 3)  # days before


def expiry_of(connector: Connector, typed: date | None, at: datetime) -> date | None:
    """When a token that is laid in now runs out: as it was told, else as the provider has it."""
    if typed or connector.token_days is None:
        return typed
    return local_date(at) + timedelta(days=connector.token_days)


def warn(*, at: datetime) -> int:
    """Tell of tokens that run out within two weeks, again three days before; how many letters."""
    today = local_date(at)
    last = today + timedelta(days=WARNED[0])
    ending = Source.objects.filter(state=SourceState.ACTIVE, token_expires_on__range=(today, last))
    return sum(_tell(source, today, at) for source in ending.order_by("pk"))


def _tell(source: Source, today: date, at: datetime) -> int:
    ends = source.token_expires_on
    if ends is None:
        return 0
    stage = min(days for days in WARNED if (ends - today).days <= days)
    return tell(
        to=people_who_may(Permission.MONITORING_WRITE),
        subject=_("Tokenet til «%(source)s» går snart ut"),
        text=_(
            "Tokenet gjelder til %(day)s. Lag et nytt hos leverandøren og legg det inn på kilden. "
            "Ellers slutter portalen å lese kilden den dagen."
        ),
        path=reverse("monitoring:source-edit", args=[source.pk]),
        key=f"monitoring.token:{source.pk}:{ends}:{stage}",
        at=at,
        facts={"source": source.name, "day": ends},
    )


def reencrypt() -> int:
    """Encrypt what is stored with the newest key, so that an old one can be taken away; how many.

    Only where the old text still stands: a token that is typed meanwhile is left alone.
    """
    count = 0
    for name in ("encrypted_token", "encrypted_session"):
        held = Source.objects.exclude(**{name: ""}).values_list("pk", name)
        for pk, old in list(held):
            try:
                new = renewed(old)
            except Undecipherable:
                continue  # the visit tells a person that the token is needed anew
            if new:
                count += Source.objects.filter(pk=pk, **{name: old}).update(**{name: new})
    return count
