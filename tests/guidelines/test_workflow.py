"""Every state, every action, every role: what happens is what this table says and nothing else."""

from datetime import UTC, datetime

import pytest

from difi_sosial.audit.models import Event
from difi_sosial.core.errors import DomainError
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import Action, State
from difi_sosial.guidelines.workflow import WORKFLOW
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.enums import Role
from tests.factories.guidelines import journalled, version_in
from tests.factories.people import UserFactory
from tests.undone import undone

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
        if (state, action) == (State.DRAFT, Action.OPEN_HEARING):
            who = {role for role in people if action in offered(version, people[role])}
            assert who == WRITERS
            continue  # has a page of its own: test_way
        _target, allowed, _entries = TABLE.get((state, action), (None, set(), 0))
        for role in allowed:
            with undone(version) as row:
                does(row, action, people[role])
        with undone(version) as row:
            for role in people.keys() - allowed:
                assert action not in offered(row, people[role]), (state, action, role)
                with pytest.raises(DomainError):
                    take(row, action, people[role])
            row.refresh_from_db()
            assert row.state == state


def does(version, action, person):
    """The step is offered, and ends where the table says, with its event and its entries."""
    target, _allowed, entries = TABLE[version.state, action]
    before = RegistryEntry.objects.count()
    assert action in offered(version, person)
    assert take(version, action, person).state == target
    assert Event.objects.filter(kind=EVENTS[action], thing_key=str(version.pk)).exists()
    assert RegistryEntry.objects.count() - before == entries


def take(version, action, person):
    return guidelines.take(action=action, version=version, by=person, at=NOON, reason="Fordi.")


def offered(version, person):
    return {step.action for step in WORKFLOW.open_to(person, version)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "action"), [(State.SUBMITTED, Action.RETURN), (State.IN_FORCE, Action.WITHDRAW)]
)
def test_a_step_that_wants_a_reason_is_refused_without_one(state, action):
    manager = UserFactory(roles=[Role.MANAGER])
    with pytest.raises(DomainError, match="begrunnelse"):
        guidelines.take(action=action, version=version_in(state), by=manager, at=NOON, reason="  ")
