"""Misago, a forum program: one search for each term, by the JSON that its own pages use.

Results come in the order of how well they fit, so every round reads the first pages. The forum
hands out a cookie with each answer; the door keeps none.
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


class Misago(base.Connector):
    """One search in all open threads for each term."""

    slug = "misago"
    name = _("Forum med Misago")
    docs = "https://misago.gitbook.io/docs/"
    reads = frozenset({base.Reads.SEARCH})
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
    sees = (_("Åpne innlegg i forumet der søkeordene står, også svar og gamle innlegg."),)
    needs = (_("Bare adressen. Ingen nøkkel og ingen avtale."),)
    misses = (
        _("Lukkede kategorier, private tråder og forum der du må logge inn."),
        _("Forumet sorterer etter hvor godt innlegget passer. Vi leser de første sidene."),
    )

    def request(self, query: Query) -> Request:
        wanted = newest_round.step(query, steps(query)).partition(":")[2]
        server = base.web_address(query.settings.get("url")).rstrip("/")
        params = (("q", wanted), ("page", str(newest_round.page_of(query) or 1)))
        return Request(f"{server}/api/search/threads/", params)

    def parse(self, response: Response, query: Query) -> Page:
        asked = steps(query)
        if response.status == 404 and newest_round.page_of(query):
            return Page((), *newest_round.go_on(query, asked, (), None))  # past the last page
        base.refuse_errors(response)
        answer, home = base.json_of(response), base.web_address(query.settings["url"]).rstrip("/")
        found = [row.get("results") for row in base.objects(answer) if row.get("id") == "threads"]
        if not found or not isinstance(found[0], dict):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer is not from Misago's search")
        wanted = newest_round.step(query, asked).partition(":")[2]
        rows = base.objects(found[0].get("results"))
        posts = [post for row in rows if (post := post_of(row, wanted, home))]
        following = found[0].get("next")
        following = following if isinstance(following, int) else None
        cursor, more = newest_round.go_on(query, asked, posts, following, in_order=False)
        return Page(tuple(posts), cursor, more)


def steps(query: Query) -> tuple[str, ...]:
    """The questions of one round."""
    if not base.web_address(query.settings.get("url")) or not query.terms:
        raise Unusable(Trouble.WRONG_SETTINGS, "an address and something to search for are needed")
    return tuple(f"search:{term.rstrip('*')}" for term in query.terms)


def post_of(row: dict[str, Any], wanted: str, home: str) -> Post | None:
    """One post. Hidden ones and events (a thread was moved) are passed over."""
    number, place = row.get("id"), base.text_at(row, "url", "index")
    if not isinstance(number, int) or not place.startswith("/"):
        return None
    if row.get("is_hidden") or row.get("is_event") or row.get("is_unapproved"):
        return None
    html, raw = base.text_at(row, "content"), base.text_at(row, "posted_on")
    return Post(
        external_id=f"post:{number}",
        url=f"{home}{place}",
        title=base.text_at(row, "thread", "title"),
        text=text_of(html),
        html=html,
        author_name=base.text_at(row, "poster_name"),
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=wanted,
    )
