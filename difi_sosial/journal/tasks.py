"""What the worker does for the journal. Beat decides when; each task may run twice."""

from typing import Any

from celery import shared_task

from difi_sosial.core.clock import now
from difi_sosial.journal import services
from difi_sosial.journal.queries import due_extractions


@shared_task  # type: ignore[untyped-decorator]
def render_due(**_: Any) -> None:
    """Makes PDF/A of the documents that wait."""
    services.render_waiting(at=now())


@shared_task  # type: ignore[untyped-decorator]
def extract_due(**_: Any) -> None:
    """Starts ordered extractions, also those whose worker went away."""
    for job in due_extractions(now=now()):
        extract.delay(pk=job.pk)


@shared_task(soft_time_limit=3300, time_limit=3600)  # type: ignore[untyped-decorator]
def extract(*, pk: int, **_: Any) -> None:
    """Makes one ordered extraction at once."""
    services.run_extraction(pk=pk, at=now())


@shared_task  # type: ignore[untyped-decorator]
def forget_extractions(**_: Any) -> None:
    """Deletes packages after their time."""
    services.forget_extractions(at=now())
