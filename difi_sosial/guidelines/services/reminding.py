"""Steps of an approval that nobody takes: reminders, and then somebody over them is told.

Working days only: nobody is reminded on a Sunday, nor counted late for one.
"""

from datetime import date, datetime

from django.db import transaction

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.workdays import add_workdays, is_workday
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import Approval
from difi_sosial.guidelines.services import letters

# Working days between reminders, and after the deadline before somebody over them is told.
PAUSE = 2
PATIENCE = 4


def steps_to_remind_of(*, at: datetime) -> list[int]:
    """The primary keys of the steps that are overdue today; none on a day nobody works."""
    today = local_date(at)
    if not is_workday(today):
        return []
    return list(queries.overdue_steps(today).values_list("pk", flat=True))


@transaction.atomic
def remind_of_step(*, approval: Approval, at: datetime) -> int:
    """Remind of one overdue step, or tell somebody over them; how many letters. Safe twice."""
    version, today = lock(approval.version), local_date(at)
    row = rules.step_now(version)
    if version.state != State.SUBMITTED or row is None or row.pk != approval.pk:
        return 0
    if row.due_on >= today or not is_workday(today):
        return 0
    count, changed = 0, {}
    key = f"{version.round}-{row.order}"
    if _is_time(row.reminded_on, today):
        step = f"overdue:{key}:{today}"
        count += letters.overdue(version, at, step=step, due_on=row.due_on)
        row.reminded_on = changed["reminded_on"] = today
    if row.escalated_on is None and _is_long(row, today):
        count += letters.escalated(version, at, step=f"escalated:{key}", due_on=row.due_on)
        row.escalated_on = changed["escalated_on"] = today
    if changed:
        row.save(update_fields=[*changed, "updated_at"])
        after = {"step": row.order, **changed}
        audit.record(Event.GUIDELINE_STEP_REMINDED, by=None, thing=version, at=at, after=after)
    return count


def _is_time(last: date | None, today: date) -> bool:
    return last is None or add_workdays(last, PAUSE) <= today


def _is_long(row: Approval, today: date) -> bool:
    """After some days; at once when nobody could take the step at all."""
    nobody = not queries.approvers(row.version)
    return nobody or add_workdays(row.due_on, PATIENCE) <= today
