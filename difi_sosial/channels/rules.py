"""Who may do what with channels and decisions."""

from difi_sosial.channels.models import Account, Decision, ProfileText
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may


def may_decide(person: User, decision: Decision) -> bool:
    """Nobody decides on their own proposal, whatever roles they hold."""
    return may(person, Permission.CHANNEL_DECIDE) and person.pk != decision.proposed_by_id


def may_close(person: User, decision: Decision) -> bool:
    """Those who may choose a channel may close it."""
    return may(person, Permission.CHANNEL_DECIDE)


def may_write_profile(person: User, text: ProfileText) -> bool:
    """Advisers write what an account says about itself."""
    return may(person, Permission.CHANNEL_WRITE)


def may_approve_profile(person: User, text: ProfileText) -> bool:
    """Nobody approves a text that they adapted themselves."""
    return may(person, Permission.ACCOUNT_LEAD) and person.pk != text.adapted_by_id


def may_confirm(person: User, account: Account) -> bool:
    """The owner says who has access; the head of communications may say it for them."""
    return person.is_active and (
        person.pk == account.owner_id or may(person, Permission.ACCOUNT_LEAD)
    )


def may_change_access(person: User, account: Account) -> bool:
    """Those who write about channels keep the list of administrators, and the owner always may."""
    return may_confirm(person, account) or may(person, Permission.CHANNEL_WRITE)
