"""X: a search over the last seven days. Every post that is read costs money.

What a question may cost at most is counted before it is asked, and what it did cost after; when the
agency's budget for the month does not hold one more question, none is asked. Who wrote is not asked
for: that would cost twice as much again.
"""

from collections.abc import Mapping
from typing import Any

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
from difi_sosial.monitoring.connectors.x_round import at, go_on

_ = base.gettext_noop
PRICE = 5  # thousandths of a dollar for each post
FIRST, AT_MOST = 10, 100


class X(base.Connector):
    """All terms in as few questions as will hold them."""

    slug = "x"
    name = "X"
    docs = "https://docs.x.com/x-api/posts/search-recent-posts"
    reads = frozenset({base.Reads.SEARCH})
    limit = base.Limit(requests=60, seconds=900)
    auth = base.Auth.BEARER
    secrets = ("token",)
    cost = _("0,005 dollar for hver post som leses. Dere setter et tak for hver måned.")
    approval = _("Utviklerkonto og betalingsavtale med X.")
    budget = base.Budget(base.Period.MONTH, setting="budget", units_each=1000)
    minutes = 360
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til API-et"),
            _("La den stå som den er."),
            required=True,
            default="https://api.x.com",
        ),
        base.Setting(
            "version",
            "text",
            _("API-versjon"),
            _("Endres bare når X legger ned versjonen."),
            required=True,
            default="2",
        ),
        base.Setting(
            "budget",
            "number",
            _("Høyst så mange dollar i måneden"),
            _(
                "Alt dere bruker på X, teller, fra andre kilder også. Portalen slutter å spørre "
                "før taket er nådd. 0 betyr at den aldri spør."
            ),
            required=True,
            default="0",
        ),
        base.Setting(
            "token",
            "secret",
            _("Bearer-token"),
            _("Står under appen deres i utviklerportalen til X."),
        ),
    )
    sees = (_("Åpne innlegg fra de siste sju dagene der søkeordene står."),)
    needs = (
        _("En utviklerkonto hos X med betalingskort, og et token."),
        _("En vurdering av om dere har lov: X forbyr bruk til overvåking for myndigheter."),
    )
    misses = (
        _("Innlegg eldre enn sju dager, låste kontoer og direktemeldinger."),
        _("Hvem som har skrevet innlegget, annet enn et nummer."),
        _("Alt som kommer etter at månedens budsjett er brukt opp."),
    )

    def request(self, query: Query) -> Request:
        asked = at(query)
        if "token" not in query.secrets:
            raise Unusable(Trouble.NEEDS_SECRET, "X needs the token of an app")
        since = query.cursor.get("since", {}).get(asked)
        most = AT_MOST if since else FIRST
        params = [("query", asked), ("max_results", str(most))]
        params.append(("tweet.fields", "created_at,author_id,lang"))
        if since:
            params.append(("since_id", since))
        if query.cursor.get("page"):
            params.append(("next_token", query.cursor["page"]))
        path = f"/{query.settings.get('version', '').strip() or '2'}/tweets/search/recent"
        server = base.web_address(query.settings.get("url")).rstrip("/")
        return Request(f"{server}{path}", tuple(params), secret="token", cost=most * PRICE)  # noqa: S106 - its name

    def parse(self, response: Response, query: Query) -> Page:
        asked, since = at(query), dict(query.cursor.get("since", {}))
        if response.status == 400 and asked in since and b"since_id" in response.body:
            del since[asked]  # older than the seven days that can be searched
            return Page((), {"since": since, "at": asked}, more=True, cost=0)
        if response.status == 402:
            raise Unusable(Trouble.BUDGET_SPENT, "X says that the credits are used up")
        base.refuse_errors(response)
        answer = base.json_of(response)
        if not isinstance(answer, dict) or not isinstance(answer.get("meta"), dict):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer is not from X's search")
        rows = base.objects(answer.get("data"))
        posts = tuple(post for row in rows if (post := post_of(row)))
        return Page(posts, *go_on(answer["meta"], asked, query), cost=len(rows) * PRICE)


def post_of(row: Mapping[str, Any]) -> Post | None:
    """One post. Its address works without the name of who wrote it."""
    number, raw = base.text_at(row, "id"), base.text_at(row, "created_at")
    if not number.isdecimal():
        return None
    return Post(
        external_id=f"x:{number}",
        url=f"https://x.com/i/web/status/{number}",
        text=base.text_at(row, "text"),
        author_handle=base.text_at(row, "author_id"),
        language=base.text_at(row, "lang"),
        posted_at=base.moment(raw),
        posted_raw=raw,
    )
