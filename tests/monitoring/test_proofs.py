"""Where it is seen that a post was taken away, in channels whose pages do not tell."""

import pytest

from difi_sosial.monitoring.connectors.base import Response
from difi_sosial.monitoring.connectors.registry import CONNECTORS
from difi_sosial.monitoring.services.mentions import TELLING

BLOG = {"url": "https://blogg.example"}
API = "https://blogg.example/wp-json/wp/v2/comments/5"
LINK = "https://lenker.example/shaare/Ab12_c"
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
    ("slug", "url", "status", "body", "is_gone"),
    [
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
