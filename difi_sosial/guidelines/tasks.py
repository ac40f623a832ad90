"""What the clock does to guidelines."""

from celery import shared_task

from difi_sosial.core.clock import now
from difi_sosial.guidelines import services as guidelines


@shared_task  # type: ignore[untyped-decorator]
def put_due_in_force(**_: object) -> int:
    """Every hour: approved and journalled versions whose day has come count from now."""
    return guidelines.put_due_in_force(at=now())


@shared_task  # type: ignore[untyped-decorator]
def open_reviews(**_: object) -> int:
    """Open the yearly reviews that are due (beat: every morning)."""
    return guidelines.open_reviews(at=now())


@shared_task  # type: ignore[untyped-decorator]
def keep_campaigns(**_: object) -> int:
    """Ask newcomers to confirm what is in force, and remind (beat: every morning)."""
    return guidelines.keep_campaigns(at=now())


@shared_task  # type: ignore[untyped-decorator]
def forget_receipts(**_: object) -> int:
    """Delete who confirmed versions that left force long ago (beat: every night)."""
    return guidelines.forget_receipts(at=now())
