"""What the clock does with strategies."""

from celery import shared_task

from difi_sosial.core.clock import now
from difi_sosial.strategy import services


@shared_task  # type: ignore[untyped-decorator]
def put_due_in_force(**_: object) -> int:
    """Every night: approved versions whose day has come count from now."""
    return services.put_due_in_force(at=now())
