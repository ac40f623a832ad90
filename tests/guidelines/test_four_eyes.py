"""Whatever anybody presses, in whatever order: two people stand behind an approval, at least."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import DomainError
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import Action, State
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.people import services as people
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Delegation, User
from difi_sosial.people.permissions import Permission
from tests.factories.guidelines import on_hearing, version_in
from tests.factories.people import UserFactory

WHO = st.integers(0, 3)
APPROVING = st.integers(0, 1)
POWERS = [Permission.GUIDELINE_APPROVE]
# What can be done in a state, by somebody: anything else is refused whoever asks, and wastes time.
OPEN = {
    State.DRAFT: ["write", "details", "anew", "hear", Action.SUBMIT],
    State.HEARING: [Action.CLOSE_HEARING, Action.REVISE],
    State.SUBMITTED: [Action.APPROVE, Action.APPROVE, Action.RETURN, Action.REOPEN, "anew"],
    State.RETURNED: [Action.REOPEN, "anew"],
}


def change_title(*, version, by, at):
    guideline = version.guideline
    facts = {"owner": guideline.owner, "unit": guideline.unit, "review_on": None}
    title = f"{version.title}!"
    guidelines.change_details(version=version, title=title, is_public=True, by=by, at=at, **facts)


def begin_anew(*, version, by, at):
    """Take the version out of use, and begin a new one with its text."""
    owner = version.guideline.owner
    if version.state == State.SUBMITTED:
        guidelines.reopen(version=version, by=owner, at=at)
    guidelines.withdraw(version=version, by=owner, at=at, reason="Fordi.")
    guidelines.start_version(guideline=version.guideline, by=by, at=at)


class Approvals(RuleBasedStateMachine):
    """A version that waits for approval, and four people who do what they like.

    The one who wrote it may approve too, as may the next; one only writes, and one may nothing of
    their own. `giver` gives whatever a stand-in lacks.
    """

    version: GuidelineVersion
    keys: list[int]
    hands: set[int]
    giver: User

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        # Who has had a hand in the text, whatever version it is in now.
        self.hands = {self.keys[0]}

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def person(self, who):
        return User.objects.get(pk=self.keys[who])

    def fresh(self):
        return GuidelineVersion.objects.filter(guideline=self.version.guideline_id).first()

    def attempt(self, verb, **given):
        """Whether it was done. A refusal is fine; anything but a refusal in words is not."""
        try:
            with transaction.atomic():
                verb(**given)
        except DomainError:
            return False
        return True

    @rule(who=WHO, draw=st.data())
    def press(self, who, draw):
        version = self.fresh()
        action = draw.draw(st.sampled_from(OPEN.get(State(version.state), [Action.APPROVE])))
        facts = {"version": version, "by": self.person(who), "at": now()}
        if action == "write":
            section = version.sections.first()
            text = f"{section.body}!"
            typed = guidelines.SectionText(section.pk, section.edition, section.heading, text)
            self.wrote(who, self.attempt(guidelines.save_sections, texts=[typed], **facts))
        elif action == "details":
            self.wrote(who, self.attempt(change_title, **facts))
        elif action == "anew":
            self.wrote(who, self.attempt(begin_anew, **facts))
        elif action == "hear":
            self.attempt(on_hearing, **facts)
        else:
            self.attempt(guidelines.take, action=action, reason="Fordi.", **facts)

    def wrote(self, who, is_done):
        if is_done:
            self.hands.add(self.keys[who])

    @initialize(principal=APPROVING, deputy=st.sampled_from([3, 2]))
    def begin_with_a_stand_in(self, principal, deputy):
        self.go_away(principal, deputy)

    @rule()
    def the_stand_ins_approve(self):
        for made in Delegation.objects.filter(ended_at=None).select_related("deputy"):
            facts = {"version": self.fresh(), "by": made.deputy, "at": now()}
            self.attempt(guidelines.approve, **facts)

    @rule(principal=APPROVING, deputy=st.sampled_from([3, 2, 1, 0]))
    def come_back_and_go_away(self, principal, deputy):
        by = self.person(principal)
        for made in Delegation.objects.filter(principal=by, ended_at=None):
            self.attempt(people.end_delegation, delegation=made, by=by, at=now())
        self.go_away(principal, deputy)

    def go_away(self, principal, deputy):
        today, by = local_date(now()), self.person(principal)
        facts = {"from_on": today, "until_on": today, "reason": "Ferie", "by": by, "at": now()}
        self.attempt(people.delegate, principal=by, deputy=self.person(deputy), **facts)
        for made in Delegation.objects.filter(ended_at=None, principal=by):
            facts = {"permissions": POWERS, "by": self.giver, "at": now()}
            self.attempt(people.give_powers, delegation=made, **facts)

    @invariant()
    def two_people_stand_behind_every_step(self):
        version = self.fresh()
        writers = {*version.authors.values_list("pk", flat=True), version.submitted_by_id}
        taken = version.approvals.filter(round=version.round, approved_at__isnull=False)
        parties = [one for row in taken for one in (row.approved_by_id, row.on_behalf_of_id) if one]
        assert len(parties) == len(set(parties))
        assert not writers & set(parties)
        assert self.hands <= writers
        if version.approved_at is not None:
            assert parties
            assert version.heard_at is not None


APPROVERS = [Role.HEAD, Role.MANAGER]


@pytest.mark.django_db
def test_no_sequence_of_actions_reaches_approved_without_two_people():
    roles = ([Role.ADVISER, *APPROVERS], APPROVERS, [Role.ADVISER], [])
    persons = [UserFactory(roles=held) for held in roles]
    Approvals.version = version_in(State.SUBMITTED, author=persons[0])
    Approvals.keys = [one.pk for one in persons]
    Approvals.giver = UserFactory(roles=[Role.ADMINISTRATOR])
    run_state_machine_as_test(
        Approvals,
        settings=settings(
            max_examples=10,
            stateful_step_count=6,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
