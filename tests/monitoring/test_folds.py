"""The same post from many places is one mention, and nothing is lost by it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core.errors import Conflict, Invalid, WrongState
from difi_sosial.dialogue import services as dialogue
from difi_sosial.dialogue.models import Triage
from difi_sosial.monitoring import queries
from difi_sosial.monitoring.connectors.base import Post
from difi_sosial.monitoring.enums import Retention
from difi_sosial.monitoring.models import FoldChange, Mention, MentionCount
from difi_sosial.monitoring.queries.findings import counts
from difi_sosial.monitoring.services import exports, folds, likeness, mentions, retention
from difi_sosial.monitoring.services.counts import differing
from difi_sosial.monitoring.services.likeness import canonical, link_key, text_key
from difi_sosial.people.enums import Role
from tests.factories.monitoring import MOMENT, SourceFactory, WatchFactory

LONG = (
    "Testetaten har sendt meg samme brev tre ganger, og ingen svarer når jeg ringer for å spørre."
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://avisa.example/sak/1", "http://www.Avisa.example/sak/1/", True),
        ("https://avisa.example/sak?utm_source=x&id=1", "https://avisa.example/sak?id=1", True),
        ("https://avisa.example/sak?b=2&a=1", "https://avisa.example/sak?a=1&b=2", True),
        ("https://avisa.example/sak?id=1", "https://avisa.example/sak?id=2", False),
        ("https://avisa.example/Sak", "https://avisa.example/sak", False),
        ("https://blogg.example/a#topp", "https://blogg.example/a", True),
        ("https://blogg.example/a#comment-12", "https://blogg.example/a#comment-13", False),
        ("https://a.example/users/kari/statuses/7", "https://a.example/@kari/7", True),
    ],
)
def test_two_addresses_of_one_page_are_told_from_two_pages(one, other, same):
    assert (canonical(one) == canonical(other)) is same


@pytest.mark.parametrize(
    "address",
    [
        "https://blogg.example/a/b-c_d~1.html",
        "http://www.blogg.example/a/",
        "https://www./a",
        "https://blogg.example/a/index.html",
        "https://blogg.example/index.php/",
        "https://a.example/users/kari/statuses/7",
        "https://a.example/users/kari",
        "https://blogg.example//a",
        "https://blogg.example/a%20b",
        "https://blogg.example/blåbær",
        "https://blogg.example:8080/a",
    ],
)
def test_a_plain_address_is_read_the_short_way_as_the_long_way_reads_it(address, monkeypatch):
    short = canonical(address)
    monkeypatch.setattr(likeness, "PLAIN", re.compile("(?!)"))
    assert canonical(address) == short


def test_a_long_address_is_read_once_however_it_ends():
    letters = 300_000  # read again from each letter it would take minutes
    assert len(canonical(f"https://{'a' * letters}")) == letters
    assert len(canonical(f"https://{'a/' * letters}?")) == 2 * letters - 1


def test_the_front_page_and_a_shared_page_are_no_address_of_a_post():
    assert link_key(Post("1", "https://blogg.example/", "x"), "feeds") is None
    assert link_key(Post("1", "https://blogg.example/a", "x"), "webpage") is None
    federated = Post("https://a.example/users/kari/statuses/7", "https://b.example/@kari/9", "x")
    assert link_key(federated, "mastodon") == link_key(
        Post("2", "https://a.example/@kari/7", "x"), "feeds"
    )


def test_a_short_text_says_nothing_and_signs_and_links_do_not_count():
    assert text_key("", "Testetaten svarer ikke!") is None
    assert text_key("", LONG) == text_key("Med tittel", f"«{LONG.upper()}» https://x.example/1")
    assert text_key("", LONG) != text_key("", LONG.replace("tre", "fire"))


@pytest.mark.parametrize(
    ("in_bytes", "in_letters"),
    [("Idé, Ære_2²", "IDE … ære2²"), ("groß", "GROSS"), ("µ", "\u03bc"), ("carsa", "Čárša")],
)
def test_a_text_has_one_key_whether_it_fits_in_bytes_or_not(in_bytes, in_letters):
    assert text_key("", f"{LONG} {in_bytes}") == text_key("", f"{LONG} {in_letters}")


in_database = pytest.mark.django_db


@pytest.fixture
def watch(db):
    return WatchFactory()


def arrive(source, text=LONG, url="", author="Gro", number="1", at=MOMENT):
    url = url or f"https://{source.pk}.example/{number}"
    post = Post(number, url, text, author_handle=author, posted_at=at)
    return mentions.store(source=source, posts=[post], at=at)[0]


def head_of(mention):
    mention.refresh_from_db()
    return mention.head


@pytest.fixture
def pair(watch):
    """The same post in two sources: the head and its copy."""
    return [arrive(SourceFactory(watches=[watch])) for _number in range(2)]


def test_the_same_text_in_two_sources_is_stored_twice_and_shown_once(pair, client_for):
    head, copy = pair
    assert (head_of(head), head_of(copy)) == (None, head)
    page = queries.mention_page(queries.MentionFilter())
    assert [(row.id, row.also) for row in page.mentions] == [(head.pk, [copy.source.name])]
    listed = client_for(Role.ADVISER).get("/omtaler/").text
    assert f"Også sett hos {copy.source.name}" in listed


def test_a_fold_is_counted_once_everywhere(pair, client_for):
    kari = client_for(Role.ADVISER).person
    assert sum(MentionCount.objects.values_list("count", flat=True)) == 1
    assert differing() == []
    stretch = (MOMENT - timedelta(hours=1), MOMENT + timedelta(hours=1))
    assert counts([stretch]) == {pair[0].watch_version.watch_id: [1]}
    taken = exports.export(
        wanted=queries.MentionFilter(), query="", kind="csv", with_text=False, by=kari, at=MOMENT
    )
    assert [row.also for row in taken] == [(pair[1].source.name,)]


@in_database
@pytest.mark.parametrize(
    ("second", "folds_"),
    [
        ({}, True),
        ({"url": "https://avisa.example/1?utm_source=feed", "text": "Testetaten: et utdrag"}, True),
        ({"text": "Testetaten har svart meg nå."}, False),
        ({"at": MOMENT + timedelta(days=15)}, False),  # said anew
    ],
)
def test_what_is_folded_across_sources(watch, second, folds_):
    one, two = (SourceFactory(watches=[watch]) for _number in range(2))
    head = arrive(one, url="https://www.avisa.example/1")
    assert (head_of(arrive(two, **second)) == head) is folds_


def test_two_who_write_the_same_in_one_place_are_two_and_one_who_repeats_is_one(watch):
    source = SourceFactory(watches=[watch])
    first = arrive(source)
    assert head_of(arrive(source, number="2", author="Per")) is None
    assert head_of(arrive(source, number="3")) == first


def test_a_post_is_never_hidden_from_a_watch_that_found_it_too(watch):
    arrive(SourceFactory(watches=[watch]))
    assert head_of(arrive(SourceFactory(watches=[WatchFactory()]))) is None


def test_copies_in_one_batch_are_folded_in_as_many_questions_as_one(watch):
    source, asked = SourceFactory(watches=[watch]), []
    for length in (1, 30):
        posts = [
            Post(f"{length}-{n}", f"https://x.example/{length}/{n}", LONG, author_handle="Gro")
            for n in range(length)
        ]
        with CaptureQueriesContext(connection) as found:
            mentions.store(source=source, posts=posts, at=MOMENT)
        asked.append(len(found))
    assert asked[0] == asked[1]
    assert Mention.objects.filter(head=None).count() == 1


def test_how_many_have_passed_a_post_on_is_a_number_that_follows(watch, client_for):
    source = SourceFactory(watches=[watch])
    for shares in (3, None, 5):
        post = Post("1", "https://x.example/1", LONG, shares=shares)
        mentions.store(source=source, posts=[post], at=MOMENT)
    mention = Mention.objects.get()
    assert mention.shares == 5
    assert "5 ganger" in client_for(Role.ADVISER).get(mention.get_absolute_url()).text


def test_what_two_workers_stored_at_once_is_folded_afterwards(pair):
    head, copy = pair
    Mention.objects.update(head=None)
    assert folds.fold_late(at=MOMENT) == 1
    assert head_of(copy) == head
    assert sum(MentionCount.objects.values_list("count", flat=True)) == 1


def test_a_person_parts_a_wrong_fold_and_takes_it_back(pair, client_for):
    head, copy = pair
    client = client_for(Role.ADVISER)
    assert "Skill ut" in client.get(head.get_absolute_url()).text
    client.post(f"/omtaler/samme/{copy.uuid}/skill-ut/")
    assert head_of(copy) is None
    assert folds.fold_late(at=MOMENT) == 0
    change = FoldChange.objects.get()
    assert "Angre" in client.get(head.get_absolute_url()).text
    client.post(f"/omtaler/samme/{change.pk}/angre/")
    client.post(f"/omtaler/samme/{change.pk}/angre/")
    assert head_of(copy) == head
    kinds = list(EventRow.objects.order_by("number").values_list("kind", flat=True))
    assert kinds == [Event.MENTIONS_SPLIT, Event.FOLD_UNDONE]


def test_a_person_joins_two_with_all_that_belongs_to_them(pair, watch, client_for):
    head, copy = pair
    other = arrive(
        SourceFactory(watches=[watch]), text="Testetaten har et brev for mye, skriver de."
    )
    client, url = client_for(Role.ADVISER), f"/omtaler/samme/{head.uuid}/"
    assert client.post(url, {"address": "https://portal.example/omtaler/"}).status_code == 422
    page = client.post(url, {"chosen": str(other.uuid)}, follow=True).text
    assert "Også sett 2 steder til" in page
    folds.undo(change=FoldChange.objects.get(), by=client.person, at=MOMENT)
    assert (head_of(other), head_of(copy)) == (None, head)

    Mention.objects.filter(pk=other.pk).update(status="triaged")  # then that one is the head
    change = folds.join(mention=head, other=other, by=client.person, at=MOMENT)
    assert (head_of(head), head_of(copy)) == (other, other)
    with pytest.raises(Invalid):
        folds.join(mention=copy, other=other, by=client.person, at=MOMENT)
    folds.undo(change=change, by=client.person, at=MOMENT)
    assert (head_of(head), head_of(copy), head_of(other)) == (None, head, None)


def test_two_that_are_worked_with_are_not_joined_and_what_has_gone_on_is_not_undone(
    pair, client_for
):
    head, copy = pair
    kari = client_for(Role.ADVISER).person
    change = folds.split(mention=copy, by=kari, at=MOMENT)
    Mention.objects.update(status="triaged")
    with pytest.raises(Invalid):
        folds.join(mention=head, other=copy, by=kari, at=MOMENT)
    with pytest.raises(Conflict):
        folds.undo(change=change, by=kari, at=MOMENT)


def test_the_work_stands_on_the_head_and_goes_on_with_the_heir(pair, client_for):
    head, copy = pair
    client = client_for(Role.ADVISER)
    facts = {"by": client.person, "at": MOMENT, "kind": "question", "urgency": 2}
    with pytest.raises(WrongState):
        dialogue.triage(mention=copy, **facts)
    assert "Oppfølgingen står der" in client.get(copy.get_absolute_url()).text
    triage = dialogue.triage(mention=head, **facts)

    mentions.withhold(mention=Mention.objects.get(pk=head.pk), at=MOMENT, reason="Slettet")
    assert (head_of(copy), head_of(head)) == (None, copy)
    assert (copy.status, copy.retention) == ("triaged", Retention.OPEN)
    head.refresh_from_db()
    assert (head.retention, head.retain_from) == (Retention.ORDINARY, head.found_at)
    assert Triage.objects.get(pk=triage.pk).mention == copy
    assert EventRow.objects.filter(kind=Event.MENTION_SUCCEEDED).exists()
    assert [row.id for row in queries.mention_page(queries.MentionFilter()).mentions] == [copy.pk]


def test_the_log_says_the_class_of_a_head_before_its_work_went_on(pair, person):
    head, copy = pair
    facts = {"by": person(Role.ADVISER), "at": MOMENT}
    dialogue.triage(mention=head, kind="question", urgency=2, **facts)
    line = retention.erase(mention=head, reason="Krav om sletting", **facts)
    copy.refresh_from_db()
    assert (line.retention, copy.retention) == (Retention.OPEN, Retention.OPEN)


@pytest.mark.parametrize("name", ["mention", "join"])
def test_the_pages_ask_as_much_for_many_copies_as_for_few(pair, watch, client_for, name):
    head, copy = pair
    client, asked = client_for(Role.ADVISER), []
    url = head.get_absolute_url() if name == "mention" else f"/omtaler/samme/{head.uuid}/"
    kept = {"source": copy.source, "watch_version": copy.watch_version, "url": copy.url}
    kept |= {"head": head, "posted_at": MOMENT, "found_at": MOMENT}
    for length in (1, 30, 300):
        rows = range(length - Mention.objects.filter(head=head).count())
        Mention.objects.bulk_create(Mention(external_id=f"{length}-{n}", **kept) for n in rows)
        with CaptureQueriesContext(connection) as found:
            assert client.get(url).status_code == 200
        asked.append(len(found))
    assert len(set(asked)) == 1
