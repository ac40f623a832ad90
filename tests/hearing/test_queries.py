"""The read side of hearings."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from difi_sosial.hearing import queries, services
from difi_sosial.hearing.enums import Verdict
from difi_sosial.people.enums import Role
from tests.factories.hearing import DEADLINE, a_hearing
from tests.factories.people import UserFactory

IN_TIME = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_a_hearing_waits_for_those_who_have_said_nothing():
    silent, spoken = UserFactory(roles=[Role.READER]), UserFactory(roles=[Role.READER])
    hearing = a_hearing(invited=[silent, spoken])
    services.give_input(hearing=hearing, text="Hei", by=spoken, at=IN_TIME)
    assert list(queries.waiting_for(silent)) == [hearing]
    assert list(queries.waiting_for(spoken)) == []
    standing = queries.standing_of(queries.hearing_page(hearing.pk).get())
    assert (standing.asked, standing.heard, standing.can_close) == (2, 1, False)


def test_the_deadline_is_a_day_in_the_calendar_of_the_invited():
    person = UserFactory(roles=[Role.READER])
    hearing = a_hearing(invited=[person])
    (found,) = queries.deadlines(queries.waiting_for(person))
    assert (found.day, found.path) == (DEADLINE, f"/horing/{hearing.pk}/")
    services.say_no_remarks(hearing=hearing, by=person, at=IN_TIME)
    assert queries.deadlines(queries.waiting_for(person)) == []


def test_a_hearing_is_ripe_when_an_answer_is_missing_or_nothing_more_is_expected():
    person = UserFactory(roles=[Role.READER])
    hearing = a_hearing(invited=[person])
    assert queries.ripe(date(2026, 3, 3)) == set()
    assert queries.ripe(date(2026, 3, 17)) == {hearing.subject}
    services.say_no_remarks(hearing=hearing, by=person, at=IN_TIME)
    assert queries.ripe(date(2026, 3, 3)) == {hearing.subject}


def test_the_report_tells_who_was_asked_what_they_said_and_what_came_of_it():
    union = UserFactory(name="Tone Lie", title="Hovedtillitsvalgt", roles=[Role.READER])
    quiet = UserFactory(name="Sigrid Aasen", roles=[Role.READER])
    head = UserFactory(name="Oddvar Hauge", roles=[Role.HEAD])
    hearing = a_hearing(invited=[union, quiet])
    text = "# Stort\n- Ansatte må\n  vernes."
    given = services.give_input(hearing=hearing, text=text, part="bruk", by=union, at=IN_TIME)
    services.say_no_remarks(hearing=hearing, by=quiet, at=IN_TIME)
    services.answer_input(
        given=given,
        verdict=Verdict.PARTLY,
        answer="Vi viser til retningslinjene.",
        by=head,
        at=IN_TIME,
        edition=1,
        seen=0,
    )
    services.close(hearing=hearing, by=head, at=IN_TIME)
    with override("nb"):
        told = queries.report(hearing.subject)
    for words in (
        "## Høring 1: En tekst",
        "- Inviterte: Sigrid Aasen, Tone Lie (Hovedtillitsvalgt)",
        "- Ingen merknader: Sigrid Aasen",
        "### Innspill 1 fra Tone Lie",
        "- Gjelder: Bruk",
        "> **Stort**",
        "- Svar: Delvis tatt til følge, Oddvar Hauge",
        "> Vi viser til retningslinjene.",
    ):
        assert words in told
    assert queries.report("test:99") == ""
