"""WordPress: posts and comments that hold the words, by the REST API that most sites leave open.

Posts are searched newest first. A page past the last one is an error 400 to WordPress and the end
to us. Many sites close the comments, or the whole API: the feed is what is left then.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from difi_sosial.monitoring.connectors import base, newest_round
from difi_sosial.monitoring.connectors.base import (
    Page,
    Post,
    Query,
    Request,
    Response,
    Trouble,
    Unusable,
)
from difi_sosial.monitoring.connectors.text import text_of

_ = base.gettext_noop
PER_PAGE = "50"
API = "/wp/v2"
PAST_THE_END = frozenset({"rest_post_invalid_page_number", "rest_comment_invalid_page_number"})
FIELDS = {
    "posts": "id,link,date_gmt,title,content,excerpt",
    "comments": "id,link,date_gmt,content,author_name",
}
NO_LONGER = frozenset({"rest_comment_invalid_id", "rest_cannot_read"})  # deleted, in the bin
CLOSED = _("Nettstedet viser ikke kommentarene sine til oss. Innleggene leser vi.")


class WordPress(base.Connector):
    """One search in posts and one in comments for each term."""

    slug = "wordpress"
    name = "WordPress"
    docs = "https://developer.wordpress.org/rest-api/reference/posts/"
    reads = frozenset({base.Reads.SEARCH})
    limit = base.Limit(requests=10, seconds=60)
    auth = base.Auth.NONE
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til bloggen"),
            _("Forsiden, for eksempel https://blogg.example."),
            required=True,
        ),
    )
    sees = (
        _("Innlegg der søkeordene står, også gamle."),
        _("Kommentarer der søkeordene står, hvis nettstedet viser dem."),
    )
    needs = (_("Bare adressen. Ingen nøkkel og ingen avtale."),)
    misses = (
        _("Innlegg med passord, utkast, og kommentarer som venter på godkjenning."),
        _("Sider og egne innholdstyper: vi leser innlegg og kommentarer."),
        _("Nettsteder som har stengt API-et. Bruk nyhetsstrømmen deres i stedet."),
    )

    def request(self, query: Query) -> Request:
        kind, _, wanted = newest_round.step(query, steps(query)).partition(":")
        params = (
            ("search", wanted),
            ("orderby", "date" if kind == "posts" else "date_gmt"),
            ("order", "desc"),
            ("per_page", PER_PAGE),
            ("page", str(newest_round.page_of(query) or 1)),
            ("_fields", FIELDS[kind]),
        )
        return Request(f"{door_of(query.settings['url'])}/{kind}", params)

    def parse(self, response: Response, query: Query) -> Page:
        asked = steps(query)
        kind, _, wanted = newest_round.step(query, asked).partition(":")
        code = error_code(response)
        if code in PAST_THE_END:
            return Page((), *newest_round.go_on(query, asked, (), None))
        if kind == "comments" and response.status in (401, 403, 404):
            return Page((), *newest_round.go_on(query, asked, (), None), notes=(CLOSED,))
        if code == "rest_no_route" or response.status in (401, 403):
            raise Unusable(Trouble.REFUSED, f"the site has closed its API ({code or 'no reason'})")
        base.refuse_errors(response)
        rows = base.json_of(response)
        if not isinstance(rows, list):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer is not from WordPress' API")
        posts = [post for row in base.objects(rows) if (post := post_of(row, wanted))]
        page, last = newest_round.page_of(query) or 1, response.headers.get("x-wp-totalpages", "")
        following = page + 1 if last.isdecimal() and page < int(last[:9]) else None
        return Page(tuple(posts), *newest_round.go_on(query, asked, posts, following))

    def proof(self, url: str, settings: Mapping[str, str]) -> str:
        """A comment stands on the page of a post, which stays when it goes: the API knows."""
        number = url.partition("#comment-")[2]
        return f"{door_of(settings['url'])}/comments/{number}" if number.isdecimal() else url

    def denies(self, response: Response) -> bool:
        """Of a comment only the API's own word counts: a closed API answers 404 to everything."""
        if API in response.url:
            return error_code(response) in NO_LONGER
        return super().denies(response)


def steps(query: Query) -> tuple[str, ...]:
    """The questions of one round."""
    terms = [term.rstrip("*") for term in query.terms]
    if not base.web_address(query.settings.get("url")) or not terms:
        raise Unusable(Trouble.WRONG_SETTINGS, "an address and something to search for are needed")
    return tuple(f"{kind}:{term}" for kind in ("posts", "comments") for term in terms)


def door_of(url: str) -> str:
    """Where the API lies; blogs at wordpress.com have it at an address of their own."""
    address, host = base.web_address(url), urlsplit(base.web_address(url)).hostname or ""
    if host.endswith(".wordpress.com"):
        return f"https://public-api.wordpress.com{API}/sites/{host}"
    return f"{address.partition('?')[0].rstrip('/').removesuffix('/wp-json')}/wp-json{API}"


def error_code(response: Response) -> str:
    """WordPress' own name for what went wrong; empty when it has none."""
    is_error = response.status >= 400 and response.body.lstrip()[:1] == b"{"
    return base.text_at(base.json_of(response), "code") if is_error else ""


def post_of(row: dict[str, Any], wanted: str) -> Post | None:
    """One post or comment. The time is UTC, though it does not say so."""
    url, raw = base.web_address(row.get("link")), base.text_at(row, "date_gmt")
    html = base.text_at(row, "content", "rendered") or base.text_at(row, "excerpt", "rendered")
    if not url or not isinstance(row.get("id"), int):
        return None
    return Post(
        external_id=url,
        url=url,
        title=text_of(base.text_at(row, "title", "rendered")),
        text=text_of(html),
        html=html,
        author_name=text_of(base.text_at(row, "author_name")),
        posted_at=base.moment(f"{raw}Z") if raw else None,
        posted_raw=raw,
        found_by=wanted,
    )
