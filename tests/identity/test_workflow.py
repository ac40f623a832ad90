"""Every state × action × role of the four tables, against laws written by hand."""

import pytest

from difi_sosial.audit.queries import history_of
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.identity import services
from difi_sosial.identity.enums import (
    CaseAction,
    CaseState,
    CheckAction,
    CheckState,
    FindingAction,
    FindingState,
    MeasureAction,
    MeasureState,
)
from difi_sosial.identity.workflow import CHECK, FINDING, IMPERSONATION, MEASURE
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.enums import Role
from difi_sosial.people.permissions import ROLE_PERMISSIONS, Permission
from tests.factories.identity import (
    AT,
    CheckFactory,
    FindingFactory,
    ImpersonationFactory,
    MeasureFactory,
)
from tests.factories.people import UserFactory

WRITERS = {Role.ADVISER, Role.HEAD}
LEADERS = {Role.HEAD, Role.MANAGER}
F, G = FindingAction, FindingState
M, T = MeasureAction, MeasureState
C, S = CheckAction, CheckState
A, I = CaseAction, CaseState  # noqa: E741
# (from, action): (to, who may)
FINDINGS = {
    (G.FOUND, F.VERIFY): (G.VERIFIED, WRITERS),
    **{(state, F.GONE): (G.GONE, WRITERS) for state in (G.FOUND, G.VERIFIED)},
    **{(state, F.DISMISS): (G.DISMISSED, WRITERS) for state in (G.FOUND, G.VERIFIED)},
    **{(state, F.REOPEN): (G.FOUND, WRITERS) for state in (G.GONE, G.DISMISSED)},
}
MEASURES = {
    (T.PLANNED, M.START): (T.RUNNING, WRITERS),
    **{(state, M.FINISH): (T.DONE, WRITERS) for state in (T.PLANNED, T.RUNNING)},
    **{(state, M.GIVE_UP): (T.IMPOSSIBLE, WRITERS) for state in (T.PLANNED, T.RUNNING)},
    **{(state, M.DROP): (T.DROPPED, WRITERS) for state in (T.PLANNED, T.RUNNING)},
    **{(state, M.REOPEN): (T.PLANNED, WRITERS) for state in (T.DONE, T.IMPOSSIBLE, T.DROPPED)},
}
CHECKS = {
    (S.OPEN, C.SUBMIT): (S.SUBMITTED, WRITERS),
    (S.OPEN, C.CANCEL): (S.CANCELLED, LEADERS),
    (S.SUBMITTED, C.NOTE): (S.NOTED, LEADERS),
    (S.SUBMITTED, C.RETURN): (S.OPEN, LEADERS),
}
CASES = {
    (I.SUSPECTED, A.DOCUMENT): (I.DOCUMENTED, WRITERS),
    (I.DOCUMENTED, A.REPORT): (I.REPORTED, WRITERS),
    (I.NOT_REMOVED, A.REPORT): (I.REPORTED, WRITERS),
    **{(state, A.FOLLOW_UP): (I.FOLLOWED_UP, WRITERS) for state in (I.REPORTED, I.FOLLOWED_UP)},
    **{(state, A.REMOVED): (I.REMOVED, WRITERS) for state in (I.REPORTED, I.FOLLOWED_UP)},
    **{(state, A.REFUSED): (I.NOT_REMOVED, WRITERS) for state in (I.REPORTED, I.FOLLOWED_UP)},
    **{(state, A.TELL): (I.TOLD, LEADERS) for state in (I.REMOVED, I.NOT_REMOVED)},
    (I.REPORTED, A.TELL): (I.REPORTED, LEADERS),
    (I.FOLLOWED_UP, A.TELL): (I.FOLLOWED_UP, LEADERS),
    **{(state, A.CLOSE): (I.CLOSED, LEADERS) for state in (I.REMOVED, I.NOT_REMOVED)},
    **{(state, A.DISMISS): (I.DISMISSED, WRITERS) for state in (I.SUSPECTED, I.DOCUMENTED)},
}
NO_REASON = {F.VERIFY, M.START, C.SUBMIT, C.NOTE, A.DOCUMENT}
LAWS = [
    (FINDING, FINDINGS, G, F),
    (MEASURE, MEASURES, T, M),
    (CHECK, CHECKS, S, C),
    (IMPERSONATION, CASES, I, A),
]
KINDS = [
    (table, law, state, action)
    for table, law, states, actions in LAWS
    for state in states
    for action in actions
]


class Thing:
    """What the rules look at, without a database."""

    kind, employee_id, owner_id, submitted_by_id = "e", None, None, None
    forgotten_at = None

    def __init__(self, state):
        self.state = state


