"""Feeds are read as feedparser reads them, whichever way they are read."""

import calendar
import random
from dataclasses import replace
from datetime import UTC, datetime

import feedparser
import pytest
from feedparser.datetimes import _parse_date

from difi_sosial.monitoring.connectors.base import Query, Response, Unusable
from difi_sosial.monitoring.connectors.entries import ENTRIES, slow_posts, utc
from difi_sosial.monitoring.connectors.feeds_dates import plain_moment
from difi_sosial.monitoring.connectors.feeds_fast import fast_entries
from difi_sosial.monitoring.connectors.feeds_seen import entries_in
from difi_sosial.monitoring.connectors.registry import CONNECTORS
from difi_sosial.monitoring.connectors.text import text_of
from tests.monitoring.feed_corpus import CORPUS, Feed, atom, rss
from tests.monitoring.recordings import recordings

URL = "https://blogg.example/strom/feed.xml"
RECORDED = [
    Feed(recording.case, response.body, [], media_type=response.headers.get("content-type", ""))
    for recording in recordings()
    if recording.connector.slug == "feeds" and (response := recording.response).status == 200
    if response.body.lstrip()[:1] == b"<" and "expected" not in recording.expected
    if "posts" in recording.expected
]
each_feed = pytest.mark.parametrize("feed", CORPUS, ids=str)


def page_of(feed: Feed, cursor=None, anew=False, body=None):
    response = Response(200, URL, {"content-type": feed.media_type}, body or feed.body)
    query = Query({"url": URL}, (), datetime(2026, 11, 22, tzinfo=UTC), cursor or {}, anew=anew)
    return CONNECTORS["feeds"].parse(response, query)


def read(feed: Feed):
    return page_of(feed).posts


@each_feed
def test_the_titles_of_a_feed_are_read(feed):
    assert [post.title for post in read(feed)] == feed.titles


@pytest.mark.parametrize("feed", [*CORPUS, *RECORDED], ids=str)
def test_every_field_is_the_one_that_feedparser_gives(feed):
    told = feedparser.parse(
        feed.body,
        response_headers={"content-type": feed.media_type, "content-location": URL},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    posts = read(feed)
    whole = [entry for entry in told.entries if feed.name != "truncated" or entry.get("link")]
    for post, entry in zip(posts, whole, strict=True):
        assert post.title == text_of(entry.get("title", ""))
        assert "id" not in entry or not entry.id or post.external_id == entry.id
        link = entry.get("link", "")
        assert post.url == link or not link.startswith("http")
        contents = [part.value for part in entry.get("content", [])]
        assert post.html in {*contents, entry.get("summary", "")}
        when = entry.get("published_parsed") or dict.get(entry, "updated_parsed")
        at = datetime.fromtimestamp(calendar.timegm(when), UTC) if when else None
        assert post.posted_at == at
        assert post.posted_raw == (entry.get("published") or dict.get(entry, "updated", ""))


@each_feed
def test_only_plain_feeds_are_read_fast(feed):
    assert (fast_entries(feed.body, feed.media_type, URL, ENTRIES) is not None) is feed.fast


PARTS = [
    "<title>Blåbær &amp; is</title>",
    '<title type="html">&lt;b&gt;x&lt;/b&gt;</title>',
    "<title/>",
    "<link>/rel?a&amp;amp;b;c</link>",
    '<link rel="ALTERNATE" type="TEXT/HTML" href="rel/2"/>',
    '<link href="https://a.example/x">tekst</link>',
    "<guid>rel/g</guid>",
    '<guid isPermaLink="TRUE">rel/h</guid>',
    "<id>tag:a,1</id>",
    "<pubDate>Sun, 22 Nov 2026 12:00:34 GMT</pubDate>",
    "<updated>2026-02-30T12:00:00Z</updated>",
    "<dc:date>2026-11-20</dc:date>",
    "<author>Kari</author>",
    "<author><name>Åse</name></author>",
    "<dc:creator/>",
    "<description>&lt;p&gt;En&lt;/p&gt;</description>",
    "<content:encoded><![CDATA[<p>Lengre tekst</p>]]></content:encoded>",
    '<content type="text">t</content>',
    "<summary>s</summary>",
    '<category domain="x">k</category>',
    '<enclosure url="/e.mp3" length="1" type="audio/mpeg"/>',
    '<x:foo xmlns:x="urn:x" a="1"/>',
    '<title:detail xmlns:title="urn:x">x</title:detail>',
    '<date xmlns="urn:x">2020-01-01</date>',
]


def test_parts_in_any_order_give_what_feedparser_gives():
    """A hundred and fifty feeds put together at random, the same ones every time."""
    chance, fast = random.Random(5), 0
    for number in range(150):
        items = ["".join(chance.sample(PARTS, chance.randint(1, 5))) for _item in range(2)]
        spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
        spaces += ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        text = rss(*items) if number % 2 else atom(*items, root=spaces)
        body = text.encode()
        if fast_entries(body, "application/xml", URL, ENTRIES) is None:
            continue
        fast += 1
        posts = read(Feed("", body, []))
        slow = {post.external_id: post for post in slow_posts(body, "application/xml", URL)}
        assert posts == tuple(slow.values()), text
    assert fast > 50


WRITTEN = [
    *(
        f"{day}, 22 {month} {year} {clock} {zone}"
        for day in ("Sun", "Tue", "son")
        for month in ("Nov", "Feb", "Okt")
        for year in ("2026", "0000")
        for clock in ("12:00:34", "24:00:00", "23:59:60")
        for zone in ("GMT", "+0130", "-2359", "EST")
    ),
    *(
        f"{day}T{clock}{zone}"
        for day in ("2026-11-22", "2026-02-30", "0001-01-01", "9999-12-31")
        for clock in ("00:30:00", "23:30:59", "24:00:00")
        for zone in ("Z", "+01:00", "-00:30", "")
    ),
]


def test_moments_that_are_read_fast_are_those_that_feedparser_reads():
    known = {text: at for text in WRITTEN if (at := plain_moment(text))}
    assert len(known) > 20
    assert known == {text: utc(_parse_date(text)) for text in known}


def test_a_last_entry_without_id_and_link_is_kept_when_nothing_is_cut_off():
    body = rss("<title>Så</title>", head="").encode()
    posts = slow_posts(body, "text/xml", URL)  # feedparser complains of the charset alone
    assert [post.title for post in posts] == ["Så"]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (
            "<link rel=alternate type='application/rss+xml' href='/feed/'>",
            "https://blogg.example/feed/",
        ),
        ('<LINK HREF="https://b.example/a" TYPE="application/atom+xml">', "https://b.example/a"),
        ('<link rel="stylesheet" href="/s.css">', ""),
        ('<link type="application/rss+xml" href="javascript:a()">', ""),
    ],
)
def test_a_web_page_is_no_feed_but_may_say_where_its_feed_is(head, said):
    with pytest.raises(Unusable) as refused:
        read(Feed("", f"<!DOCTYPE html><html><head>{head}</head></html>".encode(), []))
    hint = f"; the page says that its feed is at {said}" if said else ""
    assert refused.value.detail == f"the answer is not a feed{hint}"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>En</p><p>to<br>tre</p>", "En\nto\ntre"),
        ('<a title="<p>" href=x>a</a>b', "ab"),
        ("&am<b>p;</b> &amp;amp;", "&amp; &amp;"),
        ("a < b", "a < b"),
        ("<b<br/>>x", "<b\n>x"),
        ("<script>if (a<b) c()</script>d", "d"),
        ("x<!-- <p>y</p> -->z", "xz"),
        ("&lt;p&gt;", "<p>"),
        ("<é>x", "<é>x"),
        (" a b ", "a b"),
        (" a \t b\u00a0c  d\n", "a b c d"),
    ],
)
def test_text_is_the_same_whichever_way_it_is_found(markup, text):
    assert text_of(markup) == text_of(f"{markup}<!-- the slow way -->")
    assert text_of(markup) == text or "<b<br/>" in markup


