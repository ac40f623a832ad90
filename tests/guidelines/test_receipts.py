"""Read and understood: who is asked, what a receipt is worth, reminders, and forgetting."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from difi_sosial.audit.queries import history_of
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import CampaignAction, CampaignState, State
from difi_sosial.guidelines.models import Asked, Campaign, GuidelineVersion, ReaderQuestion, Receipt
from difi_sosial.guidelines.services import Audience
from difi_sosial.guidelines.workflow import CAMPAIGN
from difi_sosial.people import services as people
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter, User
from tests.factories.guidelines import version_in
from tests.factories.people import GrantFactory, UnitFactory, UserFactory
from tests.factories.receipts import campaign_for, next_version
from tests.undone import undone

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 23, 9, 0, tzinfo=UTC)
DEADLINE = date(2026, 3, 24)


@pytest.fixture(scope="module")
def running(standing):
    """The key of a campaign that asks one reader."""
    with standing():
        reader = UserFactory(roles=[Role.READER], name="Lars Vik")
        return campaign_for(reader, at=MONDAY, deadline=DEADLINE).pk


@pytest.fixture
def campaign(running):
    return Campaign.objects.get(pk=running)


@pytest.fixture
def reader(campaign):
    return User.objects.get(name="Lars Vik")


def confirm(campaign, person, at=MONDAY):
    return guidelines.confirm(campaign=campaign, by=person, at=at)


def close(campaign, by=None, note="Ferdig.", at=LATER):
    by = by or campaign.started_by
    return guidelines.close_campaign(campaign=campaign, note=note, by=by, at=at)


def asked(campaign):
    return set(User.objects.filter(pk__in=campaign.asked.values("person")))


# Starting


@pytest.mark.parametrize("state", State)
def test_who_may_ask_about_what(state, subtests):
    made = version_in(state)
    for role in Role:
        with subtests.test(role=role), undone(made) as version:
            judge(version, UserFactory(roles=[role]), may=role in {Role.ADVISER, Role.HEAD})


def judge(version, person, *, may):
    """Who may starts a campaign on a version in force; nobody else and on no other."""
    is_open = may and version.state == State.IN_FORCE
    assert rules.may_start_campaign(person, version) == is_open
    if is_open:
        assert campaign_for(person, version=version, by=person).state == CampaignState.OPEN
        return
    with pytest.raises(WrongState if may else NotAllowed):
        campaign_for(person, version=version, by=person, at=LATER)
    assert not version.campaigns.exists()


def test_units_with_those_under_roles_and_persons_are_asked_once_each():
    top = UnitFactory()
    below = UnitFactory(parent=UnitFactory(parent=top))
    deep = UserFactory(unit=below, roles=[Role.DPO])
    dpo, alone, gone = UserFactory(roles=[Role.DPO]), UserFactory(), UserFactory(unit=top)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    UserFactory()
    audience = Audience(units=[top], roles=[Role.DPO], persons=[alone, deep])
    campaign = campaign_for(audience=audience)
    assert asked(campaign) == {deep, dpo, alone}
    assert Letter.objects.filter(key=f"guidelines.campaign:{campaign.pk}:asked").count() == 3


@pytest.mark.parametrize(
    "given",
    [
        {"audience": Audience()},
        {"question": "  "},
        {"deadline": date(2026, 3, 8)},
        {"audience": Audience(roles=[Role.ARCHIVIST])},
    ],
)
def test_a_campaign_needs_somebody_something_and_time(reader, given):
    version = version_in(State.IN_FORCE)
    whole = {
        "audience": Audience(persons=[reader]),
        "question": "Lest",
        "deadline": DEADLINE,
        "version": version,
        "by": version.guideline.owner,
        "at": MONDAY,
    }
    before = Letter.objects.count()
    with pytest.raises(Invalid):
        guidelines.start_campaign(**(whole | given))
    assert not version.campaigns.exists() and Letter.objects.count() == before


def test_a_version_is_asked_about_once_at_a_time(campaign, reader):
    with pytest.raises(WrongState):
        campaign_for(reader, version=campaign.version, at=LATER)
    close(campaign)
    assert campaign_for(reader, version=campaign.version, at=LATER).pk


# Changing it while it runs


def change(campaign, deadline=None, persons=(), by=None, at=MONDAY):
    by = by or campaign.started_by
    day = deadline or campaign.deadline
    guidelines.change_campaign(campaign=campaign, deadline=day, persons=persons, by=by, at=at)
    campaign.refresh_from_db()


def letters(campaign, kind):
    return Letter.objects.filter(key__startswith=f"guidelines.campaign:{campaign.pk}:{kind}")


def test_a_deadline_moves_for_those_who_have_not_confirmed(campaign, reader):
    done, late = UserFactory(), UserFactory()
    change(campaign, persons=[done, late])
    confirm(campaign, done)
    change(campaign, deadline=date(2026, 4, 14))
    rows = dict(campaign.asked.values_list("person", "deadline"))
    assert rows == {reader.pk: date(2026, 4, 14), late.pk: date(2026, 4, 14), done.pk: DEADLINE}
    assert campaign.deadline == date(2026, 4, 14)
    assert {letter.recipient for letter in letters(campaign, "moved")} == {reader, late}
    event = history_of(campaign)[0]
    assert (event.kind, event.after) == ("reading-moved", {"deadline": "2026-04-14"})


def test_who_joined_later_keeps_the_time_to_read_when_the_deadline_comes_nearer(campaign, reader):
    newcomer = UserFactory()
    change(campaign, persons=[newcomer], at=LATER)
    later = campaign.asked.get(person=newcomer).deadline
    assert later > DEADLINE
    change(campaign, deadline=date(2026, 3, 23), at=LATER)
    rows = dict(campaign.asked.values_list("person", "deadline"))
    assert rows == {reader.pk: date(2026, 3, 23), newcomer.pk: later}


def test_who_is_excused_is_counted_and_asked_no_more_until_asked_again(campaign, reader):
    head = UserFactory(roles=[Role.HEAD])
    row = campaign.asked.get()
    guidelines.excuse(asked=row, reason="Er i permisjon.", by=head, at=MONDAY)
    assert letters(campaign, "excused").get().recipient == reader
    assert list(queries.to_confirm(reader)) == []
    assert queries.tally(campaign, DEADLINE).asked == 0
    assert guidelines.keep_campaigns(at=datetime(2026, 3, 20, 9, tzinfo=UTC)) == 0
    assert "permisjon" not in str([(e.after, e.reason) for e in history_of(campaign)])
    with pytest.raises(WrongState):
        confirm(campaign, reader)
    with pytest.raises(WrongState):
        guidelines.excuse(asked=row, reason="Igjen.", by=head, at=MONDAY)
    assert reader in queries.can_be_added(campaign)
    change(campaign, persons=[reader])
    assert letters(campaign, "asked-again").get().recipient == reader
    assert confirm(campaign, reader).pk
    assert reader not in queries.can_be_added(campaign)


def test_a_stand_in_is_not_told_to_read_for_another(campaign, reader):
    days = {"from_on": MONDAY.date(), "until_on": DEADLINE, "reason": "Ferie"}
    people.delegate(principal=reader, deputy=UserFactory(), by=reader, at=MONDAY, **days)
    change(campaign, deadline=date(2026, 4, 14))
    head = UserFactory(roles=[Role.HEAD])
    guidelines.excuse(asked=campaign.asked.get(), reason="Ferie.", by=head, at=MONDAY)
    assert {one.recipient for one in letters(campaign, "")} == {reader}


@pytest.mark.parametrize("role", Role)
def test_who_may_change_and_who_may_excuse(campaign, role):
    person, row = UserFactory(roles=[role]), campaign.asked.get()
    may_change, may_excuse = role in {Role.ADVISER, Role.HEAD}, role == Role.HEAD
    for may, act in [
        (may_change, lambda: change(campaign, deadline=date(2026, 4, 14), by=person)),
        (may_excuse, lambda: guidelines.excuse(asked=row, reason="x", by=person, at=MONDAY)),
    ]:
        if may:
            act()
            continue
        with pytest.raises(NotAllowed):
            act()


def test_what_is_over_or_confirmed_or_without_reason_is_not_changed(campaign, reader):
    head, row = UserFactory(roles=[Role.HEAD]), campaign.asked.get()
    with pytest.raises(Invalid):
        guidelines.excuse(asked=row, reason=" ", by=head, at=MONDAY)
    with pytest.raises(Invalid):
        change(campaign, deadline=date(2026, 3, 6))
    confirm(campaign, reader)
    with pytest.raises(WrongState):
        guidelines.excuse(asked=campaign.asked.get(), reason="x", by=head, at=MONDAY)
    close(campaign)
    with pytest.raises(WrongState):
        change(campaign, deadline=date(2026, 4, 14))


# Receipts


def test_a_receipt_carries_the_checksum_the_words_and_the_time(campaign, reader):
    receipt = confirm(campaign, reader)
    assert receipt.checksum == campaign.version.checksum
    assert (receipt.statement, receipt.at) == (campaign.question, MONDAY)
    assert confirm(campaign, reader, at=LATER) == receipt
    assert list(queries.to_confirm(reader)) == []


def test_only_those_who_are_asked_confirm_and_only_while_it_lasts(campaign, reader):
    with pytest.raises(NotAllowed):
        confirm(campaign, UserFactory(roles=[Role.HEAD]))
    close(campaign)
    with pytest.raises(WrongState):
        confirm(campaign, reader)
    assert not Receipt.objects.exists()


def test_who_has_left_confirms_nothing(campaign, reader):
    User.objects.filter(pk=reader.pk).update(is_active=False)
    with pytest.raises(NotAllowed):
        confirm(campaign, User.objects.get(pk=reader.pk))


@pytest.mark.parametrize("change", [{"checksum": "0" * 64}, {"at": LATER}, {"statement": "Ja"}])
def test_the_database_never_changes_a_receipt(campaign, reader, change):
    confirm(campaign, reader)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Receipt.objects.update(**change)


def test_the_database_keeps_a_receipt_while_its_version_is_in_force(campaign, reader):
    receipt = confirm(campaign, reader)
    with pytest.raises(IntegrityError, match="kept"), transaction.atomic():
        receipt.delete()
    close(campaign)
    with pytest.raises(IntegrityError, match="kept"), transaction.atomic():
        receipt.delete()


def test_the_database_takes_no_receipt_for_other_bytes_or_afterwards(campaign, reader):
    row = {"asked": campaign.asked.get(), "statement": "Lest", "at": MONDAY}
    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.create(checksum="0" * 64, **row)
    close(campaign)
    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.create(checksum=campaign.version.checksum, **row)


def test_the_database_never_changes_who_was_asked_what(campaign):
    with pytest.raises(IntegrityError), transaction.atomic():
        Asked.objects.update(person=UserFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.update(question="Noe annet")


# A new version


@pytest.fixture
def following(campaign, reader):
    """A new version in force with one section changed, after the reader confirmed the old one."""
    confirm(campaign, reader)
    change = {"spraak-tone-og-nettikette": "Vi er alltid høflige."}
    manager = UserFactory(roles=[Role.MANAGER])
    return next_version(campaign.version, change=change, at=LATER, manager=manager)


def test_a_new_version_asks_again_only_about_what_changed(campaign, reader, following):
    newcomer = UserFactory()
    again = campaign_for(reader, newcomer, version=following, at=LATER)
    mine = queries.to_read(queries.to_confirm(reader).get())
    assert mine.base == campaign.version
    assert [part.anchor for part in mine.changed] == ["spraak-tone-og-nettikette"]
    assert len(mine.same) == 7 and not mine.rules_changed
    assert queries.to_read(queries.to_confirm(newcomer).get()).base is None
    assert confirm(again, reader, at=LATER).since == 1


def test_a_new_campaign_on_the_same_text_says_that_nothing_is_new(campaign, reader):
    confirm(campaign, reader)
    close(campaign)
    campaign_for(reader, version=campaign.version, at=LATER)
    assert queries.to_read(queries.to_confirm(reader).get()).nothing_new


def test_a_new_campaign_closes_the_one_on_the_older_version(campaign, reader, following):
    campaign_for(reader, version=following, at=LATER)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.CLOSED
    assert (campaign.asked_total, campaign.confirmed_total) == (1, 1)


def test_what_no_longer_is_in_force_is_not_asked_about(campaign, reader, following):
    other = UserFactory()
    assert list(queries.to_confirm(other)) == []
    guidelines.keep_campaigns(at=LATER)
    campaign.refresh_from_db()
    assert (campaign.state, campaign.closed_by) == (CampaignState.CLOSED, None)


# The law of a campaign


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", CampaignState)
def test_who_may_close(campaign, state, role):
    person = UserFactory(roles=[role])
    may = role in {Role.ADVISER, Role.HEAD}
    if state == CampaignState.CLOSED:
        close(campaign)
    if state == CampaignState.CLOSED:
        with pytest.raises(WrongState):
            close(campaign, by=person)
    elif not may:
        with pytest.raises(NotAllowed):
            close(campaign, by=person)
    else:
        assert close(campaign, by=person).closed_by == person
    assert list(CAMPAIGN.actions()) == list(CampaignAction)


def test_closing_needs_a_note_and_keeps_the_numbers(campaign, reader):
    confirm(campaign, reader)
    with pytest.raises(Invalid):
        close(campaign, note=" ")
    closed = close(campaign)
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert (closed.asked_total, closed.confirmed_total) == (1, 1)
    assert [event.kind for event in history_of(campaign)] == ["reading-closed", "reading-started"]


# Numbers


def test_leavers_are_out_of_the_numbers_and_their_receipts_stay(campaign, reader):
    receipt = confirm(campaign, reader)
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert queries.tally(campaign, DEADLINE).asked == 0
    assert Receipt.objects.get() == receipt
    head = UserFactory(roles=[Role.HEAD])
    assert [row.person for row in queries.readers(campaign, head)] == [reader]


def test_numbers_per_unit(reader):
    unit = UnitFactory(name="Arkiv")
    first, second = UserFactory(unit=unit), UserFactory(unit=unit)
    campaign = campaign_for(reader, first, second, at=MONDAY, deadline=DEADLINE)
    confirm(campaign, first)
    after = DEADLINE + timedelta(days=1)
    rows = {row.unit: row for row in queries.tallies(campaign, after)}
    arkiv = rows["Arkiv"]
    assert (arkiv.asked, arkiv.confirmed, arkiv.overdue, arkiv.share) == (2, 1, 1, 50)
    assert queries.tally(campaign, DEADLINE).overdue == 0
    listed = queries.campaigns_with_numbers(after).get(pk=campaign.pk)
    assert (listed.asked_now, listed.confirmed_now, listed.overdue_now) == (3, 1, 2)


def test_the_head_sees_all_a_manager_own_unit_and_an_adviser_nobody(campaign, reader):
    boss = UserFactory(roles=[Role.MANAGER])
    under = UserFactory(unit=UnitFactory(parent=boss.unit))
    everybody = campaign_for(reader, under, at=MONDAY)

    def seen(person):
        return {row.person for row in queries.readers(everybody, person)}

    assert seen(UserFactory(roles=[Role.HEAD])) == {reader, under}
    assert seen(boss) == {under}
    assert seen(UserFactory(roles=[Role.ADVISER])) == set()
    assert seen(UserFactory(roles=[Role.MANAGER], unit=None)) == set()


# Reminders and newcomers


@pytest.mark.parametrize(
    ("today", "reminded"),
    [
        (date(2026, 3, 18), None),
        (date(2026, 3, 19), date(2026, 3, 19)),
        (date(2026, 3, 20), date(2026, 3, 19)),
        (date(2026, 3, 24), date(2026, 3, 24)),
        (date(2026, 3, 30), date(2026, 3, 24)),
        (date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 4, 8), date(2026, 4, 7)),
    ],
)
def test_reminders_three_working_days_before_on_the_day_and_weekly(today, reminded):
    assert rules.reminder_day(DEADLINE, today) == reminded


def reminders(reader):
    return Letter.objects.filter(recipient=reader, key__contains=":reminder:")


def test_reminders_go_once_and_only_to_those_who_have_not_confirmed():
    late, done = UserFactory(), UserFactory()
    campaign = campaign_for(late, done, at=MONDAY, deadline=DEADLINE)
    confirm(campaign, done)
    for day in range(9, 9 + 30):
        at = MONDAY + timedelta(days=day - 9)
        guidelines.keep_campaigns(at=at)
        guidelines.keep_campaigns(at=at)
    assert reminders(late).count() == 4
    assert not reminders(done).exists()
    assert "Fristen var 24. mars 2026" in reminders(late).latest("created_at").text


def test_a_campaign_that_cannot_be_kept_stops_none_of_the_others(reader, monkeypatch):
    """A person closed the first one between the clock's look and its letters."""
    gone, other = campaign_for(reader, at=MONDAY), campaign_for(reader, at=MONDAY)
    GuidelineVersion.objects.filter(pk=gone.version_id).update(
        state=State.WITHDRAWN, in_force_until=MONDAY.date()
    )
    for campaign in (gone, other):
        campaign.asked.update(deadline=DEADLINE)
    looked = [queries.campaigns().get(pk=one.pk) for one in (gone, other)]
    close(gone)
    monkeypatch.setattr(queries, "campaigns", lambda: SimpleNamespace(filter=lambda **_: looked))
    assert guidelines.keep_campaigns(at=datetime(2026, 3, 24, 9, tzinfo=UTC)) == 1


