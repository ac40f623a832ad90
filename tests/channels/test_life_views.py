"""A channel from proposal to closing, through the pages, without JavaScript."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.channels import services
from difi_sosial.channels.enums import (
    Action,
    CriterionState,
    DecisionState,
    OpeningItem,
    PilotAction,
    PilotState,
)
from difi_sosial.channels.models import Assessment, Decision
from difi_sosial.channels.views import decisions, pilots
from difi_sosial.core.clock import local_date, now
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.enums import Role
from difi_sosial.strategy.enums import State
from tests.factories.channels import (
    AssessmentFactory,
    ChannelFactory,
    ClosingPlanFactory,
    CriterionFactory,
    DecisionFactory,
    OpinionFactory,
    PilotFactory,
    ReachFactory,
    manager,
)
from tests.factories.many import many
from tests.factories.strategy import VersionFactory

AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    """The one target group of the strategy in force."""
    return VersionFactory(state=State.IN_FORCE).target_groups.get()


def url(name, *args):
    return reverse(f"channels:{name}", args=args)


def post(client, address, posted=None, *, expected=302):
    answer = client.post(address, posted or {})
    assert answer.status_code == expected, answer.text
    return answer


def state_of(decision):
    return Decision.objects.get(pk=decision.pk).state


def test_a_channel_goes_from_proposal_to_open_and_to_closed(client_for, group, all_green):
    channel = ReachFactory(target_group=group, level=3).channel
    AssessmentFactory(channel=channel, whole=True)
    adviser, leader = client_for(Role.ADVISER), client_for(Role.MANAGER)
    head, archivist = client_for(Role.HEAD), client_for(Role.ARCHIVIST)
    post(adviser, url("decision-propose", channel.slug), {"purpose": "Svare folk"})
    decision = Decision.objects.get()

    def act(client, action, posted=None, **kwargs):
        return post(client, url("decision-act", decision.pk, action), posted, **kwargs)

    act(adviser, "assess")
    act(adviser, "send-to-privacy")
    OpinionFactory(channel=channel, at=now())
    act(adviser, "submit")
    assert "Svare folk" in leader.get(url("decision-decide", decision.pk)).text
    address = url("decision-decide", decision.pk)
    assert 'name="edition" value="1"' in leader.get(address).text
    post(leader, address, {"action": "choose", "edition": "1"}, expected=422)
    chosen = {"action": "choose", "reason": "Ja", "edition": "1"}
    assert "own_source_url" in post(leader, address, chosen, expected=422).text
    post(leader, address, chosen | {"own_source_url": "https://testetaten.example"})
    assert state_of(decision) == DecisionState.CHOSEN
    page = head.get(url("readiness-show", channel.slug)).text
    assert f"Åpne {channel.name}" in page
    act(head, "open")
    assert state_of(decision) == DecisionState.OPEN
    plan = {
        "edition": "0",
        "notice_nb": "Vi slutter.",
        "notice_nn": "Vi sluttar.",
        "last_day": "2027-01-31",
        "followers_to": "https://testetaten.example",
        "handle": "keep",
    }
    post(adviser, url("closing-plan", decision.pk), plan | {"last_day": ""})
    assert "Planen mangler siste dag" in head.get(url("decision-act", decision.pk, "announce")).text
    act(leader, "announce", {"reason": "Ingen spør oss her."}, expected=422)
    post(adviser, url("closing-plan", decision.pk), plan | {"edition": "1"})
    act(leader, "announce", {"reason": "Ingen spør oss her."})
    act(head, "close", {"reason": "Ferdig"}, expected=422)
    post(archivist, url("closing-capture", decision.pk), {"reference": "2026/4-2"})
    act(head, "close", {"reason": "Ferdig. Skriv til oss på nettstedet."})
    assert state_of(decision) == DecisionState.CLOSED
    page = archivist.get(url("channel-detail", channel.slug)).text
    assert RegistryEntry.objects.count() == 4
    for entry in RegistryEntry.objects.all():
        assert f"Journalpost {entry.entry_id}</a>" in page
    assert (
        "Journalpost" not in client_for(Role.READER).get(url("channel-detail", channel.slug)).text
    )


def test_an_assessment_is_sent_when_every_part_is_done(client_for, group):
    channel = AssessmentFactory(whole=True).channel
    decision = DecisionFactory(channel=channel, state=DecisionState.ASSESSING)
    Assessment.objects.update(do_nothing="", leavers="")
    adviser = client_for(Role.ADVISER)
    page = adviser.get(url("channel-detail", channel.slug)).text
    assert url("assessment-part", channel.slug, "alternativer") in page
    assert url("assessment-part", channel.slug, "sikkerhet") in page
    assert url("assessment-part", channel.slug, "bruk") not in page
    assert url("decision-act", decision.pk, "send-to-privacy") not in page
    refused = post(adviser, url("decision-act", decision.pk, "send-to-privacy"), expected=422)
    assert "Igjen: Alternativer, Sikkerhet og enheter." in refused.text
    assert state_of(decision) == DecisionState.ASSESSING
    Assessment.objects.update(do_nothing="Feil blir stående.", leavers="Samme dag.")
    page = adviser.get(url("channel-detail", channel.slug)).text
    assert url("decision-act", decision.pk, "send-to-privacy") in page


def test_a_manager_decides_on_the_assessment_that_they_read(client_for, group):
    channel = AssessmentFactory(edition=3).channel
    decision = DecisionFactory(channel=channel, state=DecisionState.TO_DECIDE)
    leader, address = client_for(Role.MANAGER), url("decision-decide", decision.pk)
    given = {
        "action": "choose",
        "reason": "Den når de unge.",
        "own_source_url": "https://a.example",
    }
    answer = post(leader, address, given | {"edition": "2"}, expected=409)
    assert "Vurderingen er endret etter at du leste den." in answer.text
    assert "Den når de unge." in answer.text
    assert state_of(decision) == DecisionState.TO_DECIDE
    assert 'name="edition" value="3"' in answer.text
    post(leader, address, given | {"edition": "3"})
    assert state_of(decision) == DecisionState.CHOSEN


def test_a_red_light_gives_no_button_and_no_opening(client_for, group):
    decision = DecisionFactory(state=DecisionState.CHOSEN)
    head = client_for(Role.HEAD)
    page = head.get(url("readiness-show", decision.channel.slug)).text
    assert "Rødt:" in page
    assert "board__open" not in page
    answer = head.post(url("decision-act", decision.pk, "open"))
    assert answer.status_code == 422
    assert "kan ikke åpnes ennå" in answer.text
    assert state_of(decision) == DecisionState.CHOSEN


def test_the_checklist_is_ticked_with_a_note_and_unticked(client_for):
    decision = DecisionFactory(state=DecisionState.CHOSEN)
    adviser = client_for(Role.ADVISER)
    address = url("opening-edit", decision.pk)
    assert 'href="#need_note"' in post(adviser, address, {"item": "need"}, expected=422).text
    for item in OpeningItem:
        post(adviser, address, {"item": item, "note": "Gjort."})
    assert decision.opening_checks.count() == len(OpeningItem)
    assert "Alt er krysset av" in adviser.get(address).text
    post(adviser, address, {"item": "need", "uncheck": "1"})
    assert decision.opening_checks.count() == len(OpeningItem) - 1


def test_a_criterion_asks_only_for_what_its_kind_needs(client_for):
    decision = DecisionFactory(state=DecisionState.CHOSEN)
    adviser = client_for(Role.ADVISER)
    address = url("criterion-add", decision.pk)
    assert "?slag=few-posts" in adviser.get(address).text
    assert 'name="day"' not in adviser.get(f"{address}?slag=few-posts").text
    post(adviser, f"{address}?slag=few-posts", {"limit": "4"}, expected=422)
    post(adviser, f"{address}?slag=few-posts", {"limit": "4", "period": "8"})
    page = adviser.get(url("channel-detail", decision.channel.slug)).text
    assert "Færre enn 4 innlegg på 8 uker" in page
    criterion = decision.criteria.get()
    post(adviser, url("criterion-remove", criterion.pk))
    assert decision.criteria.count() == 0


def test_a_met_criterion_leads_to_the_plan_and_can_be_set_aside(client_for):
    criterion = CriterionFactory(kind="group-left", limit=None, period=None)
    slug = criterion.decision.channel.slug
    adviser, head = client_for(Role.ADVISER), client_for(Role.HEAD)
    post(adviser, url("criterion-met", criterion.pk), {"evidence": "Undersøkelse 2026"})
    assert "Kriterium for nedlegging er oppfylt" in adviser.get(url("channel-detail", slug)).text
    assert "Lag plan for nedlegging" in adviser.get(url("channel-detail", slug)).text
    ClosingPlanFactory(decision=criterion.decision)
    page = client_for(Role.MANAGER).get(url("channel-detail", slug)).text
    assert "?grunn=M" in page
    later = local_date(now()) + timedelta(days=30)
    posted = {"reason": "Vi prøver igjen", "until": later.isoformat()}
    assert adviser.post(url("criterion-dismiss", criterion.pk), posted).status_code == 403
    past = posted | {"until": "2020-01-01"}
    post(head, url("criterion-dismiss", criterion.pk), past, expected=422)
    post(head, url("criterion-dismiss", criterion.pk), posted)
    criterion.refresh_from_db()
    assert criterion.state == CriterionState.DISMISSED


def test_a_pilot_through_its_pages(client_for):
    decision = DecisionFactory(state=DecisionState.ASSESSING)
    adviser, leader = client_for(Role.ADVISER), client_for(Role.MANAGER)
    plan = dict.fromkeys(
        ("hypothesis", "scope", "arena", "success_criteria", "stop_criteria"), "Tekst"
    )
    plan |= {"starts_on": "2026-12-01", "ends_on": "2026-11-01"}
    post(adviser, url("pilot-edit", decision.pk), plan, expected=422)
    post(adviser, url("pilot-edit", decision.pk), plan | {"ends_on": "2027-02-01"})
    pilot = decision.pilots.get()
    piloted = DecisionFactory(state=DecisionState.PILOT)
    decision.pilots.update(decision=piloted)
    decision = piloted
    post(adviser, url("pilot-act", pilot.pk, "start"))
    post(adviser, url("pilot-note", pilot.pk), {"text": "Tre spørsmål."})
    post(adviser, url("pilot-act", pilot.pk, "evaluate"))
    page = adviser.get(url("channel-detail", decision.channel.slug)).text
    assert "Ikke publiser før den er avgjort" in page
    post(adviser, url("pilot-act", pilot.pk, "recommend-continue"), {"reason": "Det virket."})
    post(leader, url("pilot-act", pilot.pk, "continue"), {"reason": "Enig.", "edition": "0"})
    assert state_of(decision) == DecisionState.CHOSEN
    pilot.refresh_from_db()
    assert pilot.state == PilotState.ORDINARY


def test_a_step_that_is_taken_is_told_in_a_sentence(client_for):
    decision = DecisionFactory(state=DecisionState.PROPOSED)
    told = client_for(Role.ADVISER).post(url("decision-act", decision.pk, "assess"), follow=True)
    assert "Vurderingen er startet." in told.text


def test_every_step_has_its_sentence():
    asked = {*decisions.PLAIN, *decisions.REASONED, Action.KEEP, Action.OPEN}
    assert set(decisions.DONE) == asked
    assert set(pilots.DONE) == set(PilotAction)


def test_the_second_saver_of_a_plan_sees_both(client_for):
    plan = ClosingPlanFactory(edition=3)
    adviser = client_for(Role.ADVISER)
    posted = {
        "edition": "2",
        "notice_nb": "Min melding",
        "notice_nn": "Mi melding",
        "last_day": "2027-01-31",
        "followers_to": "https://x.example",
        "handle": "keep",
    }
    shown = post(adviser, url("closing-plan", plan.decision.pk), posted, expected=409).text
    assert "Min melding" in shown
    assert plan.notice_nb in shown
    assert 'value="3"' in shown


def test_the_archive_method_is_tried_with_evidence(client_for):
    channel = ChannelFactory()
    adviser = client_for(Role.ADVISER)
    address = url("archive-try", channel.slug)
    post(adviser, address, {"method": "Lastet ned"}, expected=422)
    post(adviser, address, {"method": "Lastet ned", "entry_id": "1/1999"}, expected=422)
    post(adviser, address, {"method": "Lastet ned", "reference": "Sak 26/12"})
    assert "Lastet ned" in adviser.get(url("readiness-show", channel.slug)).text


@pytest.mark.parametrize("state", DecisionState)
def test_the_page_of_a_channel_in_every_state_and_to_whoever_acts(client_for, group, state):
    decision = DecisionFactory(state=state, whole=True)
    CriterionFactory(decision=decision)
    PilotFactory(decision=decision, state=PilotState.RUNNING)
    for role in (Role.ADVISER, Role.HEAD, Role.MANAGER, Role.READER):
        page = client_for(role).get(url("channel-detail", decision.channel.slug))
        assert page.status_code == 200
        assert 'class="road"' in page.text


def test_the_overview_asks_the_same_for_one_thirty_and_three_hundred(client_for, group):
    client, leader = client_for(Role.ADVISER), manager()
    client.get(url("readiness-list"))
    counts = []
    for number in (1, 29, 270):
        by = {"proposed_by": client.person, "decided_by": leader}
        channels = many(ChannelFactory, number)
        many(DecisionFactory, number, channel=channels, state=DecisionState.CHOSEN, **by)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url("readiness-list")).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] == counts[2]


def test_a_stop_is_told_and_confirmed(client_for):
    decision = DecisionFactory(state=DecisionState.OPEN)
    head, leader = client_for(Role.HEAD), client_for(Role.MANAGER)
    post(head, url("decision-act", decision.pk, "suspend"), {"reason": "Noen har tatt kontoen."})
    page = leader.get(url("channel-detail", decision.channel.slug)).text
    assert "Ingen skal publisere" in page
    assert "Bekreft stengingen" in page
    post(leader, url("decision-act", decision.pk, "confirm-stop"))
    page = leader.get(url("channel-detail", decision.channel.slug)).text
    assert "Bekreftet av" in page
    assert services.watch_decisions(at=now() + timedelta(days=2)) == 0


def test_a_channel_that_has_run_out_says_so(client_for):
    decision = DecisionFactory(state=DecisionState.OPEN, valid_to=date(2026, 1, 1))
    leader = client_for(Role.MANAGER)
    page = leader.get(url("channel-detail", decision.channel.slug)).text
    assert "Beslutningen er gått ut" in page
    posted = {"reason": "Fortsatt nyttig", "valid_to": "2026-01-02", "edition": "0"}
    post(leader, url("decision-act", decision.pk, "keep"), posted, expected=422)
    post(leader, url("decision-act", decision.pk, "keep"), posted | {"valid_to": "2030-01-02"})
    page = leader.get(url("channel-detail", decision.channel.slug)).text
    assert "Beslutningen er gått ut" not in page


def test_a_decision_that_a_rule_refuses_keeps_what_was_typed(client_for):
    decision = DecisionFactory(state=DecisionState.TO_DECIDE)
    posted = {
        "action": "choose",
        "edition": "0",
        "reason": "En lang begrunnelse.",
        "own_source_url": "https://example.no/",
        "valid_to": "2020-01-01",
    }
    answer = client_for(Role.MANAGER).post(url("decision-decide", decision.pk), posted)
    assert answer.status_code == 422
    assert "En lang begrunnelse." in answer.text