@pytest.mark.parametrize("feed", [*CORPUS, *RECORDED], ids=str)
def test_an_entry_that_stands_as_it_stood_is_not_read_again_and_a_changed_one_is(feed):
    first = page_of(feed)
    again = page_of(feed, first.cursor)
    if "seen" not in first.cursor:
        assert again == first
        return
    assert (again.posts, again.seen, again.cursor) == ((), len(first.posts), first.cursor)
    assert page_of(feed, first.cursor, anew=True) == first
    cut = entries_in(feed.body)
    for number, entry in enumerate(cut.entries[:3]):
        begin, _, end = entry.rpartition(b"</")
        others = [*cut.entries[:number], *cut.entries[number + 1 :]]
        changed = b"".join((cut.before, begin, b"\n</", end, *others, cut.after))
        whole, rest = page_of(feed, body=changed), page_of(feed, first.cursor, body=changed)
        assert (rest.posts, rest.cursor) == (whole.posts[:1], whole.cursor)


ITEM = "<item><title>{0}</title><guid>{0}</guid></item>"
HEAD, TAIL = '<rss version="2.0"><channel><title>t</title>', "</channel></rss>"


@pytest.mark.parametrize(
    "middle",
    [
        "",
        "<item><title>a</title></item><title>between</title>" + ITEM,
        "<item><description><![CDATA[ a </item><item> b ]]></description></item>",
        "<item><description><![CDATA[ <item>b</item> ]]></description></item>",
        "<!-- <item>a</item> --><item>b</item>",
        "<!-- <item>a</item><item>b</item> -->",
        "<item>a</item><item>b",
        "<item>a</item ><item>b</item>",
        "<items><item>a</item></items><x/>" + ITEM,
        "<item>a</item>" * 501,
    ],
)
def test_a_feed_that_cannot_be_cut_with_certainty_is_read_whole(middle):
    assert entries_in(f"{HEAD}{middle}{TAIL}".encode()) is None


def test_what_ends_nothing_that_has_begun_is_only_text():
    entry = "<item><title>a --> b ?></title></item>"
    assert len(entries_in(f"{HEAD}{entry}{TAIL}".encode()).entries) == 1


def test_what_stands_around_the_entries_decides_what_they_mean():
    feed = Feed("two", f"{HEAD}{ITEM.format(1)}{ITEM.format(2)}{TAIL}".encode(), [])
    cursor = page_of(feed).cursor
    later = feed.body.replace(b"<title>t</title>", b"<lastBuildDate>now</lastBuildDate>")
    assert page_of(feed, cursor, body=later).posts == ()
    moved = feed.body.replace(b'"2.0"', b'"2.0" xml:lang="nn"')
    assert len(page_of(feed, cursor, body=moved).posts) == 2
    assert len(page_of(replace(feed, media_type="text/xml"), cursor).posts) == 2
    assert len(page_of(feed, {"seen": "not base64"}).posts) == 2


def test_of_two_entries_with_one_id_the_last_stands_each_time():
    feed = Feed("twins", f"{HEAD}{ITEM.format(1)}{ITEM.format(1)}{TAIL}".encode(), [])
    assert page_of(feed).cursor == {}
