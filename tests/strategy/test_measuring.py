"""Goals against their targets, measured after the text is frozen."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.audit.queries import history_of
from difi_sosial.core.errors import Invalid, NotAllowed
from difi_sosial.people.enums import Role
from difi_sosial.strategy import queries, services
from difi_sosial.strategy.enums import GoalStatus, State
from difi_sosial.strategy.models import Measurement
from tests.factories.people import UserFactory
from tests.factories.strategy import GoalFactory, VersionFactory

AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
TODAY = date(2026, 4, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser():
    return UserFactory(roles=[Role.ADVISER])


def measure(version, by, value, day=TODAY, **more):
    goal = version.goals.first()
    facts = {"strategy": version.strategy, "goal_key": goal.key, "by": by, "at": AT}
    facts |= {"value": Decimal(value), "measured_on": day} | more
    return services.measure_goal(**facts)


def status_of(version, on=TODAY):
    return queries.progress(version, on=on)[0].status


def url_of(version):
    return reverse("strategy:goal-progress", args=(version.strategy_id,))


def test_a_goal_in_force_is_measured_though_its_text_is_frozen(adviser):
    version = VersionFactory(state=State.IN_FORCE)
    measure(version, adviser, "72.5", source="Portalen")
    found = queries.progress(version, on=TODAY)[0]
    assert (found.latest.value, found.latest.by, found.latest.source) == (
        Decimal("72.5"),
        adviser,
        "Portalen",
    )
    assert history_of(version.strategy).first().kind == "goal-measured"


def test_the_values_live_on_in_the_next_version(adviser):
    old = VersionFactory(state=State.IN_FORCE, number=1)
    measure(old, adviser, "60")
    fresh = services.new_version(version=old, by=adviser, at=AT)
    assert queries.progress(fresh, on=TODAY)[0].latest.value == 60


def test_the_same_day_again_replaces_and_the_log_keeps_the_old(adviser):
    version = VersionFactory(state=State.IN_FORCE)
    measure(version, adviser, "60")
    measure(version, adviser, "61")
    assert Measurement.objects.get().value == 61
    event = history_of(version.strategy).first()
    assert (event.before["value"], event.after["value"]) == ("60.00", "61")


def test_nobody_measures_tomorrow_or_what_is_no_goal_and_a_reader_nothing(adviser):
    version = VersionFactory()
    with pytest.raises(Invalid):
        measure(version, adviser, "1", day=date(2026, 4, 2))
    with pytest.raises(Invalid):
        measure(version, adviser, "1", goal_key=uuid4())
    with pytest.raises(NotAllowed):
        measure(version, UserFactory(roles=[Role.READER]), "1")


@pytest.mark.parametrize(
    ("value", "on", "status"),
    [
        ("47", TODAY, GoalStatus.AWAY),
        ("48", TODAY, GoalStatus.NO_CHANGE),
        ("60", TODAY, GoalStatus.ON_THE_WAY),
        ("60", date(2028, 1, 1), GoalStatus.MISSED),
        ("90", date(2028, 1, 1), GoalStatus.REACHED),
    ],
)
def test_where_a_goal_stands(adviser, value, on, status):
    version = VersionFactory()  # from 48 to 90 by the end of 2027
    assert status_of(version) == GoalStatus.UNMEASURED
    measure(version, adviser, value)
    assert status_of(version, on) == status


def test_a_goal_of_getting_down_is_reached_from_above(adviser):
    version = VersionFactory(rows=False)
    GoalFactory(version=version, baseline=6, target=2)
    measure(version, adviser, "3")
    assert status_of(version) == GoalStatus.ON_THE_WAY
    measure(version, adviser, "2")
    assert status_of(version) == GoalStatus.REACHED


def test_an_adviser_writes_a_value_on_the_page_and_sees_it_in_picture_and_table(client_for):
    version = VersionFactory(state=State.IN_FORCE)
    client, goal = client_for(Role.ADVISER), version.goals.get()
    posted = {"goal": goal.key, "value": "72,5", "measured_on": "2026-03-31", "source": "Tall"}
    assert client.post(url_of(version), posted).status_code == 302
    shown = client.get(url_of(version)).text
    assert "<svg" in shown
    assert "<strong>72,5</strong> prosent" in shown
    assert "På vei" in shown
    wrong = client.post(url_of(version), posted | {"value": "mye"})
    assert wrong.status_code == 422
    assert 'value="mye"' in wrong.text


def test_a_reader_sees_the_goals_and_writes_nothing(client_for):
    version = VersionFactory(state=State.IN_FORCE)
    reader = client_for(Role.READER)
    assert "Skriv en måling" not in reader.get(url_of(version)).text
    assert reader.post(url_of(version), {"value": "1"}).status_code == 403


def test_a_strategy_without_goals_says_what_to_do(client_for):
    version = VersionFactory(rows=False)
    assert "Ingen mål ennå" in client_for(Role.ADVISER).get(url_of(version)).text


def test_the_page_asks_the_same_for_1_30_and_300_values(client_for, adviser):
    version, client = VersionFactory(), client_for(Role.ADVISER)
    goal, counts = version.goals.get(), []
    for number in (1, 30, 300):
        have = Measurement.objects.count()
        days = (date.fromordinal(TODAY.toordinal() - have - day) for day in range(number - have))
        facts = {"strategy": version.strategy, "goal_key": goal.key, "by": adviser, "at": AT}
        Measurement.objects.bulk_create(
            Measurement(value=1, measured_on=day, **facts) for day in days
        )
        client.get(url_of(version))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url_of(version)).status_code == 200
        counts.append(len(caught))
    assert len(set(counts)) == 1
