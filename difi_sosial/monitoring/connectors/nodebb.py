"""NodeBB, a forum program: the newest of each thread, and a search for each term where guests may.

Most forums let nobody search who is not signed in (401 `not-authorized`). The list of recent
threads shows the latest post of each; what came between two visits in one thread is not there.
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
RECENT = "recent"
CLOSED_DOORS = frozenset({401, 403, 404})  # 404: the forum has no search at all
CLOSED = _("Forumet lar oss ikke søke. Det siste innlegget i hver tråd leser vi.")


class NodeBB(base.Connector):
    """The recent threads, then one search for each term."""

    slug = "nodebb"
    name = _("Forum med NodeBB")
    docs = "https://docs.nodebb.org/api/read/"
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
        _("Det siste innlegget i hver åpen tråd."),
        _("Alle åpne innlegg der søkeordene står, hvis forumet lar gjester søke."),
    )
    needs = (_("Bare adressen. Ingen nøkkel og ingen avtale."),)
    misses = (
        _("Innlegg midt i en tråd, når forumet ikke lar oss søke. Hent ofte i travle forum."),
        _("Lukkede kategorier, private meldinger og forum der du må logge inn."),
    )

    def request(self, query: Query) -> Request:
        kind, _, wanted = newest_round.step(query, steps(query)).partition(":")
        server = base.web_address(query.settings.get("url")).rstrip("/")
        page = ("page", str(newest_round.page_of(query) or 1))
        if kind == RECENT:
            return Request(f"{server}/api/recent", (page,))
        order = (("sortBy", "timestamp"), ("sortDirection", "desc"))
        params = (("term", wanted), ("in", "titlesposts"), ("matchWords", "all"), *order, page)
        return Request(f"{server}/api/search", params)

    def parse(self, response: Response, query: Query) -> Page:
        asked = steps(query)
        kind, _, wanted = newest_round.step(query, asked).partition(":")
        if kind != RECENT and response.status in CLOSED_DOORS:
            marks = {"since": query.cursor.get("since", {})}  # no use in asking for the other terms
            return Page((), marks, notes=(CLOSED,))
        base.refuse_errors(response)
        answer, home = base.json_of(response), base.web_address(query.settings["url"]).rstrip("/")
        key = "topics" if kind == RECENT else "posts"
        if not isinstance(answer, dict) or not isinstance(rows := answer.get(key), list):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer is not from NodeBB")
        read = latest_of if kind == RECENT else post_of
        posts = [post for row in base.objects(rows) if (post := read(row, wanted, home))]
        page, last = newest_round.page_of(query) or 1, pages(answer)
        following = page + 1 if page < last else None
        return Page(tuple(posts), *newest_round.go_on(query, asked, posts, following))


def steps(query: Query) -> tuple[str, ...]:
    """The questions of one round."""
    if not base.web_address(query.settings.get("url")):
        raise Unusable(Trouble.WRONG_SETTINGS, "the address of the forum is missing")
    return (RECENT, *(f"search:{term.rstrip('*')}" for term in query.terms))


def pages(answer: dict[str, Any]) -> int:
    """How many pages there are, told in one of two places."""
    paging = answer.get("pagination")
    counts = [
        paging.get("pageCount") if isinstance(paging, dict) else None,
        answer.get("pageCount"),
    ]
    return max((count for count in counts if isinstance(count, int)), default=1)


def latest_of(topic: dict[str, Any], wanted: str, home: str) -> Post | None:
    """The latest post of a thread, which the list shows as its teaser.

    Many forums show none before somebody has answered: then the title is all there is to read.
    """
    teaser, number = topic.get("teaser"), str(topic.get("tid") or "")
    if isinstance(teaser, dict):
        return post_of({**teaser, "topic": topic}, wanted, home)
    if not number.isdecimal() or topic.get("deleted") in (1, True):
        return None
    post = post_of({**topic, "pid": number, "topic": topic}, wanted, home)
    return (
        post._replace(external_id=f"topic:{number}", url=f"{home}/topic/{number}") if post else None
    )


def post_of(row: dict[str, Any], wanted: str, home: str) -> Post | None:
    """One post. Its number is a text in some versions, its title is written in HTML."""
    number = str(row.get("pid") or "")
    if not number.isdecimal() or row.get("deleted") in (1, True):
        return None
    html, raw = base.text_at(row, "content"), base.text_at(row, "timestampISO")
    user = row.get("user")
    name = base.text_at(user, "username")
    return Post(
        external_id=f"post:{number}",
        url=f"{home}/post/{number}",
        title=text_of(base.text_at(row, "topic", "title")),
        text=text_of(html),
        html=html,
        author_name=base.text_at(user, "displayname"),
        author_handle=f"@{name}" if name else "",
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=wanted,
    )
