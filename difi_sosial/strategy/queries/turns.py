"""Whose turn it is: what a version waits for, since when, and who must act."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.core.clock import local_date
from difi_sosial.core.workdays import add_workdays
from difi_sosial.hearing import queries as hearings
from difi_sosial.hearing.models import Hearing
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may, with_rights
from difi_sosial.strategy.enums import State
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.queries.versions import (
    JOURNALLED,
    entry_of,
    path_of,
    source_key,
    versions,
)
from difi_sosial.strategy.rules import may_approve

PATIENCE = 5  # working days before somebody is reminded
SHOWN_PEOPLE = 4

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Turn:
    """What must be done with a version now, and by whom; `path` is the page where they do it."""

    version: StrategyVersion
    what: Text
    people: tuple[User, ...]
    since: datetime | None
    path: str

    @property
    def key(self) -> str:
        """The same as long as the same is waited for."""
        return f"{self.version.state}:{self.since:%Y%m%d%H%M%S}" if self.since else ""

    @property
    def shown(self) -> tuple[User, ...]:
        """As many as a page names."""
        return self.people[:SHOWN_PEOPLE]

    @property
    def more(self) -> int:
        """How many the page leaves unnamed."""
        return len(self.people) - len(self.shown)


QUALITY = gettext_lazy("Les teksten, og send den på høring eller returner den.")
ANSWER = gettext_lazy("Svar på innspillene, og avslutt høringen.")
CLOSE = gettext_lazy("Avslutt høringen.")
APPROVE = gettext_lazy("Les teksten, og godkjenn den eller returner den.")
MEND = gettext_lazy("Les begrunnelsen, og ta versjonen tilbake til kladd.")
JOURNAL = gettext_lazy("Journalfør godkjenningen. Strategien kan ikke gjelde før det er gjort.")
FORCE = gettext_lazy("Sett strategien i kraft.")
REVIEW = gettext_lazy("Gå gjennom strategien: lag en ny versjon, eller behold den uten endring.")


def approvers(version: StrategyVersion) -> list[User]:
    """Those who may approve this version (rules.may_approve), in a fixed number of queries."""
    found = with_rights(people_who_may(Permission.STRATEGY_APPROVE))
    return [person for person in found if may_approve(person, version)]


def turn_of(
    version: StrategyVersion, *, hearing: Hearing | None, entry: RegistryEntry | None, today: date
) -> Turn | None:
    """Whose turn it is, or None when nobody must do anything.

    `hearing` is the open one with its rows, `entry` the registry entry of the approval.
    """
    since, path = version.state_since, path_of(version)
    heads = Permission.STRATEGY_LEAD
    match version.state:
        case State.DRAFT:
            text = gettext_lazy("Skriv ferdig, og send teksten til faglig kvalitetssikring.")
            return Turn(version, text, (version.author,), since, path)
        case State.QUALITY:
            return Turn(version, QUALITY, tuple(people_who_may(heads)), since, path)
        case State.HEARING:
            return _hearing_turn(version, hearing, today)
        case State.SUBMITTED:
            return Turn(version, APPROVE, tuple(approvers(version)), since, path)
        case State.RETURNED:
            people = dict.fromkeys(person for person in (version.author, version.sent_by) if person)
            return Turn(version, MEND, tuple(people), since, path)
        case State.APPROVED:
            return _approved_turn(version, entry, today)
        case State.IN_FORCE if version.review_opened_at:
            owner = (version.strategy.owner,)
            return Turn(version, REVIEW, owner, version.review_opened_at, path)
    return None


def _hearing_turn(version: StrategyVersion, hearing: Hearing | None, today: date) -> Turn:
    """Those who are asked, until the deadline; then those who answer and close."""
    heads = tuple(people_who_may(Permission.STRATEGY_LEAD))
    if hearing is None:
        return Turn(version, CLOSE, heads, version.state_since, path_of(version))
    standing = hearings.standing_of(hearing)
    path = reverse("hearing:hearing-detail", args=(hearing.pk,))
    if standing.silent and today <= hearing.deadline:
        silent = tuple(one.person for one in standing.silent)
        text = _("Gi innspill, eller si at du ikke har merknader.")
        return Turn(version, text, silent, hearing.opened_at, path)
    if standing.unanswered:
        return Turn(version, ANSWER, heads, standing.unanswered[-1].given_at, path)
    return Turn(version, CLOSE, heads, version.state_since, path_of(version))


def _approved_turn(
    version: StrategyVersion, entry: RegistryEntry | None, today: date
) -> Turn | None:
    """The archivist; then the clock when a day is chosen, else the head."""
    if entry is None or entry.state not in JOURNALLED:
        path = path_of(version)
        if entry is not None:
            path = reverse("journal:entry-detail", args=(entry.pk,))
        people = tuple(people_who_may(Permission.JOURNAL_WRITE))
        return Turn(version, JOURNAL, people, version.approved_at, path)
    if version.in_force_on is not None and version.in_force_on > today:
        return None
    people = tuple(people_who_may(Permission.STRATEGY_LEAD))
    return Turn(version, FORCE, people, entry.journaled_at, path_of(version))


def overdue_turns(today: date) -> list[Turn]:
    """What has waited for a person for five working days or more; drafts may take their time."""
    held = (State.QUALITY, State.HEARING, State.SUBMITTED, State.RETURNED, State.APPROVED)
    found = []
    for version in versions().filter(state__in=held).order_by("pk"):
        turn = turn_of(version, hearing=_open(version), entry=entry_of(version), today=today)
        if turn is None or turn.since is None or _is_asked(version, turn):
            continue
        if add_workdays(local_date(turn.since), PATIENCE) <= today:
            found.append(turn)
    return found


def _open(version: StrategyVersion) -> Hearing | None:
    if version.state != State.HEARING:
        return None
    return hearings.hearings_of(source_key(version)).filter(closed_at=None).first()


def _is_asked(version: StrategyVersion, turn: Turn) -> bool:
    """Those who are asked in a hearing get the hearing's own reminders."""
    return version.state == State.HEARING and turn.what not in (ANSWER, CLOSE)
