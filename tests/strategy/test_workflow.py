"""Every state × action × role, against a table written by hand."""

from datetime import UTC, date, datetime

import pytest

from difi_sosial.audit.queries import history_of
from difi_sosial.core.errors import Conflict, NotAllowed, WrongState
from difi_sosial.people.enums import Role
from difi_sosial.strategy import services
from difi_sosial.strategy.enums import Action, State
from difi_sosial.strategy.workflow import WORKFLOW
from tests.factories.people import UserFactory
from tests.factories.strategy import VersionFactory, journalled
from tests.undone import undone

AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
WRITERS = {Role.ADVISER, Role.HEAD}
HEAD = {Role.HEAD}
MANAGER = {Role.MANAGER}
# (state, action) -> who may, the state it leads to, the event it leaves. All else is refused.
LAW = {
    (State.DRAFT, Action.SUBMIT): (WRITERS, State.QUALITY, "strategy-to-quality"),
    (State.DRAFT, Action.WITHDRAW): (WRITERS, State.WITHDRAWN, "strategy-withdrawn"),
    (State.QUALITY, Action.OPEN_HEARING): (HEAD, State.HEARING, "strategy-to-hearing"),
    (State.QUALITY, Action.SKIP_HEARING): (HEAD, State.SUBMITTED, "strategy-submitted"),
    (State.QUALITY, Action.RETURN): (HEAD, State.RETURNED, "strategy-returned"),
    (State.QUALITY, Action.WITHDRAW): (WRITERS, State.WITHDRAWN, "strategy-withdrawn"),
    (State.HEARING, Action.CLOSE_HEARING): (HEAD, State.SUBMITTED, "strategy-submitted"),
    (State.HEARING, Action.REVISE): (HEAD, State.DRAFT, "strategy-revised"),
    (State.HEARING, Action.WITHDRAW): (WRITERS, State.WITHDRAWN, "strategy-withdrawn"),
    (State.SUBMITTED, Action.APPROVE): (MANAGER, State.APPROVED, "strategy-approved"),
    (State.SUBMITTED, Action.RETURN): (MANAGER, State.RETURNED, "strategy-returned"),
    (State.SUBMITTED, Action.WITHDRAW): (WRITERS, State.WITHDRAWN, "strategy-withdrawn"),
    (State.RETURNED, Action.REOPEN): (WRITERS, State.DRAFT, "strategy-reopened"),
    (State.RETURNED, Action.WITHDRAW): (WRITERS, State.WITHDRAWN, "strategy-withdrawn"),
    (State.APPROVED, Action.PUT_IN_FORCE): (HEAD | MANAGER, State.IN_FORCE, "strategy-in-force"),
    (State.APPROVED, Action.WITHDRAW): (MANAGER, State.WITHDRAWN, "strategy-withdrawn"),
    (State.IN_FORCE, Action.WITHDRAW): (MANAGER, State.WITHDRAWN, "strategy-withdrawn"),
}
# Rows that open only when something has happened to the version first.
AFTER_A_HEARING = {
    (State.QUALITY, Action.FORWARD): (HEAD, State.SUBMITTED, "strategy-submitted"),
}
IN_REVIEW = {(State.IN_FORCE, Action.KEEP): (HEAD, State.IN_FORCE, "strategy-kept")}
CLOSED_NOW = {**AFTER_A_HEARING, **IN_REVIEW}


def take(action, version, person):
    """Take a step as its page or button does."""
    if action == Action.OPEN_HEARING:
        return services.open_hearing(
            version=version,
            invited=[UserFactory()],
            deadline=date(2026, 4, 20),
            question="Hva mangler?",
            by=person,
            at=AT,
        )
    if action == Action.APPROVE:
        return services.approve(version=version, by=person, at=AT)
    return services.act(version=version, action=action, by=person, at=AT, reason="Fordi.")


def people():
    """One of each role."""
    return {role: UserFactory(roles=[role]) for role in Role}


def judge(made, action, law, people):
    """Everybody in the law may, with the right end and event; everybody else is refused."""
    state = made.state
    allowed, target, event = law.get((state, action), (set(), None, None))
    for role in allowed:
        with undone(made) as version:
            assert action in offered(version, people[role])
            assert take(action, version, people[role]).state == target
            assert history_of(version).first().kind == event
    known = allowed or (state, action) in CLOSED_NOW
    with undone(made) as version:
        for role in people.keys() - allowed:
            assert action not in offered(version, people[role])
            with pytest.raises(NotAllowed if known else (WrongState, Conflict)):
                take(action, version, people[role])
        version.refresh_from_db()
        assert version.state == state


def offered(version, person):
    return {step.action for step in WORKFLOW.open_to(person, version)}


@pytest.mark.django_db
@pytest.mark.parametrize("state", State)
def test_every_state_action_and_role(state, subtests):
    version, persons = VersionFactory(state=state), people()
    if state == State.APPROVED:
        journalled(version)
    for action in Action:
        with subtests.test(action=action):
            judge(version, action, LAW, persons)


@pytest.mark.django_db
def test_after_a_hearing_the_head_sends_on_without_a_reason_and_cannot_skip():
    version, persons = VersionFactory(state=State.QUALITY, heard_at=AT), people()
    judge(version, Action.FORWARD, AFTER_A_HEARING, persons)
    offered = {step.action for step in WORKFLOW.open_to(persons[Role.HEAD], version)}
    assert Action.SKIP_HEARING not in offered


@pytest.mark.django_db
def test_when_the_review_is_open_the_head_or_the_owner_may_keep_the_text():
    version = VersionFactory(state=State.IN_FORCE, review_opened_at=AT)
    judge(version, Action.KEEP, IN_REVIEW, people())
    take(Action.KEEP, version, version.strategy.owner)
    version.refresh_from_db()
    assert (version.review_on, version.review_opened_at) == (date(2027, 4, 1), None)


def test_every_row_of_the_law_is_a_row_of_the_workflow():
    rows = {(state, step.action) for step in WORKFLOW.steps if step.who for state in step.sources}
    assert rows == set(LAW) | set(CLOSED_NOW)


def test_the_data_protection_officer_comments_and_decides_nothing():
    assert not any(Role.DPO in who for who, _state, _event in {**LAW, **CLOSED_NOW}.values())
