"""Who may do what with a version."""

from collections.abc import Iterable

from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.strategy.enums import OPEN, State
from difi_sosial.strategy.models import StrategyVersion


def has_part_in(person: User, version: StrategyVersion) -> bool:
    """Has this person written in the text, or sent it in?"""
    return person.pk in {version.author_id, version.submitted_by_id, *version.editor_ids}


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


def may_approve(person: User, version: StrategyVersion) -> bool:
    """Nobody approves or returns a text they had a part in, whatever roles they hold."""
    return may(person, Permission.STRATEGY_APPROVE) and not has_part_in(person, version)


def may_set_in_force(person: User, version: StrategyVersion) -> bool:
    """Those who may approve strategies decide what is in force."""
    return may(person, Permission.STRATEGY_APPROVE)
