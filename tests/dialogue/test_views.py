"""The pages about one mention."""

from datetime import timedelta

import pytest
from django.urls import reverse

from difi_sosial.core.clock import local, now
from difi_sosial.dialogue.enums import Action, State
from difi_sosial.dialogue.models import Triage
from difi_sosial.people.enums import Role
from tests.factories.dialogue import TriageFactory
from tests.factories.monitoring import MentionFactory

pytestmark = pytest.mark.django_db

ALL_YES = dict.fromkeys(
    ("is_case_document", "came_in_or_went_out", "is_handled", "has_value"), "True"
)


def page(mention, action=""):
    name = "dialogue:mention-act" if action else "dialogue:mention-detail"
    return reverse(name, args=[mention.uuid, *([action] if action else [])])


@pytest.fixture
def kari(client_for):
    return client_for(Role.ADVISER)


def test_an_untouched_mention_shows_the_one_thing_to_do(kari):
    mention = MentionFactory(author_name="Olaug Sletten")

    answer = kari.get(page(mention))

    assert [step.action for step in answer.context["steps"]] == [Action.TRIAGE]
    assert f"Omtale fra Forfatter {mention.author_key[:8]}" in answer.text
    assert "Olaug" not in answer.text  # nobody is at work with it: no reason to know
    assert not Triage.objects.exists()  # looking changes nothing


def test_a_mention_is_sorted_and_taken_by_forms_alone(kari):
    mention = MentionFactory()

    kari.post(page(mention, "triage"), {"kind": "question", "urgency": "2"})
    answer = kari.post(page(mention, "assign"), {"to": kari.person.pk}, follow=True)

    assert "Omtalen er tildelt." in answer.text
    assert Triage.objects.get().assigned_to == kari.person


def test_nothing_typed_is_lost_when_something_is_missing(kari):
    triage = TriageFactory()

    answer = kari.post(page(triage.mention, "answer"), {"text": "Takk for tipset, Máret"})

    assert answer.status_code == 422
    assert "Takk for tipset, Máret" in answer.text
    assert "<title>Feil:" in answer.text


def test_the_time_of_an_answer_is_on_a_norwegian_clock(kari):
    triage = TriageFactory()
    shown = local(now() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")

    kari.post(
        page(triage.mention, "answer"), {"text": "Ja", "language": "nn", "published_at": shown}
    )

    response = triage.responses.get()
    assert local(response.published_at).strftime("%Y-%m-%dT%H:%M") == shown


def test_an_assessment_that_contradicts_itself_is_explained(kari):
    triage = TriageFactory(state=State.ANSWERED)
    given = {**ALL_YES, "has_value": "False", "result": "registry_entry", "reason": "Fordi"}

    answer = kari.post(page(triage.mention, "assess"), given)

    assert answer.status_code == 422
    assert "Ett av svarene er nei" in answer.text


def test_four_times_yes_leads_on_to_the_registry_entry(kari):
    triage = TriageFactory(state=State.ANSWERED)
    given = {**ALL_YES, "result": "registry_entry", "reason": "Spørsmål som ble besvart"}

    answer = kari.post(page(triage.mention, "assess"), given, follow=True)

    entry = triage.assessments.get().entry
    assert reverse("journal:entry-detail", args=[entry.pk]) in answer.text


def test_an_act_that_is_not_open_leads_back_with_a_word(kari):
    mention = MentionFactory()

    answer = kari.get(page(mention, "close"), follow=True)

    assert "Dette kan ikke gjøres med omtalen nå." in answer.text


def test_an_act_that_does_not_exist_is_not_found(kari):
    assert kari.get(page(MentionFactory(), "delete")).status_code == 404


@pytest.mark.parametrize("role", [Role.DPO, Role.ARCHIVIST, Role.MANAGER])
def test_others_read_but_do_not_sort(client_for, role):
    mention = MentionFactory()
    client = client_for(role)

    assert client.get(page(mention)).context["steps"] == []
    assert client.post(page(mention, "triage"), {"kind": "spam", "urgency": "1"}).status_code == 403


def test_withheld_text_is_not_shown_in_any_list(kari):
    triage = TriageFactory(state=State.ASSIGNED, assigned_to=kari.person)
    mention = triage.mention
    mention.text, mention.title = "Angret innlegg", ""
    mention.withheld_at, mention.withheld_reason = now(), "Forfatteren slettet det"
    mention.save()

    assert "Angret innlegg" not in kari.get(reverse("dialogue:my-mentions")).text
    assert "Angret innlegg" not in kari.get(page(mention)).text


def test_my_mentions_ask_the_database_as_often_for_30_as_for_1(
    kari, django_assert_num_queries, django_assert_max_num_queries
):
    url = reverse("dialogue:my-mentions")
    TriageFactory(state=State.ASSIGNED, assigned_to=kari.person)
    TriageFactory(state=State.ANSWERED)
    kari.get(url)
    with django_assert_max_num_queries(9) as few:
        kari.get(url)
    for _number in range(30):
        TriageFactory(state=State.ASSIGNED, assigned_to=kari.person)
        TriageFactory(state=State.ANSWERED)
    with django_assert_num_queries(len(few)):
        kari.get(url)
