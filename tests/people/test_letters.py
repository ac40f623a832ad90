"""Letters are written with what happened, sent by the clock, and never lost."""

from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPRecipientsRefused
from threading import Thread

import pytest
from django.core import mail
from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.people import queries, services
from difi_sosial.people.enums import Pace, Role
from difi_sosial.people.models import Letter, User
from difi_sosial.people.services.letters import PAUSES
from difi_sosial.people.tasks import forget_letters, send_letters
from tests.factories.people import UserFactory

NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return UserFactory(name="Kari Nordli", email="kari@testetaten.example")


def tell(*people, key="strategy.version:7:submitted:1", at=NOON, **more):
    text = {
        "subject": _("Godkjenn: %(title)s"),
        "text": _("%(title)s skal godkjennes innen %(day)s."),
        "facts": {"title": "Strategi", "day": date(2026, 4, 1)},
        "path": "/strategi/7/",
    }
    return services.tell(to=people, key=key, at=at, **{**text, **more})


class BadServer:
    """A mail server that answers with what it is given."""

    def __init__(self, monkeypatch, error):
        self.calls = 0
        self.error = error
        monkeypatch.setattr("django.core.mail.EmailMessage.send", self)

    def __call__(self):
        self.calls += 1
        raise self.error


def test_a_letter_says_what_happened_and_where_to_act(kari):
    assert tell(kari) == 1
    assert mail.outbox == []

    assert services.send_due(at=NOON) == 1

    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["kari@testetaten.example"], "Godkjenn: Strategi")
    assert "Hei Kari." in sent.body
    assert "Strategi skal godkjennes innen 1. april 2026." in sent.body
    assert "http://localhost:8000/strategi/7/\n" in sent.body
    assert f"http://localhost:8000{reverse('people:profile')}" in sent.body
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "&" not in sent.body and "\n\n\n" not in sent.body


def test_telling_twice_sends_once(kari):
    other = UserFactory()
    tell(kari)

    assert tell(kari, other) == 1
    assert services.send_due(at=NOON) == 2
    assert services.send_due(at=NOON) == 0
    assert len(mail.outbox) == 2


def test_the_same_person_named_twice_gets_one(kari):
    assert tell(kari, kari) == 1


def test_what_was_undone_is_never_told(kari):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(kari)
        raise ZeroDivisionError
    assert services.send_due(at=NOON) == 0


def test_each_reads_their_own_language_form(kari):
    mari = UserFactory(language="nn")
    tell(kari, mari, subject=_("Rolle gitt"))

    subjects = dict(Letter.objects.values_list("recipient__language", "subject"))

    assert subjects["nb"] == "Rolle gitt"
    assert subjects["nn"] == "Rolle gitt" or subjects["nn"] != subjects["nb"]


def test_a_subject_is_one_line(kari):
    tell(kari, subject="Godkjenn:\r\nBcc: ond@example.com", facts={})
    assert Letter.objects.get().subject == "Godkjenn: Bcc: ond@example.com"


def test_a_percent_sign_needs_no_facts(kari):
    assert tell(kari, text="100 % ferdig", facts={}) == 1


def test_a_locked_out_person_gets_none(kari):
    gone = UserFactory(is_active=False)
    tell(kari, gone)
    User.objects.filter(pk=kari.pk).update(is_active=False)

    assert Letter.objects.filter(recipient=gone).count() == 0
    assert services.send_due(at=NOON) == 0


# How often


def test_a_digest_gathers_what_came_during_the_day(kari):
    services.choose_letters(user=kari, letter_pace=Pace.DAILY, reminder_pace=Pace.NONE)
    kari.refresh_from_db()
    for number in range(3):
        tell(kari, key=f"strategy.version:{number}", at=NOON + number * MINUTE)

    assert services.send_due(at=NOON + timedelta(hours=6)) == 0
    seven = datetime(2026, 3, 4, 6, 0, tzinfo=UTC)
    assert services.send_due(at=seven) == 3
    [sent] = mail.outbox
    assert sent.subject == "3 beskjeder om sosiale medier"
    assert sent.body.count("/strategi/7/") == 3


def test_a_reminder_can_be_turned_off_and_the_rest_cannot(kari):
    services.choose_letters(user=kari, letter_pace=Pace.AT_ONCE, reminder_pace=Pace.NONE)
    kari.refresh_from_db()

    assert tell(kari, reminder=True) == 0
    assert tell(kari) == 1
    with pytest.raises(Invalid):
        services.choose_letters(user=kari, letter_pace=Pace.NONE, reminder_pace=Pace.NONE)


# Trouble


