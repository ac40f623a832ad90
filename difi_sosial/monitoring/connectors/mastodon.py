"""Mastodon's API: Mastodon itself, GoToSocial, Pleroma, Akkoma, Pixelfed, snac.

A search needs a token and covers what one server knows and only authors who opted in. Tag
timelines are open on most servers; a closed one answers 401 or, worse, an empty list, so we ask
the server first. Dialects differ:
no Link headers (snac), 401 as an empty HTML page (snac), no /api/v2/instance (older ones).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlsplit

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import (
    Page,
    Post,
    Query,
    Request,
    Response,
    Trouble,
    Unusable,
)
from difi_sosial.monitoring.connectors.mastodon_round import INSTANCE, PER_PAGE, go_on, step, steps
from difi_sosial.monitoring.connectors.text import text_of

_ = base.gettext_noop
CLOSED = _("Tjeneren viser ikke emneknagger til oss. Søk virker fortsatt.")


class Mastodon(base.Connector):
    """Asks once for each search term (with a token) and once for each hashtag."""

    slug = "mastodon"
    name = _("Mastodon og andre i fediverset")
    docs = "https://docs.joinmastodon.org/methods/search/"
    reads = frozenset({base.Reads.SEARCH, base.Reads.HASHTAG})
    limit = base.Limit(requests=300, seconds=300)
    auth = base.Auth.BEARER
    secrets = ("token",)
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til tjeneren"),
            _("For eksempel https://snabelen.no."),
            required=True,
        ),
        base.Setting(
            "hashtags",
            "words",
            _("Emneknagger"),
            _("Ett ord på hver linje, med eller uten #. Kan leses uten tilgangstoken."),
        ),
        base.Setting(
            "token",
            "secret",
            _("Tilgangstoken"),
            _("Lag det under Innstillinger – Utvikling på deres egen konto, med read:search."),
        ),
    )
    sees = (
        _("Innlegg med emneknaggene dere velger, slik denne ene tjeneren kjenner dem."),
        _("Med tilgangstoken: innlegg der søkeordene står i teksten."),
    )
    needs = (
        _("Emneknagger: bare adressen, hvis tjeneren er åpen."),
        _("Søk: et tilgangstoken fra en konto på tjeneren. Det er gratis."),
    )
    misses = (
        _("Søket viser bare innlegg fra dem som selv har sagt ja til å være søkbare."),
        _("Tomt resultat betyr derfor ikke at ingen snakker om dere."),
        _("Innlegg som andre tjenere ikke har sendt hit, og alt som ikke er åpent."),
    )

    def request(self, query: Query) -> Request:
        kind, _, wanted = step(query).partition(":")
        server = base.web_address(query.settings.get("url")).rstrip("/")
        secret = "token" if "token" in query.secrets else ""
        if kind == INSTANCE:
            return Request(f"{server}/api/v2/instance")
        params = [("limit", str(PER_PAGE))]
        if start := query.cursor.get("walk") or query.cursor.get("min", {}).get(step(query)):
            params.append(("min_id", str(start)))
        if kind == "tag":
            path = f"{server}/api/v1/timelines/tag/{quote(wanted, safe='')}"
            return Request(path, tuple(params), secret=secret)
        phrase = f'"{wanted}"' if " " in wanted else wanted.rstrip("*")
        params += [("q", phrase), ("type", "statuses")]
        if query.cursor.get("offset"):
            params.append(("offset", str(query.cursor["offset"])))
        return Request(f"{server}/api/v2/search", tuple(params), secret=secret)

    def parse(self, response: Response, query: Query) -> Page:
        if step(query) == INSTANCE:
            return parse_instance(response, query)
        if response.status == 422:  # an app's token where a person's is needed
            raise Unusable(Trouble.NEEDS_SECRET, "the server wants the token of an account")
        base.refuse_errors(response)
        answer = base.json_of(response)
        rows = answer.get("statuses") if isinstance(answer, dict) else answer
        if not isinstance(rows, list):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer has no list of posts")
        statuses = base.objects(rows)
        posts = [post for row in statuses if (post := post_of(row, query))]
        ids = [base.text_at(row, "id") for row in statuses if base.text_at(row, "id")]
        return Page(tuple(posts), *go_on(ids, query))


def parse_instance(response: Response, query: Query) -> Page:
    """Whether the server shows tag timelines to us. Servers that do not say so are tried."""
    shown: Any = {}
    if response.status < 400 and response.body.lstrip()[:1] == b"{":
        shown = base.json_of(response)
        for key in ("configuration", "timelines_access", "hashtag_feeds"):
            shown = shown.get(key) if isinstance(shown, dict) else None
    has_token = "token" in query.secrets
    doors = {base.text_at(shown, side) for side in ("local", "remote")} - {""}
    closed = bool(doors) and not doors & ({"public", "authenticated"} if has_token else {"public"})
    cursor = {**query.cursor, "heard": query.now.isoformat(), "closed": closed}
    following = steps(replace(query, cursor=cursor))[1]
    return Page((), {**cursor, "at": following}, more=True, notes=(CLOSED,) if closed else ())


def post_of(status: Mapping[str, Any], query: Query) -> Post | None:
    """One status, if everybody may read it: a token also sees letters that are not for us."""
    status = status["reblog"] if isinstance(status.get("reblog"), dict) else status
    number, url = base.text_at(status, "id"), base.web_address(status.get("url"), status.get("uri"))
    if not number or not url or base.text_at(status, "visibility") not in ("public", "unlisted"):
        return None
    html, raw = base.text_at(status, "content"), base.text_at(status, "created_at")
    handle = base.text_at(status, "account", "acct")
    home = urlsplit(query.settings["url"].strip()).hostname or ""
    return Post(
        external_id=base.text_at(status, "uri") or url,  # the same on every server
        url=url,
        title=base.text_at(status, "spoiler_text"),
        text=text_of(html),
        html=html,
        author_name=base.text_at(status, "account", "display_name"),
        author_handle=f"@{handle}" if "@" in handle or not handle else f"@{handle}@{home}",
        language=base.text_at(status, "language"),
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=step(query).partition(":")[2],
    )
