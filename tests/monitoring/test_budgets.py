"""A budget is never overdrawn: what does not fit is not asked."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from difi_sosial.core import http
from difi_sosial.core.crypto import encrypt
from difi_sosial.monitoring.connectors.base import (
    LASTING,
    Budget,
    Page,
    Period,
    Query,
    Request,
    Unusable,
)
from difi_sosial.monitoring.connectors.registry import CONNECTORS
from difi_sosial.monitoring.enums import Outcome
from difi_sosial.monitoring.models import Run, Spending
from difi_sosial.monitoring.services import budgets, rounds, sources
from difi_sosial.monitoring.services.budgets import BudgetSpent
from tests.factories.monitoring import SourceFactory
from tests.factories.people import UserFactory
from tests.monitoring.servers import Answer, serving

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
X, YOUTUBE = CONNECTORS["x"], CONNECTORS["youtube"]
TWO_DOLLARS = {"budget": "2"}
ASKED = Request("https://api.x.com/2/tweets/search/recent", secret="token", cost=500)


@pytest.mark.parametrize(
    ("period", "at", "first", "until"),
    [
        (Period.MONTH, AT, date(2026, 11, 1), datetime(2026, 12, 1, tzinfo=UTC)),
        (
            Period.MONTH,
            datetime(2026, 12, 31, 23, 59, tzinfo=UTC),
            date(2026, 12, 1),
            datetime(2027, 1, 1, tzinfo=UTC),
        ),
        (Period.PACIFIC_DAY, AT, date(2026, 11, 22), datetime(2026, 11, 23, 8, tzinfo=UTC)),
        (
            Period.PACIFIC_DAY,
            datetime(2026, 11, 22, 7, 59, tzinfo=UTC),
            date(2026, 11, 21),
            datetime(2026, 11, 22, 8, tzinfo=UTC),
        ),
    ],
)
def test_a_period_has_a_first_day_and_an_end(period, at, first, until):
    assert budgets.period_of(period, at) == (first, until)


@pytest.mark.parametrize(
    ("typed", "units"), [("2", 2000), ("", 0), ("-1", 0), ("1e9", 0), ("²", 0)]
)
def test_what_is_not_a_number_is_no_budget(typed, units):
    assert (
        Budget(Period.MONTH, setting="budget", units_each=1000).ceiling({"budget": typed}) == units
    )


@pytest.mark.django_db
def test_questions_are_paid_for_before_they_are_asked_until_the_budget_is_spent():
    for _question in range(4):
        budgets.reserve(X, ASKED, TWO_DOLLARS, "t", at=AT)
    with pytest.raises(BudgetSpent) as refused:
        budgets.reserve(X, ASKED, TWO_DOLLARS, "t", at=AT)
    assert refused.value.until == datetime(2026, 12, 1, tzinfo=UTC)
    budgets.settle(X, ASKED, Page((), {}, cost=5), "t", at=AT)
    budgets.settle(X, ASKED, Page((), {}, cost=0), "t", at=AT)
    budgets.reserve(X, ASKED, TWO_DOLLARS, "t", at=AT)
    assert Spending.objects.get().units == 1505
    budgets.reserve(X, ASKED, TWO_DOLLARS, "t", at=AT + timedelta(days=9))
    assert Spending.objects.count() == 2


@pytest.mark.django_db
def test_two_tokens_have_one_budget_between_them():
    for token in ("t", "another", "t", "another"):
        budgets.reserve(X, ASKED, TWO_DOLLARS, token, at=AT)
    for token in ("t", "another", "a third"):
        with pytest.raises(BudgetSpent):
            budgets.reserve(X, ASKED, TWO_DOLLARS, token, at=AT)
    budgets.reserve(X, ASKED, {"budget": "3"}, "t", at=AT)
    assert Spending.objects.get().units == 2500


@pytest.mark.django_db
def test_what_was_counted_for_each_token_counts_for_the_agency():
    for holder in ("en", "to"):
        Spending.objects.create(
            connector="x", holder=holder, period_from=AT.date().replace(day=1), units=900
        )
    source = SourceFactory(connector="x", encrypted_token=encrypt("t"), settings=TWO_DOLLARS)
    before = budgets.standing(source, at=AT)
    with pytest.raises(BudgetSpent):
        budgets.reserve(X, ASKED, TWO_DOLLARS, "t", at=AT)
    assert before == budgets.standing(source, at=AT)
    assert (Spending.objects.get().holder, Spending.objects.get().units) == ("agency", 1800)


@pytest.mark.django_db
def test_what_costs_nothing_is_not_counted():
    budgets.reserve(CONNECTORS["feeds"], ASKED, {}, "t", at=AT)
    budgets.reserve(X, replace(ASKED, cost=0), {}, "t", at=AT)
    assert not Spending.objects.exists()


@pytest.mark.django_db
@pytest.mark.network_loopback
def test_a_source_asks_for_what_its_budget_holds_and_no_more():
    """One dollar a month holds two questions of half a dollar, were they to cost that much."""
    answer = Answer('{"meta": {"result_count": 0}}', headers={"Content-Type": "application/json"})
    with serving(answer) as server:
        settings = {"url": server.url, "version": "2", "budget": "1"}
        source = SourceFactory(connector="x", settings=settings, encrypted_token=encrypt("t"))
        source.cursor = {"since": {'("Testetaten") -is:retweet': "1"}}
        source.save()
        door = http.Door(allowed=(server.place,))
        rounds.poll(pk=source.pk, door=door, hurry=True)
        assert Spending.objects.get().units == 0
        Spending.objects.update(units=501)
        rounds.poll(pk=source.pk, door=door, hurry=True)
        door.close()
    assert len(server.asked) == 1
    assert Run.objects.latest("pk").outcome == Outcome.LIMITED
    source.refresh_from_db()
    assert (source.trouble, source.state, source.failures) == ("budget_spent", "active", 0)
    standing = budgets.standing(source, at=source.last_tried_at)
    assert (standing.used, standing.most) == (0.501, 1.0)
    assert source.due_at >= standing.until


def renewed(source, token):
    facts = {"channel": source.channel, "name": source.name, "settings": source.settings}
    rest = {"watches": [], "interval_minutes": 360, "by": UserFactory(), "at": AT}
    return sources.change(source=source, token=token, **facts, **rest)


@pytest.mark.django_db
def test_a_new_token_is_no_new_money():
    source = SourceFactory(connector="x", settings=TWO_DOLLARS, encrypted_token=encrypt("t"))
    budgets.reserve(X, replace(ASKED, cost=2000), TWO_DOLLARS, "t", at=AT)
    renewed(source, "nytt")
    with pytest.raises(BudgetSpent):
        budgets.reserve(X, ASKED, TWO_DOLLARS, "nytt", at=AT)
    assert Spending.objects.get().units == 2000


@pytest.mark.django_db
def test_a_quota_of_the_provider_belongs_to_its_key():
    source = SourceFactory(connector="youtube", encrypted_token=encrypt("t"))
    Spending.objects.create(
        connector="youtube",
        holder=budgets.holder_of(YOUTUBE, "t"),
        period_from=AT.date(),
        units=9000,
    )
    renewed(source, "nytt")
    assert Spending.objects.get().holder == budgets.holder_of(YOUTUBE, "t")


@pytest.mark.parametrize("slug", [slug for slug, one in CONNECTORS.items() if one.budget])
@pytest.mark.parametrize("url", ["", "https://www.youtube.com/channel/UC" + "a" * 22])
def test_without_a_token_nothing_is_spent(slug, url):
    """So a change of encryption key has nothing to move for a source that has none."""
    query = Query({"url": url, "budget": "100"}, ("testetaten",), AT)
    try:
        assert CONNECTORS[slug].request(query).cost == 0
    except Unusable as error:
        assert error.trouble in LASTING
