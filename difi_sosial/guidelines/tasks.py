"""What the clock does to guidelines."""

from celery import shared_task

from difi_sosial.core.clock import local_date, now
from difi_sosial.guidelines import queries
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.models import Approval, GuidelineVersion


@shared_task  # type: ignore[untyped-decorator]
def put_due_in_force(**_: object) -> int:
    """Every hour: approved and journalled versions whose day has come count from now."""
    return guidelines.put_due_in_force(at=now())


@shared_task  # type: ignore[untyped-decorator]
def open_reviews(**_: object) -> int:
    """Open the yearly reviews that are due (beat: every morning)."""
    return guidelines.open_reviews(at=now())


@shared_task  # type: ignore[untyped-decorator]
def remind_of_reviews(**_: object) -> int:
    """Remind of the yearly reviews that stay open (beat: every workday)."""
    return guidelines.remind_of_reviews(at=now())


@shared_task  # type: ignore[untyped-decorator]
def keep_campaigns(**_: object) -> int:
    """Ask newcomers to confirm what is in force, and remind (beat: every morning)."""
    return guidelines.keep_campaigns(at=now())


@shared_task  # type: ignore[untyped-decorator]
def forget_receipts(**_: object) -> int:
    """Delete who confirmed versions that left force long ago (beat: every night)."""
    return guidelines.forget_receipts(at=now())


@shared_task  # type: ignore[untyped-decorator]
def remind_of_approvals(**_: object) -> int:
    """Hand out the steps that are overdue, each to a job of its own (beat: every workday)."""
    overdue = guidelines.steps_to_remind_of(at=now())
    for pk in overdue:
        remind_of_approval.delay(pk=pk)
    return len(overdue)


@shared_task  # type: ignore[untyped-decorator]
def remind_of_approval(*, pk: int) -> int:
    """Remind of one step that is overdue."""
    return guidelines.remind_of_step(approval=Approval.objects.get(pk=pk), at=now())


@shared_task  # type: ignore[untyped-decorator]
def end_versions(**_: object) -> int:
    """Hand out the versions with a last day soon, each to a job of its own (beat: every hour)."""
    ending = list(queries.ending(local_date(now())).values_list("pk", flat=True))
    for pk in ending:
        end_version.delay(pk=pk)
    return len(ending)


@shared_task  # type: ignore[untyped-decorator]
def end_version(*, pk: int) -> bool:
    """End one version whose last day has been, or tell of the day."""
    version = GuidelineVersion.objects.get(pk=pk)
    guidelines.tell_of_end(version=version, at=now())
    return guidelines.expire(version=version, at=now())
