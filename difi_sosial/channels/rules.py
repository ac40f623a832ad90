"""Who may do what with channels and decisions."""

from difi_sosial.channels.models import Decision
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may


def may_decide(person: User, decision: Decision) -> bool:
    """Nobody decides on their own proposal, whatever roles they hold."""
    return may(person, Permission.CHANNEL_DECIDE) and person.pk != decision.proposed_by_id


def may_close(person: User, decision: Decision) -> bool:
    """Those who may choose a channel may close it."""
    return may(person, Permission.CHANNEL_DECIDE)
