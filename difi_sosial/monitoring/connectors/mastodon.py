"""Mastodon's API: Mastodon itself, GoToSocial, Pleroma, Akkoma, Friendica, Pixelfed, snac.

A search needs a token and covers what one server knows and only authors who opted in. Tag
timelines are open on most servers; a closed one answers 401 or, worse, an empty list, so we ask
the server first. It also tells which dialect it speaks: see `mastodon_answers`.
"""

from urllib.parse import quote

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import (
    Page,
    Query,
    Request,
    Response,
    Trouble,
    Unusable,
)
from difi_sosial.monitoring.connectors.mastodon_answers import parse_instance, post_of
from difi_sosial.monitoring.connectors.mastodon_round import (
    INSTANCE,
    MENTIONS,
    OLDER,
    PER_PAGE,
    go_on,
    step,
)

_ = base.gettext_noop
NO_MENTIONS = _("Tokenet lar oss ikke lese omtaler av kontoen. Gi det read:notifications.")


class Mastodon(base.Connector):
    """One question for each term (with a token), each hashtag, and the account's own mentions."""

    slug = "mastodon"
    name = _("Mastodon og andre i fediverset")
    docs = "https://docs.joinmastodon.org/methods/search/"
    reads = frozenset({base.Reads.SEARCH, base.Reads.HASHTAG, base.Reads.ACCOUNT})
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
            _("Lag det på kontoen under Utvikling, med read:search og read:notifications."),
        ),
    )
    sees = (
        _("Innlegg med emneknaggene dere velger, slik denne ene tjeneren kjenner dem."),
        _("Med tilgangstoken: innlegg der søkeordene står, og innlegg som nevner kontoen deres."),
    )
    needs = (
        _("Emneknagger: bare adressen, hvis tjeneren er åpen."),
        _("Søk og omtaler: et tilgangstoken fra en konto på tjeneren. Det er gratis."),
    )
    misses = (
        _("Søket viser bare innlegg fra dem som selv har sagt ja til å være søkbare."),
        _("Tomt resultat betyr derfor ikke at ingen snakker om dere."),
        _("Innlegg som andre tjenere ikke har sendt hit, og alt som ikke er åpent."),
        _("GoToSocial, snac og Pixelfed har ikke fritekstsøk: der er emneknagger best."),
    )

    def request(self, query: Query) -> Request:
        kind, _, wanted = step(query).partition(":")
        server = base.web_address(query.settings.get("url")).rstrip("/")
        secret = "token" if "token" in query.secrets else ""
        if kind == INSTANCE:
            return Request(f"{server}/api/{'v1' if wanted else 'v2'}/instance")
        params = [("limit", str(PER_PAGE))]
        if start := query.cursor.get("walk") or query.cursor.get("min", {}).get(step(query)):
            params.append(("min_id", str(start)))
        if kind == "tag":
            path = f"{server}/api/v1/timelines/tag/{quote(wanted, safe='')}"
            return Request(path, tuple(params), secret=secret)
        if kind == MENTIONS:
            params.append(("types[]", "mention"))
            return Request(f"{server}/api/v1/notifications", tuple(params), secret=secret)
        phrase = f'"{wanted}"' if " " in wanted else wanted.rstrip("*")
        params += [("q", phrase), ("type", "statuses")]
        if query.cursor.get("offset"):
            params.append(("offset", str(query.cursor["offset"])))
        return Request(f"{server}/api/v2/search", tuple(params), secret=secret)

    def parse(self, response: Response, query: Query) -> Page:
        at = step(query)
        if at in (INSTANCE, OLDER):
            return parse_instance(response, query)
        # An app's token where a person's is needed; Pixelfed's 422 lists `errors` in the question.
        if response.status == 422 and b'"errors"' not in response.body:
            raise Unusable(Trouble.NEEDS_SECRET, "the server wants the token of an account")
        if response.status == 403 and at == MENTIONS:
            return Page((), *go_on([], query), notes=(NO_MENTIONS,))
        base.refuse_errors(response)
        answer = base.json_of(response)
        rows = answer.get("statuses") if isinstance(answer, dict) else answer
        if not isinstance(rows, list):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer has no list of posts")
        things = base.objects(rows)
        posts = [post for thing in things if (post := post_of(thing, query))]
        ids = [base.text_at(thing, "id") for thing in things if base.text_at(thing, "id")]
        return Page(tuple(posts), *go_on(ids, query))
