"""Wikipedia and every other MediaWiki: pages that name the agency or link to it, and watched pages.

Errors come with HTTP 200 and a body that says so. Sorting by time needs CirrusSearch; a wiki
without it answers `badvalue`, and then we sort what we get. A page that is found is one mention,
however often it is edited; a watched page gives one for every change. Who edited is not asked for.
"""

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import (
    Page,
    Query,
    Request,
    Response,
    Trouble,
    Unusable,
)
from difi_sosial.monitoring.connectors.mediawiki_answers import error_code, posts_of
from difi_sosial.monitoring.connectors.mediawiki_pages import PAGES, question, queue, read
from difi_sosial.monitoring.connectors.mediawiki_round import BY_RELEVANCE, BY_TIME, go_on, step

_ = base.gettext_noop
PER_PAGE = "50"
BUSY = frozenset({"maxlag", "ratelimited", "readonly"})
COMMON = (
    ("format", "json"),
    ("formatversion", "2"),
    ("errorformat", "plaintext"),
    ("maxlag", "5"),
)


class MediaWiki(base.Connector):
    """Asks for each search term, for links to the agency's own domain, and for watched pages."""

    slug = "mediawiki"
    name = _("Wiki (MediaWiki, Wikipedia)")
    docs = "https://www.mediawiki.org/wiki/API:Search"
    reads = frozenset({base.Reads.SEARCH, base.Reads.LINKS, base.Reads.FEED})
    limit = base.Limit(requests=10, seconds=60)
    auth = base.Auth.NONE
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til wikiens API"),
            _("Den slutter på api.php, for eksempel https://no.wikipedia.org/w/api.php."),
            required=True,
        ),
        base.Setting(
            "domain",
            "text",
            _("Eget domene"),
            _("Da finner vi også sider som lenker til dere, for eksempel etaten.no."),
        ),
        base.Setting(
            "pages",
            "words",
            _("Sider dere vil følge"),
            _("Ett navn på hver linje, høyst 25. Diskusjonssidene følger med."),
        ),
    )
    sees = (
        _("Artikler, diskusjonssider og prosjektsider der søkeordene står."),
        _("Sider som lenker til domenet deres, også når navnet ikke er nevnt."),
        _("Hver endring på sidene dere følger, med det som er tatt bort og lagt til."),
    )
    needs = (_("Bare adressen til wikiens API. Ingen nøkkel og ingen avtale."),)
    misses = (
        _("En side søket finner, blir én omtale. Følg den for å se endringene."),
        _("Endringer mellom to hentinger vises samlet."),
        _("Utdraget er noen linjer rundt treffet, ikke hele siden."),
        _("Vi henter ikke hvem som har skrevet."),
    )

    def request(self, query: Query) -> Request:
        kind, _, wanted = step(query).partition(":")
        address = query.settings["url"].strip()
        if kind == PAGES:
            return Request(address, (*COMMON, *question(query)))
        scheme, _, domain = wanted.partition(":")
        own = [
            ("list", "exturlusage"),
            ("euprotocol", scheme),
            ("euquery", f"*.{domain}"),
            ("eulimit", PER_PAGE),
        ]
        if kind == "search":
            own = [
                ("list", "search"),
                ("srsearch", wanted if "*" in wanted else f'"{wanted}"'),
                ("srwhat", "text"),  # without it a plain MediaWiki looks in titles alone
                ("srnamespace", "0|1|4"),
                ("srprop", "snippet|timestamp"),
                ("srlimit", PER_PAGE),
                ("srsort", query.cursor.get("sort", BY_TIME)),
            ]
        own += [(name, str(value)) for name, value in query.cursor.get("continue", {}).items()]
        return Request(address, (("action", "query"), *COMMON, ("meta", "siteinfo"), *own))

    def parse(self, response: Response, query: Query) -> Page:
        base.refuse_errors(response)
        answer = base.json_of(response)
        code = error_code(answer)
        if code in BUSY or code.startswith("internal_api"):
            raise Unusable(Trouble.TEMPORARY, f"MediaWiki: {code}")
        is_watching = step(query) == PAGES
        if is_watching and (queue(query) or not code):
            return read(answer, code, query)
        if code == "badvalue" and not is_watching and query.cursor.get("sort", BY_TIME) == BY_TIME:
            return Page((), {**query.cursor, "sort": BY_RELEVANCE}, more=True)
        if code:
            raise Unusable(Trouble.REFUSED, f"MediaWiki: {code}")
        posts = sorted(posts_of(answer, query), key=lambda post: post.posted_raw, reverse=True)
        return Page(tuple(posts), *go_on(answer, query, posts))
