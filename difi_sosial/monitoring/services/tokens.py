"""Tokens of sources: how long they last, and who is told before they run out."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import local_date
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
