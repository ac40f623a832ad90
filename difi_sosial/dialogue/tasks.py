"""Ids in, one service call; all of it safe to run twice."""

from celery import shared_task

from difi_sosial.core.clock import now
from difi_sosial.dialogue import services


@shared_task  # type: ignore[untyped-decorator]
def forget_bulk_acts() -> None:
    """Delete acts on many mentions that can no longer be undone."""
    services.forget_bulk_acts(at=now())
