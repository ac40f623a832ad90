"""What the clock does: measures, raises, ends, and tells; and what the database refuses."""

import contextlib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from difi_sosial.audit.queries import history_of
from difi_sosial.celery import app
from difi_sosial.channels import queries, services
from difi_sosial.channels.enums import (
    Action,
    CriterionKind,
    CriterionState,
    DecisionState,
    LightKey,
    OpeningItem,
    PilotState,
)
from difi_sosial.channels.enums.assessment import Stance
from difi_sosial.channels.models import ClosingCriterion, Decision, DecisionAct, Measurement
from difi_sosial.channels.queries import criteria, readiness
from difi_sosial.channels.queries.criteria import Measured, value_words
from difi_sosial.channels.queries.deadlines import decision_deadlines
from difi_sosial.channels.queries.standing import Standing
from difi_sosial.core.errors import Invalid, WrongState
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter
from difi_sosial.strategy.enums import State
from tests.factories.channels import (
    AccountFactory,
    AssessmentFactory,
    ClosingPlanFactory,
    CriterionFactory,
    DecisionFactory,
    OpinionFactory,
    PilotFactory,
)
from tests.factories.people import UserFactory
from tests.factories.strategy import VersionFactory

AT = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
TASKS = {row["task"] for row in app.conf.beat_schedule.values()}
JOBS = (
    *("raise_alarms", "outdate_all", "remind_of_confirmations", "remind_of_controls"),
    *("measure_all", "watch_pilots", "watch_decisions"),
)
TODAY = date(2026, 11, 2)
DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return UserFactory(roles=[Role.HEAD])


@pytest.fixture
def numbers(monkeypatch):
    """What the registered measures answer: `numbers[kind] = value`."""
    answers = {}

    def builder(kind):
        def build(thing, start, end):
            value = answers.get(kind)
            return None if value is None else Measured(value)

        return build

    monkeypatch.setattr(criteria, "_measures", {kind: builder(kind) for kind in CriterionKind})
    return answers


def letters_to(person):
    return list(Letter.objects.filter(recipient=person).values_list("key", flat=True))


def test_a_measured_criterion_is_met_raised_once_and_told(head, numbers):
    criterion = CriterionFactory()
    AccountFactory(channel=criterion.decision.channel)
    numbers[CriterionKind.FEW_POSTS] = 3
    assert services.measure_all(at=AT) == 1
    assert services.measure_all(at=AT) == 0
    criterion.refresh_from_db()
    assert (criterion.state, criterion.met_by) == (CriterionState.MET, None)
    assert Measurement.objects.get().value == 3
    assert history_of(criterion.decision.channel).first().kind == "criterion-met"
    assert len(letters_to(head)) == 1
    assert len(letters_to(criterion.decision.proposed_by)) == 1
    assert Standing(AT).raised == [criterion]


def test_enough_posts_do_not_raise_it(numbers):
    criterion = CriterionFactory()
    AccountFactory(channel=criterion.decision.channel)
    numbers[CriterionKind.FEW_POSTS] = 4
    assert services.measure_all(at=AT) == 0
    assert not Measurement.objects.get().is_met


def test_what_cannot_be_measured_says_why(numbers):
    criterion = CriterionFactory()
    services.measure_all(at=AT)
    assert "ingen åpne kontoer" in value_words(criterion, Measurement.objects.get())
    account = AccountFactory(channel=criterion.decision.channel)
    services.measure_all(at=AT)
    found = Measurement.objects.get()
    assert value_words(criterion, found) == f"Portalen har ikke tall for {account.handle}."


def test_a_channel_that_has_just_opened_is_not_judged(numbers):
    criterion = CriterionFactory()
    decision = criterion.decision
    AccountFactory(channel=decision.channel)
    DecisionAct.objects.create(
        decision=decision,
        action=Action.OPEN,
        from_state=DecisionState.CHOSEN,
        to_state=DecisionState.OPEN,
        by=decision.proposed_by,
        at=AT - 7 * DAY,
    )
    numbers[CriterionKind.FEW_POSTS] = 0
    assert services.measure_all(at=AT) == 0
    assert "hel periode" in value_words(criterion, Measurement.objects.get())


def test_late_answers_are_met_only_when_every_month_is_under(numbers, monkeypatch):
    criterion = CriterionFactory(kind=CriterionKind.LATE_ANSWERS, limit=60, period=3)
    asked = []

    def months(thing, start, end):
        asked.append((start, end))
        return Measured({8: 50, 9: 70, 10: 40}[start.month])

    monkeypatch.setitem(criteria._measures, CriterionKind.LATE_ANSWERS, months)
    assert services.measure_all(at=AT) == 0
    assert asked[0] == (date(2026, 10, 1), date(2026, 11, 1))
    assert asked[2] == (date(2026, 8, 1), date(2026, 9, 1))
    monkeypatch.setitem(
        criteria._measures, CriterionKind.LATE_ANSWERS, lambda thing, start, end: Measured(59)
    )
    assert services.measure_all(at=AT) == 1
    assert Measurement.objects.get(criterion=criterion).value == 59


