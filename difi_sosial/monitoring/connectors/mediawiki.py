"""Wikipedia and every other MediaWiki: pages that name the agency, pages that link to it.

Errors come with HTTP 200 and a body that says so. Sorting by time needs CirrusSearch; a wiki
without it answers `badvalue`, and then we sort what we get. A page is one mention, however often
it is edited; who edited it is not asked for.
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
from difi_sosial.monitoring.connectors.mediawiki_round import BY_RELEVANCE, BY_TIME, go_on, step
from difi_sosial.monitoring.connectors.text import text_of, without_markup

_ = base.gettext_noop
PER_PAGE = "50"
BUSY = frozenset({"maxlag", "ratelimited", "readonly"})
COMMON = (
    ("action", "query"),
    ("format", "json"),
    ("formatversion", "2"),
    ("errorformat", "plaintext"),
    ("maxlag", "5"),
    ("meta", "siteinfo"),
)


class MediaWiki(base.Connector):
    """Asks once for each search term, then once for links to the agency's own domain."""

    slug = "mediawiki"
    name = _("Wiki (MediaWiki, Wikipedia)")
    docs = "https://www.mediawiki.org/wiki/API:Search"
    reads = frozenset({base.Reads.SEARCH, base.Reads.LINKS})
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
    )
    sees = (
        _("Artikler, diskusjonssider og prosjektsider der søkeordene står."),
        _("Sider som lenker til domenet deres, også når navnet ikke er nevnt."),
    )
    needs = (_("Bare adressen til wikiens API. Ingen nøkkel og ingen avtale."),)
    misses = (
        _("Hver side blir én omtale. Senere endringer på samme side gir ikke en ny."),
        _("Utdraget er noen linjer rundt treffet, ikke hele siden."),
        _("Vi henter ikke hvem som har skrevet."),
    )

    def request(self, query: Query) -> Request:
        kind, _, wanted = step(query).partition(":")
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
        return Request(query.settings["url"].strip(), (*COMMON, *own))

    def parse(self, response: Response, query: Query) -> Page:
        base.refuse_errors(response)
        answer = base.json_of(response)
        code = error_code(answer)
        if code == "badvalue" and query.cursor.get("sort", BY_TIME) == BY_TIME:
            return Page((), {**query.cursor, "sort": BY_RELEVANCE}, more=True)
        if code:
            busy = code in BUSY or code.startswith("internal_api")
            raise Unusable(Trouble.TEMPORARY if busy else Trouble.REFUSED, f"MediaWiki: {code}")
        posts = sorted(posts_of(answer, query), key=lambda post: post.posted_raw, reverse=True)
        return Page(tuple(posts), *go_on(answer, query, posts))


def error_code(answer: Any) -> str:
    """What went wrong, in either of MediaWiki's two ways of saying it; empty when all is well."""
    if not isinstance(answer, dict):
        raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer is not from MediaWiki's API")
    errors = base.objects(answer.get("errors")) or base.objects([answer.get("error")])
    return base.text_at(errors[0], "code") or "unknown" if errors else ""


def posts_of(answer: Mapping[str, Any], query: Query) -> list[Post]:
    """The pages found, as posts."""
    kind, _, wanted = step(query).partition(":")
    found = answer.get("query")
    found = found if isinstance(found, dict) else {}
    rows = found.get("search" if kind == "search" else "exturlusage")
    if not isinstance(rows, list):
        # An unknown `list` is only a warning to MediaWiki: 200, and nothing found.
        raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer has no list of pages")
    language = base.text_at(found, "general", "lang")
    pages = [row for row in base.objects(rows) if row.get("pageid")]
    return [post_of(page, wanted, language, query) for page in pages]


def post_of(row: Mapping[str, Any], wanted: str, language: str, query: Query) -> Post:
    """One page. Its permalink goes by page id, which survives a new name."""
    home = query.settings["url"].strip().partition("?")[0].removesuffix("api.php")
    snippet, raw = base.text_at(row, "snippet"), base.text_at(row, "timestamp")
    return Post(
        external_id=f"page:{row['pageid']}",
        url=f"{home}index.php?curid={row['pageid']}",
        title=base.text_at(row, "title"),
        text=without_markup(text_of(snippet)) or base.text_at(row, "url"),
        html=snippet,
        language=language,
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=wanted.rpartition(":")[2] if row.get("url") else wanted,
    )
