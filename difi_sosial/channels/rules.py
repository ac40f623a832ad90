"""Who may do what with channels, decisions and pilots."""

from difi_sosial.channels.enums import ENDED
from difi_sosial.channels.models import Account, Channel, Decision, Pilot, ProfileText
from difi_sosial.core.workflow import Rule
from difi_sosial.people.enums import Role
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may


def may_write(person: User, thing: object) -> bool:
    """Those who assess and propose channels."""
    return may(person, Permission.CHANNEL_WRITE)


def may_lead(person: User, thing: object) -> bool:
    """A manager; never one who is also the data protection officer, who advises (GDPR art. 38)."""
    return may(person, Permission.CHANNEL_DECIDE) and Role.DPO not in person.roles


def may_decide(person: User, decision: Decision) -> bool:
    """Nobody decides on their own proposal, whatever roles they hold."""
    return may_lead(person, decision) and person.pk != decision.proposed_by_id


def may_run(person: User, thing: object) -> bool:
    """The head of communications, who answers for what happens in the channels."""
    return may(person, Permission.CHANNEL_RUN)


def may_open(person: User, thing: object) -> bool:
    """The head of communications or a manager."""
    return may_run(person, thing) or may_lead(person, thing)


def may_close(person: User, decision: Decision) -> bool:
    """A manager who decides it, or the head who does it: announces it, and ends it."""
    return may_open(person, decision)


def may_capture(person: User, thing: object) -> bool:
    """The archivist says whether the content is kept."""
    return may(person, Permission.JOURNAL_WRITE)


def may_advise(person: User, channel: Channel) -> bool:
    """The data protection officer; never about a channel that they propose themselves."""
    own = channel.decisions.exclude(state__in=ENDED).filter(proposed_by=person)
    return may(person, Permission.CHANNEL_ADVISE) and not own.exists()


def may_judge_pilot(person: User, pilot: Pilot) -> bool:
    """A manager who neither proposed the channel nor recommended what shall become of the pilot."""
    return may_decide(person, pilot.decision) and person.pk != pilot.recommended_by_id


def may_write_profile(person: User, text: ProfileText) -> bool:
    """Advisers write what an account says about itself."""
    return may(person, Permission.CHANNEL_WRITE)


def may_approve_profile(person: User, text: ProfileText) -> bool:
    """Nobody approves a text that they have written in, also when another saved it last."""
    writers = {text.adapted_by_id, *text.editor_ids}
    return may(person, Permission.ACCOUNT_LEAD) and person.pk not in writers


def may_confirm(person: User, account: Account) -> bool:
    """The owner says who has access; the head of communications may say it for them."""
    return person.is_active and (
        person.pk == account.owner_id or may(person, Permission.ACCOUNT_LEAD)
    )


def may_change_access(person: User, account: Account) -> bool:
    """Those who write about channels keep the list of administrators, and the owner always may."""
    return may_confirm(person, account) or may(person, Permission.CHANNEL_WRITE)


def came_from(state: str) -> Rule:
    """Those who may end a temporary stop, for a decision that was in this state before it."""

    def rule(person: User, decision: Decision) -> bool:
        return decision.suspended_from == state and may_open(person, decision)

    return rule