def test_a_server_that_is_down_costs_one_letter_one_try(kari, monkeypatch):
    server = BadServer(monkeypatch, ConnectionRefusedError())
    tell(kari, UserFactory(), UserFactory())

    assert services.send_due(at=NOON) == 0

    assert server.calls == 1
    assert sorted(Letter.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_a_letter_is_tried_ever_more_seldom_and_then_given_up(kari, monkeypatch, client_for):
    server = BadServer(monkeypatch, TimeoutError())
    tell(kari)
    at = NOON
    for pause in PAUSES:
        services.send_due(at=at)
        services.send_due(at=at + pause - MINUTE)
        at += pause
    services.send_due(at=at)

    assert server.calls == len(PAUSES)
    [letter] = queries.given_up()
    assert "TimeoutError" in letter.reason
    page = client_for(Role.ADMINISTRATOR).get(reverse("people:letter-list")).text
    assert "Kari Nordli" in page and "Godkjenn: Strategi" in page


def test_a_refused_address_is_given_up_at_once(kari, monkeypatch):
    refused = {"kari@testetaten.example": (550, b"No such user")}
    BadServer(monkeypatch, SMTPRecipientsRefused(refused))
    tell(kari)

    services.send_due(at=NOON)

    assert "550" in queries.given_up().get().reason


def test_a_full_mailbox_is_tried_again(kari, monkeypatch):
    BadServer(monkeypatch, SMTPRecipientsRefused({"kari@testetaten.example": (452, b"Full")}))
    tell(kari)

    services.send_due(at=NOON)

    assert not queries.given_up().exists()


def test_a_sender_that_died_leaves_a_letter_that_is_tried_again(kari, monkeypatch):
    server = BadServer(monkeypatch, KeyboardInterrupt())
    tell(kari)
    with pytest.raises(KeyboardInterrupt):
        services.send_due(at=NOON)
    monkeypatch.undo()

    assert services.send_due(at=NOON) == 0
    assert services.send_due(at=NOON + PAUSES[0]) == 1
    assert server.calls == 1


def test_a_sender_that_died_in_the_last_attempt_is_told_of(kari):
    tell(kari)
    Letter.objects.update(attempts=len(PAUSES))

    services.send_due(at=NOON)

    assert queries.given_up().count() == 1


def test_a_person_without_address_is_shown_to_the_administrator(client_for):
    tell(UserFactory(email=""))

    assert services.send_due(at=NOON) == 0
    page = client_for(Role.ADMINISTRATOR).get(reverse("people:letter-list")).text
    assert "Personen har ingen e-postadresse." in page


@pytest.mark.django_db(transaction=True)
def test_two_senders_never_take_the_same_letter():
    tell(*(UserFactory() for _number in range(10)))

    def send():
        services.send_due(at=NOON)
        connection.close()

    senders = [Thread(target=send) for _number in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert len(mail.outbox) == len({sent.to[0] for sent in mail.outbox}) == 10


# Again, and away


def given_up_letter(kari):
    tell(kari)
    Letter.objects.update(given_up_at=NOON, attempts=7, reason="550")
    return Letter.objects.get()


def test_an_administrator_sends_again(kari, client_for):
    letter = given_up_letter(kari)

    client = client_for(Role.ADMINISTRATOR)
    client.post(reverse("people:letter-send-again", args=[letter.pk]))

    assert send_letters() == 1
    assert EventRow.objects.get().kind == Event.LETTER_SENT_AGAIN


def test_only_an_administrator_and_only_what_was_given_up(kari, person):
    letter = given_up_letter(kari)
    with pytest.raises(NotAllowed):
        services.send_again(letter=letter, by=person(Role.HEAD), at=NOON)
    Letter.objects.update(given_up_at=None)
    with pytest.raises(WrongState):
        services.send_again(letter=letter, by=person(Role.ADMINISTRATOR), at=NOON)
    Letter.objects.update(given_up_at=NOON)
    User.objects.filter(pk=kari.pk).update(is_active=False)
    with pytest.raises(WrongState):
        services.send_again(letter=letter, by=person(Role.ADMINISTRATOR), at=NOON)


def test_letters_are_forgotten_after_ninety_days(kari):
    for key in ("sent", "given up", "waits"):
        tell(kari, key=key)
    Letter.objects.filter(key="sent").update(sent_at=NOON)
    Letter.objects.filter(key="given up").update(given_up_at=NOON)

    assert services.forget_old(at=NOON + timedelta(days=89)) == 0
    assert services.forget_old(at=NOON + timedelta(days=91)) == 2
    assert Letter.objects.get().key == "waits"
    assert forget_letters() == 0


@pytest.mark.parametrize("count", [30, 300])
def test_the_list_asks_as_often_for_many_as_for_one(
    client_for, count, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_for(Role.ADMINISTRATOR)
    url = reverse("people:letter-list")
    tell(UserFactory())
    Letter.objects.update(given_up_at=NOON)
    client.get(url)
    with django_assert_max_num_queries(8) as few:
        client.get(url)
    people = User.objects.bulk_create(
        User(email=f"p{number}@example.com", name=str(number)) for number in range(count)
    )
    tell(*people)
    Letter.objects.update(given_up_at=NOON)
    with django_assert_num_queries(len(few)):
        client.get(url)
