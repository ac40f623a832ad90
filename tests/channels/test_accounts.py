"""Facts of accounts: hours, promises, numbers, and the moment somebody follows them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from difi_sosial.channels import queries, services
from difi_sosial.channels.enums.accounts import ProfileState
from difi_sosial.channels.services import outdating
from difi_sosial.core.clock import OSLO
from difi_sosial.core.errors import Invalid
from difi_sosial.people.enums import Role
from tests.factories.channels import AccountFactory, ChannelFactory, ProfileTextFactory
from tests.factories.people import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
OFFICE = [(day, time(8), time(15, 30)) for day in range(5)]


@pytest.fixture
def adviser():
    return UserFactory(roles=[Role.ADVISER])


def saved(adviser, account=None, **more):
    facts = more.pop("facts", {})
    if account is None:
        facts = {
            "channel": facts.get("channel") or ChannelFactory(slug=f"medium-{adviser.pk}"),
            "handle": "@Oss på nett",
            "url": "https://a.example",
            "unit": UnitFactory(),
        } | facts
    return services.save_account(account=account, facts=facts, by=adviser, at=AT, **more)


def test_a_new_account_gets_an_address_of_its_own_and_keeps_it(adviser):
    account = saved(adviser)
    assert account.slug == f"medium-{adviser.pk}-oss-pa-nett"
    again = saved(adviser, account, facts={"handle": "@nytt"})
    assert again.slug == account.slug
    other = saved(adviser, facts={"channel": account.channel})
    assert other.slug == f"{account.slug}-2"
    assert account.confirm_due_on == date(2026, 7, 1)
    assert account.control_due_on == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("moment", "followed"),
    [
        (datetime(2026, 3, 31, 8, 0, tzinfo=OSLO), True),
        (datetime(2026, 3, 31, 7, 59, tzinfo=OSLO), False),
        (datetime(2026, 3, 31, 15, 30, tzinfo=OSLO), False),
        (datetime(2026, 3, 31, 13, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 31, 14, 0, tzinfo=UTC), False),
        (datetime(2026, 4, 2, 10, 0, tzinfo=OSLO), False),  # Maundy Thursday
        (datetime(2026, 4, 4, 10, 0, tzinfo=OSLO), False),
    ],
)
def test_when_somebody_follows_an_account(adviser, moment, followed):
    account = saved(adviser, hours=OFFICE)
    assert queries.is_followed(account, moment) is followed


@pytest.mark.parametrize(
    "hours",
    [
        [(0, time(8), time(8))],
        [(0, time(9), time(8))],
        [(0, time(8), time(12)), (0, time(11), time(16))],
    ],
)
def test_hours_that_make_no_sense_are_refused(adviser, hours):
    with pytest.raises(Invalid):
        saved(adviser, hours=hours)


def test_a_kind_without_a_promise_of_its_own_has_the_general_one(adviser):
    account = saved(adviser, facts={"response_hours": 8}, promises={"criticism": 2})
    kinds = ("criticism", "question", "praise", "")
    assert [queries.promised_hours(account, kind) for kind in kinds] == [2, 8, 8, 8]


def test_a_changed_promise_makes_the_texts_outdated(adviser):
    account = saved(adviser, facts={"response_hours": 8}, hours=OFFICE)
    services.load_sentences()
    text = services.generate(account=account, language="nb", by=adviser, at=AT)
    assert "8 arbeidstimer" in text.body
    saved(adviser, account, facts={"mandate": "Svare på spørsmål."})
    text.refresh_from_db()
    assert text.state == ProfileState.GENERATED
    saved(adviser, account, promises={"criticism": 2}, facts={"response_hours": 4})
    text.refresh_from_db()
    assert text.state == ProfileState.OUTDATED
    assert text.outdated_facts == ["response", "response_by_kind"]
    fresh = services.generate(account=account, language="nb", by=adviser, at=AT)
    text.refresh_from_db()
    assert (fresh.number, text.state) == (2, ProfileState.SUPERSEDED)


def test_a_closed_account_has_nothing_to_confirm_and_makes_no_text(adviser):
    account = saved(adviser)
    closed = saved(adviser, account, facts={"closed_on": date(2026, 4, 1)})
    assert (closed.confirm_due_on, closed.control_due_on, closed.profile_due_at) == (None,) * 3


def test_posts_between_two_measurements():
    account = AccountFactory()
    for days, posts in ((0, 10), (7, 14), (14, None), (21, 20)):
        account.samples.create(taken_at=AT + timedelta(days=days), posts_total=posts, method="auto")

    def posted(start, end):
        first, last = AT + timedelta(days=start), AT + timedelta(days=end)
        return queries.posts_between(account, first, last)

    assert posted(0, 8) == 4
    assert posted(0, 30) == 10
    assert posted(7, 15) is None
    assert posted(-5, 30) is None


def test_numbers_by_hand_need_a_source(adviser):
    account = AccountFactory()
    given = {"account": account, "by": adviser, "at": AT}
    with pytest.raises(Invalid):
        services.note_activity(**given, posts_total=4, source=" ")
    with pytest.raises(Invalid):
        services.note_activity(**given, posts_total=None, source="Innsikt")
    assert services.note_activity(**given, posts_total=4, source="Innsikt").method == "manual"


def test_the_list_prefers_the_text_that_stands():
    account = AccountFactory()
    standing = ProfileTextFactory(account=account, state=ProfileState.PUBLISHED)
    ProfileTextFactory(account=account, number=2)
    row = queries.account_rows(date(2026, 4, 1))[0]
    assert row.text == standing


def test_two_who_find_a_text_outdated_at_once_do_not_stumble(adviser):
    account = saved(adviser, facts={"response_hours": 8})
    services.load_sentences()
    text = services.generate(account=account, language="nb", by=adviser, at=AT)
    account.response_hours = 4
    account.texts.update(state=ProfileState.OUTDATED)
    assert outdating._outdate(text, account, AT) == 0
