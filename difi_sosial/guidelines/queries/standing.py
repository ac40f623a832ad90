"""How a version stands: whose turn it is, who is writing, and what is still open."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.guidelines import rules
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import GuidelineVersion, WritingSign
from difi_sosial.guidelines.queries.comments import thread_counts
from difi_sosial.guidelines.queries.presence import writers
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may

TURNS = {
    State.DRAFT: _("skriver, og sender til godkjenning"),
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
    if version.state in (State.DRAFT, State.RETURNED, State.APPROVED):
        return list(version.authors.all())
    if version.state == State.SUBMITTED:
        deciders = people_who_may(Permission.GUIDELINE_APPROVE)
        return [person for person in deciders if not rules.is_author(person, version)]
    return [version.guideline.owner] if version.state == State.IN_FORCE else []
