"""Lemmy: search in posts and comments on one server, in version 3 and version 4 of its API.

Version 4 (Lemmy 1.0) gave most things new names and pages by a mark instead of a number. A server
is asked once a day which one it speaks. The same post is known by its `ap_id` on every server.
"""

from collections.abc import Mapping
from typing import Any

from difi_sosial.monitoring.connectors import base, newest_round
from difi_sosial.monitoring.connectors.base import (
    Page,
    Query,
    Request,
    Response,
    Trouble,
    Unusable,
)
from difi_sosial.monitoring.connectors.lemmy_answers import posts_of
from difi_sosial.monitoring.connectors.lemmy_round import SITE, kept_of, steps, which

_ = base.gettext_noop
PER_PAGE = "50"


class Lemmy(base.Connector):
    """Asks which version it is, then for posts and comments with each term."""

    slug = "lemmy"
    name = _("Lemmy og andre lenkeforum i fediverset")
    docs = "https://join-lemmy.org/docs/contributors/04-api.html"
    reads = frozenset({base.Reads.SEARCH})
    limit = base.Limit(requests=20, seconds=600)
    auth = base.Auth.NONE
    minutes = 60
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til tjeneren"),
            _("For eksempel https://lemmy.world. Store tjenere kjenner flest innlegg."),
            required=True,
        ),
    )
    sees = (_("Innlegg og kommentarer der søkeordene står, slik denne ene tjeneren kjenner dem."),)
    needs = (_("Bare adressen. Ingen nøkkel og ingen avtale."),)
    misses = (
        _("Grupper som ingen på tjeneren følger, og tjenere som den har stengt ute."),
        _("Lukkede tjenere, private meldinger og det som er slettet."),
        _("Tomt resultat betyr derfor ikke at ingen snakker om dere."),
    )

    def request(self, query: Query) -> Request:
        asked = newest_round.step(query, steps(query))
        server = base.web_address(query.settings.get("url")).rstrip("/")
        if asked.startswith(SITE):
            return Request(f"{server}/api/{'v3' if asked.endswith(':v3') else 'v4'}/site")
        kind, _, wanted = asked.partition(":")
        mark, version = newest_round.page_of(query), which(query)
        if version == "v3":
            params = [("q", wanted), ("type_", kind.capitalize()), ("sort", "New")]
            params += [("listing_type", "All"), ("page", str(mark or 1))]
        else:
            params = [("search_term", wanted), ("type_", kind), ("sort", "new")]
            params += [("listing_type", "all"), *([("page_cursor", str(mark))] if mark else [])]
        return Request(f"{server}/api/{version}/search", (*params, ("limit", PER_PAGE)))

    def parse(self, response: Response, query: Query) -> Page:
        asked = steps(query)
        at = newest_round.step(query, asked)
        if at.startswith(SITE):
            return heard(response, query, at)
        refuse(response)
        answer = base.json_of(response)
        if not isinstance(answer, dict):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer is not from Lemmy")
        kind, _, wanted = at.partition(":")
        posts = posts_of(answer, kind, wanted)
        number = newest_round.page_of(query) or 1
        following: int | str | None = base.text_at(answer, "next_page") or None
        if which(query) == "v3":
            following = number + 1 if posts else None
        cursor, more = newest_round.go_on(query, asked, posts, following)
        return Page(tuple(posts), {**cursor, **kept_of(query.cursor)}, more)


def refuse(response: Response) -> None:
    """An error has a name in the body, whatever its status."""
    if response.status >= 400 and b"rate_limit" in response.body[:200]:
        raise Unusable(Trouble.RATE_LIMITED, "Lemmy: rate_limit_error")
    if response.status == 400 and b"private" in response.body[:200]:
        raise Unusable(Trouble.REFUSED, "the server is for its members alone")
    base.refuse_errors(response)


def heard(response: Response, query: Query, at: str) -> Page:
    """Which version the server speaks: the newer one, else the older, else it is no Lemmy."""
    said = base.json_of(response) if response.body.lstrip()[:1] == b"{" else {}
    is_lemmy = response.status < 400 and isinstance(said, dict) and "site_view" in said
    older = f"{SITE}:v3"
    if response.status in (401, 403, 429) or response.status >= 500:
        refuse(response)
    if not is_lemmy and at != older:
        return Page((), {**query.cursor, "at": older}, more=True)
    if not is_lemmy:
        raise Unusable(Trouble.NOT_UNDERSTOOD, "the server does not speak Lemmy's API")
    api: Mapping[str, Any] = {"api": "v3" if at == older else "v4", "heard": query.now.isoformat()}
    cursor = {**query.cursor, **api}
    return Page((), {**cursor, "at": steps(query)[2]}, more=True)
