"""Ids in, one service call; all of it safe to run twice."""

from uuid import UUID

from celery import Task, shared_task

from difi_sosial.core.clock import now
from difi_sosial.monitoring.services import (
    alerts,
    counts,
    findings,
    folds,
    imports,
    promises,
    rechecks,
    retention,
    rounds,
    searches,
    sweeps,
    tokens,
)


@shared_task  # type: ignore[untyped-decorator]
def poll_due() -> None:
    """Hand out the sources that are due, in chunks by host."""
    for pks in rounds.hand_out(at=now()):
        poll_sources.delay(pks=pks)


@shared_task(bind=True, autoretry_for=rounds.LOST, retry_backoff=1, max_retries=8)  # type: ignore[untyped-decorator]
def poll_sources(task: Task, *, pks: list[int]) -> None:
    """Visit these sources, those that are still due and nobody else's."""
    rounds.poll_many(pks=pks, lease=UUID(task.request.id) if task.request.id else None)


@shared_task  # type: ignore[untyped-decorator]
def free_leases() -> None:
    """Give back the sources whose worker died."""
    rounds.free_leases(at=now())


@shared_task  # type: ignore[untyped-decorator]
def fold_late() -> None:
    """Fold the posts that came to two workers at once."""
    folds.fold_late(at=now())


@shared_task  # type: ignore[untyped-decorator]
def recheck_mentions() -> None:
    """Ask whether posts that are due still stand where they stood."""
    rechecks.recheck_due(at=now())


@shared_task  # type: ignore[untyped-decorator]
def forget_expired() -> None:
    """Delete mentions whose time is up, and files that nobody took in."""
    retention.forget_expired(at=now())
    imports.forget(at=now())


@shared_task  # type: ignore[untyped-decorator]
def sweep_originals() -> None:
    """Go on looking through later answers for what was deleted by hand."""
    sweeps.go_on(at=now())


@shared_task  # type: ignore[untyped-decorator]
def gather_counts() -> None:
    """Gather the counts of the day."""
    counts.gather()


@shared_task  # type: ignore[untyped-decorator]
def look_after_tokens() -> None:
    """Warn of tokens that run out."""
    tokens.warn(at=now())


@shared_task  # type: ignore[untyped-decorator]
def forget_searches() -> None:
    """Delete for good the searches that were deleted a month ago."""
    searches.forget_searches(at=now())


@shared_task  # type: ignore[untyped-decorator]
def look_at_profiles() -> None:
    """Read the profiles that are due: does the approved text still stand there?"""
    promises.look_due(at=now())


@shared_task  # type: ignore[untyped-decorator]
def look_at_profile(*, pk: int) -> None:
    """Read one profile now, because somebody asked."""
    promises.look(pk=pk, at=now(), hurry=True)


@shared_task  # type: ignore[untyped-decorator]
def tell_alerts() -> None:
    """Write the letters of new mentions that are due."""
    alerts.tell_due(at=now())


@shared_task  # type: ignore[untyped-decorator]
def find_surges() -> None:
    """Look for far more mentions than usual in the last hours."""
    findings.find_surges(at=now())


@shared_task  # type: ignore[untyped-decorator]
def find_little() -> None:
    """Look for far fewer mentions than usual in the last week."""
    findings.find_little(at=now())
