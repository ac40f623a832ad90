"""When every part of an assessment is done: the page says what comes next, to each who may."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from difi_sosial.channels.enums import DecisionState
from difi_sosial.channels.enums.assessment import Part
from difi_sosial.channels.queries import row_of
from difi_sosial.people.enums import Role
from difi_sosial.strategy.enums import State
from tests.factories.channels import (
    AssessmentFactory,
    ChannelFactory,
    DecisionFactory,
    OpinionFactory,
    ReachFactory,
    RiskFactory,
)
from tests.factories.strategy import TargetGroupFactory, VersionFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
S = DecisionState
PROPOSE, SEND, ADVISE = "Foreslå kanalen", "Send til personvernombudet", "Uttal deg"
SUBMIT, DECIDE, BEGIN = "Send til beslutning", "Beslutt", "Begynn vurderingen"
BACK, RETURN, LEFT = (
    "Ta tilbake til vurdering",
    "Send tilbake til vurdering",
    "Se hva som gjenstår",
)
# (state, has the officer advised): who is led to what. Others are led nowhere.
NEXT = {
    (None, False): {Role.ADVISER: [PROPOSE]},
    (S.PROPOSED, False): {Role.ADVISER: [SEND]},
    (S.ASSESSING, False): {Role.ADVISER: [SEND]},
    (S.PRIVACY, False): {Role.ADVISER: [BACK], Role.DPO: [ADVISE]},
    (S.PRIVACY, True): {Role.ADVISER: [SUBMIT, BACK], Role.DPO: [ADVISE]},
    (S.TO_DECIDE, True): {Role.MANAGER: [DECIDE, RETURN]},
    (S.CHOSEN, True): {
        role: [LEFT] for role in (Role.ADVISER, Role.DPO, Role.MANAGER, Role.READER)
    },
    (S.OPEN, True): {},
    (S.DECLINED, True): {Role.ADVISER: [PROPOSE]},
    (S.CLOSED, True): {Role.ADVISER: [PROPOSE]},
}


@pytest.fixture
def channel():
    VersionFactory(state=State.IN_FORCE)
    return AssessmentFactory(whole=True).channel


def url(name, *args):
    return reverse(f"channels:{name}", args=args)


def acts(page):
    """The buttons of the section that says what comes next."""
    section = re.search(r'aria-labelledby="next-heading".*?</section>', page, re.DOTALL)[0]
    return re.findall(r'class="ds-button"[^>]*>([^<]+)<', section)


def put(channel, state, *, is_advised):
    if state is None:
        return
    decision = DecisionFactory(channel=channel, state=state)
    if is_advised:
        OpinionFactory(channel=channel, at=decision.proposed_at, assessment_edition=1)


@pytest.mark.parametrize(("state", "is_advised"), NEXT)
@pytest.mark.parametrize("role", [Role.ADVISER, Role.DPO, Role.MANAGER, Role.READER])
def test_a_whole_assessment_leads_on(client_for, channel, state, is_advised, role):
    put(channel, state, is_advised=is_advised)
    page = client_for(role).get(url("assessment-edit", channel.slug)).text
    assert acts(page) == NEXT[state, is_advised].get(role, [])
    assert "Veien videre" in page


@pytest.mark.parametrize("state", [S.PROPOSED, S.ASSESSING])
def test_the_channel_does_not_ask_for_a_beginning_when_all_is_done(client_for, channel, state):
    put(channel, state, is_advised=False)
    page = client_for(Role.ADVISER).get(url("channel-detail", channel.slug)).text
    assert acts(page) == [SEND]
    assert "kan sendes til personvernombudet" in page


def test_the_channel_asks_for_a_beginning_while_something_is_lacking(client_for):
    VersionFactory(state=State.IN_FORCE)
    channel = DecisionFactory(state=S.PROPOSED).channel
    adviser = client_for(Role.ADVISER)
    assert acts(adviser.get(url("channel-detail", channel.slug)).text) == [BEGIN]
    assert "Veien videre" not in adviser.get(url("assessment-edit", channel.slug)).text


def test_a_press_takes_a_whole_assessment_from_proposal_to_the_officer(client_for, channel):
    put(channel, S.PROPOSED, is_advised=False)
    decision, adviser = channel.decisions.get(), client_for(Role.ADVISER)
    adviser.post(url("decision-act", decision.pk, "send-to-privacy"))
    decision.refresh_from_db()
    assert decision.state == S.PRIVACY


def test_half_an_assessment_is_not_sent_from_the_proposal(client_for):
    VersionFactory(state=State.IN_FORCE)
    decision = DecisionFactory(state=S.PROPOSED)
    client_for(Role.ADVISER).post(url("decision-act", decision.pk, "send-to-privacy"))
    decision.refresh_from_db()
    assert decision.state == S.PROPOSED


def test_no_channel_is_proposed_without_a_strategy(client_for):
    channel = ChannelFactory()
    page = client_for(Role.ADVISER).get(url("assessment-edit", channel.slug)).text
    assert PROPOSE not in page


def test_what_comes_next_costs_the_same_for_every_number_of_steps(client_for, channel):
    client, address = client_for(Role.ADVISER), url("assessment-edit", channel.slug)
    counts = []
    for number in (1, 20):
        for _step in range(number):
            DecisionFactory(channel=channel, state=S.DECLINED)
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_what_a_part_needs_is_said_at_the_field_and_leads_there(client_for):
    channel = AssessmentFactory(dpia="needed", privacy="").channel
    adviser = client_for(Role.ADVISER)
    page = html.fromstring(adviser.get(url("assessment-part", channel.slug, Part.DPIA.value)).text)
    links = page.xpath("//h2[text()='Dette mangler']/../ul//a")
    assert [link.text for link in links][:1] == ["Fyll ut «Begrunnelse for terskelen»."]
    assert len(links) == 4
    for link in links:
        assert page.xpath(f"//*[@id='{link.get('href')[1:]}']")
    words = [tag.text for tag in page.xpath("//form//*[contains(@class, 'ds-tag')]")]
    assert words.count("Trengs før innsending") == 2
    assert words.count("Trengs når vurderingen må gjøres") == 3
    assert words.count("Valgfritt") == 1


def test_a_group_or_a_risk_that_is_missing_leads_to_where_it_is_written(client_for, monkeypatch):
    version = VersionFactory()  # a draft: one in force takes no second group
    groups = [version.target_groups.get(), TargetGroupFactory(version=version)]
    monkeypatch.setitem(row_of.__globals__, "target_groups", lambda: groups)
    channel = RiskFactory(measure="").assessment.channel
    ReachFactory(channel=channel, target_group=groups[0])
    adviser = client_for(Role.ADVISER)
    for part, word in ((Part.REACH, groups[1].name), (Part.RISKS, "Skriv tiltak")):
        page = adviser.get(url("assessment-part", channel.slug, part.value)).text
        tree = html.fromstring(page)
        (link,) = tree.xpath("//h2[text()='Dette mangler']/../ul//a")
        assert word in link.text
        assert tree.xpath(f"//*[@id='{link.get('href')[1:]}']")
