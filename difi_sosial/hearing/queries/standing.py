"""How a hearing stands: who has answered, and what is left before it can be closed."""

from dataclasses import dataclass

from difi_sosial.hearing.models import Hearing, Input, Invitation


@dataclass(frozen=True, slots=True)
class Standing:
    """Who has been heard so far. `silent` have neither given an input nor said they have none."""

    asked: int
    silent: tuple[Invitation, ...]
    given: int
    unanswered: tuple[Input, ...]

    @property
    def heard(self) -> int:
        """How many of those asked have answered."""
        return self.asked - len(self.silent)

    @property
    def can_close(self) -> bool:
        """Each input must have its answer first."""
        return not self.unanswered


def standing_of(hearing: Hearing) -> Standing:
    """The standing of a loaded hearing (`hearing_page` or `hearings_of`); asks nothing more."""
    inputs, asked = list(hearing.inputs.all()), list(hearing.invitations.all())
    spoken = {one.person_id for one in inputs}
    return Standing(
        asked=len(asked),
        silent=tuple(one for one in asked if not one.no_remarks_at and one.person_id not in spoken),
        given=len(inputs),
        unanswered=unanswered(hearing),
    )


def unanswered(hearing: Hearing) -> tuple[Input, ...]:
    """The inputs that still lack an answer."""
    return tuple(one for one in hearing.inputs.all() if one.answered_at is None)
