"""Every state × action × role, against a table written by hand."""

from datetime import UTC, datetime

import pytest

from difi_sosial.audit.queries import history_of
from difi_sosial.core.errors import NotAllowed, WrongState
from difi_sosial.people.enums import Role
from difi_sosial.strategy import services
from difi_sosial.strategy.enums import Action, State
from difi_sosial.strategy.workflow import WORKFLOW
from tests.factories.people import UserFactory
from tests.factories.strategy import VersionFactory

AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
WRITERS = {Role.ADVISER, Role.HEAD}
MANAGER = {Role.MANAGER}
# (state, action) -> who may, the state it leads to, the event it leaves. All else is refused.
LAW = {
    (State.DRAFT, Action.SUBMIT): (WRITERS, State.SUBMITTED, "strategy-submitted"),
    (State.DRAFT, Action.WITHDRAW): (WRITERS, State.WITHDRAWN, "strategy-withdrawn"),
    (State.SUBMITTED, Action.APPROVE): (MANAGER, State.IN_FORCE, "strategy-in-force"),
    (State.SUBMITTED, Action.RETURN): (MANAGER, State.RETURNED, "strategy-returned"),
    (State.SUBMITTED, Action.WITHDRAW): (WRITERS, State.WITHDRAWN, "strategy-withdrawn"),
    (State.RETURNED, Action.REOPEN): (WRITERS, State.DRAFT, "strategy-reopened"),
    (State.RETURNED, Action.WITHDRAW): (WRITERS, State.WITHDRAWN, "strategy-withdrawn"),
    (State.APPROVED, Action.PUT_IN_FORCE): (MANAGER, State.IN_FORCE, "strategy-in-force"),
    (State.APPROVED, Action.WITHDRAW): (MANAGER, State.WITHDRAWN, "strategy-withdrawn"),
    (State.IN_FORCE, Action.WITHDRAW): (MANAGER, State.WITHDRAWN, "strategy-withdrawn"),
}
CASES = [(state, action) for state in State for action in Action]


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "action"), CASES)
def test_every_state_action_and_role(state, action):
    allowed, target, event = LAW.get((state, action), (set(), None, None))
    for role in Role:
        version = VersionFactory(state=state)
        person = UserFactory(roles=[role])
        act = {"version": version, "action": action, "by": person, "at": AT, "reason": "Fordi."}
        offered = {step.action for step in WORKFLOW.open_to(person, version)}
        if role in allowed:
            assert action in offered
            assert services.act(**act).state == target
            assert history_of(version).first().kind == event
        else:
            assert action not in offered
            error = NotAllowed if allowed else WrongState
            with pytest.raises(error):
                services.act(**act)
            version.refresh_from_db()
            assert version.state == state


def test_every_row_of_the_law_is_a_row_of_the_workflow():
    rows = {(state, step.action) for step in WORKFLOW.steps if step.who for state in step.sources}
    assert rows == set(LAW)
