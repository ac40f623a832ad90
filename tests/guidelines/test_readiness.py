"""The guidelines' light, and the reviews in the calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from difi_sosial.channels.enums import LightKey
from difi_sosial.channels.queries import readiness
from difi_sosial.guidelines import queries
from difi_sosial.guidelines.enums import State
from difi_sosial.people.enums import Role
from tests.factories.channels import ChannelFactory
from tests.factories.guidelines import version_in
from tests.factories.people import UserFactory

AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def light():
    lights = readiness.board(ChannelFactory(), AT).lights
    return next(one for one in lights if one.key == LightKey.GUIDELINES)


def test_red_before_anything_is_written():
    found = light()
    assert not found.ok
    assert found.url == "/retningslinjer/ny/"


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.APPROVED])
def test_red_until_it_holds_and_leads_to_what_is_on_its_way(state):
    version = version_in(state)
    found = light()
    assert not found.ok
    assert version.guideline.slug in found.url


def test_green_when_one_holds():
    version = version_in(State.IN_FORCE)
    found = light()
    assert found.ok
    assert version.title in found.reason


def test_of_two_written_forms_the_readers_own_is_named():
    version_in(State.IN_FORCE, title="Regler for medier", language="nb")
    version_in(State.IN_FORCE, title="Reglar for medium", language="nn")
    for language, title in (("nb", "Regler for medier"), ("nn", "Reglar for medium")):
        with translation.override(language):
            assert title in light().reason


def test_a_new_version_on_its_way_takes_nothing_away():
    holding = version_in(State.IN_FORCE)
    version_in(State.DRAFT)
    assert light().ok
    holding.refresh_from_db()


def test_many_channels_take_one_question(django_assert_num_queries):
    version_in(State.IN_FORCE)
    channels = [ChannelFactory() for _number in range(30)]
    with django_assert_num_queries(1):
        assert len(queries.readiness.lights(channels, AT)) == 30


def test_the_owner_and_managers_have_the_review_in_their_calendar():
    version = version_in(State.IN_FORCE)
    manager, reader = UserFactory(roles=[Role.MANAGER]), UserFactory(roles=[Role.READER])
    today = version.review_on - timedelta(days=30)

    [mine] = queries.deadlines(version.guideline.owner, today)

    assert (mine.day, mine.kind) == (version.review_on, "guideline-review")
    assert mine.path == f"/retningslinjer/{version.guideline.slug}/"
    assert queries.deadlines(manager, today) == [mine]
    assert queries.deadlines(reader, today) == []
    assert queries.deadlines(manager, date(2020, 1, 1)) == []
