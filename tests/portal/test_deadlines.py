"""A person's deadlines, on a page and in their own calendar."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from difi_sosial.audit.enums import Event
from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import now
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.people import services as people
from difi_sosial.people.enums import Role
from difi_sosial.people.models import CalendarFeed
from difi_sosial.people.queries import Deadline
from difi_sosial.portal.queries.deadlines import as_calendar, weeks
from tests.core.test_ical import of
from tests.factories.guidelines import version_in

TODAY = date(2026, 3, 4)  # a Wednesday
pytestmark = pytest.mark.django_db


def deadline(month, day, title="Gjennomgå", year=2026):
    return Deadline(date(year, month, day), title, "/strategi/1/", "review")


def feed(token):
    return reverse("portal:calendar-feed", args=[token])


@pytest.fixture
def manager(client_for):
    version_in(State.IN_FORCE, title="Nettvett")
    return client_for(Role.MANAGER)


def test_overdue_stands_first_and_then_week_by_week():
    found = [
        deadline(12, 28),
        deadline(3, 12),
        deadline(3, 4),
        deadline(3, 3),
        deadline(1, 5, year=2027),
    ]
    groups = weeks(found, TODAY)
    assert [(group.label, group.is_overdue) for group in groups] == [
        ("Over fristen", True),
        ("Denne uken", False),
        ("Neste uke", False),
        ("Uke 53", False),
        ("Uke 1, 2027", False),
    ]


def test_the_same_deadline_keeps_its_name_when_it_is_moved():
    before, after = (of(as_calendar([deadline(3, day)], TODAY), "UID") for day in (4, 20))
    assert before == after


def test_two_alike_have_different_names():
    uids = of(as_calendar([deadline(3, 4), deadline(3, 5)], TODAY), "UID")
    assert len(set(uids)) == 2


def test_the_page_shows_what_concerns_the_person(manager, client_for):
    assert "Gjennomgå «Nettvett»" in manager.get(reverse("portal:deadline-list")).text
    assert "Ingen frister" in client_for(Role.READER).get(reverse("portal:deadline-list")).text


def test_the_address_is_shown_once_and_works_without_signing_in(manager):
    page = manager.post(reverse("people:calendar-open"))
    token = page.context["token"]
    assert escape(f"http://localhost:8000{feed(token)}") in page.text
    assert page["Cache-Control"] == "no-store"
    assert token not in manager.get(reverse("people:profile")).text
    assert not CalendarFeed.objects.filter(token_hash=token).exists()

    answer = Client().get(feed(token))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert of(answer.content, "SUMMARY") == ["Gjennomgå «Nettvett»"]
    assert of(answer.content, "URL")[0].startswith("http://localhost:8000/retningslinjer/")
    assert manager.person.email not in answer.text
    assert CalendarFeed.objects.get().fetched_on


def test_what_has_not_changed_is_not_sent_again(manager):
    token = people.open_calendar(user=manager.person, at=now())
    first = Client().get(feed(token))
    again = Client().get(feed(token), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    GuidelineVersion.objects.update(review_on=date(2026, 12, 1))
    assert Client().get(feed(token), headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_new_address_shuts_the_old_one_and_closing_shuts_it(manager):
    person = manager.person
    old = people.open_calendar(user=person, at=now())
    new = people.open_calendar(user=person, at=now())
    assert [Client().get(feed(token)).status_code for token in (old, new)] == [404, 200]
    manager.post(reverse("people:calendar-close"))
    manager.post(reverse("people:calendar-close"))
    assert Client().get(feed(new)).status_code == 404
    assert [event.kind for event in history_of(person)] == [
        Event.CALENDAR_CLOSED,
        Event.CALENDAR_OPENED,
        Event.CALENDAR_OPENED,
    ]


def test_the_address_of_one_who_is_locked_out_is_dead(manager):
    token = people.open_calendar(user=manager.person, at=now())
    manager.person.is_active = False
    manager.person.save()
    assert Client().get(feed(token)).status_code == 404


def test_a_wrong_address_finds_nothing(client):
    assert client.get(feed("finnes-ikke")).status_code == 404
    assert client.post(feed("finnes-ikke")).status_code == 405


def test_the_calendar_speaks_the_persons_language_form(manager):
    manager.person.language = "nn"
    manager.person.save()
    token = people.open_calendar(user=manager.person, at=now())
    assert Client().get(feed(token), headers={"Accept-Language": "nb"}).status_code == 200


@pytest.mark.parametrize("count", [30, 300])
def test_the_page_asks_as_often_for_many_as_for_one(
    manager, count, django_assert_num_queries, django_assert_max_num_queries
):
    url = reverse("portal:deadline-list")
    manager.get(url)
    with django_assert_max_num_queries(25) as few:
        manager.get(url)
    more_in_force(count)
    with django_assert_num_queries(len(few)):
        assert manager.get(url).text.count("Gjennomgå «") == count + 1


def more_in_force(count):
    """As many copies of the guideline in force, made quickly: past the guard of how one is born."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    version = GuidelineVersion.objects.select_related("guideline").get()
    guideline = version.guideline
    for number in range(count):
        guideline.pk, guideline.slug = None, f"kopi-{number}"
        guideline.save(force_insert=True)
        version.pk, version.guideline = None, guideline
        version.save(force_insert=True)


def test_who_has_lost_every_role_has_no_calendar(manager):
    token = people.open_calendar(user=manager.person, at=now())
    manager.person.grants.all().delete()
    assert Client().get(feed(token)).status_code == 404
