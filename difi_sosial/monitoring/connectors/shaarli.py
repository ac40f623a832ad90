"""Shaarli: the shared links of one installation, by its open search feed or by its API.

The API wants a token that is made anew for each question from a secret (JWT, HS512); the door does
that. A refusal is a bare JSON string. A link's address here is the same in the feed and in the API,
so a source may go from one to the other without finding everything anew.
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
from difi_sosial.monitoring.connectors.entries import xml_posts

_ = base.gettext_noop
PER_PAGE = 50
NOT_FOUND = b"error-container"  # on the page of a link that is deleted, which answers 200


class Shaarli(base.Connector):
    """One search for each term, newest first."""

    slug = "shaarli"
    proof_is_read = True
    name = "Shaarli"
    docs = "https://shaarli.github.io/api-documentation/"
    reads = frozenset({base.Reads.SEARCH})
    limit = base.Limit(requests=30, seconds=60)
    auth = base.Auth.JWT
    secrets = ("token",)
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til Shaarli"),
            _("Adressen til forsiden, for eksempel https://lenker.example."),
            required=True,
        ),
        base.Setting(
            "token",
            "secret",
            _("API-hemmelighet"),
            _("Står under Verktøy – Innstillinger i Shaarli. Uten den leser vi søkestrømmen."),
        ),
    )
    sees = (
        _("Åpne lenker der søkeordene står i tittelen, beskrivelsen, adressen eller emneordene."),
    )
    needs = (
        _("Bare adressen, hvis søkestrømmen er åpen. Det er den vanligvis."),
        _("Med API-hemmeligheten kan vi også gå lenger bakover enn de 50 nyeste."),
    )
    misses = (
        _("Private lenker, og andre Shaarli-installasjoner: hver av dem må settes opp for seg."),
        _("Hva som står på sidene det lenkes til."),
    )

    def request(self, query: Query) -> Request:
        wanted = newest_round.step(query, steps(query)).partition(":")[2]
        server = base.web_address(query.settings.get("url")).rstrip("/")
        if "token" not in query.secrets:
            return Request(f"{server}/feed/atom", (("searchterm", wanted), ("nb", str(PER_PAGE))))
        asked = (
            ("searchterm", wanted),
            ("visibility", "public"),
            ("limit", str(PER_PAGE)),
            ("offset", str(newest_round.page_of(query) or 0)),
        )
        path = f"{server}/api/v1/links"
        return Request(path, asked, secret=self.secrets[0], auth=base.Auth.JWT)

    def parse(self, response: Response, query: Query) -> Page:
        base.refuse_errors(response)
        asked = steps(query)
        wanted = newest_round.step(query, asked).partition(":")[2]
        if "token" not in query.secrets:
            found = tuple(by_permalink(post, wanted) for post in xml_posts(response))
            return Page(found, *newest_round.go_on(query, asked, found, None))
        rows = base.json_of(response)
        if not isinstance(rows, list):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer is no list of links")
        links = base.objects(rows)
        posts = tuple(post for row in links if (post := post_of(row, wanted, query)))
        start = int(newest_round.page_of(query) or 0) + PER_PAGE
        is_full = len(links) >= PER_PAGE
        return Page(posts, *newest_round.go_on(query, asked, posts, start if is_full else None))

    def denies(self, response: Response) -> bool:
        """The page of a link names it; the page that says it is gone does not."""
        name = response.url.rpartition("/")[2].encode()
        is_sorry = NOT_FOUND in response.body and name not in response.body
        return super().denies(response) or is_sorry


def steps(query: Query) -> tuple[str, ...]:
    """The questions of one round."""
    if not query.terms or not base.web_address(query.settings.get("url")):
        raise Unusable(Trouble.WRONG_SETTINGS, "an address and something to search for are needed")
    return tuple(f"search:{term.rstrip('*')}" for term in query.terms)


def by_permalink(post: Post, wanted: str) -> Post:
    """The feed links to the page that is shared; the post is the one that shares it."""
    return post._replace(url=base.web_address(post.external_id) or post.url, found_by=wanted)


def post_of(row: dict[str, Any], wanted: str, query: Query) -> Post | None:
    """One link; `description` is Markdown. A private one is for its owner alone."""
    short, raw = base.text_at(row, "shorturl"), base.text_at(row, "created")
    if not short or row.get("private"):
        return None
    place = f"{base.web_address(query.settings['url']).rstrip('/')}/shaare/{short}"
    tags = base.texts(row.get("tags"))
    lines = [base.text_at(row, "description"), base.text_at(row, "url"), " ".join(tags)]
    return Post(
        external_id=place,
        url=place,
        title=base.text_at(row, "title"),
        text="\n".join(line for line in lines if line),
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=wanted,
    )
