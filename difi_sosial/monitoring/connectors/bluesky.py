"""Bluesky: search in the whole network, and mentions of the agency's own account.

Everything goes through the account's own server (its PDS), which passes it on: the open address of
the network refuses searches. An app password opens a session; the session's tokens are the
poller's to keep. A post's own time is chosen by whoever wrote it, so it counts only when it is not
later than the time the network first saw it.
"""

from collections.abc import Mapping
from urllib.parse import quote

from difi_sosial.monitoring.connectors import base, newest_round
from difi_sosial.monitoring.connectors.base import (
    Page,
    Query,
    Request,
    Response,
    Trouble,
    Unusable,
)
from difi_sosial.monitoring.connectors.bluesky_answers import error_of, post_of, uri_of

_ = base.gettext_noop
PER_PAGE = "100"
MENTIONS = "mentions"
OPEN = "https://public.api.bsky.app/xrpc/app.bsky.feed.getPosts"


class Bluesky(base.Connector):
    """One search for each term, then the account's own mentions and replies."""

    slug = "bluesky"
    proof_is_read = True
    name = "Bluesky"
    docs = "https://docs.bsky.app/docs/api/app-bsky-feed-search-posts"
    reads = frozenset({base.Reads.SEARCH, base.Reads.ACCOUNT})
    limit = base.Limit(requests=3000, seconds=300)
    auth = base.Auth.SESSION
    secrets = ("token",)
    login = base.Login(
        open="/xrpc/com.atproto.server.createSession",
        renew="/xrpc/com.atproto.server.refreshSession",
        name="account",
        name_field="identifier",
        password_field="password",  # noqa: S106 - the name of a field
        access="accessJwt",
        renewal="refreshJwt",
        over=frozenset({"ExpiredToken", "InvalidToken"}),
    )
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til tjeneren"),
            _("Tjeneren der kontoen deres ligger. For de fleste er det https://bsky.social."),
            required=True,
            default="https://bsky.social",
        ),
        base.Setting(
            "account",
            "text",
            _("Brukernavnet deres"),
            _("For eksempel etaten.no eller etaten.bsky.social, uten @."),
            required=True,
        ),
        base.Setting(
            "token",
            "secret",
            _("App-passord"),
            _("Lag det på kontoen under Innstillinger – Personvern – App-passord."),
        ),
    )
    sees = (
        _("Åpne innlegg i hele nettverket der søkeordene står i teksten."),
        _("Innlegg som nevner kontoen deres, og svar på det dere skriver."),
    )
    needs = (
        _("En konto på Bluesky og et app-passord fra den. Det er gratis og tar et minutt."),
        _("App-passordet gir ikke tilgang til å endre kontoen, og kan trekkes når som helst."),
    )
    misses = (
        _("Direktemeldinger, og innlegg fra kontoer som nettverket har skjult."),
        _("Ord inne i bilder og lenker som ikke står i teksten."),
        _("Bluesky lover ikke at søket er fullstendig."),
    )

    def request(self, query: Query) -> Request:
        asked = newest_round.step(query, steps(query))
        server = base.web_address(query.settings.get("url")).rstrip("/")
        params = [("limit", PER_PAGE)]
        if mark := newest_round.page_of(query):
            params.append(("cursor", str(mark)))
        if asked == MENTIONS:
            path = f"{server}/xrpc/app.bsky.notification.listNotifications"
            params += [("reasons", "mention"), ("reasons", "reply"), ("reasons", "quote")]
            return Request(path, tuple(params), secret="token")  # noqa: S106 - a name
        wanted = asked.partition(":")[2]
        params += [("q", f'"{wanted}"' if " " in wanted else wanted), ("sort", "latest")]
        path = f"{server}/xrpc/app.bsky.feed.searchPosts"
        return Request(path, tuple(params), secret="token")  # noqa: S106 - a name

    def parse(self, response: Response, query: Query) -> Page:
        if response.status in (400, 401) and error_of(response) in self.login.over:
            raise Unusable(Trouble.NEEDS_SECRET, "the server does not take the session it gave")
        base.refuse_errors(response)
        answer, asked = base.json_of(response), steps(query)
        at = newest_round.step(query, asked)
        kind = "notifications" if at == MENTIONS else "posts"
        if not isinstance(answer, dict) or not isinstance(rows := answer.get(kind), list):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer has no list of posts")
        found_by = base.OURS if at == MENTIONS else at.partition(":")[2]
        posts = [post for row in base.objects(rows) if (post := post_of(row, found_by))]
        following = base.text_at(answer, "cursor") or None
        return Page(tuple(posts), *newest_round.go_on(query, asked, posts, following))

    def proof(self, url: str, settings: Mapping[str, str]) -> str:
        """The network's open address knows which posts there are; its pages say 200 to all."""
        uri = uri_of(url)
        return f"{OPEN}?uris={quote(uri, safe='')}" if uri else url

    def denies(self, response: Response) -> bool:
        """A post that is deleted is left out of the list."""
        is_asked = response.url.startswith(OPEN) and response.status == 200
        return is_asked and base.json_of(response) == {"posts": []}


def steps(query: Query) -> tuple[str, ...]:
    """The questions of one round."""
    if not base.web_address(query.settings.get("url")) or not query.settings.get("account"):
        raise Unusable(Trouble.WRONG_SETTINGS, "an address and an account are needed")
    return (*(f"search:{term.rstrip('*')}" for term in query.terms), MENTIONS)
