"""What the clock does with the net identity."""

from celery import shared_task

from difi_sosial.core.clock import now
from difi_sosial.identity import services


@shared_task  # type: ignore[untyped-decorator]
def open_checks(**_: object) -> None:
    """Open the yearly and quarterly checks that are due."""
    services.open_due(at=now())


@shared_task  # type: ignore[untyped-decorator]
def remind(**_: object) -> None:
    """Remind of checks, measures and cases."""
    services.remind(at=now())
