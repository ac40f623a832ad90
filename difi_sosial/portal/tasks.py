"""The worker's sign of life, and what the clock does for all apps at once."""

from typing import Any

from celery import shared_task
from django.core.cache import cache

from difi_sosial.core.clock import now
from difi_sosial.portal import services
from difi_sosial.portal.queries.health import HEARTBEAT


@shared_task  # type: ignore[untyped-decorator]
def heartbeat(**_: Any) -> None:
    """Tell /helse/klar that beat, broker and worker are all there."""
    cache.set(HEARTBEAT, now(), 24 * 60 * 60)


@shared_task  # type: ignore[untyped-decorator]
def rotate_keys(**_: Any) -> None:
    """While there is an older key, move what is encrypted to the newest."""
    services.rotate_keys(at=now())


@shared_task  # type: ignore[untyped-decorator]
def forget_evidence(**_: Any) -> None:
    """Delete what of the net identity has stood its time: proofs first, then what they prove."""
    services.forget_evidence(at=now())
    services.forget_findings(at=now())
