"""The agency's own Instagram account: comments on its posts, and posts that tag it."""

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
FIELDS = {
    "tags": "id,caption,permalink,timestamp,username",
    "media": "id,permalink,timestamp,comments.limit(50){id,text,timestamp,username}",
}
STEPS = tuple(FIELDS)


class Instagram(base.Connector):
    """The posts that tag the account, then the comments on its own."""

    slug = "instagram"
    name = _("Instagram-kontoen deres")
    docs = "https://developers.facebook.com/docs/instagram-platform/reference/"
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
            "account",
            "text",
            _("Konto-ID"),
            _("Tallet som Meta har gitt Instagram-kontoen. Kontoen må være en bedriftskonto."),
            required=True,
        ),
        base.Setting(
            "token",
            "secret",
            _("Tilgangstoken"),
            _("Fra deres egen app, med instagram_basic og instagram_manage_comments."),
        ),
    )
    sees = (
        _("Innlegg der kontoen deres er merket i bildet."),
        _("De 50 nyeste kommentarene til hvert av de siste innleggene deres."),
    )
    needs = (
        _("En bedriftskonto som er knyttet til en Facebook-side, og en godkjent app hos Meta."),
    )
    misses = (
        _("Innlegg som nevner dere uten å merke kontoen. Det finnes ikke noe åpent søk."),
        _("Historier, direktemeldinger og private kontoer."),
        _("Omtale av kontoen i teksten til andres innlegg."),
    )

    def request(self, query: Query) -> Request:
        account = query.settings.get("account", "").strip()
        if not account.isdecimal():
            raise Unusable(Trouble.WRONG_SETTINGS, "the id of the account is a number")
        at = newest_round.step(query, STEPS)
        asked = (("fields", FIELDS[at]), ("limit", "25"))
        return graph.question(query, f"{account}/{at}", asked)

    def parse(self, response: Response, query: Query) -> Page:
        is_tags = newest_round.step(query, STEPS) == "tags"
        rows = graph.read(response)
        posts = [post for row in rows for post in (tagged(row) if is_tags else comments(row))]
        following = graph.following(response)
        return Page(tuple(posts), *newest_round.go_on(query, STEPS, posts, following))


def tagged(row: dict[str, Any]) -> list[Post]:
    """A post of somebody who tagged the account."""
    post = graph.post_of(row, text="caption", at="timestamp")
    return [post] if post else []


def comments(row: dict[str, Any]) -> list[Post]:
    """The comments on a post of ours; a comment's address is the post's."""
    place = base.text_at(row, "permalink")
    read = (
        graph.post_of(one, text="text", at="timestamp", url=place)
        for one in graph.inner(row, "comments")
    )
    return [post for post in read if post and post.text]
