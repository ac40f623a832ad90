"""How a hearing stands: who has answered, and what is left before it can be closed."""

from dataclasses import dataclass
from datetime import date

from difi_sosial.core.clock import local_date, now
from difi_sosial.hearing.models import Hearing, Input, Invitation
from difi_sosial.hearing.rules import is_late


@dataclass(frozen=True, slots=True)
class Standing:
    """Who has been heard so far. `silent` have neither given an input nor said they have none.

    `awaited` are those of them whose answer, or the deadline, must come before it is closed.
    """

    asked: int
    silent: tuple[Invitation, ...]
    given: int
    unanswered: tuple[Input, ...]
    awaited: tuple[Invitation, ...] = ()

    @property
    def heard(self) -> int:
        """How many of those asked have answered."""
        return self.asked - len(self.silent)

    @property
    def can_close(self) -> bool:
        """Each input must have its answer first, and those who are waited for their time."""
        return not self.unanswered and not self.awaited


def standing_of(hearing: Hearing) -> Standing:
    """The standing of a loaded hearing (`hearing_page` or `hearings_of`); asks nothing more."""
    return Standing(
        asked=len(hearing.invitations.all()),
        silent=silent(hearing),
        given=len(hearing.inputs.all()),
        unanswered=unanswered(hearing),
        awaited=awaited(hearing, local_date(now())),
    )


def silent(hearing: Hearing) -> tuple[Invitation, ...]:
    """Those who have neither given an input nor said that they have none."""
    spoken = {one.person_id for one in hearing.inputs.all()}
    asked = hearing.invitations.all()
    return tuple(one for one in asked if not one.no_remarks_at and one.person_id not in spoken)


def awaited(hearing: Hearing, today: date) -> tuple[Invitation, ...]:
    """Whom a hearing of the employees waits for before it is closed; none after its deadline.

    Those who were asked beside the representatives, and have left since, are not waited for. The
    database has the rule too (hearing_time_guard).
    """
    asked = hearing.invitations.all()
    if is_late(hearing, today) or not any(one.is_representative for one in asked):
        return ()
    return tuple(one for one in silent(hearing) if one.is_representative or one.person.is_active)


def unanswered(hearing: Hearing) -> tuple[Input, ...]:
    """The inputs that still lack an answer."""
    return tuple(one for one in hearing.inputs.all() if one.answered_at is None)
