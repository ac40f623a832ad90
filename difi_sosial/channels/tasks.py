"""What the clock does with accounts and their profile texts."""

from celery import shared_task

from difi_sosial.channels import services
from difi_sosial.core.clock import now


@shared_task  # type: ignore[untyped-decorator]
def keep_accounts(**_: object) -> None:
    """Every morning: alarms about leavers, reminders, and texts whose facts have changed."""
    services.raise_alarms(at=now())
    services.outdate_all(at=now())
    services.remind_of_confirmations(at=now())
    services.remind_of_controls(at=now())
