"""What the clock does with hearings."""

from celery import shared_task

from difi_sosial.core.clock import now
from difi_sosial.hearing import services


@shared_task  # type: ignore[untyped-decorator]
def remind(**_: object) -> int:
    """Every morning: those who have not answered, before the deadline and on its day."""
    return services.remind(at=now())
