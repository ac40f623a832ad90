"""Who may do what with a version."""

from collections.abc import Iterable

from difi_sosial.people.enums import Role
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may, represents, seat
from difi_sosial.strategy.enums import OPEN, State
from difi_sosial.strategy.models import StrategyVersion


def has_part_in(person: User, version: StrategyVersion) -> bool:
    """Has this person written in the text, or sent it in or on?"""
    senders = {version.author_id, version.sent_by_id, version.submitted_by_id}
    return person.pk in {*senders, *version.editor_ids}


def may_write(person: User, version: StrategyVersion) -> bool:
    """May this person write in strategies?"""
    return may(person, Permission.STRATEGY_WRITE)


def may_edit(person: User, version: StrategyVersion) -> bool:
    """May this person change this version now? Only a draft is open for changes."""
    return version.state == State.DRAFT and may_write(person, version)


def may_begin_version(person: User, versions: Iterable[StrategyVersion]) -> bool:
    """May this person begin a new version? Only one version is worked on at a time."""
    return may(person, Permission.STRATEGY_WRITE) and not any(
        version.state in OPEN for version in versions
    )


def may_lead(person: User, version: StrategyVersion) -> bool:
    """The head of communications checks the text and leads its hearing."""
    return may(person, Permission.STRATEGY_LEAD)


def may_forward(person: User, version: StrategyVersion) -> bool:
    """A text that has been heard can go on to the one who approves."""
    return may_lead(person, version) and version.heard_at is not None


def may_skip_hearing(person: User, version: StrategyVersion) -> bool:
    """A text that nobody has heard goes on only with the head's written reason."""
    return may_lead(person, version) and version.heard_at is None


def may_approve(person: User, version: StrategyVersion) -> bool:
    """Nobody approves or returns a text they had a part in, whatever roles they hold.

    Nor does one who is also the data protection officer, who advises (GDPR art. 38).
    """
    return seat_to_approve(person, version) is not None


def seat_to_approve(person: User, version: StrategyVersion) -> User | None:
    """In whose right the person approves: their own, else that of one away, whom the same binds."""
    return seat(
        person,
        Permission.STRATEGY_APPROVE,
        lambda one: Role.DPO in one.roles or has_part_in(one, version),
    )


def may_set_in_force(person: User, version: StrategyVersion) -> bool:
    """The head, and those who may approve strategies, decide when it counts."""
    return may_lead(person, version) or may(person, Permission.STRATEGY_APPROVE)


def may_withdraw_approved(person: User, version: StrategyVersion) -> bool:
    """What is approved is taken out of use by those who may approve."""
    return may(person, Permission.STRATEGY_APPROVE)


def may_keep(person: User, version: StrategyVersion) -> bool:
    """When its review is open, the owner or the head may let a version stand for another year."""
    return version.review_opened_at is not None and (
        may_lead(person, version) or represents(person, version.strategy.owner_id)
    )
