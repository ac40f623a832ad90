"""Where decisions, accounts and profile texts stand: read once, for all who are asked about.

A page that says what waits, what falls due and how far everything has come asks these for the same
rows again and again, and once more in the right of each one who is away.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from difi_sosial.channels.enums import ENDED, CriterionState, DecisionState, PilotState
from difi_sosial.channels.models import (
    Account,
    Channel,
    ClosingCriterion,
    ClosingPlan,
    Decision,
    LeaverAlarm,
    Pilot,
    ProfileText,
)
from difi_sosial.channels.queries import readiness
from difi_sosial.channels.queries.decisions import waiting_for_advice
from difi_sosial.channels.queries.register import (
    AccountRow,
    current_of,
    open_alarms,
    texts_in_use,
    with_access,
)
from difi_sosial.channels.rules import may_decide
from difi_sosial.core.clock import local_date
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may

OfDecision = TypeVar("OfDecision", Pilot, ClosingCriterion)
# What says where a decision is; never what anybody wrote about it.
READ = (
    *("state", "proposed_by", "proposed_at", "valid_to", "stop_confirmed_at", "captured_at"),
    *("channel__name", "channel__slug", "channel__connector", "closing_plan__last_day"),
)
OF_PILOT = ("decision", "state", "ends_on", "planned_at", "recommended_by")
OF_CRITERION = ("decision", "state", "dismissed_until")
OF_ALARM = (
    *("cause", "administrator__name", "administrator__forgotten_at", "administrator__user__name"),
    *("administrator__account__handle", "administrator__account__channel__name"),
)
OF_ACCOUNT = (
    *("handle", "owner", "closed_on", "confirm_due_on", "control_due_on"),
    *("response_hours", "profile_language", "channel__name"),
)
OVER = (PilotState.ORDINARY, PilotState.STOPPED)


class Standing:
    """One query for each kind of row, when it is first wanted, and whoever it is wanted for."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.today: date = local_date(at)

    @cached_property
    def live(self) -> list[Decision]:
        """Decisions that something can still happen to, newest proposal first; one per channel."""
        found = Decision.objects.exclude(state__in=ENDED).order_by("-proposed_at", "-pk")
        return list(found.select_related("channel", "closing_plan").only(*READ))

    def held(self, *states: str) -> list[Decision]:
        """Those of them in these states."""
        return [one for one in self.live if one.state in states]

    @cached_property
    def pilots(self) -> list[Pilot]:
        """Pilots of channels that are tried: when one is closed or stopped, nobody judges it."""
        if not self.held(DecisionState.PILOT):
            return []
        found = Pilot.objects.filter(decision__state=DecisionState.PILOT).only(*OF_PILOT)
        return self._decided(found.exclude(state__in=OVER))

    @cached_property
    def criteria(self) -> list[ClosingCriterion]:
        """Criteria that are met, or were set aside, of decisions that are not ended."""
        wanted = (CriterionState.MET, CriterionState.DISMISSED)
        found = ClosingCriterion.objects.filter(state__in=wanted).only(*OF_CRITERION)
        return self._decided(found.exclude(decision__state__in=ENDED))

    @property
    def raised(self) -> list[ClosingCriterion]:
        """Criteria that are met, and nobody has set aside or begun to close by."""
        met = [one for one in self.criteria if one.state == CriterionState.MET]
        return [one for one in met if one.decision.state != DecisionState.CLOSING]

    @property
    def closings(self) -> list[ClosingPlan]:
        """The plans of channels that are being closed."""
        held = self.held(DecisionState.CLOSING)
        return [one.closing_plan for one in held if hasattr(one, "closing_plan")]

    @cached_property
    def to_advise(self) -> list[Decision]:
        """The same as `waiting_for_advice`."""
        return waiting_for_advice() if self.held(DecisionState.PRIVACY) else []

    @property
    def chosen(self) -> list[Channel]:
        """Channels that are chosen and not opened yet, by name."""
        found = [one.channel for one in self.held(DecisionState.CHOSEN)]
        return sorted(found, key=lambda channel: channel.name)

    @cached_property
    def ready(self) -> list[Channel]:
        """Those of them whose lights are all green."""
        return readiness.ready(self.chosen, self.at)

    @cached_property
    def _open(self) -> list[Any]:
        found = Account.objects.filter(closed_on=None).select_related("channel").only(*OF_ACCOUNT)
        return list(with_access(found.order_by("channel__name", "handle")))

    @cached_property
    def texts(self) -> list[ProfileText]:
        """Every profile text of open accounts that no newer one has come in the place of."""
        known = {one.pk: one for one in self._open}
        rows = texts_in_use(known) if known else []
        for text in rows:
            text.account = known[text.account_id]
        return rows

    @cached_property
    def accounts(self) -> list[AccountRow]:
        """Our open accounts, with what is wrong with each."""
        texts = current_of(self._open, self.texts)
        return [
            AccountRow(one, one.held_by, one.open_alarms, texts.get(one.pk), self.today)
            for one in self._open
        ]

    @cached_property
    def alarms(self) -> list[LeaverAlarm]:
        """Alarms about access that nobody has closed, oldest first, with what names them."""
        people = ("administrator__user", "administrator__account__channel")
        found = open_alarms().select_related(None).select_related(*people)
        return list(found.only(*OF_ALARM))

    def waiting_for(self, person: User) -> list[Decision]:
        """Proposals that wait for this person: for a decision, or for advice; oldest first."""
        found = []
        if may(person, Permission.CHANNEL_DECIDE):
            waiting = reversed(self.held(DecisionState.TO_DECIDE))
            found += [decision for decision in waiting if may_decide(person, decision)]
        if may(person, Permission.CHANNEL_ADVISE):
            found += [one for one in self.to_advise if one.proposed_by_id != person.pk]
        return found

    def _decided(self, found: Iterable[OfDecision]) -> list[OfDecision]:
        """The rows with their decisions, which are read already."""
        known = {one.pk: one for one in self.live}
        rows = [row for row in found if row.decision_id in known]
        for row in rows:
            row.decision = known[row.decision_id]
        return rows