def test_a_closed_campaign_reminds_nobody(campaign, reader):
    close(campaign)
    assert guidelines.keep_campaigns(at=LATER + timedelta(days=30)) == 0


def test_whoever_joins_a_chosen_role_later_is_asked_and_gets_time(campaign, reader):
    close(campaign, at=MONDAY)
    audience = Audience(roles=[Role.READER])
    campaign = campaign_for(audience=audience, at=MONDAY, deadline=DEADLINE)
    before = asked(campaign)
    assert reader in before
    newcomer = UserFactory(roles=[Role.READER])
    assert guidelines.keep_campaigns(at=LATER) == len(before) + 1
    assert asked(campaign) == {*before, newcomer}
    mine = campaign.asked.get(person=newcomer)
    assert mine.deadline == date(2026, 3, 30)
    assert "30. mars 2026" in Letter.objects.get(recipient=newcomer).text
    assert guidelines.keep_campaigns(at=LATER) == 0


def test_whoever_gets_the_role_by_a_grant_is_asked_and_whoever_loses_it_stays_asked(reader):
    campaign = campaign_for(audience=Audience(roles=[Role.READER]), at=MONDAY, deadline=DEADLINE)
    before = asked(campaign)
    other = UserFactory()
    GrantFactory(user=other, role=Role.READER)
    reader.grants.all().delete()
    guidelines.keep_campaigns(at=MONDAY)
    assert asked(campaign) == {*before, other}
    assert reader in before


