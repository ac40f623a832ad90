"""The days of channels and accounts that concern a person."""

from datetime import date

import pytest

from difi_sosial.channels import queries
from difi_sosial.channels.enums import DecisionState
from difi_sosial.people.enums import Role
from tests.factories.channels import AccountFactory, DecisionFactory
from tests.factories.people import UserFactory

TODAY = date(2026, 6, 1)
pytestmark = pytest.mark.django_db


def kinds(person):
    return [deadline.kind for deadline in queries.deadlines(person, TODAY)]


def test_the_owner_confirms_and_the_head_sees_all():
    owner = UserFactory(roles=[Role.READER])
    account = AccountFactory(owner=owner, confirm_due_on=date(2026, 7, 1))
    AccountFactory(confirm_due_on=date(2026, 5, 1))
    AccountFactory(confirm_due_on=date(2026, 7, 1), closed_on=TODAY)

    [mine] = queries.deadlines(owner, TODAY)

    assert mine.path == f"/kanaler/kontoer/{account.pk}/bekreft/"
    assert account.handle in mine.title
    head = UserFactory(roles=[Role.HEAD])
    assert [str(one.day) for one in queries.deadlines(head, TODAY)] == ["2026-05-01", "2026-07-01"]


def test_a_decision_runs_out():
    DecisionFactory(state=DecisionState.CHOSEN, valid_to=date(2026, 8, 1))
    DecisionFactory(state=DecisionState.CHOSEN, valid_to=date(2029, 8, 1))
    DecisionFactory(state=DecisionState.DECLINED, valid_to=date(2026, 8, 1))
    assert kinds(UserFactory(roles=[Role.MANAGER])) == ["decision-expires"]
    assert kinds(UserFactory(roles=[Role.READER])) == []


def test_many_take_as_many_questions_as_one(django_assert_num_queries):
    manager = UserFactory(roles=[Role.MANAGER])
    assert manager.roles
    AccountFactory.create_batch(30, confirm_due_on=date(2026, 7, 1))
    DecisionFactory.create_batch(30, state=DecisionState.CHOSEN, valid_to=date(2026, 8, 1))
    with django_assert_num_queries(2):
        assert len(queries.deadlines(manager, TODAY)) == 60
