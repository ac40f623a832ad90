"""Every state × action × role, against a table written by hand."""

from datetime import UTC, datetime

import pytest

from difi_sosial.audit.queries import history_of
from difi_sosial.channels import services
from difi_sosial.channels.enums import Action, DecisionState
from difi_sosial.channels.workflow import WORKFLOW
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.enums import Role
from tests.factories.channels import DecisionFactory
from tests.factories.people import UserFactory

AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
S, A = DecisionState, Action
LAW = {
    (S.PROPOSED, A.CHOOSE): (S.CHOSEN, "channel-chosen"),
    (S.PROPOSED, A.DECLINE): (S.DECLINED, "channel-declined"),
    (S.CHOSEN, A.CLOSE): (S.CLOSED, "channel-closed"),
}
CASES = [(state, action) for state in DecisionState for action in Action]


def take(decision, action, person, reason):
    given = {"decision": decision, "by": person, "at": AT, "reason": reason}
    if action == Action.CLOSE:
        return services.close(**given)
    return services.decide(action=action, **given)


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "action"), CASES)
def test_every_state_action_and_role(state, action):
    target, event = LAW.get((state, action), (None, None))
    for role in Role:
        decision = DecisionFactory(state=state)
        person = UserFactory(roles=[role])
        offered = {step.action for step in WORKFLOW.open_to(person, decision)}
        if target and role == Role.MANAGER:
            assert action in offered
            with pytest.raises(Invalid):
                take(decision, action, person, " ")
            assert take(decision, action, person, "Fordi.").state == target
            assert history_of(decision.channel).first().kind == event
            assert decision.channel.name in RegistryEntry.objects.latest("pk").title
        else:
            assert action not in offered
            with pytest.raises(NotAllowed if target else WrongState):
                take(decision, action, person, "Fordi.")
            decision.refresh_from_db()
            assert decision.state == state


def test_every_row_of_the_law_is_a_row_of_the_workflow():
    assert {(state, step.action) for step in WORKFLOW.steps for state in step.sources} == set(LAW)