@pytest.mark.parametrize(
    ("kind", "facts", "met"),
    [
        (CriterionKind.PROJECT_ENDED, {"day": TODAY}, False),
        (CriterionKind.PROJECT_ENDED, {"day": TODAY - DAY}, True),
        (CriterionKind.EXPIRED, {"decision__valid_to": TODAY}, False),
        (CriterionKind.EXPIRED, {"decision__valid_to": TODAY - DAY}, True),
        (CriterionKind.EXPIRED, {"decision__valid_to": None}, False),
    ],
)
def test_days_that_have_been_raise_their_criteria(kind, facts, met):
    CriterionFactory(kind=kind, **facts)
    assert services.measure_all(at=AT) == int(met)


def test_what_is_set_aside_comes_back_on_its_day(head, numbers):
    criterion = CriterionFactory(kind=CriterionKind.GROUP_LEFT, limit=None, period=None)
    services.mark_met(criterion=criterion, evidence="Undersøkelsen", by=head, at=AT)
    until = TODAY + 10 * DAY
    services.dismiss(criterion=criterion, reason="Vi prøver", until=until, by=head, at=AT)
    services.measure_all(at=AT + 5 * DAY)
    criterion.refresh_from_db()
    assert criterion.state == CriterionState.DISMISSED
    services.measure_all(at=AT + 10 * DAY)
    criterion.refresh_from_db()
    assert criterion.state == CriterionState.MET
    assert len(letters_to(head)) == 2


@pytest.mark.parametrize("state", [DecisionState.CLOSED, DecisionState.DECLINED])
def test_nothing_is_met_when_the_decision_is_over(head, state):
    decision = DecisionFactory(state=state)
    criterion = CriterionFactory(decision=decision, kind="group-left", limit=None, period=None)
    with pytest.raises(WrongState):
        services.mark_met(criterion=criterion, evidence="Undersøkelsen", by=head, at=AT)


def test_criteria_stand_once_the_channel_is_open(head):
    with pytest.raises(WrongState):
        services.remove_criterion(criterion=CriterionFactory(), by=head, at=AT)
    before = CriterionFactory(decision=DecisionFactory(state=DecisionState.CHOSEN))
    services.remove_criterion(criterion=before, by=head, at=AT)
    assert not ClosingCriterion.objects.filter(pk=before.pk).exists()


def test_a_decision_runs_out_with_letters_a_month_before_on_the_day_and_every_week(head):
    DecisionFactory(state=DecisionState.OPEN, valid_to=TODAY + 30 * DAY)
    manager = UserFactory(roles=[Role.MANAGER])
    told = [services.watch_decisions(at=AT + day * DAY) for day in range(60)]
    assert [day for day, number in enumerate(told) if number] == [0, 31, 38, 45, 52, 59]
    assert len(letters_to(head)) == 6
    assert len(letters_to(manager)) == 5
    channel = Decision.objects.get().channel
    assert [event.kind for event in history_of(channel)] == ["channel-expired"]


def test_a_stop_is_told_at_once_and_reminded_of_every_day(head):
    manager = UserFactory(roles=[Role.MANAGER])
    decision = DecisionFactory(state=DecisionState.OPEN)
    services.suspend(decision=decision, by=head, at=AT, reason="Kontoen er kapret.")
    assert len(letters_to(manager)) == 1
    for hours in (12, 25, 30, 49):
        services.watch_decisions(at=AT + timedelta(hours=hours))
    assert len(letters_to(manager)) == 3
    services.confirm_stop(decision=decision, by=manager, at=AT + 3 * DAY)
    assert services.watch_decisions(at=AT + 4 * DAY) == 0
    with pytest.raises(Invalid):
        services.confirm_stop(decision=decision, by=manager, at=AT + 3 * DAY)


def test_a_pilot_ends_by_itself_and_is_not_forgotten(head):
    pilot = PilotFactory(state=PilotState.RUNNING, ends_on=TODAY + 10 * DAY)
    told = []
    for day in range(32):
        before = len(letters_to(head))
        services.watch_pilots(at=AT + day * DAY)
        if len(letters_to(head)) > before:
            told.append(day)
    assert told == [3, 10, 17, 24, 31]
    pilot.refresh_from_db()
    assert pilot.state == PilotState.EVALUATING


