"""The worker's sign of life."""

from typing import Any

from celery import shared_task
from django.core.cache import cache

from difi_sosial.core.clock import now
from difi_sosial.portal.queries.health import HEARTBEAT


@shared_task  # type: ignore[untyped-decorator]
def heartbeat(**_: Any) -> None:
    """Tell /helse/klar that beat, broker and worker are all there."""
    cache.set(HEARTBEAT, now(), 24 * 60 * 60)
