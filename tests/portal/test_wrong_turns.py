"""Addresses that lead nowhere: what a person is told, and the way on."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from difi_sosial.core.middleware import WrongMethodMiddleware
from difi_sosial.people.enums import Role

pytestmark = pytest.mark.django_db
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
ONLY_TAKES = "/valg/maalform/"


def test_who_is_not_signed_in_is_led_from_a_dead_address_to_the_open_pages():
    page = Client().get("/finnes-ikke/")
    assert page.status_code == 404
    assert "oppgavelisten" not in page.text
    assert 'href="/offentlig/">Gå til de åpne sidene</a>' in page.text


def test_who_is_signed_in_is_led_from_a_dead_address_to_the_tasks(client_for):
    page = client_for(Role.READER).get("/finnes-ikke/")
    assert page.status_code == 404
    assert "Gå til oppgavelisten" in page.text
    assert "Gå til de åpne sidene" not in page.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Adressen tar bare imot det du sender med en knapp"),
        ("nn", "Adressa tek berre imot det du sender med ein knapp"),
    ],
)
def test_an_address_that_only_takes_a_form_says_so_when_it_is_opened(language, words):
    client = Client()
    client.post(ONLY_TAKES, {"language": language, "next": "/offentlig/"})
    page = client.get(ONLY_TAKES, headers=BROWSER)
    assert (page.status_code, page["Allow"]) == (405, "POST")
    assert words in page.text
    assert 'href="/offentlig/"' in page.text


def test_who_is_signed_in_gets_the_way_to_the_front_page(client_for):
    page = client_for(Role.ADVISER).get("/strategi/versjon/5/handling/", headers=BROWSER)
    assert page.status_code == 405
    assert '<a class="ds-button" data-variant="secondary" href="/">' in page.text


def test_a_program_gets_the_bare_answer():
    page = Client().get(ONLY_TAKES, headers={"accept": "application/json"})
    assert (page.status_code, page["Allow"], page.text) == (405, "POST", "")


def test_an_answer_that_does_not_say_what_it_allows_gets_a_page_too(client_for):
    request = RequestFactory().get(ONLY_TAKES, headers=BROWSER)
    request.user = client_for(Role.READER).person
    page = WrongMethodMiddleware(lambda asked: HttpResponse(status=405))(request)
    assert (page.status_code, "Allow" in page) == (405, False)
