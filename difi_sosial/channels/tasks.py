"""What the clock does with accounts, their profile texts, and decisions.

One job in each task: what fails in one does not stop the others that day.
"""

from celery import shared_task

from difi_sosial.channels import services
from difi_sosial.core.clock import now


@shared_task  # type: ignore[untyped-decorator]
def raise_alarms(**_: object) -> None:
    """Alarms about people who have left and still have access."""
    services.raise_alarms(at=now())


@shared_task  # type: ignore[untyped-decorator]
def outdate_profiles(**_: object) -> None:
    """Profile texts whose facts have changed."""
    services.outdate_all(at=now())


@shared_task  # type: ignore[untyped-decorator]
def remind_of_confirmations(**_: object) -> None:
    """Owners who must confirm who has access."""
    services.remind_of_confirmations(at=now())


@shared_task  # type: ignore[untyped-decorator]
def remind_of_controls(**_: object) -> None:
    """Published texts that a person must look at."""
    services.remind_of_controls(at=now())


@shared_task  # type: ignore[untyped-decorator]
def measure_criteria(**_: object) -> None:
    """Closing criteria are measured, and raised when they are met."""
    services.measure_all(at=now())


@shared_task  # type: ignore[untyped-decorator]
def watch_pilots(**_: object) -> None:
    """Pilots end on their day, and nobody forgets what is to become of them."""
    services.watch_pilots(at=now())


@shared_task  # type: ignore[untyped-decorator]
def watch_decisions(**_: object) -> None:
    """Decisions that run out, stops nobody has confirmed, and closings that drag on."""
    services.watch_decisions(at=now())


@shared_task  # type: ignore[untyped-decorator]
def forget_old(**_: object) -> None:
    """Every night: names and texts that nobody needs any more."""
    services.forget_outsiders(at=now())
    services.forget_looks(at=now())
