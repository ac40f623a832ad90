"""Discourse: the newest posts of a forum, and a search for each term.

The list of newest posts goes by number and misses nothing that is written from now on; the search
reaches back. Searches by those who are not signed in are held back by most forums, so the list
comes first. A forum that is closed says `not_logged_in`.
"""

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
NEWEST = "newest"
SHORTEST = 3  # shorter words are refused by the search, but found in the list
CLOSED = _("Forumet lar oss ikke søke. De nyeste innleggene leser vi.")


class Discourse(base.Connector):
    """The newest posts, then one search for each term."""

    slug = "discourse"
    name = "Discourse"
    docs = "https://docs.discourse.org/"
    reads = frozenset({base.Reads.SEARCH, base.Reads.FEED})
    limit = base.Limit(requests=20, seconds=60)
    auth = base.Auth.NONE
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til forumet"),
            _("Forsiden, for eksempel https://forum.example."),
            required=True,
        ),
    )
    sees = (
        _("Alle nye åpne innlegg i forumet, også svar."),
        _("Eldre innlegg der søkeordene står, hvis forumet lar gjester søke."),
    )
    needs = (_("Bare adressen. Ingen nøkkel og ingen avtale."),)
    misses = (
        _("Lukkede kategorier, private meldinger og forum der du må logge inn."),
        _("Fra søket får vi bare et utdrag. Nye innlegg leser vi hele."),
        _("Svært travle forum: vi leser høyst 200 innlegg hver gang."),
    )

    def request(self, query: Query) -> Request:
        kind, _, wanted = newest_round.step(query, steps(query)).partition(":")
        server, mark = base.web_address(query.settings["url"]).rstrip("/"), query.cursor.get("page")
        if kind == NEWEST:
            before = (("before", str(mark)),) if mark else ()
            return Request(f"{server}/posts.json", before)
        phrase = f'"{wanted}"' if " " in wanted else wanted
        params = (("q", f"{phrase} order:latest"), ("page", str(mark or 1)))
        return Request(f"{server}/search.json", params)

    def parse(self, response: Response, query: Query) -> Page:
        asked = steps(query)
        kind, _, wanted = newest_round.step(query, asked).partition(":")
        if kind != NEWEST and response.status in (403, 404, 422):
            marks = {"since": query.cursor.get("since", {})}  # no use in asking for the other terms
            return Page((), marks, notes=(CLOSED,))
        base.refuse_errors(response)
        answer, home = base.json_of(response), base.web_address(query.settings["url"]).rstrip("/")
        if not isinstance(answer, dict) or not known(answer, kind):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer is not from Discourse")
        rows = base.objects(answer.get("latest_posts" if kind == NEWEST else "posts"))
        topics = {str(row.get("id")): row for row in base.objects(answer.get("topics"))}
        found = [(row, topics.get(str(row.get("topic_id")), {})) for row in rows]
        posts = [post for row, topic in found if (post := post_of(row, topic, wanted, home))]
        following = next_page(kind, answer, query)
        return Page(tuple(posts), *newest_round.go_on(query, asked, posts, following))


def steps(query: Query) -> tuple[str, ...]:
    """The questions of one round."""
    if not base.web_address(query.settings.get("url")):
        raise Unusable(Trouble.WRONG_SETTINGS, "the address of the forum is missing")
    words = (term.rstrip("*") for term in query.terms)
    return (NEWEST, *(f"search:{word}" for word in words if len(word) >= SHORTEST))


def known(answer: dict[str, Any], kind: str) -> bool:
    """Whether it is what was asked for. A search that finds nothing may leave out `posts`."""
    if kind == NEWEST:
        return isinstance(answer.get("latest_posts"), list)
    return isinstance(answer.get("grouped_search_result"), dict)


def next_page(kind: str, answer: dict[str, Any], query: Query) -> int | None:
    """Where to go on: the list by number, the search by page."""
    if kind == NEWEST:
        rows = base.objects(answer["latest_posts"])
        return min((row["id"] for row in rows if isinstance(row.get("id"), int)), default=None)
    more = answer["grouped_search_result"].get("more_full_page_results")
    return (newest_round.page_of(query) or 1) + 1 if more else None


def post_of(row: dict[str, Any], topic: dict[str, Any], wanted: str, home: str) -> Post | None:
    """One post, from either list; `topic` is empty in the list of newest posts."""
    number, thread, place = row.get("id"), row.get("topic_id"), row.get("post_number")
    if not all(isinstance(one, int) for one in (number, thread, place)):
        return None
    html, raw = base.text_at(row, "cooked"), base.text_at(row, "created_at")
    slug = base.text_at(row, "topic_slug") or base.text_at(topic, "slug") or "-"
    name = base.text_at(row, "username")
    return Post(
        external_id=f"post:{number}",
        url=f"{home}/t/{slug}/{thread}/{place}",
        title=base.text_at(row, "topic_title") or base.text_at(topic, "title"),
        text=text_of(html) if html else base.text_at(row, "blurb"),
        html=html,
        author_name=base.text_at(row, "name"),
        author_handle=f"@{name}" if name else "",
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=wanted,
    )
