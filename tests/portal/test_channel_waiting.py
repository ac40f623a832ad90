"""What waits about channels, for those who can act on it."""

from datetime import date, timedelta

import pytest

from difi_sosial.channels.enums import CriterionState, DecisionState, PilotState
from difi_sosial.core.clock import now
from difi_sosial.people.enums import Role
from difi_sosial.portal.queries.channel_waiting import waiting_channels
from difi_sosial.portal.queries.facts import Facts
from tests.factories.channels import CriterionFactory, DecisionFactory, PilotFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def waits(person):
    """The hints that each role sees."""

    def hints(role):
        return [str(task.hint) for task in waiting_channels(Facts(person(role)))]

    return hints


def roles_that_see(waits, hint):
    return {role for role in Role if any(hint in found for found in waits(role))}


@pytest.mark.parametrize(
    ("state", "hint", "roles"),
    [
        (DecisionState.TO_DECIDE, "Til beslutning", {Role.MANAGER}),
        (DecisionState.PRIVACY, "Hos personvernombudet", {Role.DPO}),
        (DecisionState.SUSPENDED, "Bekreft eller opphev", {Role.MANAGER}),
        (DecisionState.CLOSING, "Ta vare på innholdet", {Role.ARCHIVIST}),
    ],
)
def test_a_decision_waits_for_the_one_who_can_act(waits, state, hint, roles):
    DecisionFactory(state=state)
    assert roles_that_see(waits, hint) == roles


def test_a_criterion_that_is_met_is_for_head_and_manager(waits):
    CriterionFactory(state=CriterionState.MET, met_at=now())
    CriterionFactory(state=CriterionState.WATCHED)
    assert roles_that_see(waits, "kriterium") == {Role.HEAD, Role.MANAGER}
    assert len(waits(Role.HEAD)) == 1


def test_a_pilot_is_for_writers_until_it_is_recommended(waits):
    PilotFactory(state=PilotState.EVALUATING)
    PilotFactory(state=PilotState.RECOMMENDED_STOP)
    assert roles_that_see(waits, "Evaluer prøven") == {Role.ADVISER, Role.HEAD}
    assert roles_that_see(waits, "Prøven er evaluert") == {Role.MANAGER}


def test_a_pilot_is_told_of_two_weeks_before_its_end(waits):
    today = Facts(None).today
    PilotFactory(state=PilotState.RUNNING, ends_on=today + timedelta(days=15))
    assert waits(Role.ADVISER) == []
    PilotFactory(state=PilotState.RUNNING, ends_on=today + timedelta(days=14))
    assert len(waits(Role.ADVISER)) == 1


def test_a_decision_that_runs_out_is_told_of_before_and_after(waits):
    today = Facts(None).today
    DecisionFactory(state=DecisionState.OPEN, valid_to=today + timedelta(days=31))
    assert waits(Role.MANAGER) == []
    DecisionFactory(state=DecisionState.OPEN, valid_to=today + timedelta(days=30))
    DecisionFactory(state=DecisionState.OPEN, valid_to=date(2026, 5, 1))
    gone, going = waits(Role.MANAGER)
    assert gone == "Beslutningen gikk ut 1. mai 2026"
    assert going.startswith("Beslutningen går ut")


def test_nothing_waits_for_a_reader(waits):
    for state in DecisionState:
        DecisionFactory(state=state)
    assert waits(Role.READER) == []


def test_nothing_waits_about_the_pilot_of_a_channel_that_is_closed(waits):
    for state in (PilotState.EVALUATING, PilotState.RECOMMENDED_STOP):
        PilotFactory(state=state, decision=DecisionFactory(state=DecisionState.CLOSED))
    assert waits(Role.MANAGER) == waits(Role.ADVISER) == []
