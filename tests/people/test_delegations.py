"""One person stands in for another who is away: who may, for how long, and who is told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.audit.enums import Event
from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.people import queries, rules
from difi_sosial.people import services as people
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Delegation, Letter, Power, User
from difi_sosial.people.permissions import LENDABLE, Permission, lenders
from tests.factories.delegations import away
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
APPROVE = Permission.GUIDELINE_APPROVE


def anew(person):
    return User.objects.get(pk=person.pk)


def free(_person):
    return False


@pytest.fixture
def manager():
    return UserFactory(roles=[Role.MANAGER], name="Ingrid Solbakken")


@pytest.fixture
def adviser():
    return UserFactory(roles=[Role.ADVISER], name="Kari Nordli")


def test_a_stand_in_without_the_right_gets_it_only_when_it_is_given(manager, adviser):
    deputy = away(manager, adviser)
    assert not rules.may(deputy, APPROVE)
    assert deputy not in queries.people_who_may(APPROVE)

    delegation = Delegation.objects.get()
    administrator = UserFactory(roles=[Role.ADMINISTRATOR])
    people.give_powers(delegation=delegation, permissions=[APPROVE], by=administrator, at=now())

    deputy = anew(adviser)
    assert rules.may(deputy, APPROVE)
    assert not rules.may(deputy, Permission.CHANNEL_DECIDE)
    assert rules.acts_for(deputy, APPROVE, free) == manager
    assert deputy in queries.people_who_may(APPROVE)
    assert deputy not in queries.people_who_may(APPROVE, in_own_right=True)
    assert rules.needs_second_factor(deputy)


def test_what_the_one_away_may_not_do_is_never_lent(manager, adviser):
    away(manager, adviser)
    head = UserFactory(roles=[Role.HEAD])
    delegation = Delegation.objects.get()
    for wrong in (
        [],
        [Permission.GUIDELINE_LEAD],
        [Permission.PEOPLE_WRITE],
        [APPROVE, "finnes-ikke"],
    ):
        with pytest.raises(Invalid):
            people.give_powers(delegation=delegation, permissions=wrong, by=head, at=now())
    assert not Power.objects.exists()


def test_one_who_has_the_right_acts_in_their_own_name(manager):
    other = away(manager, UserFactory(roles=[Role.MANAGER]))

    assert rules.seat(other, APPROVE, free) == other
    assert rules.acts_for(other, APPROVE, free) is None
    assert rules.seat(other, APPROVE, lambda one: one == other) is None


def test_who_is_barred_is_barred_through_a_stand_in_too(manager, adviser):
    deputy = away(manager, adviser, given=[APPROVE])

    assert rules.seat(deputy, APPROVE, lambda one: one == manager) is None
    assert rules.seat(deputy, APPROVE, lambda one: one == deputy) is None


def test_it_begins_and_ends_by_itself(manager, adviser):
    deputy = away(manager, adviser, given=[APPROVE], starts_in=1)
    assert (deputy.stands_in, rules.may(deputy, APPROVE)) == ((), False)

    today = local_date(now())
    Delegation.objects.update(from_on=today, until_on=today)
    assert rules.may(anew(adviser), APPROVE)

    Delegation.objects.update(from_on=today - timedelta(days=3), until_on=today - timedelta(days=1))
    assert not rules.may(anew(adviser), APPROVE)
    assert (people.close_past(at=now()), people.close_past(at=now())) == (1, 0)
    assert history_of(manager).first().kind == Event.DELEGATION_ENDED
    with pytest.raises(WrongState):
        people.end_delegation(delegation=Delegation.objects.get(), by=manager, at=now())


def test_a_stand_in_for_one_who_is_locked_out_decides_nothing(manager, adviser):
    away(manager, adviser, given=[APPROVE])
    User.objects.filter(pk=manager.pk).update(is_active=False)

    assert not rules.may(anew(adviser), APPROVE)
    assert anew(adviser) not in queries.people_who_may(APPROVE)


def test_there_are_no_chains_and_no_two_at_once(manager, adviser):
    third = UserFactory(roles=[Role.MANAGER])
    away(manager, adviser, given=[APPROVE])
    for principal, deputy in ((manager, third), (adviser, third), (third, manager)):
        with pytest.raises(Conflict):
            away(principal, deputy)
    # Nor does the database let one through that the service did not see.
    day = local_date(now())
    facts = {"from_on": day, "until_on": day, "reason": "Ferie", "made_by": third}
    for principal, deputy in ((manager, third), (adviser, third), (third, manager)):
        with pytest.raises(IntegrityError, match="stands in"), transaction.atomic():
            Delegation.objects.create(principal=principal, deputy=deputy, **facts)
    # What was lent is not lent on: a stand-in has only what the other's own roles give.
    assert lenders(anew(adviser), APPROVE) == [manager]


def test_only_a_third_person_gives_powers(manager):
    head = UserFactory(roles=[Role.HEAD])
    away(manager, head)
    delegation = Delegation.objects.get()
    for person in (head, manager, UserFactory(roles=[Role.ADVISER])):
        with pytest.raises(NotAllowed):
            people.give_powers(delegation=delegation, permissions=[APPROVE], by=person, at=now())
    with pytest.raises(IntegrityError, match="third person"), transaction.atomic():
        Power.objects.create(
            delegation=delegation, permission=APPROVE, given_by=head, given_at=now()
        )


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"reason": "  "}, Invalid),
        ({"days": -1}, Invalid),
        ({"days": 400}, Invalid),
        ({"starts_in": -1}, Invalid),
        ({"deputy": "self"}, Invalid),
        ({"deputy": "locked"}, Invalid),
        ({"by": "stranger"}, NotAllowed),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(manager, adviser, changes, error):
    deputies = {"self": manager, "locked": UserFactory(is_active=False), None: adviser}
    first = local_date(now()) + timedelta(days=changes.get("starts_in", 0))
    with pytest.raises(error):
        people.delegate(
            principal=manager,
            deputy=deputies[changes.get("deputy")],
            from_on=first,
            until_on=first + timedelta(days=changes.get("days", 3)),
            reason=changes.get("reason", "Ferie"),
            by=adviser if "by" in changes else manager,
            at=now(),
        )


def test_the_stand_in_gets_the_letters_and_is_told_on_whose_behalf(manager, adviser):
    away(manager, adviser)
    letter = {"subject": "Til godkjenning", "path": "/", "at": now()}
    assert people.tell(to=[manager], text="Les teksten.", key="a", **letter) == 2
    assert people.tell(to=[manager], text="Bekreft.", key="b", personal=True, **letter) == 1

    forwarded = Letter.objects.get(key="a", recipient=adviser)
    assert forwarded.text == (
        "Du får dette på vegne av Ingrid Solbakken, som du er stedfortreder for. Les teksten."
    )
    assert Letter.objects.get(key="a", recipient=manager).text == "Les teksten."


def test_all_concerned_are_told_and_the_log_knows(manager, adviser):
    head = UserFactory(roles=[Role.HEAD])
    away(manager, adviser)
    [made] = Letter.objects.filter(recipient=adviser)
    [lacking] = Letter.objects.filter(recipient=head)
    assert made.subject == "Kari Nordli er stedfortreder for Ingrid Solbakken"
    assert lacking.path == reverse("people:delegation-show", args=[Delegation.objects.get().pk])
    event = history_of(manager).first()
    assert (event.kind, event.after["deputy"]) == (Event.DELEGATION_MADE, "Kari Nordli")


def test_the_head_gives_what_is_lacking_on_the_page(client_for, manager, adviser):
    away(manager, adviser)
    delegation = Delegation.objects.get()
    head = client_for(Role.HEAD)
    url = reverse("people:delegation-show", args=[delegation.pk])
    assert head.post(url, {"permissions": []}).status_code == 422
    assert head.post(url, {"permissions": [APPROVE]}).status_code == 302
    assert "Godkjenne retningslinjer: gitt av" in head.get(url).text
    assert client_for(adviser).get(url).status_code == 403


def test_a_person_names_and_ends_a_stand_in_on_their_own_page(client_for, manager, adviser):
    me, today = client_for(manager), local_date(now())
    url = reverse("people:delegation-own")
    typed = {"deputy": adviser.pk, "from_on": today, "until_on": today, "reason": "Kurs i Bodø"}
    refused = me.post(url, {**typed, "until_on": today - timedelta(days=2)})
    assert (refused.status_code, "Kurs i Bodø" in refused.text) == (422, True)
    assert me.post(url, typed).status_code == 302
    assert "har ikke myndighet" in me.get(url).text
    assert "Du er stedfortreder for" in client_for(adviser).get(url).text

    end = reverse("people:delegation-end", args=[Delegation.objects.get().pk])
    stranger = client_for(Role.READER)
    assert stranger.post(end).status_code == 403
    assert me.post(end).status_code == 302
    assert Delegation.objects.get().ended_by == manager


def test_an_administrator_names_one_for_somebody_who_is_ill(client_for, manager, adviser):
    today = local_date(now())
    typed = {"principal": manager.pk, "deputy": adviser.pk, "reason": "Borte"}
    typed |= {"from_on": today, "until_on": today}
    administrator = client_for(Role.ADMINISTRATOR)
    assert administrator.post(reverse("people:delegation-create"), typed).status_code == 302
    assert Delegation.objects.get().made_by == administrator.person
    again = administrator.post(reverse("people:delegation-create"), typed)
    assert (again.status_code, "har alt en stedfortreder" in again.text) == (422, True)


def test_lists_ask_as_often_for_300_as_for_1(client_for, manager, adviser):
    away(manager, adviser, given=[APPROVE])
    head = client_for(Role.HEAD)
    pages = [(head, reverse("people:delegation-list"))]
    pages += [(client_for(manager), reverse("people:delegation-own"))]
    asked = {}
    today = local_date(now())
    for number in (0, 29, 270):
        Delegation.objects.bulk_create(
            Delegation(
                principal=manager,
                deputy=adviser,
                from_on=today - timedelta(days=900),
                until_on=today - timedelta(days=800),
                ended_at=now(),
                ended_by=manager,
                reason="Ferie",
                made_by=manager,
            )
            for _one in range(number)
        )
        for client, url in pages:
            with CaptureQueriesContext(connection) as found:
                assert client.get(url).status_code == 200
            asked.setdefault(url, []).append(len(found))
    assert [len(set(numbers)) for numbers in asked.values()] == [1, 1], asked


def test_whoever_may_nothing_that_is_lent_costs_no_question(manager, django_assert_num_queries):
    reader = anew(UserFactory(roles=[Role.READER]))
    assert reader.roles
    with django_assert_num_queries(0):
        assert not rules.may(reader, Permission.PEOPLE_WRITE)
    with django_assert_num_queries(1):
        assert not any(rules.may(reader, one) for one in LENDABLE)


def test_whoever_chose_the_stand_in_does_not_give_the_power_too(client_for, manager, adviser):
    head, day = client_for(Role.HEAD), local_date(now())
    days = {"from_on": day, "until_on": day, "reason": "Syk", "at": now()}
    made = people.delegate(principal=manager, deputy=adviser, by=head.person, **days)
    assert not Letter.objects.filter(recipient=head.person).exists()
    with pytest.raises(NotAllowed, match="ikke har valgt"):
        people.give_powers(delegation=made, permissions=[APPROVE], by=head.person, at=now())
    with pytest.raises(IntegrityError, match="third person"), transaction.atomic():
        Power.objects.create(
            delegation=made, permission=APPROVE, given_by=head.person, given_at=now()
        )
    page = head.get(reverse("people:delegation-show", args=[made.pk])).text
    assert "Du har selv valgt stedfortrederen" in page and "Gi myndighet for" not in page
    administrator = UserFactory(roles=[Role.ADMINISTRATOR])
    people.give_powers(delegation=made, permissions=[APPROVE], by=administrator, at=now())
    assert rules.may(anew(adviser), APPROVE)
