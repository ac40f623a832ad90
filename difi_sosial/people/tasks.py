"""What the clock does with letters."""

from celery import shared_task

from difi_sosial.core.clock import now
from difi_sosial.people import services as people


@shared_task  # type: ignore[untyped-decorator]
def send_letters(**_: object) -> int:
    """Send the letters that are due (beat: every minute)."""
    return people.send_due(at=now())


@shared_task  # type: ignore[untyped-decorator]
def forget_letters(**_: object) -> int:
    """Delete letters that are done with (beat: every night)."""
    return people.forget_old(at=now())


@shared_task  # type: ignore[untyped-decorator]
def close_delegations(**_: object) -> int:
    """Note in the log whose stand-in is done (beat: every night)."""
    return people.close_past(at=now())
