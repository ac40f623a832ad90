"""What the clock does with accounts, their profile texts, and decisions."""

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


@shared_task  # type: ignore[untyped-decorator]
def keep_decisions(**_: object) -> None:
    """Every morning: measure criteria, end pilots, and tell of what runs out."""
    services.measure_all(at=now())
    services.watch_pilots(at=now())
    services.watch_decisions(at=now())


@shared_task  # type: ignore[untyped-decorator]
def forget_old(**_: object) -> None:
    """Every night: names and texts that nobody needs any more."""
    services.forget_outsiders(at=now())
    services.forget_looks(at=now())
