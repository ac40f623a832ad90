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
    kept = {"token_expires_on": "1.3.2027", "kept_token": "kryptert"}
    answer = Client().post(where, NEW | kept | {"token": "hemmelig1", "password": "hemmelig2"})
    assert "hemmelig" not in answer.text
    assert fields(answer)[-2:] == ["token_expires_on", "kept_token"]
    assert "Legg dem inn igjen etterpå" in answer.text


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/personer/ny/", {"name": " "}),
        ("/konto/password/change/", {"oldpassword": "hemmelig"}),
        ("/valg/maalform/", {"language": "nn"}),
    ],
)
def test_nothing_is_kept_where_nothing_was_written(path, sent):
    answer = Client(enforce_csrf_checks=True).post(path, sent, headers=OURS)
    assert (answer.status_code, "Siden er for gammel" in answer.text) == (403, True)
    assert "hemmelig" not in answer.text


def test_what_one_person_wrote_is_not_stored_as_anothers(client_for, where):
    client = client_for(Role.ADMINISTRATOR)
    before = NEW | {"written_by": str(client.person.pk + 1)}
    answer = client.post(where, before)
    assert (answer.status_code, client.person.name in answer.text) == (403, True)
    assert "lagres det som ditt" in answer.text
    assert "written_by" not in fields(answer)
    assert client.post(where, before, headers={"HX-Request": "true"}).content == b""
    assert not User.objects.filter(email=NEW["email"]).exists()
    client.post(where, NEW | {"written_by": str(client.person.pk)})
    assert User.objects.filter(email=NEW["email"]).exists()


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
