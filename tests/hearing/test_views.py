"""The pages of hearings."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.workdays import add_workdays
from difi_sosial.hearing import services
from difi_sosial.hearing.models import Hearing, Input, Invitation
from difi_sosial.people.enums import Role
from tests.factories.hearing import a_hearing
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def invited():
    return UserFactory(roles=[Role.READER])


@pytest.fixture
def hearing(invited):
    at = now()
    return a_hearing(invited=[invited], at=at, deadline=local_date(at) + timedelta(days=7))


def page(hearing):
    return reverse("hearing:hearing-detail", args=(hearing.pk,))


def test_the_front_page_says_that_the_text_is_on_hearing_with_you(client_for, invited, hearing):
    shown = client_for(invited).get("/").text
    assert "På høring hos deg" in shown
    assert page(hearing) in shown
    assert "På høring hos deg" not in client_for(Role.READER).get("/").text


def test_an_input_is_given_changed_answered_and_seen_by_all(client_for, invited, hearing):
    client, head = client_for(invited), client_for(Role.HEAD)
    assert (
        client.post(page(hearing), {"text": "Målet mangler tall", "part": "maal"}).status_code
        == 302
    )
    given = Input.objects.get()
    change = reverse("hearing:input-change", args=(given.pk,))
    assert "Målet mangler tall" in client.get(change).text
    assert client.post(change, {"text": "Målet mangler tall.", "edition": 1}).status_code == 302
    respond = reverse("hearing:input-answer", args=(given.pk,))
    posted = {"verdict": "accepted", "answer": "Tallet er lagt inn.", "edition": 2, "seen": 0}
    assert head.post(respond, posted).status_code == 302
    shown = client.get(page(hearing)).text
    assert "Tallet er lagt inn." in shown
    assert "Tatt til følge" in shown
    assert change not in shown


def test_who_is_not_invited_reads_and_has_no_form(client_for, hearing):
    reader = client_for(Role.READER)
    shown = reader.get(page(hearing)).text
    assert "Hva mangler?" in shown
    assert 'id="nytt-innspill"' not in shown
    assert reader.post(page(hearing), {"text": "Hei"}).status_code == 403
    given = services.give_input(
        hearing=hearing, text="Mitt", by=hearing.invitations.get().person, at=now()
    )
    assert reader.get(reverse("hearing:input-change", args=(given.pk,))).status_code == 404
    assert reader.get(reverse("hearing:input-answer", args=(given.pk,))).status_code == 403


def test_what_was_written_while_the_hearing_ended_is_not_lost(client_for, invited, hearing):
    client = client_for(invited)
    services.cancel(hearing=hearing, reason="Trukket.", by=client_for(Role.HEAD).person, at=now())
    answer = client.post(page(hearing), {"text": "Målet mangler tall", "part": "maal"})
    assert answer.status_code == 409
    assert "Høringen er avsluttet, og tar ikke imot mer." in answer.text
    assert re.search(r"<textarea[^>]* readonly>Målet mangler tall</textarea>", answer.text)
    assert not Input.objects.exists()


def test_an_empty_input_is_shown_again_with_its_error(client_for, invited, hearing):
    answer = client_for(invited).post(page(hearing), {"text": "", "part": "maal"})
    assert answer.status_code == 422
    assert "Fyll ut «Innspill»." in answer.text


def test_no_remarks_is_one_press(client_for, invited, hearing):
    client = client_for(invited)
    client.post(reverse("hearing:hearing-no-remarks", args=(hearing.pk,)))
    assert "Ingen merknader" in client.get(page(hearing)).text
    assert "På høring hos deg" not in client.get("/").text


def test_two_who_answer_at_once_see_both_answers_and_can_save_on(client_for, invited, hearing):
    given = services.give_input(hearing=hearing, text="Hei", by=invited, at=now())
    url = reverse("hearing:input-answer", args=(given.pk,))
    first, second = client_for(Role.HEAD), client_for(Role.HEAD)
    posted = {"verdict": "accepted", "answer": "Den enes svar.", "edition": 1, "seen": 0}
    first.post(url, posted)
    answer = second.post(url, posted | {"answer": "Den andres svar."})
    assert answer.status_code == 409
    assert "enes" in answer.text
    assert "Den andres svar." in answer.text
    seen = re.search(r'name="seen" value="(\d+)"', answer.text)[1]
    assert second.post(url, posted | {"answer": "Begges svar.", "seen": seen}).status_code == 302
    given.refresh_from_db()
    assert given.answer == "Begges svar."


def test_one_who_changes_an_input_in_two_windows_loses_nothing(client_for, invited, hearing):
    given = services.give_input(hearing=hearing, text="Hei", by=invited, at=now())
    client, url = client_for(invited), reverse("hearing:input-change", args=(given.pk,))
    client.post(url, {"text": "Fra det ene vinduet", "edition": 1})
    answer = client.post(url, {"text": "Fra det andre vinduet", "edition": 1})
    assert answer.status_code == 409
    assert "ene" in answer.text
    assert "Fra det andre vinduet" in answer.text


def test_the_head_asks_more_and_moves_the_deadline(client_for, hearing):
    more = UserFactory(name="Tone Lie", roles=[Role.READER])
    head, url = client_for(Role.HEAD), reverse("hearing:hearing-change", args=(hearing.pk,))
    assert "Tone Lie" in head.get(url).text
    today = local_date(now())
    assert head.post(url, {"deadline": today - timedelta(days=1)}).status_code == 422
    assert head.post(url, {"deadline": date(today.year + 1, 5, 17)}).status_code == 422
    later = add_workdays(today, 9)
    assert head.post(url, {"deadline": later, "invited": [more.pk]}).status_code == 302
    assert "Tone Lie" in head.get(page(hearing)).text
    assert client_for(Role.ADVISER).get(url).status_code == 403


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def copy_hearing(hearing, invited, numbers):
    """The same hearing again about other texts, in two inserts."""
    row = Hearing.objects.values().get(pk=hearing.pk)
    made = Hearing.objects.bulk_create(
        Hearing(**row | {"id": None, "subject": f"test:{number}"}) for number in numbers
    )
    Invitation.objects.bulk_create(Invitation(hearing=one, person=invited) for one in made)


def test_the_list_asks_the_same_for_1_30_and_300(client_for, invited):
    client, url = client_for(invited), reverse("hearing:hearing-list")
    first = a_hearing(subject="test:0", invited=[invited])
    counts = [queries_of(client, url)]
    for start, end in ((1, 30), (30, 300)):
        copy_hearing(first, invited, range(start, end))
        counts.append(queries_of(client, url))
    assert client.get(url).text.count("En tekst") >= 300
    assert counts[0] == counts[1] == counts[2]


def test_a_hearing_asks_the_same_for_1_30_and_300_inputs(client_for, invited, hearing):
    client = client_for(invited)
    counts = []
    for start, end in ((0, 1), (1, 30), (30, 300)):
        Input.objects.bulk_create(
            Input(hearing=hearing, person=invited, text=f"Nr. {number}", given_at=now())
            for number in range(start, end)
        )
        counts.append(queries_of(client, page(hearing)))
    assert counts[0] == counts[1] == counts[2]


def test_script_in_an_input_is_shown_as_text(client_for, invited, hearing):
    services.give_input(hearing=hearing, text="<script>alert(1)</script>", by=invited, at=now())
    assert "<script>alert" not in client_for(invited).get(page(hearing)).text
