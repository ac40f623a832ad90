"""Every state, every action, every role: what happens is what this table says and nothing else."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import transaction

from difi_sosial.audit.models import Event
from difi_sosial.core.errors import DomainError
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import Action, State
from difi_sosial.guidelines.workflow import WORKFLOW
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.enums import Role
from tests.factories.guidelines import journalled, version_in
from tests.factories.people import UserFactory

NOON = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
WRITERS = {Role.ADVISER, Role.HEAD}
MANAGERS = {Role.MANAGER}
# (from, action): (to, who may, journal entries it makes)
TABLE = {
    (State.HEARING, Action.CLOSE_HEARING): (State.SUBMITTED, WRITERS, 0),
    (State.HEARING, Action.REVISE): (State.DRAFT, WRITERS, 0),
    (State.HEARING, Action.WITHDRAW): (State.WITHDRAWN, WRITERS, 0),
    (State.SUBMITTED, Action.APPROVE): (State.APPROVED, MANAGERS, 1),
    (State.SUBMITTED, Action.RETURN): (State.RETURNED, MANAGERS, 0),
    (State.SUBMITTED, Action.REOPEN): (State.DRAFT, WRITERS, 0),
    (State.RETURNED, Action.REOPEN): (State.DRAFT, WRITERS, 0),
    (State.APPROVED, Action.PUT_IN_FORCE): (State.IN_FORCE, WRITERS | MANAGERS, 0),
    (State.DRAFT, Action.WITHDRAW): (State.WITHDRAWN, WRITERS, 0),
    (State.RETURNED, Action.WITHDRAW): (State.WITHDRAWN, WRITERS, 0),
    (State.APPROVED, Action.WITHDRAW): (State.WITHDRAWN, MANAGERS, 0),
    (State.IN_FORCE, Action.WITHDRAW): (State.WITHDRAWN, MANAGERS, 0),
}
EVENTS = {
    Action.SUBMIT: "guideline-submitted",
    Action.CLOSE_HEARING: "guideline-submitted",
    Action.REVISE: "guideline-revised",
    Action.OPEN_HEARING: "guideline-to-hearing",
    Action.APPROVE: "guideline-approved",
    Action.RETURN: "guideline-returned",
    Action.REOPEN: "guideline-reopened",
    Action.PUT_IN_FORCE: "guideline-in-force",
    Action.WITHDRAW: "guideline-withdrawn",
}


@pytest.mark.django_db
@pytest.mark.parametrize("state", State.values)
def test_every_action_of_every_role_follows_the_table(state):
    version = version_in(State(state))
    if state == State.APPROVED:
        journalled(version)
    people = {role: UserFactory(roles=[role]) for role in Role}
    for action in Action:
        for role, person in people.items():
            _try(version, state, action, role, person)


def _try(version, state, action, role, person):
    """Take the step inside a transaction that is rolled back, and compare with the table."""
    target, allowed, entries = TABLE.get((state, action), (None, set(), 0))
    is_open = action in {step.action for step in WORKFLOW.open_to(person, version)}
    if (state, action) == (State.DRAFT, Action.OPEN_HEARING):
        assert is_open == (role in WRITERS)
        return  # has a page of its own: test_way
    assert is_open == (role in allowed), (state, action, role)
    before = RegistryEntry.objects.count()
    try:
        with _rolled_back():
            after = guidelines.take(
                action=action, version=version, by=person, at=NOON, reason="Fordi."
            )
            assert role in allowed, (state, action, role)
            assert after.state == target
            assert Event.objects.filter(kind=EVENTS[action], thing_key=str(version.pk)).exists()
            assert RegistryEntry.objects.count() - before == entries
    except DomainError:
        assert role not in allowed, (state, action, role)
    version.refresh_from_db()
    assert version.state == state


@contextmanager
def _rolled_back():
    """A savepoint that is given up at the end, whatever happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "action"), [(State.SUBMITTED, Action.RETURN), (State.IN_FORCE, Action.WITHDRAW)]
)
def test_a_step_that_wants_a_reason_is_refused_without_one(state, action):
    manager = UserFactory(roles=[Role.MANAGER])
    with pytest.raises(DomainError, match="begrunnelse"):
        guidelines.take(action=action, version=version_in(state), by=manager, at=NOON, reason="  ")
