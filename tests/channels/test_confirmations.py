"""The days by which access is confirmed."""

from datetime import UTC, date, datetime

import pytest

from difi_sosial.channels import queries
from difi_sosial.channels.enums.accounts import ProfileState
from difi_sosial.people.enums import Role
from tests.factories.channels import AccountFactory, ProfileTextFactory
from tests.factories.people import UserFactory

AT = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)
TODAY = AT.date()
pytestmark = pytest.mark.django_db


def test_the_owner_confirms_and_the_head_sees_all():
    owner = UserFactory(roles=[Role.READER])
    account = AccountFactory(owner=owner, confirm_due_on=date(2026, 7, 1))
    AccountFactory(confirm_due_on=date(2026, 5, 1))
    AccountFactory(confirm_due_on=date(2026, 7, 1), closed_on=TODAY)

    [mine] = queries.account_deadlines(owner, queries.Standing(AT))

    assert mine.path == f"/kanaler/kontoer/{account.pk}/bekreft/"
    assert account.handle in mine.title
    head = UserFactory(roles=[Role.HEAD])
    assert [str(one.day) for one in queries.account_deadlines(head, queries.Standing(AT))] == [
        "2026-05-01",
        "2026-07-01",
    ]


def test_many_take_as_many_questions_as_one(django_assert_num_queries):
    head = UserFactory(roles=[Role.HEAD])
    assert head.roles
    AccountFactory.create_batch(30, confirm_due_on=date(2026, 7, 1))
    with django_assert_num_queries(2):
        assert len(queries.account_deadlines(head, queries.Standing(AT))) == 30


def test_a_profile_that_the_portal_cannot_read_is_looked_at_by_a_person():
    owner = UserFactory(roles=[Role.ADVISER])
    account = AccountFactory(owner=owner, control_due_on=date(2026, 7, 1))
    assert queries.account_deadlines(owner, queries.Standing(AT)) == []
    text = ProfileTextFactory(account=account, state=ProfileState.PUBLISHED)
    [mine] = queries.account_deadlines(owner, queries.Standing(AT))
    assert (mine.day, mine.kind) == (date(2026, 7, 1), "profile-control")
    assert mine.path == f"/kanaler/profiltekst/{text.pk}/kontroll/"


def test_who_may_not_write_it_down_is_led_to_the_text():
    text = ProfileTextFactory(
        account=AccountFactory(control_due_on=date(2026, 7, 1)), state=ProfileState.PUBLISHED
    )
    [told] = queries.account_deadlines(UserFactory(roles=[Role.MANAGER]), queries.Standing(AT))
    assert told.path == f"/kanaler/profiltekst/{text.pk}/"
