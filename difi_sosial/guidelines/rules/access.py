"""Who may do what to a version."""

from difi_sosial.guidelines.enums import COMMENTED_STATES
from difi_sosial.guidelines.models import GuidelineVersion, Thread
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may


def may_write(person: User, version: GuidelineVersion) -> bool:
    """Writers write, submit and take back."""
    return may(person, Permission.GUIDELINE_WRITE)


def may_decide(person: User, version: GuidelineVersion) -> bool:
    """Four eyes: approvers decide, but never on what they wrote or submitted themselves."""
    return may(person, Permission.GUIDELINE_APPROVE) and not is_author(person, version)


def may_put_in_force(person: User, version: GuidelineVersion) -> bool:
    """Once approved, a writer or an approver puts it in force."""
    return may_write(person, version) or may(person, Permission.GUIDELINE_APPROVE)


def may_withdraw_approved(person: User, version: GuidelineVersion) -> bool:
    """What a manager approved, only a manager takes away."""
    return may(person, Permission.GUIDELINE_APPROVE)


def may_comment(person: User, version: GuidelineVersion) -> bool:
    """Everybody who may read a version may say something about it while it can be changed."""
    return may(person, Permission.GUIDELINE_READ) and version.state in COMMENTED_STATES


def may_close(person: User, thread: Thread) -> bool:
    """Who writes, and who began, says when a comment is dealt with, or not after all."""
    mine = may(person, Permission.GUIDELINE_WRITE) or person.pk == thread.started_by_id
    return mine and may_comment(person, thread.version)


def is_author(person: User, version: GuidelineVersion) -> bool:
    """Did this person write or submit anything of this version? (Loads the authors.)"""
    authors = {author.pk for author in version.authors.all()}
    return person.pk in authors | {version.submitted_by_id}
