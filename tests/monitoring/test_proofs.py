"""Where it is seen that a post was taken away, in channels whose pages do not tell."""

import pytest

from difi_sosial.monitoring.connectors.base import Response
from difi_sosial.monitoring.connectors.registry import CONNECTORS
from difi_sosial.monitoring.services.mentions import TELLING

BLOG = {"url": "https://blogg.example"}
API = "https://blogg.example/wp-json/wp/v2/comments/5"
LINK = "https://lenker.example/shaare/Ab12_c"
BLUESKY = (
    "https://public.api.bsky.app/xrpc/app.bsky.feed.getPosts?uris="
    "at%3A%2F%2Fdid%3Aplc%3Aa%2Fapp.bsky.feed.post%2F"
)
ITEM = "https://hacker-news.firebaseio.com/v0/item/"
EMBED = "https://www.youtube.com/oembed?url="
SORRY = '<div id="pageError" class="page-error-container center"><h2>Sorry</h2></div>'


def test_all_that_are_asked_are_connectors():
    assert set(CONNECTORS) >= TELLING


@pytest.mark.parametrize("slug", sorted(TELLING))
def test_a_post_is_asked_for_at_its_own_address_unless_its_connector_knows_better(slug):
    url = "https://sted.example/innlegg/1"
    assert CONNECTORS[slug].proof(url, {"url": "https://sted.example"}) == url


def test_a_comment_is_asked_for_in_the_api_as_the_page_of_its_post_stays():
    url = "https://blogg.example/2026/11/innlegg/#comment-5"
    assert CONNECTORS["wordpress"].proof(url, BLOG) == API


@pytest.mark.parametrize(
    ("slug", "url", "place"),
    [
        ("bluesky", "https://bsky.app/profile/did:plc:a/post/3k", f"{BLUESKY}3k"),
        ("hackernews", "https://news.ycombinator.com/item?id=12", f"{ITEM}12.json"),
        (
            "youtube",
            "https://www.youtube.com/watch?v=ab_c",
            f"{EMBED}https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3Dab_c&format=json",
        ),
    ],
)
def test_where_the_page_says_nothing_another_address_is_asked(slug, url, place):
    assert CONNECTORS[slug].proof(url, {}) == place


def test_a_comment_on_a_film_stands_on_a_page_that_stays():
    url = "https://www.youtube.com/watch?v=ab_c&lc=1"
    assert CONNECTORS["youtube"].proof(url, {}) == url


@pytest.mark.parametrize(
    ("slug", "url", "status", "body", "is_gone"),
    [
        ("bluesky", f"{BLUESKY}3k", 200, '{"posts": []}', True),
        ("bluesky", f"{BLUESKY}3k", 200, '{"posts": [{"uri": "at://x"}]}', False),
        ("bluesky", f"{BLUESKY}3k", 403, "<html>", False),
        ("hackernews", f"{ITEM}12.json", 200, "null", True),
        ("hackernews", f"{ITEM}12.json", 200, '{"id": 12, "deleted": true}', True),
        ("hackernews", f"{ITEM}12.json", 200, '{"id": 12, "dead": true}', False),
        ("hackernews", f"{ITEM}12.json", 401, "null", False),
        ("youtube", f"{EMBED}x", 404, "Not Found", True),
        ("youtube", f"{EMBED}x", 401, "Unauthorized", False),  # private, or not to be embedded
        ("feeds", "https://sted.example/1", 404, "", True),
        ("feeds", "https://sted.example/1", 410, "", True),
        ("feeds", "https://sted.example/1", 403, "", False),
        ("wordpress", "https://blogg.example/innlegg/", 404, "<html>", True),
        ("wordpress", API, 404, '{"code": "rest_comment_invalid_id"}', True),
        ("wordpress", API, 401, '{"code": "rest_cannot_read"}', True),  # in the bin
        ("wordpress", API, 404, '{"code": "rest_no_route"}', False),  # the API is closed
        ("wordpress", API, 404, "<html>", False),
        ("wordpress", API, 401, '{"code": "rest_not_logged_in"}', False),
        ("shaarli", LINK, 200, SORRY, True),
        ("shaarli", LINK, 200, '<a href="/shaare/Ab12_c">page-error-container</a>', False),
        ("shaarli", LINK, 200, "", False),
    ],
)
def test_only_an_answer_that_says_so_means_that_a_post_is_gone(slug, url, status, body, is_gone):
    assert CONNECTORS[slug].denies(Response(status, url, {}, body.encode())) is is_gone
