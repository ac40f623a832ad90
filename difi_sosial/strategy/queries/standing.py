"""What waits for a person, and a person's days: judged from one reading of all versions."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.hearing import queries as hearings
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import Deadline
from difi_sosial.people.rules import may, represented
from difi_sosial.strategy.enums import Scope, State
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.queries.versions import has_journalled_entry, path_of, source_key
from difi_sosial.strategy.rules import may_approve

Text = str | Promise
# What says whose turn it is; never the text.
READ = (
    *("number", "state", "state_since", "created_at", "author", "editor_ids"),
    *("sent_by", "sent_at", "submitted_by", "submitted_at", "returned_at"),
    *("approved_at", "in_force_on", "review_on", "review_opened_at"),
    *("strategy__title", "strategy__scope", "strategy__owner", "strategy__ends_on"),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A version that waits for one person, and what for."""

    version: StrategyVersion
    label: Text
    path: str


class Standing:
    """Where every version stands that is not withdrawn: one query, whoever is asked about.

    A second one finds which hearings are ripe, when a version is on hearing.
    """

    def __init__(self, today: date | None = None) -> None:
        self._today = today

    @cached_property
    def versions(self) -> list[Any]:
        """The versions with `is_journalled`: has the archivist journalled the approval?"""
        found = StrategyVersion.objects.exclude(state=State.WITHDRAWN).select_related("strategy")
        marked = found.annotate(is_journalled=has_journalled_entry())
        return list(marked.only(*READ).order_by("pk"))

    @cached_property
    def current(self) -> StrategyVersion | None:
        """The version that `versions.current` finds, without its text."""
        own = [one for one in self.held(State.IN_FORCE) if one.strategy.scope == Scope.AGENCY]
        return min(own, key=lambda one: one.strategy_id, default=None)

    @cached_property
    def newest(self) -> StrategyVersion | None:
        """The version that was begun last, of the strategy of the current one, without its text.

        Without one in force: of the agency's own (oldest) strategy. None when nothing is begun.
        """
        found = self.versions
        if self.current is not None:
            found = [one for one in found if one.strategy_id == self.current.strategy_id]
        return max(found, key=lambda one: (-one.strategy_id, one.created_at, one.pk), default=None)

    @cached_property
    def _ripe(self) -> set[str]:
        return hearings.ripe(self._today)

    def held(self, state: str, by: str = "pk") -> list[Any]:
        """The versions in this state, by the moment that the field `by` holds."""
        found = [one for one in self.versions if one.state == state]
        return sorted(found, key=lambda one: _in_time(getattr(one, by)))

    def approved(self, *, is_journalled: bool) -> list[Any]:
        """Approved versions whose approval the archivist has journalled, or has not yet."""
        held = self.held(State.APPROVED, by="approved_at")
        return [one for one in held if one.is_journalled == is_journalled]

    def ripe(self) -> list[Any]:
        """Versions on hearing where somebody waits for an answer, or everything is said."""
        held = self.held(State.HEARING, by="state_since")
        return [one for one in held if source_key(one) in self._ripe]

    def to_review(self, person: User) -> list[Any]:
        """Versions in force whose review is open, of this person's strategies."""
        mine = represented(person)
        held = [one for one in self.held(State.IN_FORCE) if one.strategy.owner_id in mine]
        return [one for one in held if one.review_opened_at]

    def waiting_for(self, person: User) -> list[Waiting]:
        """Versions that only go on when this person acts."""
        found: list[Waiting] = []
        if may(person, Permission.STRATEGY_LEAD):
            found += _listed(self.held(State.QUALITY, by="sent_at"))
            found += _listed(self.ripe(), gettext_lazy("Svar på innspill, og avslutt høringen"))
        if may(person, Permission.STRATEGY_APPROVE):
            sent = self.held(State.SUBMITTED, by="submitted_at")
            found += _listed([version for version in sent if may_approve(person, version)])
        if may(person, Permission.STRATEGY_WRITE):
            found += _listed(self.held(State.RETURNED, by="returned_at"))
        if may(person, Permission.JOURNAL_WRITE):
            held = self.approved(is_journalled=False)
            found += _listed(held, gettext_lazy("Godkjenningen skal journalføres"))
        if may(person, Permission.STRATEGY_LEAD):
            ready = [one for one in self.approved(is_journalled=True) if one.in_force_on is None]
            found += _listed(ready, gettext_lazy("Kan settes i kraft"))
        return found + _listed(self.to_review(person), gettext_lazy("Skal gjennomgås"))

    def deadlines(self, person: User) -> list[Deadline]:
        """The days that concern this person: review, coming in force, end of a campaign.

        The owner has all of the strategy's; the head of communications has everybody's. What is
        past and not done yet is there too.
        """
        held = [*self.held(State.APPROVED), *self.held(State.IN_FORCE)]
        if not may(person, Permission.STRATEGY_LEAD):
            held = [one for one in held if one.strategy.owner_id == person.pk]
        return sorted(deadline for version in held for deadline in _days_of(version))


def _in_time(value: Any) -> tuple[bool, datetime | int]:
    """What has no moment comes last."""
    return value is None, value or 0


def _listed(found: list[Any], label: Text = "") -> list[Waiting]:
    return [Waiting(one, label or one.get_state_display(), path_of(one)) for one in found]


def _days_of(version: StrategyVersion) -> list[Deadline]:
    title, path = {"title": str(version)}, path_of(version)
    days = []
    if version.state == State.IN_FORCE and version.review_on:
        text = _("Gjennomgang: %(title)s") % title
        days.append(Deadline(version.review_on, text, path, "strategy-review"))
    if version.state == State.APPROVED and version.in_force_on:
        text = _("Gjelder fra: %(title)s") % title
        days.append(Deadline(version.in_force_on, text, path, "strategy-in-force"))
    if version.state == State.IN_FORCE and version.strategy.ends_on:
        text = _("Siste dag: %(title)s") % title
        days.append(Deadline(version.strategy.ends_on, text, path, "strategy-ends"))
    return days
