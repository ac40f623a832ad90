"""Hacker News, through the open search that Algolia keeps: stories and comments, newest first."""

from collections.abc import Mapping
from typing import Any

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
PER_PAGE = "100"
ITEM = "https://news.ycombinator.com/item?id="
API = "https://hacker-news.firebaseio.com/v0/item/"


class HackerNews(base.Connector):
    """One search for each term."""

    slug = "hackernews"
    proof_is_read = True
    name = "Hacker News"
    docs = "https://hn.algolia.com/api"
    reads = frozenset({base.Reads.SEARCH})
    limit = base.Limit(requests=10_000, seconds=3600)
    auth = base.Auth.NONE
    minutes = 60
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til søket"),
            _("La den stå som den er."),
            required=True,
            default="https://hn.algolia.com",
        ),
    )
    sees = (_("Saker og kommentarer der søkeordene står, også gamle."),)
    needs = (_("Ingenting. Søket er åpent for alle."),)
    misses = (
        _("Innlegg som er slettet eller skjult av moderator."),
        _("Mer enn de 1000 nyeste treffene på ett ord."),
        _("Nesten alt er på engelsk."),
    )

    def request(self, query: Query) -> Request:
        wanted = newest_round.step(query, steps(query)).partition(":")[2]
        params = (
            ("query", f'"{wanted}"'),
            ("tags", "(story,comment)"),
            ("typoTolerance", "false"),  # or it finds words that look alike
            ("hitsPerPage", PER_PAGE),
            ("page", str(newest_round.page_of(query) or 0)),
        )
        server = base.web_address(query.settings.get("url")).rstrip("/")
        return Request(f"{server}/api/v1/search_by_date", params)

    def parse(self, response: Response, query: Query) -> Page:
        base.refuse_errors(response)
        answer, asked = base.json_of(response), steps(query)
        rows = answer.get("hits") if isinstance(answer, dict) else None
        if not isinstance(rows, list):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer has no list of hits")
        wanted = newest_round.step(query, asked).partition(":")[2]
        posts = [post for row in base.objects(rows) if (post := post_of(row, wanted))]
        page, pages = newest_round.page_of(query) or 0, answer.get("nbPages")
        following = page + 1 if isinstance(pages, int) and page + 1 < pages else None
        return Page(tuple(posts), *newest_round.go_on(query, asked, posts, following))

    def proof(self, url: str, settings: Mapping[str, str]) -> str:
        """The page says 200 of what is deleted; the site's own API says that it is."""
        number = url.removeprefix(ITEM)
        return f"{API}{number}.json" if number.isdecimal() else url

    def denies(self, response: Response) -> bool:
        """Deleted by its writer, or no item of that number; what moderators hide still stands."""
        if not response.url.startswith(API) or response.status != 200:
            return False
        item = base.json_of(response)
        return item is None or (isinstance(item, dict) and item.get("deleted") is True)


def steps(query: Query) -> tuple[str, ...]:
    """The questions of one round."""
    if not base.web_address(query.settings.get("url")) or not query.terms:
        raise Unusable(Trouble.WRONG_SETTINGS, "an address and something to search for are needed")
    return tuple(f"search:{term.rstrip('*')}" for term in query.terms)


def post_of(row: dict[str, Any], wanted: str) -> Post | None:
    """A story or a comment. A story that only links has no text but its title."""
    number, raw = base.text_at(row, "objectID"), base.text_at(row, "created_at")
    if not number.isdecimal():
        return None
    html = base.text_at(row, "comment_text") or base.text_at(row, "story_text")
    return Post(
        external_id=number,
        url=f"{ITEM}{number}",
        title=base.text_at(row, "title") or base.text_at(row, "story_title"),
        text=text_of(html) or base.web_address(row.get("url")),
        html=html,
        author_handle=base.text_at(row, "author"),
        language="en",
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=wanted,
    )
