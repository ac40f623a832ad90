"""How a version stands: whose turn it is, who is writing, and what is still open."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import GuidelineVersion, WritingSign
from difi_sosial.guidelines.queries.comments import thread_counts
from difi_sosial.guidelines.queries.presence import writers
from difi_sosial.guidelines.queries.versions import approvers
from difi_sosial.people.models import User

TURNS = {
    State.DRAFT: _("skriver, og sender på høring og til godkjenning"),
    State.HEARING: _("svarer på innspillene, og avslutter høringen"),
    State.SUBMITTED: _("kan godkjenne eller returnere"),
    State.RETURNED: _("retter, og sender på nytt"),
    State.APPROVED: _("kan sette i kraft"),
    State.IN_FORCE: _("passer på at den blir gjennomgått"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose turn it is and what they do, who writes now, and how many comments are open."""

    people: list[User]
    turn: str | Promise
    writing: list[WritingSign]
    open: int
    resolved: int


def standing(version: GuidelineVersion, at: datetime) -> Standing:
    """How a version stands; the same few queries whatever its size (`authors` prefetched)."""
    counts = thread_counts(version)
    return Standing(
        people=_whose_turn(version),
        turn=TURNS.get(State(version.state), ""),
        writing=list(writers(version, at).values()),
        open=counts["open"],
        resolved=counts["resolved"],
    )


def _whose_turn(version: GuidelineVersion) -> list[User]:
    if version.state in (State.DRAFT, State.HEARING, State.RETURNED, State.APPROVED):
        return list(version.authors.all())
    if version.state == State.SUBMITTED:
        return approvers(version)
    return [version.guideline.owner] if version.state == State.IN_FORCE else []
