"""How often a source is asked, and how its health is shown."""

from datetime import timedelta
from itertools import accumulate, repeat

import pytest

from difi_sosial.core.pictures import Mark, Time, strip
from difi_sosial.monitoring.enums import Outcome, SourceState
from difi_sosial.monitoring.models import Run, Source, Watch
from difi_sosial.monitoring.queries.sources import Health, health, sources_in_trouble
from difi_sosial.monitoring.services import pace
from difi_sosial.monitoring.templatetags.monitoring import every
from difi_sosial.people.enums import Role
from tests.factories.monitoring import MOMENT, SourceFactory, WatchFactory

in_database = pytest.mark.django_db


def source(**facts):
    return Source(**{"connector": "mastodon", "interval_minutes": 60, **facts})


def after(start, *news):
    """The minutes after each of these visits (True: something new)."""

    def step(minutes, is_new):
        return pace.after_visit(source(pace_minutes=minutes), is_new=is_new)

    return list(accumulate(news, step, initial=start))[1:]


def test_a_busy_source_is_asked_oftener_and_a_quiet_one_more_seldom():
    assert after(60, True, True, True, True) == [40, 26, 17, 15]  # a quarter of the chosen
    assert after(60, False, False, False) == [66, 73, 81]
    assert after(60, *repeat(False, 40))[-1] == 480  # eight times the chosen


def test_something_new_after_a_quiet_time_brings_the_chosen_interval_back():
    assert after(480, True) == [60]


@pytest.mark.parametrize(
    ("facts", "minutes"),
    [
        ({"adapts": False, "pace_minutes": 480}, 60),
        ({"pace_minutes": None}, 60),
        ({"pace_minutes": 1}, 15),
        ({"pace_minutes": 9999}, 480),
        ({"interval_minutes": 1440, "pace_minutes": 9999}, 1440),  # a day is the most
        ({"connector": "feeds", "interval_minutes": 5, "pace_minutes": 1}, 5),  # what it bears
        ({"connector": "gone", "interval_minutes": 4, "pace_minutes": 1}, 1),
    ],
)
def test_the_pace_stays_between_what_the_provider_bears_and_the_ceiling(facts, minutes):
    assert pace.minutes_of(source(**facts)) == minutes


def test_a_source_that_does_not_adapt_keeps_its_interval():
    assert pace.after_visit(source(adapts=False), is_new=True) == 60


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (15, "hvert 15. minutt"),
        (60, "hver time"),
        (180, "hver 3. time"),
        (1440, "én gang i døgnet"),
    ],
)
def test_how_often_is_said_in_words(minutes, words):
    assert every(minutes) == words


def test_the_strip_shows_each_time_by_its_shape():
    times = [Time(mark, amount, mark) for mark, amount in zip(Mark, (4, 0, 0, 0), strict=True)]
    legend = [(Mark.CAME, "Nye")]
    picture = strip(times, key="k", title="T", description="D", legend=legend)
    shapes = ("strip__came", "strip__nothing", "strip__waited", "strip__failed")
    assert [picture.count(shape) for shape in shapes] == [2, 1, 1, 1]
    assert strip([], key="k", title="T", description="D", legend=legend)


@in_database
def test_the_page_counts_what_needs_a_person(client_for):
    facts = {"last_ok_at": MOMENT}
    SourceFactory(**facts)
    SourceFactory(failures=1, trouble="temporary", **facts)
    SourceFactory(failures=3, trouble="temporary", **facts)
    SourceFactory(state=SourceState.PAUSED, pause_reason="Stengt", trouble="gone")
    SourceFactory(state=SourceState.PAUSED, pause_reason="Ferie")
    assert health(Source.objects.all()) == Health(works=1, trouble=2, paused=1, tries=1)
    assert sources_in_trouble().count() == 2
    page = client_for(Role.DPO).get("/overvaking/kilder/").content.decode()
    assert "Finn den nye adressen hos kilden" in page


@in_database
def test_the_runs_stand_as_a_picture_and_a_table_with_every_watch_that_listens(client_for):
    place = SourceFactory(watches=[WatchFactory(name="Egen")], pace_minutes=60)
    Watch.objects.filter(pk=WatchFactory(name="Overalt").pk).update(everywhere=True)
    for number, outcome in enumerate((Outcome.READ, Outcome.LATER, Outcome.LIMITED)):
        moment = MOMENT + timedelta(hours=number)
        Run.objects.create(source=place, started_at=moment, outcome=outcome, new=3 - number)
    page = client_for(Role.ADVISER).get(f"/overvaking/kilder/{place.pk}/").content.decode()
    for text in ("picture--strip", "strip__failed", "Egen", "Overalt", "hver time", "Prøv nå"):
        assert text in page
