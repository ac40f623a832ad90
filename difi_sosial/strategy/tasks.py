"""What the clock does with strategies."""

from celery import shared_task

from difi_sosial.core.clock import now
from difi_sosial.strategy import services


@shared_task  # type: ignore[untyped-decorator]
def put_due_in_force(**_: object) -> int:
    """Every hour: approved and journalled versions whose day has come count from now."""
    return services.put_due_in_force(at=now())


@shared_task  # type: ignore[untyped-decorator]
def open_reviews(**_: object) -> int:
    """Every morning: the review of versions whose day has come is opened."""
    return services.open_reviews(at=now())


@shared_task  # type: ignore[untyped-decorator]
def remind_waiting(**_: object) -> int:
    """Every morning: whoever has let a version wait for five working days is reminded."""
    return services.remind_waiting(at=now())
