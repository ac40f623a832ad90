"""The portal's own pages, as each kind of person meets them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.templatetags.sosial import day
from difi_sosial.guidelines.enums import State
from difi_sosial.people.enums import Role
from difi_sosial.portal.enums import Lesson
from difi_sosial.portal.models import LessonRead
from tests.factories.guidelines import version_in
from tests.factories.identity import MeasureFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role.values)
def test_front_page_is_there_for_every_role(role, client_for):
    response = client_for(role).get("/")
    assert response.status_code == 200
    assert "Ta stilling" in response.content.decode()


def test_what_is_overdue_is_not_called_next(client_for):
    client, today = client_for(Role.ADVISER), local_date(now())
    for days in (-9, -8, -7, -6, -5, 5):
        MeasureFactory(owner=client.person, due_on=today + timedelta(days=days))
    page = client.get("/").text
    late, _heading, coming = page.partition("Neste frister")
    assert late.partition("Over fristen")[2].count("deadlines__row--overdue") == 3
    assert "Og 2 til." in late
    assert coming.count("deadlines__row") == 1
    assert "deadlines__row--overdue" not in coming


def test_new_agency_is_told_why_channels_must_wait(client_for):
    page = client_for(Role.ADVISER).get("/").content.decode()
    assert "Kan ikke startes ennå: strategien må være godkjent og gjelde." in page


def test_reader_sees_no_task_about_mentions(client_for):
    page = client_for(Role.READER).get("/").content.decode()
    assert "Sorter og svar" not in page


def test_reading_a_lesson_leads_to_the_next_one(client_for):
    client = client_for(Role.ADVISER)
    response = client.post(reverse("portal:lesson-detail", args=[Lesson.WHAT.value]))
    assert response.url == reverse("portal:lesson-detail", args=[Lesson.SHARE.value])
    assert LessonRead.objects.get().read_by == client.person


def test_last_lesson_leads_back_to_the_tasks(client_for):
    response = client_for(Role.ADVISER).post(
        reverse("portal:lesson-detail", args=[Lesson.SPECIAL.value])
    )
    assert response.url == "/"


@pytest.mark.parametrize("lesson", Lesson.values)
def test_every_lesson_has_a_text(lesson, client_for):
    response = client_for(Role.READER).get(reverse("portal:lesson-detail", args=[lesson]))
    assert response.status_code == 200


def test_unknown_lesson_is_not_found(client_for):
    assert client_for(Role.READER).get("/forstaa/alt-mulig/").status_code == 404


def test_chosen_colours_come_back_as_a_cookie_on_the_same_page(client):
    response = client.post(reverse("portal:scheme-set"), {"scheme": "dark", "next": "/offentlig/"})
    assert response.url == "/offentlig/"
    assert 'data-color-scheme="dark"' in client.get("/offentlig/").content.decode()


def test_unknown_colours_are_not_kept(client):
    response = client.post(reverse("portal:scheme-set"), {"scheme": "pink"})
    assert "scheme" not in response.cookies


def test_choice_does_not_lead_to_another_site(client):
    response = client.post(
        reverse("portal:scheme-set"), {"scheme": "dark", "next": "https://ond.example/"}
    )
    assert response.url == "/"


def test_chosen_language_follows_the_person(client_for):
    client = client_for(Role.READER)
    client.post(reverse("portal:language-set"), {"language": "nn", "next": "/"})
    client.person.refresh_from_db()
    assert client.person.language == "nn"


def test_language_is_not_taken_from_the_browser(client):
    page = client.get("/offentlig/", headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="nb"' in page


def test_the_open_start_page_tells_the_two_written_forms_apart(client):
    version_in(State.IN_FORCE, title="Regler for medier", language="nb", is_public=True)
    version_in(State.IN_FORCE, title="Reglar for medium", language="nn", is_public=True)
    page = client.get("/offentlig/").text
    assert 'lang="nn" href="/offentlig/retningslinjer/reglar-for-medium/"' in page
    assert "Bokmål, versjon 1, gjelder fra" in page
    assert "Nynorsk, versjon 1, gjelder fra" in page


def test_search_finds_nothing_and_says_what_to_do(client_for):
    page = client_for(Role.ADVISER).get("/sok/", {"q": "gravemaskin\x00"}).content.decode()
    assert "Vi fant ikke «gravemaskin»" in page


def test_log_shows_what_was_done(client_for):
    client = client_for(Role.ARCHIVIST)
    assert client.get("/logg/", {"kind": Event.USER_INVITED}).status_code == 200


def test_log_is_closed_to_advisers(client_for):
    assert client_for(Role.ADVISER).get("/logg/").status_code == 403


def test_menu_marks_where_we_are(client_for):
    page = client_for(Role.ADMINISTRATOR).get("/personer/").content.decode()
    assert f'<a href="{reverse("people:person-list")}" aria-current="page">Personer</a>' in page


@pytest.mark.parametrize("path", ["/offentlig/", "/personvern/", "/helse/live"])
def test_open_pages_need_no_log_in(path, client):
    assert client.get(path).status_code == 200


def test_ready_when_database_and_cache_answer(client):
    assert client.get("/helse/klar").json()["status"] == "ok"


def test_not_ready_when_the_worker_is_silent(client, settings):
    settings.CELERY_BROKER_URL = "redis://nobody"
    response = client.get("/helse/klar")
    assert response.status_code == 503
    assert response.json()["checks"]["worker"] == "not seen"


def test_anyone_reads_which_guideline_counts_and_from_when(client):
    version = version_in(State.IN_FORCE, is_public=True)
    page = client.get("/offentlig/").content.decode()
    assert version.title in page
    assert f"gjelder fra {day(version.in_force_from)}" in page
