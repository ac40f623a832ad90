"""Who may do what to a version."""

from difi_sosial.guidelines.models import GuidelineVersion
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


def is_author(person: User, version: GuidelineVersion) -> bool:
    """Did this person write or submit anything of this version? (Loads the authors.)"""
    authors = {author.pk for author in version.authors.all()}
    return person.pk in authors | {version.submitted_by_id}
