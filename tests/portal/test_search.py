"""The search finds what stands inside the documents."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from difi_sosial.guidelines.enums import State as GuidelineState
from difi_sosial.hearing import services as hearings
from difi_sosial.people.enums import Role
from difi_sosial.portal.queries.inside import cut, excerpt
from difi_sosial.portal.queries.search import find
from difi_sosial.strategy.enums import State
from difi_sosial.strategy.models import StrategyVersion
from tests.factories.channels import AccountFactory, PilotFactory
from tests.factories.guidelines import version_in
from tests.factories.hearing import OPENED, a_hearing
from tests.factories.strategy import StrategyFactory, VersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser(person):
    return person(Role.ADVISER)


def hits(text, person, key):
    groups = {group.key: group.hits for group in find(text, person)}
    return list(groups.get(key, ()))


@pytest.mark.parametrize("field", ["mandate", "core_message", "archive_journal", "budget"])
def test_a_strategy_is_found_by_any_of_its_texts(adviser, field):
    version = VersionFactory(**{field: "Vi skal nå de gravemaskinkyndige i hele landet."})
    [hit] = hits("gravemaskin", adviser, "strategies")
    assert str(version.pk) in hit.url
    assert "gravemaskinkyndige" in hit.about


def test_a_strategy_is_found_by_its_rows(adviser):
    version = VersionFactory()
    goal = version.goals.first()
    goal.statement = "Flere brøytemannskap svarer"
    goal.save()
    assert "brøytemannskap" in hits("BRØYTEMANN", adviser, "strategies")[0].about


def test_each_strategy_is_found_once_in_its_newest_version(adviser):
    strategy = StrategyFactory()
    VersionFactory(strategy=strategy, number=1, state=State.IN_FORCE, budget="Fisk")
    newest = VersionFactory(strategy=strategy, number=2, budget="Fisk")
    VersionFactory(strategy=StrategyFactory(), state=State.WITHDRAWN, budget="Fisk")
    [hit] = hits("fisk", adviser, "strategies")
    assert str(newest.pk) in hit.url


def test_what_no_person_wrote_is_not_searched(adviser):
    VersionFactory(state=State.IN_FORCE, checksum="c0ffee")
    assert hits("c0ffee", adviser, "strategies") == []


def test_a_guideline_is_found_by_its_sections_and_only_once(adviser):
    version_in(GuidelineState.DRAFT)
    [hit] = hits("svarer på det vi blir spurt", adviser, "guidelines")
    assert hit.about.startswith("Kladd: Vi svarer på det vi blir spurt om.")


def test_a_hearing_is_found_by_what_was_said(adviser, person):
    asked = person(Role.READER)
    hearing = a_hearing(invited=[asked])
    hearings.give_input(hearing=hearing, text="Glem ikke snøscootere.", by=asked, at=OPENED)
    [hit] = hits("snøscooter", adviser, "hearings")
    assert "snøscootere" in hit.about
    assert hits("test:1", adviser, "hearings") == []


def test_a_channel_is_found_by_its_decision_and_its_pilot(adviser):
    pilot = PilotFactory(hypothesis="Unge vil vite om snøfresere.")
    pilot.decision.purpose = "Vise fram sparkstøttinger."
    pilot.decision.save()
    for word in ("snøfreser", "sparkstøtting"):
        [hit] = hits(word, adviser, "decisions")
        assert hit.title == pilot.decision.channel.name


def test_an_account_is_found_by_what_it_is_for(adviser, person):
    AccountFactory(handle="@vakta", purpose="Melde om ras")
    assert hits("ras", adviser, "accounts")[0].url.startswith("/kanaler/kontoer/")
    assert hits("ras", person(Role.READER), "accounts")[0].title.startswith("@vakta")


def test_many_hits_ask_as_often_as_one(adviser):
    VersionFactory(budget="Laks")
    assert adviser.roles
    few = asked(adviser)
    for _number in range(8):
        VersionFactory(strategy=StrategyFactory(), budget="Laks")
    assert asked(adviser) == few


def asked(person):
    with CaptureQueriesContext(connection) as captured:
        find("laks", person)
    return len(captured)


def test_an_excerpt_leaves_out_what_is_far_away():
    value = "ord " * 40 + "midten " + "ord " * 40
    found = cut(value.strip(), "midten")
    assert found.startswith("… ord") and found.endswith("ord …")
    assert len(found) < 140
    assert cut("midten", "midten") == "midten"


def test_an_excerpt_of_what_is_not_there_is_empty():
    assert excerpt(StrategyVersion.objects.get(pk=VersionFactory().pk), "zzz") == ""
