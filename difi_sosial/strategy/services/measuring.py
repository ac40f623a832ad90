"""Measuring the goals, outside the frozen text."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, NotAllowed
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.strategy.models import Goal, Measurement, Strategy


@transaction.atomic
def measure_goal(
    *,
    strategy: Strategy,
    goal_key: UUID,
    value: Decimal,
    measured_on: date,
    by: User,
    at: datetime,
    source: str = "",
) -> Measurement:
    """Write what a goal measured on a day, in the goal's unit.

    The same day again replaces the value, and the log keeps the old one. Raises NotAllowed, and
    Invalid for a day that has not been or a goal that no version of the strategy has.
    """
    if not may(by, Permission.STRATEGY_WRITE):
        raise NotAllowed(_("Du kan ikke skrive målinger. Be en rådgiver om det."))
    if measured_on > local_date(at):
        raise Invalid(_("Velg i dag eller en tidligere dato."))
    strategy = lock(strategy)
    goal = Goal.objects.filter(version__strategy=strategy, key=goal_key).last()
    if goal is None:
        raise Invalid(_("Strategien har ikke dette målet lenger. Last siden på nytt."))
    row = strategy.measurements.filter(goal_key=goal_key, measured_on=measured_on).first()
    before = str(row.value) if row else None
    row = row or Measurement(strategy=strategy, goal_key=goal_key, measured_on=measured_on)
    row.value, row.source, row.by, row.at = value, source.strip(), by, at
    row.save()
    after = {"goal": goal.statement[:200], "day": measured_on, "value": str(value)}
    audit.record(
        Event.GOAL_MEASURED,
        by=by,
        thing=strategy,
        at=at,
        before={"value": before} if before else None,
        after=after,
    )
    return row
