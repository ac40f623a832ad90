"""An assessment that is changed after the officer advised on it, or after it was decided on."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.channels import queries, records, services
from difi_sosial.channels.enums import Action, DecisionState, PilotAction, PilotState
from difi_sosial.channels.enums.assessment import Part, Stance
from difi_sosial.channels.models import AssessmentChange, Channel, Decision
from difi_sosial.core.errors import Conflict
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter
from tests.factories.channels import (
    AssessmentFactory,
    DecisionFactory,
    OpinionFactory,
    PilotFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
S = DecisionState
ANEW = (Action.KEEP, Action.MAKE_ORDINARY)
# Where the officer is not asked again before what was advised on is used.
TOLD = {S.PRIVACY, S.TO_DECIDE, S.PILOT, S.CHOSEN, S.OPEN, S.LIMITED, S.SUSPENDED, S.RESERVED}
CHANGED_AFTER_OPINION = "Vurderingen er endret etter uttalelsen"
CHANGED_AFTER_DECISION = "Vurderingen er endret etter beslutningen"


@pytest.fixture
def officer():
    return UserFactory(roles=[Role.DPO], name="Ombud Ås")


@pytest.fixture
def adviser():
    return UserFactory(roles=[Role.ADVISER], name="Kari Nordli")


def url(name, *args):
    return reverse(f"channels:{name}", args=args)


def advised(officer, state=S.TO_DECIDE):
    """A channel with a whole assessment that the officer has advised on as it stands."""
    decision = DecisionFactory(state=state)
    AssessmentFactory(channel=decision.channel, whole=True)
    services.give_opinion(
        channel=decision.channel, stance=Stance.ADVISES, text="Greit.", by=officer, at=AT
    )
    return decision


def change(decision, by, at=AT, **values):
    channel = Channel.objects.get(pk=decision.channel_id)
    edition = queries.edition_of(channel)
    given = {"values": values, "reaches": {}, "by": by, "at": at}
    return services.save_assessment(channel=channel, edition=edition, **given)


def decided(decision, by, action=Action.CHOOSE):
    channel = Channel.objects.get(pk=decision.channel_id)
    return services.decide(
        decision=decision,
        action=action,
        edition=queries.edition_of(channel),
        by=by,
        at=AT,
        reason="Vi trenger den.",
        own_source_url="https://example.no/",
        against_score_reason="Likevel.",
    )


def recommended(officer, adviser, leader):
    """A pilot of an assessed channel that waits for a manager to say whether it goes on."""
    decision = advised(officer)
    pilot = PilotFactory(decision=decision, state=PilotState.PLANNED)
    decided(decision, leader, Action.PILOT)
    pilot.state = PilotState.RECOMMENDED_CONTINUE
    pilot.recommended_by, pilot.recommended_at, pilot.recommendation = adviser, AT, "Ja."
    pilot.save()
    return pilot


def shown_edition(page):
    """The number that the form sends back, of the assessment that its page told about."""
    return re.search(r'name="edition" value="(\d+)"', page.text)[1]


def assert_to_read_again(answer, typed):
    assert answer.status_code == Conflict.status
    assert "Vurderingen er endret etter at du leste den." in answer.text
    assert CHANGED_AFTER_DECISION in answer.text
    assert typed in answer.text


def parts_after(decision, edition):
    changes = queries.ChangeLog(Channel.objects.get(pk=decision.channel_id)).after(edition)
    return changes and [one.part for one in changes.parts]


def test_each_part_remembers_who_changed_it_in_which_edition(officer, adviser):
    decision = advised(officer)
    assert parts_after(decision, 1) is None
    other = UserFactory(roles=[Role.ADVISER])
    change(decision, adviser, privacy="Nye opplysninger.", recovery="Ny rutine.")
    change(decision, other, at=AT + DAY, recovery="Enda nyere.")
    assert parts_after(decision, 1) == [Part.PRIVACY, Part.SECURITY]
    assert parts_after(decision, 2) == [Part.SECURITY]
    log = queries.ChangeLog(Channel.objects.get(pk=decision.channel_id))
    privacy, security = log.after(1).parts
    assert (privacy.change.by, privacy.change.at) == (adviser, AT)
    assert (security.change.by, security.change.at) == (other, AT + DAY)


def test_saving_the_same_words_again_is_no_change(officer, adviser):
    decision = advised(officer)
    change(decision, adviser, privacy=decision.channel.assessment.privacy)
    assert parts_after(decision, 1) is None
    assert not AssessmentChange.objects.exists()


def test_a_change_from_before_they_were_kept_is_told_without_a_name(officer, client_for):
    decision = advised(officer)
    assessment = decision.channel.assessment
    assessment.edition, assessment.part_editions = 2, {Part.PRIVACY.value: 2}
    assessment.save()
    page = client_for(Role.MANAGER).get(url("decision-decide", decision.pk)).text
    assert CHANGED_AFTER_OPINION in page
    assert parts_after(decision, 1) == [Part.PRIVACY]


def test_the_database_keeps_a_change_as_it_was(officer, adviser):
    change(advised(officer), adviser, privacy="Nytt.")
    for act in (lambda rows: rows.update(part=Part.USE), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            act(AssessmentChange.objects.all())


def test_whoever_decides_reads_what_was_changed_after_the_opinion(client_for, officer, adviser):
    decision, leader = advised(officer), client_for(Role.MANAGER)
    address = url("decision-decide", decision.pk)
    assert CHANGED_AFTER_OPINION not in leader.get(address).text
    change(decision, adviser, privacy="Nytt.")
    page = leader.get(address).text
    assert CHANGED_AFTER_OPINION in page
    assert "endret av Kari Nordli" in page
    place = f"{url('assessment-edit', decision.channel.slug)}#part-personvern"
    assert place in page
    assert 'id="part-personvern"' in leader.get(place).text


@pytest.mark.parametrize("name", ["assessment-edit", "opinion-give"])
def test_wherever_the_opinion_stands_the_changes_stand(client_for, officer, adviser, name):
    decision = advised(officer)
    client, address = client_for(officer), url(name, decision.channel.slug)
    assert CHANGED_AFTER_OPINION not in client.get(address).text
    change(decision, adviser, privacy="Nytt.")
    page = client.get(address).text
    assert CHANGED_AFTER_OPINION in page
    assert "endret av Kari Nordli" in page


def test_a_new_opinion_is_about_the_new_text(client_for, officer, adviser):
    decision, leader = advised(officer), client_for(Role.MANAGER)
    change(decision, adviser, privacy="Nytt.")
    given = {"stance": Stance.ADVISES, "text": "Fortsatt greit.", "by": officer}
    services.give_opinion(channel=decision.channel, at=AT + DAY, edition=2, **given)
    assert CHANGED_AFTER_OPINION not in leader.get(url("decision-decide", decision.pk)).text


def test_an_opinion_is_never_filed_on_a_text_that_was_not_read(client_for, officer, adviser):
    decision = advised(officer)
    client, address = client_for(officer), url("opinion-give", decision.channel.slug)
    change(decision, adviser, privacy="Nytt.")
    posted = {"edition": "1", "stance": "advises", "text": "Fortsatt greit."}
    answer = client.post(address, posted)
    assert answer.status_code == Conflict.status
    assert "Fortsatt greit." in answer.text
    assert decision.channel.opinions.count() == 1
    assert client.post(address, posted | {"edition": "2"}).status_code == 302


@pytest.mark.parametrize("state", DecisionState)
def test_the_officer_is_told_once_a_day_where_nobody_asks_again(officer, adviser, state):
    decision = advised(officer, state)
    Letter.objects.all().delete()
    change(decision, adviser, privacy="Nytt.")
    change(decision, adviser, privacy="Nyere.", recovery="Ny rutine.")
    letters = Letter.objects.filter(recipient=officer)
    assert letters.count() == (state in TOLD)
    change(decision, adviser, at=AT + DAY, privacy="Nyest.")
    assert letters.count() == 2 * (state in TOLD)


def test_nobody_is_told_of_a_change_before_the_opinion(officer, adviser):
    decision = DecisionFactory(state=S.PRIVACY)
    change(decision, adviser, privacy="Nytt.")
    assert not Letter.objects.exists()


def test_an_empty_part_that_is_saved_first_changes_nothing_after_the_opinion(officer, adviser):
    decision = DecisionFactory(state=S.PRIVACY)
    services.give_opinion(
        channel=decision.channel, stance=Stance.ADVISES, text="Greit.", by=officer, at=AT
    )
    Letter.objects.all().delete()
    change(decision, adviser, privacy="")
    assert parts_after(decision, 0) is None
    assert not Letter.objects.exists()
    change(decision, adviser, privacy="Nytt.")
    assert parts_after(decision, 0) == [Part.PRIVACY]
    assert Letter.objects.filter(recipient=officer).count() == 1


@pytest.mark.parametrize("state", [S.CHOSEN, S.DECLINED, S.RESERVED])
def test_the_channel_says_that_the_assessment_changed_after_the_decision(
    client_for, officer, adviser, state
):
    decision, leader = advised(officer), client_for(Role.MANAGER)
    address = url("channel-detail", decision.channel.slug)
    actions = {S.CHOSEN: Action.CHOOSE, S.DECLINED: Action.DECLINE, S.RESERVED: Action.RESERVE}
    change(decision, adviser, privacy="Nytt før beslutningen.")
    assert CHANGED_AFTER_OPINION in leader.get(address).text
    decided(decision, leader.person, actions[state])
    page = leader.get(address).text
    assert CHANGED_AFTER_DECISION not in page
    assert CHANGED_AFTER_OPINION not in page
    change(decision, adviser, recovery="Nytt etter beslutningen.")
    page = leader.get(address).text
    assert CHANGED_AFTER_DECISION in page
    assert "#part-sikkerhet" in page
    assert "#part-personvern" not in page


def test_a_decision_that_is_renewed_stands_on_the_new_text(client_for, officer, adviser):
    decision, leader = advised(officer), client_for(Role.MANAGER)
    decision = decided(decision, leader.person)
    change(decision, adviser, privacy="Nytt.")
    decision = Decision.objects.get(pk=decision.pk)
    address = url("decision-act", decision.pk, "keep")
    assert CHANGED_AFTER_DECISION in leader.get(address).text
    given = {"by": leader.person, "at": AT + DAY, "reason": "Lest og godtatt.", "valid_to": None}
    services.keep(decision=decision, edition=2, **given)
    page = leader.get(url("channel-detail", decision.channel.slug)).text
    assert CHANGED_AFTER_DECISION not in page


def test_whoever_judges_a_pilot_reads_what_was_changed(client_for, officer, adviser):
    leader = client_for(Role.MANAGER)
    pilot = recommended(officer, adviser, leader.person)
    decision = pilot.decision
    address = url("pilot-act", pilot.pk, "continue")
    assert CHANGED_AFTER_DECISION not in leader.get(address).text
    change(decision, adviser, privacy="Nytt.")
    assert CHANGED_AFTER_DECISION in leader.get(address).text
    leader.post(address, {"reason": "Prøven gikk bra.", "edition": "2"})
    page = leader.get(url("channel-detail", decision.channel.slug)).text
    assert CHANGED_AFTER_DECISION not in page


def test_a_channel_is_not_kept_on_a_text_that_was_not_read(client_for, officer, adviser):
    leader = client_for(Role.MANAGER)
    decision = decided(advised(officer), leader.person)
    address = url("decision-act", decision.pk, "keep")
    posted = {"edition": shown_edition(leader.get(address)), "valid_to": "2030-01-02"}
    posted["reason"] = "Den når de unge."
    change(decision, adviser, privacy="Nytt.")
    answer = leader.post(address, posted)
    assert_to_read_again(answer, "Den når de unge.")
    assert "2030-01-02" in answer.text
    assert not decision.acts.filter(action=Action.KEEP).exists()
    assert leader.post(address, posted | {"edition": shown_edition(answer)}).status_code == 302
    assert decision.acts.get(action=Action.KEEP).facts["edition"] == 2


def test_a_pilot_does_not_go_on_after_a_text_that_was_not_read(client_for, officer, adviser):
    leader = client_for(Role.MANAGER)
    pilot = recommended(officer, adviser, leader.person)
    address = url("pilot-act", pilot.pk, "continue")
    posted = {"edition": shown_edition(leader.get(address)), "reason": "Prøven gikk bra."}
    change(pilot.decision, adviser, privacy="Nytt.")
    answer = leader.post(address, posted)
    assert_to_read_again(answer, "Prøven gikk bra.")
    pilot.refresh_from_db()
    assert (pilot.state, pilot.decided_by) == (PilotState.RECOMMENDED_CONTINUE, None)
    assert leader.post(address, posted | {"edition": shown_edition(answer)}).status_code == 302
    assert pilot.decision.acts.get(action=Action.MAKE_ORDINARY).facts["edition"] == 2


def test_the_services_decide_on_nothing_newer_than_what_was_read(officer, adviser):
    leader = UserFactory(roles=[Role.MANAGER])
    kept, pilot = decided(advised(officer), leader), recommended(officer, adviser, leader)
    given = {"by": leader, "at": AT + DAY, "reason": "Ja."}
    for decision in (kept, pilot.decision):
        change(decision, adviser, privacy="Nytt.")
    with pytest.raises(Conflict):
        services.keep(decision=kept, edition=1, valid_to=None, **given)
    for edition in (1, None):
        with pytest.raises(Conflict):
            services.act_on_pilot(
                pilot=pilot, action=PilotAction.CONTINUE, edition=edition, **given
            )
    assert not Decision.objects.filter(acts__action__in=ANEW).exists()


def test_the_record_says_that_the_advice_was_about_an_older_text(officer, adviser):
    decision = advised(officer)
    change(decision, adviser, privacy="Nytt.")
    decision = decided(Decision.objects.get(pk=decision.pk), UserFactory(roles=[Role.MANAGER]))
    text = records.act_text(decision.acts.get())
    assert f"{CHANGED_AFTER_OPINION}." in text
    assert "- Personvern *Kari Nordli" in text


@pytest.mark.parametrize("name", ["channel-detail", "assessment-edit"])
def test_many_changes_and_opinions_cost_no_more_questions(client_for, officer, adviser, name):
    decision, client = advised(officer), client_for(Role.READER)
    change(decision, adviser, privacy="Nytt.")
    address = url(name, decision.channel.slug)
    counts = []
    for number in (1, 20):
        for step in range(number):
            change(decision, adviser, privacy=f"Nytt {number} {step}.", recovery=f"{step}")
            OpinionFactory(channel=decision.channel, by=officer, at=AT, assessment_edition=1)
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]
