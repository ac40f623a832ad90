"""What waits for a person, what they must have done by when, and how the map stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.identity.enums import (
    CASE_OVER,
    DUE,
    LIVE,
    UNFINISHED,
    CheckKind,
    CheckState,
    FindingState,
)
from difi_sosial.identity.models import Check, Finding, Impersonation, Measure
from difi_sosial.identity.queries.findings import to_look_at
from difi_sosial.identity.rules import may_lead, may_note
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import Deadline
from difi_sosial.people.rules import may

A_YEAR = timedelta(days=366)
KNOWN = (CheckState.OPEN, CheckState.SUBMITTED, CheckState.NOTED)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the work with the net identity stands on a day; `checked_on` is the last yearly check."""

    live: int
    to_do: int
    open_check: Check | None
    checked_on: date | None
    is_old: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that only goes on when this person acts; `day` is its deadline, if it has one."""

    key: str
    title: str
    label: str | Promise
    path: str
    day: date | None = None


def counts() -> dict[str, int]:
    """How many findings are in each state and to be looked at, and what is open beside them."""
    found = Finding.objects.aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in FindingState},
        **{DUE: Count("pk", filter=to_look_at(local_date(now())))},
    )
    found["to_do"] = Measure.objects.filter(state__in=UNFINISHED).count()
    found["cases"] = Impersonation.objects.exclude(state__in=CASE_OVER).count()
    return found


class Rows:
    """Checks, cases and a person's measures, each read once, when it is first wanted."""

    def __init__(self, person: User) -> None:
        self.person = person

    @cached_property
    def checks(self) -> list[Check]:
        """Checks under way, those to be noted, and those that were."""
        return list(Check.objects.filter(state__in=KNOWN))

    @cached_property
    def cases(self) -> list[Impersonation]:
        """Cases of impersonation that are not over, the most urgent first."""
        found = Impersonation.objects.exclude(state__in=CASE_OVER).select_related("finding")
        return list(found.order_by("due_on"))

    @cached_property
    def measures(self) -> list[Measure]:
        """What the person has promised to do and has not done, the most urgent first."""
        found = Measure.objects.filter(owner=self.person, state__in=UNFINISHED)
        return list(found.select_related("finding").order_by("due_on", "pk"))


def standing(rows: Rows, today: date) -> Standing:
    """The state of the net identity; two queries, one of them for the checks."""
    found = Finding.objects.aggregate(
        live=Count("pk", filter=Q(state__in=LIVE), distinct=True),
        to_do=Count("measures", filter=Q(measures__state__in=UNFINISHED), distinct=True),
    )
    running = next((one for one in rows.checks if one.state == CheckState.OPEN), None)
    checked = max((day for one in rows.checks if (day := yearly_day(one))), default=None)
    is_old = checked is None or checked < today - A_YEAR
    return Standing(found["live"], found["to_do"], running, checked, is_old)


def yearly_day(check: Check) -> date | None:
    """The day a noted yearly check was sent in; nothing for any other."""
    if check.kind != CheckKind.YEARLY or check.state != CheckState.NOTED:
        return None
    return local_date(check.submitted_at) if check.submitted_at else None


def waiting_for(person: User, rows: Rows | None = None) -> list[Waiting]:
    """Own checks and measures, cases to go on with, and checks to note; three queries."""
    rows = rows or Rows(person)
    if not may(person, Permission.MONITORING_READ):
        return list(_measures(rows))
    return [*_checks(rows), *_cases(rows), *_measures(rows)]


def _checks(rows: Rows) -> Iterator[Waiting]:
    for check in rows.checks:
        if check.state == CheckState.OPEN and check.leader_id == rows.person.pk:
            label = _("Sjekk nettidentiteten")
            yield Waiting(f"check-{check.pk}", str(check), label, _path(check), check.due_on)
        if check.state == CheckState.SUBMITTED and may_note(rows.person, check):
            yield Waiting(f"note-{check.pk}", str(check), _("Ta til etterretning"), _path(check))


def _cases(rows: Rows) -> Iterator[Waiting]:
    if not may(rows.person, Permission.MONITORING_WRITE):
        return
    for case in rows.cases:
        yield Waiting(
            f"case-{case.pk}", str(case), case.get_state_display(), _path(case), case.due_on
        )


def _measures(rows: Rows) -> Iterator[Waiting]:
    for one in rows.measures:
        path = reverse("identity:measure-detail", args=[one.pk])
        yield Waiting(f"measure-{one.pk}", str(one), one.get_state_display(), path, one.due_on)


def _path(thing: Check | Impersonation) -> str:
    return thing.get_absolute_url()


def deadlines(person: User, rows: Rows | None = None) -> list[Deadline]:
    """The days for this person's calendar. No title names a finding: it may bear a name."""
    rows = rows or Rows(person)
    found = [
        Deadline(day, one.get_kind_display(), path, "identity-measure")
        for one in rows.measures
        if (day := one.due_on) and (path := reverse("identity:measure-detail", args=[one.pk]))
    ]
    if not may(person, Permission.MONITORING_WRITE):
        return found
    for check in rows.checks:
        leads = check.leader_id == person.pk or may_lead(person, check)
        if check.state == CheckState.OPEN and leads:
            title = _("%(check)s av nettidentiteten er ferdig") % {"check": check}
            found.append(Deadline(check.due_on, title, _path(check), "identity-check"))
    title = _("Følg opp en sak om etterligning")
    return found + [
        Deadline(case.due_on, title, _path(case), "identity-case")
        for case in rows.cases
        if case.due_on is not None
    ]
