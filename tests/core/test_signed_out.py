"""Somebody is signed out while they write, and loses nothing."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from difi_sosial.people.enums import Role
from difi_sosial.people.models import User
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Åse «Sámi» <Bjørnstad>",
    "email": "aase@testetaten.example",
    "title": "",
    "language": "nn",
    "roles": ["adviser", "dpo"],
}
OURS = {"Origin": "http://testserver"}


@pytest.fixture
def where():
    return reverse("people:person-invite")


@pytest.fixture
def strict(client_for):
    """An administrator whose forms are asked for their token, as in a browser."""
    signed_in = client_for(Role.ADMINISTRATOR)
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in.cookies
    return client


def fields(answer):
    """What the form of the page sends when its button is pressed."""
    form = answer.text.split('class="form"')[1].split("</form>")[0]
    boxes = form.split("<input")[1:]
    names = [box.split('name="')[1].split('"')[0] for box in boxes]
    return [name for name in names if name != "csrfmiddlewaretoken"]


def test_what_was_written_waits_on_the_page_until_the_writer_has_signed_in(where):
    answer = Client().post(where, NEW)
    assert answer.status_code == 403
    assert "Det du skrev, er tatt vare på" in answer.text
    assert 'value="Åse «Sámi» &lt;Bjørnstad&gt;"' in answer.text
    assert fields(answer) == ["name", "email", "title", "language", "roles", "roles"]
    assert f'action="{where}"' in answer.text
    assert not User.objects.filter(email=NEW["email"]).exists()


def test_a_page_from_before_the_sign_in_is_sent_again_with_a_new_token(strict, where):
    answer = strict.post(where, NEW, headers=OURS)
    assert (answer.status_code, "Trykk Send på nytt" in answer.text) == (403, True)
    token = strict.cookies[settings.CSRF_COOKIE_NAME].value
    strict.post(where, NEW | {"csrfmiddlewaretoken": token}, headers=OURS)
    assert User.objects.filter(email=NEW["email"]).exists()


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://ond.example"}])
def test_what_another_site_sends_gets_no_button(strict, where, headers):
    answer = strict.post(where, NEW, headers=headers)
    assert answer.status_code == 403
    assert "Siden er for gammel" in answer.text
    assert "Bjørnstad" not in answer.text


def test_passwords_and_keys_are_not_shown_again_and_that_is_said(where):
    answer = Client().post(where, NEW | {"api_token": "hemmelig1", "password": "hemmelig2"})
    assert "hemmelig" not in answer.text
    assert "Dem må du legge inn på nytt" in answer.text


def test_the_page_to_sign_in_on_never_shows_what_was_typed():
    client = Client(enforce_csrf_checks=True)
    typed = {"login": UserFactory().email, "password": "hemmelig"}
    answer = client.post(reverse("account_login"), typed, headers=OURS)
    assert (answer.status_code, "Siden er for gammel" in answer.text) == (403, True)
    assert typed["login"] not in answer.text


def test_a_page_that_saves_itself_hears_no_and_nothing_to_put_in(where):
    answer = Client().post(where, NEW, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (403, b"")


def test_who_only_reads_is_sent_to_sign_in_as_ever(where):
    assert Client().get(where).url == f"{reverse('account_login')}?next={where}"
