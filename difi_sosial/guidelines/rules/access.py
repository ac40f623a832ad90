"""Who may do what to a version."""

from difi_sosial.guidelines.enums import COMMENTED_STATES, Approver
from difi_sosial.guidelines.models import Approval, GuidelineVersion, Thread
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may, represents, seat


def may_write(person: User, version: GuidelineVersion) -> bool:
    """Writers write, submit and take back."""
    return may(person, Permission.GUIDELINE_WRITE)


def may_submit(person: User, version: GuidelineVersion) -> bool:
    """What has been heard can be sent to approval."""
    return may_write(person, version) and version.heard_at is not None


def step_now(version: GuidelineVersion) -> Approval | None:
    """The step of the approval that waits, or None. (Loads the approvals.)"""
    return next((row for row in round_now(version) if row.approved_at is None), None)


def round_now(version: GuidelineVersion) -> list[Approval]:
    """The steps of the last sending, in their order."""
    rows = [row for row in version.approvals.all() if row.round == version.round]
    return sorted(rows, key=lambda row: row.order)


def may_decide(person: User, version: GuidelineVersion) -> bool:
    """Four eyes: each step has its own person, and never one who wrote or submitted."""
    return seat_at_step(person, version) is not None


def seat_at_step(person: User, version: GuidelineVersion) -> User | None:
    """In whose right the person takes the step that waits: their own, else that of one away.

    Neither of the two may have written, submitted, or had a part in another step of the round.
    Nor did one who wrote choose the stand-in, or give them the power: nobody chooses who approves
    their own text.
    """
    row = step_now(version)
    if row is None:
        return None
    rows = round_now(version)
    taken = {one.approved_by_id for one in rows} | {one.on_behalf_of_id for one in rows}

    def barred(one: User) -> bool:
        known = one.pk in taken or is_author(one, version)
        return known or not _sits_right(one, row.approver, version)

    return seat(person, PERMISSION[Approver(row.approver)], barred, authors_of(version))


def may_pass_on(person: User, version: GuidelineVersion) -> bool:
    """Approves a step that another comes after."""
    return may_decide(person, version) and not is_last_step(version)


def may_approve(person: User, version: GuidelineVersion) -> bool:
    """Approves the last step, and so the version."""
    return may_decide(person, version) and is_last_step(version)


def is_last_step(version: GuidelineVersion) -> bool:
    """Whether the step that waits is the last one."""
    return sum(row.approved_at is None for row in round_now(version)) == 1


# What one must be permitted to take a step.
PERMISSION = {
    Approver.HEAD: Permission.GUIDELINE_LEAD,
    Approver.MANAGER: Permission.GUIDELINE_APPROVE,
    Approver.OTHER_MANAGER: Permission.GUIDELINE_APPROVE,
}


def _sits_right(person: User, approver: str, version: GuidelineVersion) -> bool:
    """Is the person in a unit that the step wants?"""
    if approver != Approver.OTHER_MANAGER:
        return True
    home = version.guideline.unit_id or version.guideline.owner.unit_id
    return person.unit_id is not None and person.unit_id != home


def may_put_in_force(person: User, version: GuidelineVersion) -> bool:
    """Once approved, a writer or an approver puts it in force."""
    return may_write(person, version) or may(person, Permission.GUIDELINE_APPROVE)


def may_keep(person: User, version: GuidelineVersion) -> bool:
    """When its review is open, the owner or the head may let a version stand as it is."""
    is_due = version.review_opened_at is not None
    owner = represents(person, version.guideline.owner_id) and may_write(person, version)
    return is_due and (owner or may(person, Permission.GUIDELINE_LEAD))


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
    return person.pk in authors_of(version)


def authors_of(version: GuidelineVersion) -> set[int | None]:
    """Primary keys of those who wrote or submitted anything of it. (Loads the authors.)"""
    return {version.submitted_by_id, *(author.pk for author in version.authors.all())}
