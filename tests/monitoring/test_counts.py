"""The counts of mentions are true, whoever stores, changes or deletes."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from difi_sosial.core.db import Slot, prepared
from difi_sosial.monitoring import queries
from difi_sosial.monitoring.enums import MentionStatus
from difi_sosial.monitoring.models import Mention, MentionCount
from difi_sosial.monitoring.queries import facets
from difi_sosial.monitoring.services import counts, mentions
from tests.factories.monitoring import MOMENT, ChannelFactory, MentionFactory, SourceFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def kept():
    """What the counts say, as (day, source, status): how many."""
    found = Counter()
    for row in MentionCount.objects.all():
        found[row.day, row.source_id, row.status] += row.count
    return +found


def counted():
    """What is there."""
    rows = Mention.objects.values_list("posted_at", "source", "status")
    return Counter(
        (at.astimezone(queries.midnight(TODAY).tzinfo).date(), *rest) for at, *rest in rows
    )


def test_the_counts_follow_the_mentions():
    source = SourceFactory()
    late = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # the day after in Norway
    first, second = MentionFactory(source=source), MentionFactory(source=source, posted_at=late)
    MentionFactory()
    assert kept() == counted()
    assert kept()[date(2026, 7, 2), source.pk, "new"] == 1

    mentions.set_status(mention=first, status=MentionStatus.CLOSED)
    Mention.objects.filter(pk=second.pk).update(posted_at=MOMENT)
    assert kept() == counted()

    Mention.objects.filter(source=source).delete()
    assert kept() == counted()


def test_a_command_proves_the_counts_and_tells_which_do_not_hold():
    mention = MentionFactory(posted_at=MOMENT)
    call_command("verify_counts", stdout=StringIO())
    MentionCount.objects.update(count=3)
    [(_day, source, _watch, status, amount)] = counts.differing()
    assert (source, status, amount) == (mention.source_id, "new", 2)
    with pytest.raises(CommandError, match="1 counts do not hold"):
        call_command("verify_counts", stderr=StringIO())


def test_a_prepared_question_is_written_once_and_asked_with_new_words():
    for text in ("Lang kø på telefonen", "Fin side"):
        MentionFactory(text=text)
    written = []

    @prepared
    def texts(is_sorted):
        written.append(is_sorted)
        found = Mention.objects.filter(text__contains=Slot("text"))
        return found.values_list("text")

    assert texts(True, values={"text": "kø"}) == [("Lang kø på telefonen",)]
    assert texts(True, values={"text": "side"}) == [("Fin side",)]
    assert written == [True]


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"q": "kø"},
        {"q": '"lang kø" -frist'},
        {"q": "-kø"},
        {"q": "tele* OR side"},
        {"status": "new"},
        {"q": "kø", "stage": "waiting", "language": "nb"},
        {"posted_from": date(2026, 11, 1), "posted_to": date(2026, 11, 30)},
        {"period": "30", "category": "blog"},
    ],
    ids=str,
)
def test_a_prepared_list_is_the_list(wanted):
    MentionFactory(title="", text="Lang kø på telefonen", language="nb")
    MentionFactory(title="", text="Fin side, men kø og frist", posted_at=MOMENT)
    wanted = queries.MentionFilter(**wanted)
    listed = [row.id for row in queries.mention_page(wanted).mentions]
    assert listed == list(queries.filtered(wanted).values_list("pk", flat=True))


def test_gathering_changes_no_sum_and_leaves_one_row_of_each_kind():
    source = SourceFactory()
    for _number in range(3):
        MentionFactory(source=source, posted_at=MOMENT)
    mentions.set_status(mention=Mention.objects.first(), status=MentionStatus.CLOSED)
    before = kept()
    counts.gather()
    counts.gather()
    assert kept() == before
    assert MentionCount.objects.count() == len(before) == 2


def overview(**wanted):
    return queries.overview(queries.MentionFilter(**wanted), queries.places(), TODAY)


def facet(found, key):
    of = next(facet for facet in found.facets if facet.key == key)
    return {str(choice.label): choice.count for choice in of.choices if choice.count}


@pytest.fixture
def some_mentions():
    blog = SourceFactory(channel=ChannelFactory(slug="blogger"))
    wiki = SourceFactory(channel=ChannelFactory(slug="wikipedia", category="wiki"))
    for number in range(3):
        MentionFactory(source=blog, posted_at=MOMENT, text=f"Svar {number}")
    MentionFactory(source=wiki, posted_at=MOMENT, status="closed", text="Svaret")
    return blog, wiki


@pytest.mark.parametrize("words", ["", "svar"], ids=["as kept", "as found"])
def test_facets_count_what_each_choice_would_show(some_mentions, words):
    blog, _wiki = some_mentions
    whole = overview(q=words)
    assert (whole.total, facet(whole, "status")) == (4, {"Ny": 3, "Lukket": 1})
    assert facet(whole, "channel") == {"Blogger": 3, "Wikipedia": 1}
    assert [(day.label, day.count) for day in whole.days] == [(TODAY, 4)]

    closed = overview(q=words, status="closed")
    assert closed.total == 1
    assert facet(closed, "status") == {"Ny": 3, "Lukket": 1}
    assert facet(closed, "channel") == {"Wikipedia": 1}

    blogs = overview(q=words, channel=blog.channel_id, posted_from=TODAY)
    assert (blogs.total, facet(blogs, "status")) == (3, {"Ny": 3})
    assert overview(q=words, posted_to=date(2026, 11, 19)).total == 0
    assert overview(q=words, stage="done").total == 1
    assert overview(q=words, stage="waiting", status="closed").total == 0


@pytest.mark.parametrize("words", ["", "svar"], ids=["as kept", "as found"])
def test_the_last_fourteen_norwegian_days_are_counted_one_by_one(words):
    source, winter = SourceFactory(), 23  # the hour in UTC when a Norwegian day begins
    for day in (5, 6, 19, 20):
        for minute in (-1, 1):
            at = datetime(2026, 11, day, winter, tzinfo=UTC) + timedelta(minutes=minute)
            MentionFactory(source=source, posted_at=at, text="Svar")
    found = overview(q=words)
    shown = {day.label.day: day.count for day in found.days}
    assert (found.total, shown) == (8, {7: 1, 19: 1, 20: 2})


def test_the_overview_asks_twice_at_most(some_mentions, django_assert_num_queries):
    wanted = queries.MentionFilter()
    with django_assert_num_queries(2):
        queries.overview(wanted, queries.places(), TODAY)


@pytest.fixture
def known_words(some_mentions):
    """PostgreSQL knows of the words, and we have not asked it before."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE monitoring_mention")
    facets._common_words.cache_clear()
    yield
    facets._common_words.cache_clear()


