"""The agency's own Facebook Page: what visitors write there, comments, and posts that tag it."""

from typing import Any

from difi_sosial.monitoring.connectors import base, graph, newest_round
from difi_sosial.monitoring.connectors.base import (
    Page,
    Post,
    Query,
    Request,
    Response,
    Trouble,
    Unusable,
)

_ = base.gettext_noop
STEPS = ("feed", "tagged")
COMMENT = "id,message,created_time,permalink_url,from"
NEWEST = f"comments.limit(50).order(reverse_chronological).filter(stream){{{COMMENT}}}"


class Facebook(base.Connector):
    """The Page's feed with its comments, then the posts that tag the Page."""

    slug = "facebook"
    name = _("Facebook-siden deres")
    docs = "https://developers.facebook.com/docs/graph-api/reference/page/feed/"
    reads = frozenset({base.Reads.ACCOUNT})
    limit = base.Limit(requests=60, seconds=3600)
    auth = base.Auth.BEARER
    secrets = ("token",)
    approval = _("App-gjennomgang og virksomhetsverifisering hos Meta.")
    token_days = 60
    settings = (
        graph.address("https://graph.facebook.com"),
        graph.version("v26.0"),
        base.Setting(
            "page",
            "text",
            _("Side-ID"),
            _("Tallet som står under Om – Sideåpenhet på siden deres."),
            required=True,
        ),
        base.Setting(
            "token",
            "secret",
            _("Sidetoken"),
            _("Fra deres egen app, med pages_read_engagement og pages_read_user_content."),
        ),
    )
    sees = (
        _("Innlegg som andre skriver på siden deres, og innlegg som merker siden."),
        _("De 50 nyeste kommentarene til hvert av de siste innleggene."),
    )
    needs = (
        _("En app hos Meta som er godkjent for tillatelsene over."),
        _("Et sidetoken fra en som har oppgaver på siden."),
    )
    misses = (
        _("Alt som skrives andre steder på Facebook. Det finnes ikke noe åpent søk."),
        _("Lukkede grupper, meldinger, og kommentarer til gamle innlegg."),
        _("Hvem som har skrevet, når personen ikke har gitt appen lov til å se det."),
    )

    def request(self, query: Query) -> Request:
        page = page_of(query)
        at = newest_round.step(query, STEPS)
        fields = "id,message,created_time,permalink_url,from"
        fields = f"{fields},{NEWEST}" if at == "feed" else fields
        return graph.question(query, f"{page}/{at}", (("fields", fields), ("limit", "25")))

    def parse(self, response: Response, query: Query) -> Page:
        rows = graph.read(response)
        posts = [post for row in rows for post in posts_of(row, page_of(query))]
        following = graph.following(response)
        return Page(tuple(posts), *newest_round.go_on(query, STEPS, posts, following))


def page_of(query: Query) -> str:
    """The number of the Page."""
    page = query.settings.get("page", "").strip()
    if not page.isdecimal():
        raise Unusable(Trouble.WRONG_SETTINGS, "the id of the Page is a number")
    return page


def posts_of(row: dict[str, Any], page: str) -> list[Post]:
    """A post and its comments, without what the agency itself has written."""
    place = base.text_at(row, "permalink_url")
    others = [one for one in (row, *graph.inner(row, "comments")) if not is_ours(one, page)]
    read = (graph.post_of(one, text="message", at="created_time", url=place) for one in others)
    return [post for post in read if post and post.text]


def is_ours(row: dict[str, Any], page: str) -> bool:
    """Whether the Page wrote it itself."""
    return base.text_at(row, "from", "id") == page