class Somebody:
    """A person who holds one role."""

    pk, is_active = 7, True

    def __init__(self, role):
        self.roles = frozenset({role})


@pytest.mark.parametrize(("table", "law", "state", "action"), KINDS)
def test_every_state_action_and_role(table, law, state, action):
    target, who = law.get((state, action), (None, set()))
    for role in Role:
        given = {"state": state, "by": Somebody(role), "thing": Thing(state)}
        if target is None:
            with pytest.raises(WrongState):
                table.check(action, reason="Derfor", **given)
        elif role not in who:
            with pytest.raises(NotAllowed):
                table.check(action, reason="Derfor", **given)
        else:
            assert table.check(action, reason="Derfor", **given) == target
            if action not in NO_REASON:
                with pytest.raises(Invalid):
                    table.check(action, reason=" ", **given)


def test_those_who_lead_are_the_head_and_the_managers():
    holders = {role for role, held in ROLE_PERMISSIONS.items() if Permission.IDENTITY_LEAD in held}
    assert holders == LEADERS


def test_nobody_notes_a_check_that_they_sent_in():
    thing, head = Thing(S.SUBMITTED), Somebody(Role.HEAD)
    thing.submitted_by_id = head.pk
    with pytest.raises(NotAllowed):
        CHECK.check(C.NOTE, state=S.SUBMITTED, by=head, thing=thing)


def test_whoever_has_a_measure_may_end_it_whatever_role_they_hold():
    thing, reader = Thing(T.PLANNED), Somebody(Role.READER)
    thing.owner_id = reader.pk
    done = MEASURE.check(M.FINISH, state=T.PLANNED, by=reader, thing=thing, reason="Rettet")
    assert done == T.DONE
    with pytest.raises(NotAllowed):
        MEASURE.check(M.DROP, state=T.PLANNED, by=reader, thing=thing, reason="Orker ikke")


def test_what_an_employee_registered_is_theirs_alone():
    thing, adviser = Thing(G.FOUND), Somebody(Role.ADVISER)
    thing.kind, thing.employee_id = "j", 8
    with pytest.raises(NotAllowed):
        FINDING.check(F.VERIFY, state=G.FOUND, by=adviser, thing=thing)
    thing.employee_id = adviser.pk
    assert FINDING.check(F.VERIFY, state=G.FOUND, by=adviser, thing=thing) == G.VERIFIED


def test_of_what_is_forgotten_nothing_is_taken_up_again():
    thing, adviser = Thing(G.GONE), Somebody(Role.ADVISER)
    thing.forgotten_at = AT
    with pytest.raises(NotAllowed):
        FINDING.check(F.REOPEN, state=G.GONE, by=adviser, thing=thing, reason="Tilbake")


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "action"), CASES)
def test_every_step_of_a_case_is_kept_logged_and_journalled_when_it_goes_out(state, action):
    target, who = CASES[state, action]
    case = ImpersonationFactory(state=state)
    by = UserFactory(roles=[sorted(who)[0]])
    services.act_on_case(case=case, action=action, by=by, at=AT, reason="Derfor")
    case.refresh_from_db()
    step = case.steps.get()
    assert (case.state, step.source, step.target, step.by) == (target, state, target, by)
    assert history_of(case)[0].kind == "impersonation-moved"
    goes_out = action in (A.REPORT, A.REMOVED, A.REFUSED, A.TELL, A.CLOSE)
    assert RegistryEntry.objects.count() == goes_out
    assert (case.due_on is None) == (target in (I.TOLD, I.CLOSED, I.DISMISSED))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "act", "name", "action"),
    [
        (FindingFactory, services.act, "finding", F.VERIFY),
        (MeasureFactory, services.act_on_measure, "measure", M.START),
    ],
)
def test_a_step_is_logged_on_the_finding(make, act, name, action):
    thing = make()
    act(**{name: thing}, action=action, by=UserFactory(roles=[Role.ADVISER]), at=AT)
    assert history_of(getattr(thing, "finding", thing)).exists()


@pytest.mark.django_db
def test_a_noted_check_becomes_a_record_with_its_summary(client_for):
    check = CheckFactory(state=S.SUBMITTED)
    services.act_on_check(
        check=check, action=C.NOTE, by=UserFactory(roles=[Role.HEAD]), at=AT, text="Fint."
    )
    entry = RegistryEntry.objects.get()
    assert (check.kind, entry.title) == ("yearly", "Årlig sjekk 2026 av nettidentiteten")
