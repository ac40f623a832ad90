"""The account pages of allauth speak the reader's own Norwegian, also in mail and refusals."""

import pytest
from allauth.core.internal.ratelimit import respond_429
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.utils.translation import override

from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def ask_for_new_password(client: Client, email: str, language: str) -> None:
    client.cookies["language"] = language
    answer = client.post("/konto/password/reset/", {"email": email})
    assert answer.status_code == 302


def test_mail_with_a_link_to_choose_a_password(client: Client, mailoutbox: list) -> None:
    person = UserFactory()
    ask_for_new_password(client, person.email, "nb")
    (mail,) = mailoutbox
    assert mail.subject.endswith("Velg nytt passord")
    assert "Følg lenken" in mail.body
    assert "/konto/password/reset/key/" in mail.body


def test_mail_to_a_stranger_does_not_offer_to_sign_up(client: Client, mailoutbox: list) -> None:
    ask_for_new_password(client, "ukjent@testetaten.example", "nn")
    (mail,) = mailoutbox
    assert mail.subject.endswith("Du har ingen brukar")
    assert "signup" not in mail.body


def test_too_many_tries_get_our_own_page() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    answer = respond_429(request)
    assert answer.status_code == 429
    assert "For mange forsøk" in answer.content.decode()


@pytest.mark.parametrize(("language", "word"), [("nb", "tegn"), ("nn", "teikn")])
def test_a_short_password_is_refused_in_norwegian(language: str, word: str) -> None:
    with override(language), pytest.raises(ValidationError) as refusal:
        validate_password("æ9ø-å")
    assert refusal.value.messages == [f"Passordet er for kort. Det må ha minst 12 {word}."]
