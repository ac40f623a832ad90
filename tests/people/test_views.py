"""The pages of persons and roles."""

import pytest
from django.urls import reverse

from difi_sosial.audit.enums import Event
from difi_sosial.audit.queries import history_of
from difi_sosial.people.enums import Role
from difi_sosial.people.models import User
from difi_sosial.people.templatetags.people import may_open
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

NEW = {
    "name": "Åse Bjørnstad",
    "email": "aase@testetaten.example",
    "title": "",
    "language": "nn",
    "roles": ["adviser"],
}


@pytest.fixture
def admin(client_for):
    return client_for(Role.ADMINISTRATOR)


def test_an_administrator_adds_a_person(admin):
    answer = admin.post(reverse("people:person-invite"), NEW, follow=True)

    assert "Åse Bjørnstad er lagt til." in answer.text
    assert User.objects.get(email=NEW["email"]).language == "nn"


def test_a_taken_address_is_said_and_nothing_typed_is_lost(admin):
    admin.post(reverse("people:person-invite"), NEW)

    answer = admin.post(reverse("people:person-invite"), {**NEW, "name": "Åse nummer to"})

    assert answer.status_code == 422
    assert "finnes fra før" in answer.text
    assert "Åse nummer to" in answer.text


def test_an_administrator_changes_roles(admin, person):
    lars = person(Role.READER, name="Lars Vik")
    url = reverse("people:person-edit", args=[lars.pk])

    admin.post(url, {"name": "Lars Vik", "title": "Rådgiver", "roles": ["adviser", "dpo"]})

    changed = User.objects.get(pk=lars.pk)
    assert (changed.title, changed.roles) == ("Rådgiver", {"adviser", "dpo"})
    assert "Rolle gitt" in admin.get(url).text


def test_an_administrator_who_would_write_too_is_refused_beside_the_roles(admin):
    typed = {**NEW, "roles": ["administrator", "adviser"]}
    answer = admin.post(reverse("people:person-invite"), typed)
    assert (answer.status_code, "Gi rollene til to personer" in answer.text) == (422, True)
    typed = {"name": "Jonas", "roles": ["administrator", "manager"]}
    answer = admin.post(reverse("people:person-edit", args=[admin.person.pk]), typed)
    assert (answer.status_code, "Gi rollene til to personer" in answer.text) == (422, True)


def test_a_locked_out_person_is_thrown_out_at_once(admin, client_for, person):
    lars = client_for(person(Role.READER))

    admin.post(reverse("people:person-activate", args=[lars.person.pk]), {"active": "0"})

    assert lars.get(reverse("people:person-list")).status_code == 302


def test_the_list_is_found_by_name_and_role(admin, person):
    person(Role.DPO, name="Máret Čáhčesuolu")

    found = admin.get(reverse("people:person-list"), {"text": "čáhče", "role": "dpo"})

    assert [who.name for who in found.context["page"]] == ["Máret Čáhčesuolu"]
    assert "Ingen personer passer" in admin.get(reverse("people:person-list"), {"text": "xyz"}).text


def test_the_list_asks_the_database_as_often_for_30_as_for_1(
    admin, person, django_assert_num_queries, django_assert_max_num_queries
):
    url = reverse("people:person-list")
    admin.get(url)
    with django_assert_max_num_queries(8) as few:
        admin.get(url)
    for _number in range(30):
        person(Role.READER, Role.ADVISER)
    with django_assert_num_queries(len(few)):
        admin.get(url)


def test_everyone_may_see_what_the_roles_can_do(client_for):
    answer = client_for(Role.READER).get(reverse("people:role-list"))

    assert "Godkjenne retningslinjer" in answer.text


def test_a_role_with_power_must_set_up_a_second_factor(client_for, settings):
    settings.MFA_REQUIRED = True

    sent = client_for(Role.MANAGER).get(reverse("people:person-list"))

    assert (sent.status_code, sent.url) == (302, reverse("mfa_activate_totp"))
    assert client_for(Role.ADVISER).get(reverse("people:person-list")).status_code == 200


def test_signing_in_is_in_the_log(client, person):
    lars = person(Role.READER)
    lars.set_password("et langt passord")
    lars.save()
    given = {"login": lars.email, "password": "et langt passord"}

    client.post(reverse("account_login"), {**given, "password": "feil"})
    assert not history_of(lars).exists()
    client.post(reverse("account_login"), given)
    assert [event.kind for event in history_of(lars)] == [Event.SIGNED_IN]


def test_the_technical_pages_have_no_door_of_their_own(client):
    User.objects.create_superuser("jonas@testetaten.example", "et langt passord", name="Jonas Berg")

    given = {"username": "jonas@testetaten.example", "password": "et langt passord"}
    sent = client.post(reverse("admin:login"), given)

    assert sent.url.startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_nobody_changes_the_address_they_sign_in_with_by_themselves(client_for):
    client = client_for(Role.ADVISER)

    assert client.post("/konto/email/", {"email": "x@example.com"}).status_code == 404


def test_a_link_is_open_to_whom_its_page_is_open():
    adviser, reader = UserFactory(roles=[Role.ADVISER]), UserFactory(roles=[Role.READER])
    asked = reverse("channels:account-create") + "?channel=1"

    assert may_open(adviser, asked)
    assert not may_open(reader, asked)
    assert may_open(reader, reverse("channels:channel-list"))
    assert not may_open(adviser, "/no-such-page/")
