"""linkding: shared bookmarks of one installation, by its open feed or, with a token, by its API."""

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
PER_PAGE = 100


class Linkding(base.Connector):
    """One search for each term among what all users share, newest first."""

    slug = "linkding"
    name = "linkding"
    docs = "https://linkding.link/api/"
    reads = frozenset({base.Reads.SEARCH})
    limit = base.Limit(requests=30, seconds=60)
    auth = base.Auth.TOKEN
    secrets = ("token",)
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til linkding"),
            _("Adressen til forsiden, for eksempel https://bokmerker.example."),
            required=True,
        ),
        base.Setting(
            "token",
            "secret",
            _("API-token"),
            _("Står under Settings – Integrations i linkding. Uten: bare den åpne strømmen."),
        ),
    )
    sees = (_("Delte bokmerker der søkeordene står i tittelen, teksten eller adressen."),)
    needs = (
        _("Bare adressen, hvis installasjonen deler åpent."),
        _("Et API-token, hvis brukerne bare deler med hverandre."),
    )
    misses = (
        _("Bokmerker som ikke er delt, og andre linkding-installasjoner."),
        _("Hva som står på sidene det lenkes til."),
    )

    def request(self, query: Query) -> Request:
        wanted = newest_round.step(query, steps(query)).partition(":")[2]
        server = base.web_address(query.settings.get("url")).rstrip("/")
        phrase = f'"{wanted}"' if " " in wanted else wanted
        asked = (("q", phrase), ("limit", str(PER_PAGE)))
        if "token" not in query.secrets:
            return Request(f"{server}/feeds/shared", asked)
        more = (("sort", "added_desc"), ("offset", str(newest_round.page_of(query) or 0)))
        path = f"{server}/api/bookmarks/shared/"
        return Request(path, (*asked, *more), secret=self.secrets[0], auth=base.Auth.TOKEN)

    def parse(self, response: Response, query: Query) -> Page:
        base.refuse_errors(response)
        asked = steps(query)
        wanted = newest_round.step(query, asked).partition(":")[2]
        if "token" not in query.secrets:
            found = tuple(by_address(post, wanted) for post in xml_posts(response))
            return Page(found, *newest_round.go_on(query, asked, found, None))
        answer = base.json_of(response)
        if not isinstance(answer, dict) or not isinstance(answer.get("results"), list):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer has no list of bookmarks")
        rows = base.objects(answer["results"])
        posts = tuple(post for row in rows if (post := post_of(row, wanted)))
        # `next` is an address that is theirs to choose; the place is counted by ourselves.
        start = int(newest_round.page_of(query) or 0) + PER_PAGE
        following = start if answer.get("next") else None
        return Page(posts, *newest_round.go_on(query, asked, posts, following))


def steps(query: Query) -> tuple[str, ...]:
    """The questions of one round."""
    if not query.terms or not base.web_address(query.settings.get("url")):
        raise Unusable(Trouble.WRONG_SETTINGS, "an address and something to search for are needed")
    return tuple(f"search:{term.rstrip('*')}" for term in query.terms)


def by_address(post: Post, wanted: str) -> Post:
    """A bookmark goes by the address it points to, in the feed as in the API."""
    return post._replace(external_id=post.url, found_by=wanted)


def post_of(row: dict[str, Any], wanted: str) -> Post | None:
    """One shared bookmark, with what its owner wrote and what the page says of itself."""
    url, raw = base.web_address(row.get("url")), base.text_at(row, "date_added")
    if not url:
        return None
    tags = [f"#{tag}" for tag in base.texts(row.get("tag_names"))]
    lines = [base.text_at(row, name) for name in ("description", "notes", "website_description")]
    return Post(
        external_id=url,
        url=url,
        title=base.text_at(row, "title") or base.text_at(row, "website_title"),
        text="\n".join(line for line in [*lines, " ".join(tags)] if line),
        author_handle=base.text_at(row, "owner", "username"),
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=wanted,
    )
