"""Who may do what with a hearing."""

from collections.abc import Iterable
from datetime import date

from difi_sosial.hearing.enums import State
from difi_sosial.hearing.models import Hearing, Input, Invitation
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may


def may_lead(person: User, hearing: Hearing) -> bool:
    """Those with the permission that the hearing was opened with answer and close it."""
    return may(person, Permission(hearing.lead))


def is_invited(person: User, invitations: Iterable[Invitation]) -> bool:
    """Is this person among those who are asked?"""
    return any(invitation.person_id == person.pk for invitation in invitations)


def is_late(hearing: Hearing, today: date) -> bool:
    """Is the deadline over? An input is still taken while the hearing is open, and is marked."""
    return today > hearing.deadline


def may_change_input(person: User, one: Input, today: date) -> bool:
    """One's own input can be changed until the deadline, as long as nobody has answered it."""
    return (
        one.person_id == person.pk
        and one.answered_at is None
        and one.hearing.state == State.OPEN
        and not is_late(one.hearing, today)
    )
