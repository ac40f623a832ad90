"""Who has access to our accounts: administrators, the quarterly confirmation, leavers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from difi_sosial.audit.queries import history_of
from difi_sosial.channels import queries, services
from difi_sosial.channels.enums import LightKey
from difi_sosial.channels.enums.accounts import AlarmCause, ProfileState
from difi_sosial.channels.models import Administrator, LeaverAlarm, ProfileCheck
from difi_sosial.channels.queries import readiness
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.people import services as people
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter
from tests.factories.channels import AccountFactory, AdministratorFactory, ProfileTextFactory
from tests.factories.people import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def adviser():
    return UserFactory(roles=[Role.ADVISER])


@pytest.fixture
def head():
    return UserFactory(roles=[Role.HEAD])


@pytest.fixture
def account(adviser):
    """An open account whose owner holds no role that confirms."""
    return AccountFactory(owner=adviser, confirm_due_on=date(2026, 3, 31))


def told(person):
    return Letter.objects.filter(recipient=person).count()


def test_people_in_the_portal_and_outside_it_are_written_down(account, adviser):
    inside = services.add_administrator(account=account, user=adviser, by=adviser, at=AT)
    outside = services.add_administrator(
        account=account, name="Byrå", email="Post@Byraa.example", by=adviser, at=AT
    )
    assert (inside.unit, outside.email) == (adviser.unit, "post@byraa.example")
    assert list(queries.administrators_of(account)) == [inside, outside]
    for same in ({"user": adviser}, {"name": "B", "email": "POST@byraa.example"}):
        with pytest.raises(Conflict):
            services.add_administrator(account=account, by=adviser, at=AT, **same)


@pytest.mark.parametrize(
    "facts", [{}, {"name": "Bare navn"}, {"email": "a@b.example"}, {"user": True, "name": "Begge"}]
)
def test_an_administrator_is_either_inside_or_outside(account, adviser, facts):
    facts = facts | ({"user": adviser} if "user" in facts else {})
    with pytest.raises(Invalid):
        services.add_administrator(account=account, by=adviser, at=AT, **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Administrator.objects.create(
            account=account, user=adviser, name="x", added_at=AT, added_by=adviser
        )


def test_outsiders_are_forgotten_two_years_after_their_access_was_taken_away(account, adviser):
    given = {"account": account, "by": adviser}
    services.add_administrator(**given, user=adviser, at=AT)
    gone = services.add_administrator(**given, name="Ola Byrå", email="o@byraa.example", at=AT)
    back = services.add_administrator(**given, name="Eva Byrå", email="e@byraa.example", at=AT)
    confirmed = services.confirm_administrators(account=account, by=account.owner, at=AT)
    for row in (gone, back):
        services.remove_administrator(administrator=row, by=adviser, at=AT)
    services.add_administrator(**given, name="Eva Byrå", email="e@byraa.example", at=AT)
    due = AT + timedelta(days=2 * 365)
    assert services.forget_outsiders(at=due - timedelta(seconds=1)) == 0
    assert services.forget_outsiders(at=due) == 2
    assert services.forget_outsiders(at=due) == 0
    gone.refresh_from_db()
    confirmed.refresh_from_db()
    assert (gone.name, gone.email, str(gone)) == ("", "", "Slettet navn")
    assert confirmed.names == [adviser.name, "–", "Eva Byrå"]
    assert [row.name for row in queries.administrators_of(account) if not row.user] == ["Eva Byrå"]
    assert "access-forgotten" in {row.kind for row in history_of(account)}


def test_what_stood_on_a_profile_is_forgotten_after_a_year(account):
    text = ProfileTextFactory(account=account, state=ProfileState.PUBLISHED)
    check = services.store_check(account=account, at=AT, url="https://a.example", seen="Annet.")
    year = AT + timedelta(days=365)
    assert services.forget_looks(at=year - timedelta(seconds=1)) == 0
    assert services.forget_looks(at=year) == 1
    assert services.forget_looks(at=year) == 0
    check.refresh_from_db()
    assert (check.seen, check.forgotten_at, check.outcome) == ("", year, "deviation")
    text.refresh_from_db()
    assert text.state == ProfileState.DEVIATION
    for change in ({"seen": "Mer."}, {"outcome": "ok"}, {"forgotten_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProfileCheck.objects.filter(pk=check.pk).update(**change)


def test_a_reader_changes_no_access(account):
    reader = UserFactory(roles=[Role.READER])
    with pytest.raises(NotAllowed):
        services.add_administrator(account=account, user=reader, by=reader, at=AT)


def test_only_the_owner_or_the_head_confirms(account, adviser, head):
    AdministratorFactory(account=account, user=adviser)
    for person in (UserFactory(roles=[Role.ADVISER]), UserFactory(roles=[Role.READER])):
        with pytest.raises(NotAllowed):
            services.confirm_administrators(account=account, by=person, at=AT)
    done = services.confirm_administrators(account=account, by=adviser, at=AT)
    account.refresh_from_db()
    assert (done.names, done.due_on) == ([adviser.name], date(2026, 3, 31))
    assert account.confirm_due_on == date(2026, 7, 1)
    assert services.confirm_administrators(account=account, by=head, at=AT).confirmed_by == head


def test_a_letter_when_due_then_weekly_and_to_the_head_too(account, adviser, head):
    for days, letters in ((-1, (0, 0)), (0, (1, 0)), (1, (1, 0)), (7, (2, 1)), (8, (2, 1))):
        moment = datetime(2026, 3, 31, 8, 0, tzinfo=UTC) + timedelta(days=days)
        services.remind_of_confirmations(at=moment)
        assert (told(adviser), told(head)) == letters
    assert queries.waiting_accounts(adviser, queries.Standing(AT)) == [account]
    assert queries.waiting_accounts(UserFactory(roles=[Role.ADVISER]), queries.Standing(AT)) == []


def test_an_account_without_a_day_gets_one(head):
    account = AccountFactory(owner=None)
    services.remind_of_confirmations(at=AT)
    account.refresh_from_db()
    assert account.confirm_due_on == date(2026, 4, 15)


def test_who_is_locked_out_raises_an_alarm_at_once(account, adviser, head):
    leaver = UserFactory(roles=[Role.ADVISER])
    AdministratorFactory(account=account, user=leaver)
    people.set_active(user=leaver, active=False, by=UserFactory(roles=[Role.ADMINISTRATOR]), at=AT)
    alarm = queries.open_alarms().get()
    assert (alarm.cause, alarm.raised_at) == (AlarmCause.DEACTIVATED, AT)
    assert (told(adviser), told(head)) == (1, 1)
    assert services.raise_alarms(at=AT) == 0
    with pytest.raises(WrongState):
        services.confirm_administrators(account=account, by=adviser, at=AT)
    with pytest.raises(Invalid):
        services.close_alarm(alarm=alarm, by=adviser, at=AT, is_removed=False, note="Trengs.")
    services.close_alarm(alarm=alarm, by=adviser, at=AT, is_removed=True)
    assert not queries.open_alarms().exists()
    assert not queries.administrators_of(account).exists()
    kinds = {row.kind for row in history_of(account)}
    assert {"access-alarm-raised", "access-alarm-closed", "administrator-removed"} <= kinds


def test_who_moves_raises_an_alarm_and_may_keep_the_access_for_a_reason(account, adviser):
    admin = UserFactory(roles=[Role.ADMINISTRATOR])
    mover = UserFactory(roles=[Role.ADVISER], unit=UnitFactory())
    AdministratorFactory(account=account, user=mover)
    facts = {"name": mover.name, "title": "", "at": AT}
    people.change(user=mover, by=admin, unit=mover.unit, **(facts | {"title": "Ny tittel"}))
    assert not LeaverAlarm.objects.exists()
    people.change(user=mover, by=admin, unit=UnitFactory(), **facts)
    alarm = queries.open_alarms().get()
    assert alarm.cause == AlarmCause.MOVED
    with pytest.raises(Invalid):
        services.close_alarm(alarm=alarm, by=adviser, at=AT, is_removed=False, note=" ")
    services.close_alarm(alarm=alarm, by=adviser, at=AT, is_removed=False, note="Vakt.")
    assert services.raise_alarms(at=AT) == 0
    assert queries.administrators_of(account).get().unit_id is not None


def test_the_morning_finds_a_leaver_that_nobody_told_of(account):
    leaver = AdministratorFactory(account=account).user
    type(leaver).objects.filter(pk=leaver.pk).update(is_active=False)
    assert services.raise_alarms(at=AT) == 1
    assert services.raise_alarms(at=AT) == 0


def test_the_light_of_two_administrators(account):
    def light():
        return readiness.boards([account.channel], AT)[0].lights

    def administrators():
        return next(row for row in light() if row.key == LightKey.ADMINS)

    AdministratorFactory(account=account)
    assert not administrators().ok
    assert "1 av minst to" in str(administrators().reason)
    second = AdministratorFactory(account=account)
    assert administrators().ok
    type(second.user).objects.filter(pk=second.user_id).update(is_active=False)
    services.raise_alarms(at=AT)
    assert "sluttet" in str(administrators().reason)
