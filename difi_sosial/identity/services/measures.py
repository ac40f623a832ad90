"""The action list: what somebody shall do about a finding."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid
from difi_sosial.identity.enums import UNFINISHED, MeasureKind
from difi_sosial.identity.models import Finding, Measure
from difi_sosial.identity.services import letters
from difi_sosial.identity.services.guard import guard, still_there
from difi_sosial.identity.workflow import MEASURE
from difi_sosial.people.models import User


@transaction.atomic
def plan(
    *,
    finding: Finding,
    kind: str,
    owner: User,
    due_on: date,
    by: User,
    at: datetime,
    text: str = "",
) -> Measure:
    """Give somebody a task about a finding.

    Raises Invalid for a day that has been, and for a finding whose time is up.
    """
    guard(by)
    finding = still_there(lock(finding))
    if due_on < local_date(at):
        raise Invalid(_("Velg en frist fram i tid."))
    if not owner.is_active:
        raise Invalid(_("Personen kan ikke logge inn. Velg en annen."))
    measure = Measure.objects.create(
        finding=finding, kind=MeasureKind(kind), text=text.strip(), owner=owner, due_on=due_on
    )
    if owner != by:
        letters.about_measure(
            measure,
            subject=gettext_lazy("Du har fått et tiltak i nettidentiteten"),
            text=gettext_lazy("%(what)s. Frist: %(day)s."),
            key="planned",
            at=at,
        )
    after = {"kind": measure.kind, "due_on": due_on, "owner": owner.name}
    record(Event.MEASURE_PLANNED, by=by, thing=finding, at=at, after=after)
    return measure


@transaction.atomic
def act_on_measure(
    *, measure: Measure, action: str, by: User, at: datetime, reason: str = ""
) -> Measure:
    """Begin, finish, give up or put away a measure; what ends says what came of it."""
    measure = lock(measure)
    before = measure.state
    measure.state = MEASURE.check(action, state=before, by=by, thing=measure, reason=reason)
    is_over = measure.state not in UNFINISHED
    measure.ended_on = local_date(at) if is_over else None
    measure.result = reason.strip() if is_over else measure.result
    measure.save()
    record(
        Event.MEASURE_MOVED,
        by=by,
        thing=measure.finding,
        at=at,
        before={"state": before},
        after={"state": measure.state, "kind": measure.kind},
        reason=reason.strip(),
    )
    return measure