def test_a_word_that_is_known_to_be_common_is_not_counted_anew(known_words, monkeypatch):
    assert (overview(q="svar").total, overview(q="svar").is_more) == (4, False)

    monkeypatch.setattr(facets, "SURELY_MORE", 4)
    monkeypatch.setattr(facets, "_first_found", lambda *_asked: pytest.fail("counted"))
    common = overview(q="svar")
    assert (common.total, common.is_more) == (facets.COUNTED, True)
    assert not common.days
    assert {choice.count for facet in common.facets for choice in facet.choices} == {None}


@pytest.mark.parametrize("asked", ["frist", "svar 1", "-svar", "sva*", "svar-1"])
def test_all_else_is_counted(known_words, monkeypatch, asked):
    monkeypatch.setattr(facets, "SURELY_MORE", 4)
    assert not overview(q=asked).is_more
    assert not overview(q="svar", status="closed").is_more


def test_what_is_known_of_words_is_asked_for_anew_in_a_while(known_words, monkeypatch):
    monkeypatch.setattr(facets, "SURELY_MORE", 4)
    monkeypatch.setattr(facets, "time", clock := SimpleNamespace(monotonic=lambda: 900.0))
    assert not overview(q="frist").is_more
    MentionFactory.create_batch(4, text="Frist")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE monitoring_mention")
    assert not overview(q="frist").is_more
    clock.monotonic = lambda: 900.0 + facets.KNOWN_SECONDS
    assert overview(q="frist").is_more


def test_more_than_is_counted_is_looked_for_once(some_mentions, monkeypatch):
    asked = []

    def found(wanted, today):
        asked.append(wanted)
        return [(some_mentions[0].pk, "new", None, facets.COUNTED + 1)]

    monkeypatch.setattr(facets, "_first_found", found)
    every = overview(q="svar")
    assert (every.total, every.is_more, len(asked)) == (facets.COUNTED, True, 1)
    overview(q="svar", status="closed")
    assert [one.status for one in asked[1:]] == ["", "closed"]
