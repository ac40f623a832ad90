"""A line in the log leads to what it tells of."""

from uuid import UUID

import pytest
from django.apps import apps
from django.urls import NoReverseMatch, resolve, reverse

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.guidelines.enums import State
from difi_sosial.people.enums import Role
from difi_sosial.people.models import User
from difi_sosial.portal.queries.places import PLACES, with_pages
from tests.factories.guidelines import version_in
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", PLACES)
def test_every_place_has_a_page(kind):
    place = PLACES[kind]
    known = {"pk": 1, "number": 1, "year": 1}
    samples = [known.get(name.rpartition("__")[2], str(UUID(int=0))) for name in place.fields]
    try:
        url = reverse(place.page, args=samples)
    except NoReverseMatch as missing:
        pytest.fail(str(missing))
    # Nobody is shown a link that answers 403, and the columns are there.
    assert getattr(resolve(url).func, "permission", None) in (place.permission, None)
    rows = apps.get_model(kind)._base_manager.values_list("pk", *place.fields)
    assert all(len(row) == 1 + len(place.fields) for row in rows[:1])


def test_the_log_links_to_the_version(client_for):
    version = version_in(State.DRAFT)
    page = client_for(Role.ARCHIVIST).get("/logg/").text
    url = reverse("guidelines:version-show", args=[version.guideline.slug, version.number])
    assert f'href="{url}"' in page


def test_nobody_is_led_to_a_page_that_is_shut_to_them(person):
    thing = UserFactory()
    audit.record(Event.USER_INVITED, by=None, thing=thing)
    page = reverse("people:person-edit", args=[thing.pk])
    events = EventRow.objects.all()
    assert [url for _event, url in with_pages(events, person(Role.ADMINISTRATOR))] == [page]
    assert [url for _event, url in with_pages(events, person(Role.ARCHIVIST))] == [""]


def test_what_is_gone_has_no_link(person):
    thing = UserFactory()
    audit.record(Event.USER_INVITED, by=None, thing=thing)
    User.objects.filter(pk=thing.pk).delete()
    [(_event, url)] = with_pages(EventRow.objects.all(), person(Role.ADMINISTRATOR))
    assert url == ""


def test_many_lines_ask_as_often_as_one(person, django_assert_num_queries):
    for _number in range(30):
        audit.record(Event.USER_INVITED, by=None, thing=UserFactory())
    events, admin = list(EventRow.objects.all()), person(Role.ADMINISTRATOR)
    assert admin.roles
    with django_assert_num_queries(1):
        with_pages(events, admin)
