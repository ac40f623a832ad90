"""Stack Overflow and the other sites of Stack Exchange: search in questions and answers.

Without a key an address on the net has 300 questions a day. The answer says how many are left and
may order us to wait (`backoff`); the door reads that. Answers are always packed with gzip.
"""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

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
from difi_sosial.monitoring.connectors.text import text_of

_ = base.gettext_noop
PER_PAGE, VERSION = "100", "2.3"
WRONG_SITE = "no site found"


class StackExchange(base.Connector):
    """One search for each term, on one site."""

    slug = "stackexchange"
    name = "Stack Exchange"
    docs = "https://api.stackexchange.com/docs/excerpt-search"
    reads = frozenset({base.Reads.SEARCH})
    limit = base.Limit(requests=300, seconds=86_400)
    auth = base.Auth.NONE
    minutes = 60
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til API-et"),
            _("La den stå som den er."),
            required=True,
            default="https://api.stackexchange.com",
        ),
        base.Setting(
            "site",
            "text",
            _("Nettstedet"),
            _("For eksempel stackoverflow.com eller law.stackexchange.com."),
            required=True,
            default="stackoverflow.com",
        ),
        base.version(VERSION),
    )
    sees = (_("Spørsmål og svar på ett nettsted der søkeordene står."),)
    needs = (
        _("Bare navnet på nettstedet. Ingen nøkkel og ingen avtale."),
        _("Innholdet har lisensen CC BY-SA: oppgi kilden når dere gjengir det."),
    )
    misses = (
        _("Kommentarer under spørsmål og svar, og det som er slettet."),
        _("Utdraget er noen linjer rundt treffet, og forfatteren står ikke i svaret."),
        _("Ingen av nettstedene er på norsk."),
        _("Portalen får 300 oppslag i døgnet. Med mange søkeord må dere hente sjelden."),
    )

    def request(self, query: Query) -> Request:
        params = (
            ("q", newest_round.step(query, steps(query)).partition(":")[2]),
            ("site", site_of(query)),
            ("sort", "creation"),
            ("order", "desc"),
            ("pagesize", PER_PAGE),
            ("page", str(newest_round.page_of(query) or 1)),
        )
        server = base.web_address(query.settings.get("url")).rstrip("/")
        version = base.version_of(query, VERSION)
        return Request(f"{server}/{version}/search/excerpts", params)

    def parse(self, response: Response, query: Query) -> Page:
        if response.status == 400:
            refuse(base.json_of(response))
        base.refuse_errors(response)
        answer, asked = base.json_of(response), steps(query)
        rows = answer.get("items") if isinstance(answer, dict) else None
        if not isinstance(rows, list):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer has no list of questions")
        wanted = newest_round.step(query, asked).partition(":")[2]
        site = site_of(query)
        posts = [post for row in base.objects(rows) if (post := post_of(row, wanted, site))]
        following = (newest_round.page_of(query) or 1) + 1 if answer.get("has_more") else None
        return Page(tuple(posts), *newest_round.go_on(query, asked, posts, following))


def steps(query: Query) -> tuple[str, ...]:
    """The questions of one round."""
    if not base.web_address(query.settings.get("url")) or not query.terms or not site_of(query):
        raise Unusable(Trouble.WRONG_SETTINGS, "a site and something to search for are needed")
    return tuple(f"search:{term.rstrip('*')}" for term in query.terms)


def site_of(query: Query) -> str:
    """The host of the site, also when the whole address was pasted."""
    typed = query.settings.get("site", "").strip().lower()
    return urlsplit(typed).hostname or "" if "://" in typed else typed.strip("/")


def refuse(answer: Any) -> None:
    """What an error 400 says; too many questions never come this far."""
    said = base.text_at(answer, "error_message")
    wrong = WRONG_SITE in said.lower()
    raise Unusable(Trouble.WRONG_SETTINGS if wrong else Trouble.REFUSED, said[:200] or "error 400")


def post_of(row: dict[str, Any], wanted: str, site: str) -> Post | None:
    """One question or answer; titles are HTML, and the excerpt marks what was found."""
    is_answer = row.get("item_type") == "answer"
    number, created = row.get("answer_id" if is_answer else "question_id"), row.get("creation_date")
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    html = base.text_at(row, "body") or base.text_at(row, "excerpt")
    url = f"https://{site}/{'a' if is_answer else 'q'}/{number}"
    return Post(
        external_id=url,
        url=url,
        title=text_of(base.text_at(row, "title")),
        text=text_of(html),
        html=html,
        language="en",
        posted_at=epoch(created),
        posted_raw=str(created or ""),
        found_by=wanted,
    )


def epoch(seconds: object) -> datetime | None:
    """Seconds since 1970 as a time."""
    if not isinstance(seconds, int) or not 0 < seconds < 10**11:
        return None
    return datetime.fromtimestamp(seconds, UTC)
