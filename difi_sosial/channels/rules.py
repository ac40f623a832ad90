"""Who may do what with channels, decisions and pilots."""

from difi_sosial.channels.enums import ENDED, Action
from difi_sosial.channels.models import Account, Channel, Decision, Pilot, ProfileText
from difi_sosial.core.workflow import Rule
from difi_sosial.people.enums import Role
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may, represents, seat

P = Permission
# Steps that a manager decides, and those that the head or a manager runs the channel with.
DECIDED = frozenset(
    {
        *(Action.CHOOSE, Action.PILOT, Action.RESERVE, Action.DECLINE, Action.RETURN),
        *(Action.MAKE_ORDINARY, Action.KEEP, Action.CONFIRM_STOP),
    }
)
RUN = frozenset({Action.OPEN, Action.SUSPEND, Action.RESUME, Action.ANNOUNCE, Action.CLOSE})


def may_write(person: User, thing: object) -> bool:
    """Those who assess and propose channels."""
    return may(person, Permission.CHANNEL_WRITE)


def may_lead(person: User, thing: object) -> bool:
    """A manager; never one who is also the data protection officer, who advises (GDPR art. 38)."""
    return seat(person, Permission.CHANNEL_DECIDE, _advises) is not None


def may_decide(person: User, decision: Decision) -> bool:
    """Nobody decides on their own proposal, whatever roles they hold."""
    return seat_to_decide(person, decision) is not None


def seat_to_decide(person: User, decision: Decision) -> User | None:
    """In whose right the person decides: their own, else that of one away, whom the same binds."""
    return seat(
        person,
        Permission.CHANNEL_DECIDE,
        lambda one: _advises(one) or one.pk == decision.proposed_by_id,
    )


def _advises(person: User) -> bool:
    return Role.DPO in person.roles


def acted_for(person: User, action: Action, decision: Decision) -> User | None:
    """On whose behalf the person takes a step that needs a manager or the head; else None."""
    if action in DECIDED:
        seats = [seat_to_decide(person, decision) or seat(person, P.CHANNEL_DECIDE, _advises)]
    elif action in RUN:
        seats = [
            seat(person, P.CHANNEL_RUN, lambda one: False),
            seat(person, P.CHANNEL_DECIDE, _advises),
        ]
    else:
        return None
    return None if person in seats else next((one for one in seats if one), None)


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
    return seat_to_judge(person, pilot) is not None


def seat_to_judge(person: User, pilot: Pilot) -> User | None:
    """In whose right the person judges a pilot: their own, else that of one away."""
    parties = {pilot.decision.proposed_by_id, pilot.recommended_by_id}
    return seat(person, P.CHANNEL_DECIDE, lambda one: _advises(one) or one.pk in parties)


def may_write_profile(person: User, text: ProfileText) -> bool:
    """Advisers write what an account says about itself."""
    return may(person, Permission.CHANNEL_WRITE)


def may_approve_profile(person: User, text: ProfileText) -> bool:
    """Nobody approves a text that they have written in, also when another saved it last."""
    return seat_to_approve(person, text) is not None


def seat_to_approve(person: User, text: ProfileText) -> User | None:
    """In whose right the person approves the text: their own, else that of one away."""
    writers = {text.adapted_by_id, *text.editor_ids}
    return seat(person, Permission.ACCOUNT_LEAD, lambda one: one.pk in writers)


def may_confirm(person: User, account: Account) -> bool:
    """The owner says who has access; the head of communications may say it for them."""
    return person.is_active and (
        represents(person, account.owner_id) or may(person, Permission.ACCOUNT_LEAD)
    )


def may_change_access(person: User, account: Account) -> bool:
    """Those who write about channels keep the list of administrators, and the owner always may."""
    return may_confirm(person, account) or may(person, Permission.CHANNEL_WRITE)


def came_from(state: str) -> Rule:
    """Those who may end a temporary stop, for a decision that was in this state before it."""

    def rule(person: User, decision: Decision) -> bool:
        return decision.suspended_from == state and may_open(person, decision)

    return rule