# Questions


def test_a_question_goes_to_the_author_and_the_answer_to_the_reader(campaign, reader):
    owner = campaign.version.guideline.owner
    question = guidelines.ask_author(
        campaign=campaign, text="Gjelder det LinkedIn?", by=reader, at=MONDAY
    )
    assert queries.open_questions(owner) == 1
    assert "Gjelder det LinkedIn?" in Letter.objects.filter(recipient=owner).latest("pk").text
    with pytest.raises(NotAllowed):
        guidelines.answer_reader(question=question, text="Ja.", by=reader, at=LATER)
    guidelines.answer_reader(question=question, text="Ja, det gjør det.", by=owner, at=LATER)
    with pytest.raises(WrongState):
        guidelines.answer_reader(question=question, text="Nei.", by=owner, at=LATER)
    assert "Ja, det gjør det." in Letter.objects.filter(recipient=reader).latest("pk").text
    assert queries.open_questions(owner) == 0


@pytest.mark.parametrize("text", ["", " \n"])
def test_nothing_is_no_question(campaign, reader, text):
    with pytest.raises(Invalid):
        guidelines.ask_author(campaign=campaign, text=text, by=reader, at=MONDAY)
    assert not ReaderQuestion.objects.exists()


# Forgetting


def test_receipts_are_forgotten_years_after_the_version_left_force(
    campaign, reader, following, settings
):
    guidelines.keep_campaigns(at=LATER)
    campaign.refresh_from_db()
    left = campaign.version.__class__.objects.get(pk=campaign.version_id).in_force_until
    settings.RECEIPT_YEARS = 3
    early = datetime(left.year + 3, left.month, left.day, 3, tzinfo=UTC)
    assert guidelines.forget_receipts(at=early) == 0
    assert guidelines.forget_receipts(at=early + timedelta(days=1)) == 1
    assert guidelines.forget_receipts(at=early + timedelta(days=2)) == 0
    campaign.refresh_from_db()
    assert not Receipt.objects.exists() and not campaign.asked.exists()
    assert (campaign.asked_total, campaign.confirmed_total) == (1, 1)
    assert history_of(campaign)[0].kind == "reading-forgotten"
