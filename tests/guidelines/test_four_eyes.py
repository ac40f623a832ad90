"""Whatever anybody presses, in whatever order: two people stand behind an approval, at least."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import DomainError
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import Action, State
from difi_sosial.guidelines.models import ApprovalStep, GuidelineVersion
from difi_sosial.people import services as people
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Delegation, User
from difi_sosial.people.permissions import Permission
from tests.factories.guidelines import on_hearing, version_in
from tests.factories.people import UserFactory

WHO = st.integers(0, 3)
POWERS = [Permission.GUIDELINE_APPROVE, Permission.GUIDELINE_LEAD]
# The way to an approval, and what leads back from it, more often than the rest.
PRESSED = st.sampled_from([Action.APPROVE] * 4 + [Action.SUBMIT, Action.REOPEN] + list(Action))


class Approvals(RuleBasedStateMachine):
    """A version that waits for approval, and four people who do what they like.

    One may write, one may everything, one approves, one may nothing of their own.
    """

    version: GuidelineVersion
    keys: list[int]
    giver: User

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def person(self, who):
        return User.objects.get(pk=self.keys[who])

    def fresh(self):
        return GuidelineVersion.objects.get(pk=self.version.pk)

    def attempt(self, verb, **given):
        """A refusal is fine; anything but a refusal in words is not."""
        try:
            with transaction.atomic():
                verb(**given)
        except DomainError:
            pass

    @rule(who=WHO)
    def write(self, who):
        version = self.fresh()
        section = version.sections.first()
        text = guidelines.SectionText(
            section.pk, section.edition, section.heading, section.body + "!"
        )
        self.attempt(
            guidelines.save_sections, version=version, texts=[text], by=self.person(who), at=now()
        )

    @rule(who=WHO)
    def hear(self, who):
        self.attempt(on_hearing, version=self.fresh(), by=self.person(who), at=now())

    @rule(who=WHO, action=PRESSED)
    def press(self, who, action):
        facts = {"version": self.fresh(), "by": self.person(who), "at": now()}
        self.attempt(guidelines.take, action=action, reason="Fordi.", **facts)

    @rule(principal=WHO, deputy=WHO, has_powers=st.booleans())
    def go_away(self, principal, deputy, has_powers):
        today, by = local_date(now()), self.person(principal)
        facts = {"from_on": today, "until_on": today, "reason": "Ferie", "by": by, "at": now()}
        self.attempt(people.delegate, principal=by, deputy=self.person(deputy), **facts)
        made = Delegation.objects.filter(ended_at=None, principal=by).first()
        if made is not None and has_powers:
            for power in POWERS:
                self.attempt(
                    people.give_powers,
                    delegation=made,
                    permissions=[power],
                    by=self.giver,
                    at=now(),
                )

    @rule(who=WHO)
    def come_back(self, who):
        for made in Delegation.objects.filter(principal=self.keys[who], ended_at=None):
            self.attempt(people.end_delegation, delegation=made, by=self.person(who), at=now())

    @invariant()
    def two_people_stand_behind_an_approval(self):
        version = self.fresh()
        if version.approved_at is None:
            return
        writers = {*version.authors.values_list("pk", flat=True), version.submitted_by_id}
        parties = [
            {one for one in (row.approved_by_id, row.on_behalf_of_id) if one}
            for row in version.approvals.filter(round=version.round)
        ]
        assert parties and all(parties)
        assert not writers & set().union(*parties)
        assert sum(map(len, parties)) == len(set().union(*parties))
        assert version.heard_at is not None


@pytest.mark.django_db
@pytest.mark.parametrize("steps", [["manager"], ["head", "manager"]])
def test_no_sequence_of_actions_reaches_approved_without_two_people(steps):
    for order, approver in enumerate(steps, start=1):
        ApprovalStep.objects.create(order=order, approver=approver)
    writer = UserFactory(roles=[Role.ADVISER])
    others = [UserFactory(roles=roles) for roles in ([Role.ADVISER, *APPROVERS], APPROVERS, [])]
    Approvals.version = version_in(State.SUBMITTED, author=writer)
    Approvals.keys = [writer.pk, *(one.pk for one in others)]
    Approvals.giver = UserFactory(roles=[Role.ADMINISTRATOR])
    run_state_machine_as_test(
        Approvals,
        settings=settings(
            max_examples=12,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


APPROVERS = [Role.HEAD, Role.MANAGER]