def test_a_stopped_pilot_is_told_of_every_week_until_the_closing_is_announced(head):
    pilot = PilotFactory(state=PilotState.STOPPED, decided_at=AT)
    told = []
    for day in range(16):
        before = len(letters_to(head))
        services.watch_pilots(at=AT + day * DAY)
        if len(letters_to(head)) > before:
            told.append(day)
    assert told == [7, 14]
    assert len(letters_to(pilot.decision.proposed_by)) == 2
    ClosingPlanFactory(decision=pilot.decision)
    services.announce(decision=pilot.decision, by=head, at=AT + 16 * DAY, reason="Prøven stoppet.")
    services.watch_pilots(at=AT + 21 * DAY)
    assert len(letters_to(head)) == 2


@pytest.mark.parametrize(
    "broken", ["raise_alarms", "outdate_all", "measure_all", "watch_pilots", "watch_decisions"]
)
def test_what_fails_in_one_job_does_not_stop_the_others(monkeypatch, broken):
    wanted = {path for path in TASKS if path.startswith("difi_sosial.channels.tasks.")}
    done = set()

    def fail(at):
        raise RuntimeError

    for name in JOBS:
        monkeypatch.setattr(services, name, lambda at, name=name: done.add(name))
    monkeypatch.setattr(services, broken, fail)
    for path in sorted(wanted):
        with contextlib.suppress(RuntimeError):
            import_string(path)()
    assert done == set(JOBS) - {broken}


def test_a_closing_that_drags_on_is_told_of(head):
    archivist = UserFactory(roles=[Role.ARCHIVIST])
    plan = ClosingPlanFactory(
        decision=DecisionFactory(state=DecisionState.CLOSING), last_day=TODAY + 7 * DAY
    )
    services.watch_decisions(at=AT)
    assert len(letters_to(archivist)) == 1
    services.confirm_capture(
        decision=plan.decision, reference="2026/4-1", by=archivist, at=AT + DAY
    )
    services.watch_decisions(at=AT + 2 * DAY)
    assert len(letters_to(head)) == 1
    services.watch_decisions(at=AT + 8 * DAY)
    assert len(letters_to(head)) == 2


def test_the_officer_must_be_heard_and_going_against_takes_a_reason():
    VersionFactory(state=State.IN_FORCE)
    adviser, manager = UserFactory(roles=[Role.ADVISER]), UserFactory(roles=[Role.MANAGER])
    decision = DecisionFactory(state=DecisionState.PRIVACY)
    given = {"decision": decision, "at": AT}
    with pytest.raises(Invalid, match="uttale seg"):
        services.advance(action=Action.SUBMIT, by=adviser, **given)
    OpinionFactory(channel=decision.channel, at=AT, stance=Stance.ADVISES_AGAINST)
    services.advance(action=Action.SUBMIT, by=adviser, **given)
    chosen = {"action": Action.CHOOSE, "edition": 0, "by": manager, "reason": "Vi trenger den."}
    with pytest.raises(Invalid, match="personvernombudets råd"):
        services.decide(**given, **chosen)
    decision = services.decide(**given, **chosen, against_dpo_reason="Vi slår av meldinger.")
    assert (decision.against_dpo, decision.state) == (True, DecisionState.CHOSEN)


def test_advice_for_an_earlier_proposal_does_not_count():
    decision = DecisionFactory(state=DecisionState.PRIVACY)
    OpinionFactory(channel=decision.channel, at=decision.proposed_at - DAY)
    with pytest.raises(Invalid):
        services.advance(
            decision=decision, action=Action.SUBMIT, by=UserFactory(roles=[Role.HEAD]), at=AT
        )


def test_our_own_lights_turn_green_one_by_one(head):
    decision = DecisionFactory(state=DecisionState.CHOSEN)
    channel = decision.channel

    def red():
        lights = readiness.board(channel, AT).lights
        own = (LightKey.STRATEGY, LightKey.DECISION, LightKey.ARCHIVE)
        return [light.key for light in lights if light.key in own and not light.ok]

    def why():
        return {light.key: light.reason for light in readiness.board(channel, AT).lights}[
            "decision"
        ]

    assert red() == ["strategy", "decision", "archive"]
    count = len(OpeningItem)
    assert why() == f"Valget er tatt. Åpningslisten mangler {count} punkter."
    VersionFactory(state=State.IN_FORCE)
    for item in OpeningItem:
        services.check_item(decision=decision, item=item, note="Gjort.", by=head, at=AT)
    assert red() == ["decision", "archive"]
    assert why().startswith("Valget er tatt. Dere har ikke avtalt når")
    services.add_criterion(decision=decision, kind="expired", values={}, by=head, at=AT)
    assert red() == ["decision", "archive"]
    ClosingPlanFactory(decision=decision, last_day=None)
    assert red() == ["archive"]
    services.try_archive(channel=channel, method="Lastet ned", reference="Sak 1", by=head, at=AT)
    assert red() == []


