"""Every state × action × role, against a table written by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from difi_sosial.audit.queries import history_of
from difi_sosial.channels import services
from difi_sosial.channels.enums import Action, DecisionState, PilotAction, PilotState
from difi_sosial.channels.models import Decision
from difi_sosial.channels.queries import REGISTERED, edition_of
from difi_sosial.channels.workflow import PILOT_WORKFLOW, WORKFLOW
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.enums import Role
from tests.factories.channels import (
    AssessmentFactory,
    DecisionFactory,
    OpinionFactory,
    PilotFactory,
)
from tests.factories.people import UserFactory
from tests.undone import undone

AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
S, A, P, T = DecisionState, Action, PilotAction, PilotState
WRITERS = {Role.ADVISER, Role.HEAD}
LEADERS = {Role.MANAGER}
RUNNERS = {Role.HEAD}
OPENERS = LEADERS | RUNNERS
# (from, action): (to, who may, the event it leaves)
LAW = {
    (S.PROPOSED, A.ASSESS): (S.ASSESSING, WRITERS, "channel-assessing"),
    (S.ASSESSING, A.SEND_TO_PRIVACY): (S.PRIVACY, WRITERS, "channel-to-privacy"),
    (S.PROPOSED, A.SEND_TO_PRIVACY): (S.PRIVACY, WRITERS, "channel-to-privacy"),
    (S.PRIVACY, A.SUBMIT): (S.TO_DECIDE, WRITERS, "channel-submitted"),
    (S.PRIVACY, A.TAKE_BACK): (S.ASSESSING, WRITERS, "channel-taken-back"),
    (S.TO_DECIDE, A.CHOOSE): (S.CHOSEN, LEADERS, "channel-chosen"),
    (S.TO_DECIDE, A.PILOT): (S.PILOT, LEADERS, "channel-piloted"),
    (S.TO_DECIDE, A.RESERVE): (S.RESERVED, LEADERS, "channel-reserved"),
    (S.TO_DECIDE, A.DECLINE): (S.DECLINED, LEADERS, "channel-declined"),
    (S.TO_DECIDE, A.RETURN): (S.ASSESSING, LEADERS, "channel-returned"),
    (S.RESERVED, A.RECONSIDER): (S.PROPOSED, WRITERS, "channel-reconsidered"),
    (S.PILOT, A.MAKE_ORDINARY): (S.CHOSEN, LEADERS, "pilot-continued"),
    (S.CHOSEN, A.OPEN): (S.OPEN, OPENERS, "channel-opened"),
    (S.OPEN, A.LIMIT): (S.LIMITED, WRITERS, "channel-limited"),
    (S.LIMITED, A.LIFT): (S.OPEN, WRITERS, "channel-lifted"),
    **{
        (state, A.KEEP): (state, LEADERS, "channel-kept") for state in (S.CHOSEN, S.OPEN, S.LIMITED)
    },
    **{
        (state, A.SUSPEND): (S.SUSPENDED, RUNNERS, "channel-suspended")
        for state in (S.OPEN, S.LIMITED, S.PILOT)
    },
    (S.SUSPENDED, A.CONFIRM_STOP): (S.SUSPENDED, LEADERS, "channel-stop-confirmed"),
    (S.SUSPENDED, A.RESUME): (S.OPEN, OPENERS, "channel-resumed"),
    **{
        (state, A.ANNOUNCE): (S.CLOSING, OPENERS, "channel-closing")
        for state in (S.PILOT, S.CHOSEN, S.OPEN, S.LIMITED, S.SUSPENDED, S.RESERVED)
    },
    (S.CLOSING, A.CLOSE): (S.CLOSED, OPENERS, "channel-closed"),
}
NO_REASON = {A.ASSESS, A.SEND_TO_PRIVACY, A.TAKE_BACK, A.SUBMIT, A.OPEN, A.CONFIRM_STOP}


def take(decision, action, by, reason):
    """The action by the verb that does it."""
    given = {"decision": decision, "by": by, "at": AT}
    if action in (A.ASSESS, A.SEND_TO_PRIVACY, A.SUBMIT, A.TAKE_BACK):
        return services.advance(action=action, **given)
    if action in (A.CHOOSE, A.PILOT, A.RESERVE, A.DECLINE):
        return services.decide(
            action=action, reason=reason, edition=edition_of(decision.channel), **given
        )
    if action in (A.OPEN, A.CONFIRM_STOP):
        return {A.OPEN: services.open_channel, A.CONFIRM_STOP: services.confirm_stop}[action](
            **given
        )
    if action == A.KEEP:
        return services.keep(
            reason=reason, valid_to=None, edition=edition_of(decision.channel), **given
        )
    if action == A.MAKE_ORDINARY:
        given = {"pilot": decision.pilots.get(), "by": by, "at": AT, "reason": reason}
        edition = edition_of(decision.channel)
        services.act_on_pilot(action=P.CONTINUE, edition=edition, **given)
        return Decision.objects.get(pk=decision.pk)
    verbs = {
        A.RETURN: services.return_decision,
        A.RECONSIDER: services.reconsider,
        A.LIMIT: services.limit,
        A.LIFT: services.lift,
        A.SUSPEND: services.suspend,
        A.RESUME: services.resume,
        A.ANNOUNCE: services.announce,
        A.CLOSE: services.close,
    }
    return verbs[action](reason=reason, **given)


def a_decision(state):
    """One with all that the steps from this state ask for, but what one step alone needs."""
    decision = DecisionFactory(state=state, whole=True)
    if state in (S.PROPOSED, S.ASSESSING, S.PRIVACY, S.TO_DECIDE):
        AssessmentFactory(channel=decision.channel, whole=state in (S.PROPOSED, S.ASSESSING))
    if state in (S.PRIVACY, S.TO_DECIDE):
        OpinionFactory(channel=decision.channel, at=decision.proposed_at)
    return decision


def ready_for(action, decision):
    """The pilot that only these two steps want."""
    if action in (A.PILOT, A.MAKE_ORDINARY):
        wanted = T.PLANNED if action == A.PILOT else T.RECOMMENDED_CONTINUE
        PilotFactory(decision=decision, state=wanted)


@pytest.mark.django_db
@pytest.mark.parametrize("state", DecisionState)
def test_every_state_action_and_role(state, all_green, subtests):
    made, people = a_decision(state), {role: UserFactory(roles=[role]) for role in Role}
    for action in Action:
        if action == A.MAKE_ORDINARY and state != S.PILOT:
            continue  # only a pilot is made ordinary, and it has a law of its own below
        with subtests.test(action=action):
            _target, who, _event = LAW.get((state, action), (None, set(), None))
            for role in who:
                with undone(made) as decision:
                    ready_for(action, decision)
                    does(decision, action, people[role])
            with undone(made) as decision:
                ready_for(action, decision)
                for role in people.keys() - who:
                    is_refused(decision, action, people[role])
                decision.refresh_from_db()
                assert decision.state == state


def does(decision, action, person):
    """Whoever the law names may, with the right end, event and entry."""
    state = decision.state
    target, _who, event = LAW[state, action]
    assert action in offered(decision, person)
    if action not in NO_REASON:
        with pytest.raises(Invalid):
            take(decision, action, person, " ")
    assert take(decision, action, person, "Fordi.").state == target
    assert history_of(decision.channel).first().kind == event
    act = decision.acts.latest("pk")
    assert (act.action, act.from_state, act.to_state) == (action, state, target)
    entries = RegistryEntry.objects.filter(source_key=f"channels.act:{act.pk}")
    assert entries.exists() == (action in REGISTERED)


def is_refused(decision, action, person):
    """Everybody else is offered nothing, and stopped."""
    assert action not in offered(decision, person)
    with pytest.raises(NotAllowed if (decision.state, action) in LAW else WrongState):
        take(decision, action, person, "Fordi.")


def offered(decision, person):
    return {step.action for step in WORKFLOW.open_to(person, decision)}


def test_every_row_of_the_law_is_a_row_of_the_workflow():
    rows = {(state, step.action) for step in WORKFLOW.steps for state in step.sources}
    assert rows == set(LAW)


PILOT_LAW = {
    (T.PLANNED, P.START): (T.RUNNING, WRITERS),
    (T.RUNNING, P.EVALUATE): (T.EVALUATING, WRITERS),
    (T.RUNNING, P.EXTEND): (T.RUNNING, LEADERS),
    (T.EVALUATING, P.EXTEND): (T.RUNNING, LEADERS),
    (T.EVALUATING, P.RECOMMEND_CONTINUE): (T.RECOMMENDED_CONTINUE, WRITERS),
    (T.EVALUATING, P.RECOMMEND_STOP): (T.RECOMMENDED_STOP, WRITERS),
    (T.RECOMMENDED_CONTINUE, P.CONTINUE): (T.ORDINARY, LEADERS),
    (T.RECOMMENDED_CONTINUE, P.STOP): (T.STOPPED, LEADERS),
    (T.RECOMMENDED_STOP, P.CONTINUE): (T.ORDINARY, LEADERS),
    (T.RECOMMENDED_STOP, P.STOP): (T.STOPPED, LEADERS),
}


@pytest.mark.django_db
@pytest.mark.parametrize("state", PilotState)
def test_every_state_action_and_role_of_a_pilot(state, subtests):
    made, people = PilotFactory(state=state), {role: UserFactory(roles=[role]) for role in Role}
    for action in PilotAction:
        with subtests.test(action=action):
            target, who = PILOT_LAW.get((state, action), (None, set()))
            for role in who:
                with undone(made) as pilot:
                    assert judged(pilot, action, people[role]).state == target
            with undone(made) as pilot:
                for role in people.keys() - who:
                    with pytest.raises(NotAllowed if target else WrongState):
                        judged(pilot, action, people[role], may=False)
                pilot.refresh_from_db()
                assert pilot.state == state


def judged(pilot, action, person, *, may=True):
    """What the pilot becomes by the action, which is offered to those who may and nobody else."""
    offered = {step.action for step in PILOT_WORKFLOW.open_to(person, pilot)}
    assert (action in offered) == may
    given = {"action": action, "at": AT, "ends_on": date(2026, 6, 1)}
    given["edition"] = edition_of(pilot.decision.channel)
    return services.act_on_pilot(pilot=pilot, by=person, reason="Fordi.", **given)


def test_every_row_of_the_pilots_law_is_a_row_of_its_workflow():
    rows = {(state, step.action) for step in PILOT_WORKFLOW.steps for state in step.sources}
    assert rows == set(PILOT_LAW)


@pytest.mark.django_db
def test_only_the_clock_ends_a_pilot_without_a_person():
    pilot = PilotFactory(state=T.RUNNING, ends_on=AT.date() + timedelta(days=1))
    assert services.watch_pilots(at=AT) == 0
    assert services.watch_pilots(at=AT + timedelta(days=1)) == 1
    pilot.refresh_from_db()
    assert pilot.state == T.EVALUATING


@pytest.mark.django_db
def test_the_data_protection_officer_never_decides():
    both = UserFactory(roles=[Role.MANAGER, Role.DPO])
    decision = DecisionFactory(state=S.TO_DECIDE, whole=True)
    assert WORKFLOW.open_to(both, decision) == []
    with pytest.raises(NotAllowed):
        take(decision, A.CHOOSE, both, "Fordi.")
