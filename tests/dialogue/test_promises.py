"""Whether the promise of an answer is held, month by month."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from difi_sosial.channels.enums import CriterionKind
from difi_sosial.channels.queries import criteria
from difi_sosial.dialogue import queries, services
from difi_sosial.dialogue.enums import Kind, State
from difi_sosial.dialogue.models import Triage
from difi_sosial.monitoring.models import Mention
from difi_sosial.people.enums import Role
from tests.factories.channels import AccountFactory, ChannelFactory
from tests.factories.dialogue import TriageFactory
from tests.factories.monitoring import MentionFactory
from tests.factories.people import UserFactory

AT = datetime(2026, 4, 15, 9, 0, tzinfo=UTC)
MARCH = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def channel():
    return AccountFactory(channel=ChannelFactory(), response_hours=4).channel


def due(channel, at=MARCH, **fields):
    source = fields.pop("source", None)
    more = {"mention__source": source} if source else {"mention__source__channel": channel}
    state = fields.pop("state", State.ANSWERED)
    return TriageFactory(channel=channel, due_at=at, state=state, **more, **fields)


def measured(channel, start=date(2026, 3, 1), end=date(2026, 4, 1)):
    return criteria.measure(CriterionKind.LATE_ANSWERS, channel, start, end)


def test_three_of_four_in_time_is_seventy_five_per_cent(channel):
    for _number in range(3):
        due(channel, responded_at=MARCH)
    due(channel, responded_at=MARCH + HOUR)

    assert measured(channel).value == 75


def test_no_answer_at_all_is_late(channel):
    due(channel, state=State.ASSIGNED)
    assert measured(channel).value == 0


def test_when_nothing_was_due_there_is_no_number(channel):
    due(channel, at=datetime(2026, 3, 31, 22, 30, tzinfo=UTC), responded_at=MARCH)  # 1 April here
    due(ChannelFactory(), responded_at=MARCH)
    assert measured(channel) is None


@pytest.mark.parametrize("state", [State.NO_ANSWER, State.ASSESSED, State.CLOSED])
def test_what_needed_no_answer_is_not_counted(channel, state):
    due(channel, state=state)
    assert measured(channel) is None


def test_what_there_is_still_time_for_is_not_counted(channel):
    due(channel, at=AT + HOUR, state=State.TRIAGED)
    [promise] = queries.promises(AT)
    assert promise.whole.due == 0
    due(channel, at=AT + HOUR, responded_at=AT)
    [promise] = queries.promises(AT)
    assert (promise.months[0].first, promise.months[0].share) == (date(2026, 4, 1), 100)


def test_months_go_back_over_new_year(channel):
    [promise] = queries.promises(datetime(2026, 2, 3, 9, 0, tzinfo=UTC))
    assert [str(month.first)[:7] for month in promise.months[:4]] == [
        "2026-02",
        "2026-01",
        "2025-12",
        "2025-11",
    ]


def test_the_number_outlives_the_mention(channel):
    mention = MentionFactory(source__channel=channel, posted_at=MARCH)
    by = UserFactory(roles=[Role.ADVISER])
    services.triage(mention=mention, by=by, at=MARCH, kind=Kind.QUESTION, urgency=2)
    services.answer(mention=mention, by=by, at=MARCH + HOUR, text="Hei.", published_at=MARCH + HOUR)

    Mention.objects.all().delete()

    assert Triage.objects.get().channel == channel
    assert measured(channel).value == 100


@pytest.mark.parametrize("count", [30, 300])
def test_the_page_asks_as_often_for_many_as_for_one(
    client_for, channel, count, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_for(Role.READER)
    url = reverse("dialogue:promise-list")
    due(channel, at=AT, responded_at=AT)
    client.get(url)
    with django_assert_max_num_queries(6) as few:
        client.get(url)
    AccountFactory.create_batch(count, channel=channel, response_hours=8)
    with django_assert_num_queries(len(few)):
        assert "8 arbeidstimer" in client.get(url).text


def test_without_a_promise_the_page_says_what_to_do(client_for):
    AccountFactory(response_hours=None)
    assert "Skriv svartid" in client_for(Role.READER).get(reverse("dialogue:promise-list")).text


def test_a_kind_of_mention_may_have_a_promise_of_its_own(channel):
    account = channel.accounts.get()
    account.promises.create(kind=Kind.COMPLAINT, hours=2)
    AccountFactory(channel=channel, response_hours=None)
    kinds = (Kind.COMPLAINT, Kind.QUESTION, "")
    assert [queries.promised_hours(channel, kind) for kind in kinds] == [2, 4, 4]