def test_lights_are_kept_as_they_were_when_the_channel_was_opened(head, all_green):
    decision = DecisionFactory(state=DecisionState.CHOSEN)
    services.open_channel(decision=decision, by=head, at=AT)
    lights = decision.acts.get().facts["lights"]
    assert [light["key"] for light in lights] == list(LightKey)


def test_the_database_lets_nothing_close_without_its_content_kept():
    decision = DecisionFactory(state=DecisionState.CLOSED)
    rows = Decision.objects.filter(pk=decision.pk)
    with pytest.raises(IntegrityError, match="closed_is_captured"), transaction.atomic():
        rows.update(captured_by=None, captured_at=None)
    with pytest.raises(IntegrityError, match="supplement"), transaction.atomic():
        rows.update(state=DecisionState.OPEN, own_source_url="")
    with pytest.raises(IntegrityError, match="against_dpo"), transaction.atomic():
        rows.update(against_dpo=True)


def test_deadlines_are_for_those_who_work_with_channels():
    DecisionFactory(state=DecisionState.OPEN, valid_to=TODAY)
    PilotFactory(state=PilotState.RUNNING)
    ClosingPlanFactory(decision=DecisionFactory(state=DecisionState.CLOSING))
    kinds = {
        role: sorted(
            one.kind for one in decision_deadlines(UserFactory(roles=[role]), Standing(AT))
        )
        for role in Role
    }
    assert kinds[Role.ADVISER] == ["channel-closes", "decision-expires", "pilot-ends"]
    assert kinds[Role.ARCHIVIST] == ["channel-closes"]
    assert kinds[Role.READER] == []


PLAN = {
    **dict.fromkeys(
        ("hypothesis", "scope", "arena", "success_criteria", "stop_criteria"), "Som før."
    ),
    "starts_on": TODAY,
    "ends_on": TODAY + 900 * DAY,
}


@pytest.mark.parametrize("state", [DecisionState.TO_DECIDE, DecisionState.PILOT])
def test_the_plan_that_a_manager_decides_on_stands(state):
    pilot = PilotFactory(decision=DecisionFactory(state=state))
    with pytest.raises(WrongState):
        services.plan_pilot(decision=pilot.decision, values=PLAN, by=pilot.planned_by, at=AT)


def test_a_stopped_pilot_does_not_begin_again_without_a_manager():
    pilot = PilotFactory(state=PilotState.STOPPED)
    with pytest.raises(WrongState):
        services.plan_pilot(decision=pilot.decision, values=PLAN, by=pilot.planned_by, at=AT)
    assert pilot.decision.pilots.count() == 1


@pytest.mark.parametrize("state", [DecisionState.CLOSING, DecisionState.CLOSED])
def test_nobody_is_reminded_of_the_pilot_of_a_channel_that_closes(head, state):
    decision = DecisionFactory(state=state)
    PilotFactory(decision=decision, state=PilotState.EVALUATING, ends_on=TODAY - 20 * DAY)
    services.watch_pilots(at=AT)
    assert letters_to(head) == []


def test_a_decision_cannot_end_on_the_norwegian_day_it_is_made():
    decision, after_midnight = DecisionFactory(state=DecisionState.OPEN), datetime(2026, 11, 2, 23)
    manager = UserFactory(roles=[Role.MANAGER])
    with pytest.raises(Invalid):
        services.keep(
            decision=decision,
            edition=0,
            by=manager,
            at=after_midnight.replace(tzinfo=UTC),
            reason="Den virker.",
            valid_to=date(2026, 11, 3),
        )


def test_the_officer_is_heard_again_about_what_was_rewritten():
    adviser, manager = UserFactory(roles=[Role.ADVISER]), UserFactory(roles=[Role.MANAGER])
    channel = AssessmentFactory(whole=True).channel
    decision = DecisionFactory(channel=channel, state=DecisionState.TO_DECIDE)
    OpinionFactory(channel=channel, at=AT - DAY)
    services.return_decision(decision=decision, by=manager, at=AT, reason="Hva med barn?")
    services.advance(decision=decision, action=Action.SEND_TO_PRIVACY, by=adviser, at=AT + DAY)
    assert queries.waiting_for_advice() == [decision]
    with pytest.raises(Invalid, match="uttale seg"):
        services.advance(decision=decision, action=Action.SUBMIT, by=adviser, at=AT + DAY)
    OpinionFactory(channel=channel, at=AT + 2 * DAY)
    assert queries.waiting_for_advice() == []
    services.advance(decision=decision, action=Action.SUBMIT, by=adviser, at=AT + 2 * DAY)
