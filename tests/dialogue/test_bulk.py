"""Many mentions at once: what is shown is what is done, once, and it can be undone."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core.clock import now
from difi_sosial.core.errors import Conflict, DomainError, Invalid, NotAllowed
from difi_sosial.dialogue import queries, services
from difi_sosial.dialogue.enums import BulkAction, Kind, State
from difi_sosial.dialogue.models import BulkAct, BulkRow, Triage
from difi_sosial.monitoring.models import Mention
from difi_sosial.people.enums import Role
from tests.factories.dialogue import TriageFactory
from tests.factories.monitoring import MentionFactory, SourceFactory

pytestmark = pytest.mark.django_db

BULK = "/omtaler/flere/"
WRITERS = {Role.ADVISER, Role.HEAD}
# action: from which states each ends where, and who may; a kind is given for those not sorted.
LAW = {
    BulkAction.SORT: (dict.fromkeys([State.NEW, State.TRIAGED], State.TRIAGED), WRITERS),
    BulkAction.ASSIGN: (
        dict.fromkeys([State.NEW, State.TRIAGED, State.ASSIGNED], State.ASSIGNED),
        WRITERS,
    ),
    BulkAction.LEAVE: (
        dict.fromkeys([State.NEW, State.TRIAGED, State.ASSIGNED], State.NO_ANSWER),
        WRITERS,
    ),
    BulkAction.CLOSE: ({State.ASSESSED: State.CLOSED}, WRITERS | {Role.ARCHIVIST}),
}


@pytest.fixture
def source():
    return SourceFactory()


def stands(source, state, kind=Kind.NEWS):
    return TriageFactory(state=state, kind=kind, mention__source=source)


@pytest.mark.parametrize("action", BulkAction.values)
def test_every_state_and_role_follows_the_workflow(person, source, action):
    triages = [stands(source, state, "" if state == State.NEW else Kind.NEWS) for state in State]
    ends, roles = LAW[action]
    for role in Role:
        by = person(role)
        chosen = queries.chosen_mentions(one.mention.uuid for one in triages)
        plans = queries.planned(action, chosen, by=by, kind=Kind.NEWS)
        found = {State(plan.triage.state): plan.ends for plan in plans if plan.steps}
        lead_assigns = role == Role.MANAGER and action == BulkAction.ASSIGN
        expected = ends if role in roles else {}
        if action == BulkAction.SORT and expected:
            expected = {**expected, State.ASSIGNED: State.ASSIGNED}
        if lead_assigns:
            assert State.TRIAGED in found
        else:
            assert found == expected
        assert all(plan.why_not for plan in plans if not plan.steps)


def test_the_rest_is_left_out_and_counted(person, source):
    kari = person(Role.ADVISER)
    new, question = MentionFactory(source=source), stands(source, State.TRIAGED, Kind.QUESTION)
    news, closed = stands(source, State.TRIAGED), stands(source, State.CLOSED)
    chosen = [new.uuid, *(one.mention.uuid for one in (question, news, closed))]
    act = leave(kari, chosen)
    assert [row.triage_id for row in act.rows.all()] == [news.pk]
    assert act.left_out == 3
    assert Mention.objects.get(pk=news.mention_id).status == State.NO_ANSWER
    assert not Triage.objects.filter(mention=new).exists()
    news.refresh_from_db()
    assert news.closing_reason == "Bare støy"


def leave(by, uuids, key=None, **more):
    given = {"action": BulkAction.LEAVE, "reason": "Bare støy", "at": now(), **more}
    return services.do_all(key=key or uuid4(), uuids=uuids, by=by, **given)


def test_the_same_key_does_it_once(person, source):
    kari, triage, key = person(Role.ADVISER), stands(source, State.TRIAGED), uuid4()
    first = leave(kari, [triage.mention.uuid], key)
    assert leave(kari, [triage.mention.uuid], key).pk == first.pk
    assert BulkRow.objects.count() == 1
    assert EventRow.objects.filter(kind=Event.MENTION_NO_ANSWER).count() == 1


def test_what_was_not_shown_is_not_done(person, source):
    kari, triage = person(Role.ADVISER), stands(source, State.TRIAGED)
    plans = queries.planned(
        BulkAction.LEAVE, queries.chosen_mentions([triage.mention.uuid]), by=kari
    )
    services.assign(mention=triage.mention, by=kari, at=now(), to=kari)
    with pytest.raises(Conflict):
        leave(kari, [triage.mention.uuid], seen=services.sign_of(plans))
    assert BulkAct.objects.count() == 0


@pytest.mark.parametrize(
    ("receiver", "refused"), [(None, Invalid), (Role.READER, Invalid), (Role.ADVISER, Invalid)]
)
def test_nobody_is_given_what_they_may_not_have(person, source, receiver, refused):
    kari, triage = person(Role.ADVISER), stands(source, State.TRIAGED)
    to = receiver and person(receiver)
    with pytest.raises(refused):
        leave(kari, [triage.mention.uuid], action=BulkAction.ASSIGN, to=to)
    assert BulkAct.objects.count() == 0


def test_undo_puts_back_what_nobody_has_touched(person, source):
    kari, head = person(Role.ADVISER), person(Role.HEAD)
    new, sorted_one = MentionFactory(source=source), stands(source, State.TRIAGED)
    touched = stands(source, State.TRIAGED)
    uuids = [new.uuid, sorted_one.mention.uuid, touched.mention.uuid]
    act = leave(kari, uuids, kind=Kind.SPAM)
    assert act.rows.count() == 3
    services.reopen(mention=touched.mention, by=kari, at=now(), reason="Feil")

    with pytest.raises(NotAllowed):
        services.undo_all(act=act, by=person(Role.ADVISER), at=now())
    with pytest.raises(DomainError):
        services.undo_all(act=act, by=kari, at=now() + timedelta(hours=25))
    assert services.undo_all(act=act, by=head, at=now()) == 2
    assert services.undo_all(act=act, by=head, at=now()) == 2  # once is enough

    states = dict(Triage.objects.values_list("mention__uuid", "state"))
    assert [states[uuid] for uuid in uuids] == [State.NEW, State.TRIAGED, State.TRIAGED]
    assert set(Mention.objects.values_list("status", flat=True)) == {State.NEW, State.TRIAGED}
    assert EventRow.objects.filter(kind=Event.MENTION_PUT_BACK).count() == 2
    assert Triage.objects.get(pk=sorted_one.pk).closing_reason == ""


def test_old_acts_are_forgotten(person, source):
    act = leave(person(Role.ADVISER), [stands(source, State.TRIAGED).mention.uuid])
    assert services.forget_bulk_acts(at=act.at + timedelta(days=29)) == 0
    assert services.forget_bulk_acts(at=act.at + timedelta(days=31)) == 1
    assert BulkRow.objects.count() == 0


def test_see_do_and_undo_by_forms_alone(client_for, source):
    kari = client_for(Role.ADVISER)
    news, new = stands(source, State.TRIAGED), MentionFactory(source=source)
    picked = {"act": "leave", "mention": [str(news.mention.uuid), str(new.uuid)]}

    seen = kari.get(BULK, picked)
    assert "Gjør det med 1 omtale" in seen.text
    assert "Ikke sortert." in seen.text
    assert BulkAct.objects.count() == 0

    posted = {**picked, "key": str(seen.context["key"]), "seen": seen.context["seen"]}
    missing = kari.post(BULK, posted)
    assert (missing.status_code, BulkAct.objects.count()) == (422, 0)

    # Taking the unsorted with them is more than was shown: it is shown first.
    again = kari.post(BULK, {**posted, "reason": "Støy", "kind": "news"})
    assert again.status_code == 409
    assert "Gjør det med 2 omtaler" in again.text
    assert "\nStøy</textarea>" in again.text

    done = kari.post(
        BULK, {**posted, "reason": "Støy", "kind": "news", "seen": again.context["seen"]}
    )
    key = UUID(posted["key"])
    assert done.url == reverse("dialogue:bulk-done", args=[key])
    assert "2 omtaler er behandlet." in kari.get(done.url).text
    undone = kari.post(reverse("dialogue:bulk-undo", args=[key]), follow=True)
    assert "2 omtaler står som før." in undone.text
    assert "Angret av" in undone.text


def test_all_that_a_search_finds_can_be_chosen(client_for, source):
    kari = client_for(Role.ADVISER)
    stands(source, State.TRIAGED)
    stands(source, State.CLOSED)
    answer = kari.get(BULK, {"act": "leave", "all": "1", "status": "triaged"})
    assert (len(answer.context["doable"]), answer.context["left_out"]) == (1, [])


@pytest.mark.parametrize("given", [{}, {"act": "tull"}])
def test_an_unknown_act_is_no_page(client_for, given):
    assert client_for(Role.ADVISER).get(BULK, given).status_code == 404


def test_nothing_ticked_is_told(client_for):
    answer = client_for(Role.ADVISER).get(BULK, {"act": "leave", "mention": "tull"}, follow=True)
    assert "Kryss av for minst én omtale først." in answer.text


def test_the_preview_asks_equally_often_whatever_is_chosen(
    client_for, source, django_assert_max_num_queries
):
    kari = client_for(Role.ADVISER)
    uuids = [str(MentionFactory(source=source).uuid) for _number in range(30)]
    with django_assert_max_num_queries(8) as few:
        kari.get(BULK, {"act": "assign", "mention": uuids[:1]})
    with django_assert_max_num_queries(len(few)):
        kari.get(BULK, {"act": "assign", "mention": uuids})
