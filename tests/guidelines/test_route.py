"""The agency sets who approves guidelines, and is reminded of what nobody approves."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed
from difi_sosial.core.workdays import add_workdays
from difi_sosial.guidelines import queries, tasks
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import Approval, RouteChange
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter
from tests.factories.guidelines import to_approval, version_in
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
URL = "/retningslinjer/godkjenningsvei/"
TWO = [("head", 3), ("manager", 5)]


def set_route(steps=TWO, *, seen=0, reason="Sjefen leser først.", by=None):
    by = by or UserFactory(roles=[Role.HEAD])
    return guidelines.set_route(steps=steps, reason=reason, seen=seen, by=by, at=NOON)


def typed(steps, **more):
    rows = {"steps-TOTAL_FORMS": len(steps), "steps-INITIAL_FORMS": 0, "seen": 0, "reason": "Slik."}
    for number, (approver, days) in enumerate(steps):
        rows |= {f"steps-{number}-approver": approver, f"steps-{number}-workdays": days}
    return rows | more


def test_new_steps_hold_for_what_is_sent_in_from_now_on():
    before = version_in(State.SUBMITTED)
    set_route()
    after = version_in(State.SUBMITTED)
    assert [row.approver for row in before.approvals.all()] == ["manager"]
    assert [row.approver for row in after.approvals.all()] == ["head", "manager"]
    assert queries.route() == TWO
    [change] = queries.route_changes()
    assert change.in_words == [("Kommunikasjonssjef", 3), ("Leder", 5)]
    with pytest.raises(IntegrityError, match="never rewritten"), transaction.atomic():
        RouteChange.objects.all().delete()


@pytest.mark.parametrize("role", Role.values)
def test_the_head_and_an_administrator_set_the_steps(role, client_for):
    client = client_for(role)
    if role in (Role.HEAD, Role.ADMINISTRATOR):
        assert client.post(URL, typed(TWO)).status_code == 302
        assert queries.route() == TWO
    else:
        assert client.get(URL).status_code == 403
        with pytest.raises(NotAllowed):
            set_route(by=client.person)


@pytest.mark.parametrize(
    "wrong",
    [
        {"steps": []},
        {"steps": [("manager", 1)] * 6},
        {"steps": [("manager", 0)]},
        {"steps": [("king", 5)]},
        {"reason": " "},
        {"steps": [("manager", 5)]},
    ],
)
def test_what_cannot_be_a_route_is_refused(wrong):
    with pytest.raises(Invalid):
        set_route(**wrong)


def test_of_two_who_change_the_steps_the_second_is_told_and_loses_nothing(client_for):
    head = client_for(Role.HEAD)
    set_route()
    with pytest.raises(Conflict):
        set_route([("manager", 2)])
    answer = head.post(URL, typed([("other_manager", 9)], reason="Uavhengig blikk."))
    assert (answer.status_code, "Uavhengig blikk." in answer.text) == (409, True)
    assert 'value="9"' in answer.text
    assert head.post(URL, typed([("other_manager", 9)], seen=1)).status_code == 302


def test_steps_are_moved_about_without_javascript(client_for):
    head = client_for(Role.HEAD)
    answer = head.post(URL, typed(TWO, **{"steps-row": "up-1"}))
    assert answer.status_code == 200
    assert [form["approver"].value() for form in answer.context["rows"]] == ["manager", "head"]
    assert head.post(URL, typed([])).status_code == 422
    assert not RouteChange.objects.exists()


def test_the_page_says_which_step_nobody_can_take_and_asks_as_often_for_many(client_for):
    client = client_for(Role.ADMINISTRATOR)
    asked = []
    for number in (1, 30, 300):
        have = RouteChange.objects.count()
        RouteChange.objects.bulk_create(
            RouteChange(
                number=have + one + 1, steps=TWO, reason="R", made_by=client.person, made_at=NOON
            )
            for one in range(number - have)
        )
        with CaptureQueriesContext(connection) as found:
            answer = client.get(URL)
        asked.append(len(found))
    assert len(set(asked)) == 1, asked
    assert "Ingen kan ta steget" in answer.text


# Reminders


def overdue(version, workdays):
    """The deadline of the step that waits was so many working days ago."""
    day = add_workdays(local_date(NOON), -workdays)
    version.approvals.filter(approved_at=None).update(due_on=day)
    return version.approvals.get()


def test_an_overdue_step_is_reminded_of_and_then_lifted_to_the_head():
    manager, head = UserFactory(roles=[Role.MANAGER]), UserFactory(roles=[Role.HEAD])
    version = version_in(State.SUBMITTED, manager=manager)
    Letter.objects.all().delete()
    row = overdue(version, 1)
    assert guidelines.steps_to_remind_of(at=NOON) == [row.pk]
    assert guidelines.remind_of_step(approval=row, at=NOON) == 1
    assert guidelines.remind_of_step(approval=row, at=NOON) == 0
    [letter] = Letter.objects.all()
    assert (letter.recipient, letter.subject) == (
        manager,
        f"Venter fortsatt på godkjenning: {version}",
    )
    row = overdue(version, 4)
    assert guidelines.remind_of_step(approval=row, at=NOON) == 1
    assert Letter.objects.get(recipient=head).subject == f"Blir liggende: {version}"
    row.refresh_from_db()
    today = local_date(NOON)
    assert (row.reminded_on, row.escalated_on) == (today, today)
    later = NOON + timedelta(days=20)
    assert guidelines.remind_of_step(approval=row, at=later) == 1


def test_the_heads_own_step_is_lifted_to_the_managers_and_one_without_takers_at_once():
    set_route([("head", 3)])
    manager = UserFactory(roles=[Role.MANAGER])
    version = version_in(State.SUBMITTED, manager=manager)
    type(manager).objects.filter(grants__role=Role.HEAD).update(is_active=False)
    Letter.objects.all().delete()
    assert guidelines.remind_of_step(approval=overdue(version, 1), at=NOON) == 1
    assert Letter.objects.get().recipient == manager


def test_nobody_is_reminded_of_what_is_in_time_taken_or_on_a_day_nobody_works():
    UserFactory(roles=[Role.MANAGER])
    version = version_in(State.SUBMITTED)
    row = version.approvals.get()
    in_time = datetime.combine(row.due_on, NOON.timetz())
    good_friday = datetime(2026, 4, 3, 10, 0, tzinfo=UTC)
    assert guidelines.steps_to_remind_of(at=in_time) == []
    row = overdue(version, 3)
    assert guidelines.steps_to_remind_of(at=good_friday) == []
    assert guidelines.remind_of_step(approval=row, at=good_friday) == 0
    guidelines.approve(version=version, by=UserFactory(roles=[Role.MANAGER]), at=NOON)
    assert guidelines.steps_to_remind_of(at=NOON) == []
    assert guidelines.remind_of_step(approval=row, at=NOON) == 0


def test_the_clock_hands_out_one_job_for_each_step_and_the_page_shows_it(client_for, monkeypatch):
    handed = []
    monkeypatch.setattr(tasks.remind_of_approval, "delay", lambda *, pk: handed.append(pk))
    monkeypatch.setattr(tasks, "now", lambda: NOON)
    client = client_for(Role.MANAGER)
    version = version_in(State.SUBMITTED)
    row = overdue(version, 5)
    assert (tasks.remind_of_approvals(), handed) == (1, [row.pk])
    tasks.remind_of_approval(pk=row.pk)
    page = reverse("guidelines:version-show", args=[version.guideline.slug, version.number])
    text = client.get(page).text
    assert "Godkjenningen (Leder) skulle vært gjort innen" in text
    assert "ble sist påminnet 1. april 2026" in text


def test_a_step_of_an_earlier_round_is_not_reminded_of():
    manager = UserFactory(roles=[Role.MANAGER])
    version = version_in(State.SUBMITTED, manager=manager)
    owner = version.guideline.owner
    old = overdue(version, 3)
    guidelines.reopen(version=version, by=owner, at=NOON)
    to_approval(version, by=owner, at=now())
    assert guidelines.remind_of_step(approval=old, at=NOON) == 0
    assert Approval.objects.count() == 2
