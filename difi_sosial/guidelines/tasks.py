"""What the clock does to guidelines."""

from celery import shared_task

from difi_sosial.core.clock import now
from difi_sosial.guidelines import services as guidelines


@shared_task  # type: ignore[untyped-decorator]
def open_reviews(**_: object) -> int:
    """Open the yearly reviews that are due (beat: every morning)."""
    return guidelines.open_reviews(at=now())
