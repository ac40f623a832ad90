"""A person's own page."""

import pytest
from django.urls import reverse

from difi_sosial.people.enums import Pace, Role

pytestmark = pytest.mark.django_db
URL = "/personer/meg/"


def test_each_chooses_how_often_letters_come(client_for):
    client = client_for(Role.READER)
    page = client.post(URL, {"letter_pace": Pace.DAILY, "reminder_pace": Pace.NONE}, follow=True)
    client.person.refresh_from_db()
    assert "Valget er lagret." in page.text
    assert (client.person.letter_pace, client.person.reminder_pace) == (Pace.DAILY, Pace.NONE)


def test_letters_about_what_waits_cannot_be_turned_off(client_for):
    client = client_for(Role.READER)
    answer = client.post(URL, {"letter_pace": Pace.NONE, "reminder_pace": Pace.NONE})
    assert answer.status_code == 422


def test_the_page_tells_of_the_calendar(client_for):
    client = client_for(Role.READER)
    assert "Lag kalenderadresse" in client.get(URL).text
    client.post(reverse("people:calendar-open"))
    assert "Ikke hentet ennå" in client.get(URL).text
