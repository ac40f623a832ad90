"""The verbs of a hearing."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from difi_sosial.audit.queries import history_of
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.hearing import queries, services
from difi_sosial.hearing.enums import State, Verdict
from difi_sosial.hearing.forms import ChangeForm
from difi_sosial.hearing.models import Hearing, Input, Invitation
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter
from tests.factories.hearing import DEADLINE, OPENED, a_hearing
from tests.factories.people import UserFactory

IN_TIME = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
LATE = datetime(2026, 3, 17, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return UserFactory(roles=[Role.READER], title="Tillitsvalgt")


@pytest.fixture
def head():
    return UserFactory(roles=[Role.HEAD])


@pytest.fixture
def hearing(union):
    return a_hearing(invited=[union, UserFactory(roles=[Role.DPO])])


def answer(given, head, **changes):
    facts = {"verdict": Verdict.ACCEPTED, "answer": "Vi retter det.", "by": head, "at": IN_TIME}
    facts |= {"edition": given.edition, "seen": given.answer_edition}
    return services.answer_input(given=given, **(facts | changes))


def test_those_who_are_asked_get_one_letter_each(union):
    hearing = a_hearing(invited=[union, union])
    letter = Letter.objects.get(recipient=union)
    assert "En tekst" in letter.subject
    assert letter.path == f"/horing/{hearing.pk}/"
    assert [event.kind for event in history_of(hearing)] == ["hearing-opened"]


def test_a_text_has_one_open_hearing(hearing):
    with pytest.raises(WrongState):
        a_hearing()


def test_a_hearing_asks_somebody_and_has_a_deadline_to_come(head):
    with pytest.raises(Invalid):
        services.open_hearing(
            subject="test:2",
            title="T",
            path="/",
            invited=[],
            deadline=DEADLINE,
            question="?",
            by=head,
            at=OPENED,
        )
    with pytest.raises(Invalid):
        a_hearing(subject="test:2", deadline=date(2026, 3, 1))


def test_only_the_one_who_leads_opens_answers_and_closes(hearing, union):
    given = services.give_input(hearing=hearing, text="Nei", by=union, at=IN_TIME)
    for role in Role:
        if role == Role.HEAD:
            continue
        person = UserFactory(roles=[role])
        with pytest.raises(NotAllowed):
            a_hearing(subject="test:3", by=person)
        with pytest.raises(NotAllowed):
            answer(given, person)
        with pytest.raises(NotAllowed):
            services.close(hearing=hearing, by=person, at=IN_TIME)
        with pytest.raises(NotAllowed):
            services.change_hearing(
                hearing=hearing, deadline=DEADLINE, invited=[person], by=person, at=IN_TIME
            )


def test_the_invited_say_something_about_the_whole_or_a_part(hearing, union):
    given = services.give_input(
        hearing=hearing, text=" Målet mangler tall. ", part="maal", by=union, at=IN_TIME
    )
    assert (given.text, given.part_label, given.is_late) == ("Målet mangler tall.", "Mål", False)
    with pytest.raises(Invalid):
        services.give_input(hearing=hearing, text="Hei", part="finnes-ikke", by=union, at=IN_TIME)
    with pytest.raises(Invalid):
        services.give_input(hearing=hearing, text="  ", by=union, at=IN_TIME)


def test_who_is_not_invited_says_nothing(hearing, head):
    with pytest.raises(NotAllowed):
        services.give_input(hearing=hearing, text="Hei", by=head, at=IN_TIME)
    with pytest.raises(NotAllowed):
        services.say_no_remarks(hearing=hearing, by=head, at=IN_TIME)


def test_an_input_can_be_changed_until_the_deadline_but_not_after_its_answer(hearing, union, head):
    given = services.give_input(hearing=hearing, text="Først", by=union, at=IN_TIME)
    change = {"given": given, "text": "Så", "by": union, "edition": 1}
    given = services.change_input(at=IN_TIME, **change)
    assert (given.text, given.edition) == ("Så", 2)
    with pytest.raises(Conflict):
        services.change_input(at=IN_TIME, **(change | {"text": "Igjen"}))
    with pytest.raises(WrongState):
        services.change_input(at=LATE, **(change | {"edition": 2}))
    with pytest.raises(NotAllowed):
        services.change_input(at=IN_TIME, **(change | {"edition": 2, "by": head}))
    answer(given, head)
    with pytest.raises(WrongState):
        services.change_input(at=IN_TIME, **(change | {"edition": 2}))


def test_a_late_input_is_taken_while_the_hearing_is_open_and_marked(hearing, union):
    assert services.give_input(hearing=hearing, text="Sent", by=union, at=LATE).is_late


def test_the_day_of_the_deadline_is_in_time_to_its_last_minute_in_norway(hearing, union):
    last = datetime(2026, 3, 16, 22, 59, tzinfo=UTC)
    assert not services.give_input(hearing=hearing, text="Nå", by=union, at=last).is_late


def test_two_who_answer_the_same_input_are_told_of_each_other(hearing, union, head):
    given = services.give_input(hearing=hearing, text="Hei", by=union, at=IN_TIME)
    answer(given, head)
    with pytest.raises(Conflict, match=head.name):
        answer(given, UserFactory(roles=[Role.HEAD]), answer="Jeg også.")


def test_an_answer_to_a_text_that_was_changed_meanwhile_is_refused(hearing, union, head):
    given = services.give_input(hearing=hearing, text="Hei", by=union, at=IN_TIME)
    services.change_input(given=given, text="Hallo", by=union, at=IN_TIME, edition=1)
    with pytest.raises(Conflict):
        answer(given, head)


@pytest.mark.parametrize("change", [{"verdict": ""}, {"verdict": "kanskje"}, {"answer": "  "}])
def test_an_answer_says_what_it_comes_to_and_why(hearing, union, head, change):
    given = services.give_input(hearing=hearing, text="Hei", by=union, at=IN_TIME)
    with pytest.raises(Invalid):
        answer(given, head, **change)


def test_a_hearing_is_closed_only_when_each_input_is_answered(hearing, union, head):
    first = services.give_input(hearing=hearing, text="En", by=union, at=IN_TIME)
    second = services.give_input(hearing=hearing, text="To", by=union, at=IN_TIME)
    answer(first, head)
    with pytest.raises(Invalid):
        services.close(hearing=hearing, by=head, at=LATE)
    answer(second, head, verdict=Verdict.REJECTED, answer="Det står alt i kapittel 3.")
    closed = services.close(hearing=hearing, by=head, at=LATE)
    assert (closed.state, closed.closed_by) == (State.CLOSED, head)
    assert Letter.objects.filter(key=f"hearing:{hearing.pk}:closed").count() == 2


def test_a_closed_hearing_takes_nothing_more_and_the_database_refuses_too(hearing, union, head):
    given = services.give_input(hearing=hearing, text="En", by=union, at=IN_TIME)
    answer(given, head)
    services.close(hearing=hearing, by=head, at=LATE)
    for act in (
        lambda: services.give_input(hearing=hearing, text="To", by=union, at=LATE),
        lambda: services.say_no_remarks(hearing=hearing, by=union, at=LATE),
        lambda: services.close(hearing=hearing, by=head, at=LATE),
        lambda: answer(given, head, seen=1),
    ):
        with pytest.raises(WrongState):
            act()
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Input.objects.filter(pk=given.pk).update(text="Annet")
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Hearing.objects.filter(pk=hearing.pk).update(question="Annet")


def test_no_remarks_is_an_answer_until_one_has_something_to_say(hearing, union):
    services.say_no_remarks(hearing=hearing, by=union, at=IN_TIME)
    services.say_no_remarks(hearing=hearing, by=union, at=IN_TIME)
    assert not queries.waiting_for(union).exists()
    services.give_input(hearing=hearing, text="Likevel", by=union, at=IN_TIME)
    assert hearing.invitations.get(person=union).no_remarks_at is None
    with pytest.raises(WrongState):
        services.say_no_remarks(hearing=hearing, by=union, at=IN_TIME)


def test_more_can_be_asked_and_the_deadline_moved(hearing, union, head):
    more = UserFactory(roles=[Role.READER])
    later = date(2026, 3, 20)
    services.change_hearing(
        hearing=hearing, deadline=later, invited=[union, more], by=head, at=IN_TIME
    )
    hearing.refresh_from_db()
    assert (hearing.deadline, hearing.invitations.count()) == (later, 3)
    assert Letter.objects.filter(recipient=more).count() == 1
    assert "20." in Letter.objects.get(recipient=union, key__contains="moved").text


def test_the_silent_are_reminded_two_working_days_before_and_on_the_day(hearing, union):
    services.give_input(hearing=hearing, text="Hei", by=union, at=IN_TIME)
    days = {12: 1, 13: 0, 14: 0, 16: 1, 17: 0}  # the 12th is a Thursday, the 16th the deadline
    for day, count in days.items():
        at = datetime(2026, 3, day, 6, 0, tzinfo=UTC)
        assert services.remind(at=at) == count
        assert services.remind(at=at) == 0
    assert not Letter.objects.filter(recipient=union, key__contains="reminder").exists()


def test_a_cancelled_hearing_keeps_what_was_said(hearing, union, head):
    services.give_input(hearing=hearing, text="Hei", by=union, at=IN_TIME)
    services.cancel(hearing=hearing, by=head, at=IN_TIME, reason="Teksten er trukket.")
    hearing.refresh_from_db()
    assert (hearing.state, hearing.inputs.count()) == (State.CANCELLED, 1)
    assert Letter.objects.filter(recipient=union, key__endswith="cancelled").count() == 1
    a_hearing()


def test_who_has_answered_is_not_told_of_a_new_deadline(hearing, union, head):
    services.say_no_remarks(hearing=hearing, by=union, at=IN_TIME)
    later = date(2026, 3, 20)
    services.change_hearing(hearing=hearing, deadline=later, invited=[], by=head, at=IN_TIME)
    assert not Letter.objects.filter(recipient=union, key__contains="moved").exists()


# The employees


def test_a_hearing_of_the_employees_waits_for_all_or_for_its_deadline(union, head):
    other = UserFactory(roles=[Role.DPO], name="Máret Čáhčesuolu")
    hearing = a_hearing(invited=[other], representatives=[union])
    services.say_no_remarks(hearing=hearing, by=union, at=IN_TIME)
    with pytest.raises(Invalid, match="Máret"):
        services.close(hearing=hearing, by=head, at=IN_TIME)
    facts = {"state": State.CLOSED, "closed_by": head}
    with pytest.raises(DatabaseError, match="to its deadline"), transaction.atomic():
        Hearing.objects.filter(pk=hearing.pk).update(closed_at=IN_TIME, **facts)
    with transaction.atomic():
        services.say_no_remarks(hearing=hearing, by=other, at=IN_TIME)
        assert services.close(hearing=hearing, by=head, at=IN_TIME).state == State.CLOSED
        transaction.set_rollback(True)
    assert services.close(hearing=hearing, by=head, at=LATE).state == State.CLOSED


def test_nobody_waits_for_one_who_has_left_but_the_representative_had_the_time(union, head):
    other = UserFactory(is_active=False)
    hearing = a_hearing(invited=[other], representatives=[union])
    services.say_no_remarks(hearing=hearing, by=union, at=IN_TIME)
    assert queries.awaited(hearing, DEADLINE) == ()
    gone = UserFactory(is_active=False)
    silent = a_hearing(subject="test:2", invited=[other], representatives=[gone])
    assert [one.person for one in queries.awaited(silent, DEADLINE)] == [gone]
    assert services.close(hearing=silent, by=head, at=LATE).state == State.CLOSED


def test_the_time_that_the_employees_were_given_is_not_shortened(union, head, client_for):
    hearing = a_hearing(representatives=[union])
    sooner = date(2026, 3, 12)
    with pytest.raises(Invalid, match="bare flyttes fram"):
        services.change_hearing(hearing=hearing, deadline=sooner, invited=[], by=head, at=IN_TIME)
    with pytest.raises(DatabaseError, match="only moved ahead"), transaction.atomic():
        Hearing.objects.filter(pk=hearing.pk).update(deadline=sooner)
    form = ChangeForm({"deadline": sooner.isoformat()}, hearing=hearing, back="/")
    assert "bare flyttes fram" in str(form.errors["deadline"])


def test_who_asks_or_wrote_does_not_speak_for_the_employees(head, union):
    for wrote, asks in (({}, head), ({"authors": [union]}, union)):
        with pytest.raises(Invalid, match="kan ikke tale for de ansatte"):
            a_hearing(by=head, representatives=[asks], **wrote)
    hearing = a_hearing(by=head, representatives=[union])
    with pytest.raises(DatabaseError, match="who asks"), transaction.atomic():
        Invitation.objects.create(hearing=hearing, person=head, is_representative=True)
