"""Stortinget's open data: written questions, questions at question time, interpellations, cases.

Each list holds a whole session and cannot be asked for a part, so it is asked for twice a day. A
list of questions holds only the answered ones unless it is told `status=alle`. Times are Norwegian
time without a zone, in JSON also as /Date(milliseconds+zone)/.
"""

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

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

_ = base.gettext_noop
OSLO = ZoneInfo("Europe/Oslo")
SITE = "https://www.stortinget.no/no/Saker-og-publikasjoner"
QUESTION = f"{SITE}/Sporsmal/Sporsmal/?qid="
CASE = f"{SITE}/Saker/Sak/?p="
SPEAKING = re.compile(r"/Date\((-?\d{1,15})")
LISTS = ("skriftligesporsmal", "sporretimesporsmal", "interpellasjoner", "saker")
SESSION_BEGINS = 10  # October; the law says the first weekday, so the turn of the month is nearest


class Stortinget(base.Connector):
    """One list after the other; the watches decide which titles we keep."""

    slug = "stortinget"
    name = _("Stortinget")
    docs = "https://data.stortinget.no/dokumentasjon-og-hjelp/"
    reads = frozenset({base.Reads.FEED})
    limit = base.Limit(requests=4, seconds=60)
    auth = base.Auth.NONE
    anywhere = True
    minutes = 360
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til dataene"),
            _("La den stå som den er."),
            required=True,
            default="https://data.stortinget.no",
        ),
    )
    sees = (
        _("Skriftlige spørsmål, spørretimespørsmål, interpellasjoner og saker i denne sesjonen."),
        _("Hvem som spør, og hvilken statsråd som skal svare."),
    )
    needs = (_("Ingenting. Dataene er åpne, under Norsk lisens for offentlige data (NLOD)."),)
    misses = (
        _("Selve teksten i spørsmålet og svaret: listene har bare tittelen."),
        _("Debatter, høringer og det som ble sagt i salen."),
    )

    def request(self, query: Query) -> Request:
        at = newest_round.step(query, LISTS)
        server = base.web_address(query.settings.get("url")).rstrip("/")
        if not server:
            raise Unusable(Trouble.WRONG_SETTINGS, "the address is missing")
        asked = [("sesjonid", session(query.now)), ("format", "json")]
        if at != "saker":
            asked.append(("status", "alle"))
        # Three thousand questions with all their fields are more than a feed may be.
        return Request(f"{server}/eksport/{at}", tuple(asked), most_bytes=16 * 1024 * 1024)

    def parse(self, response: Response, query: Query) -> Page:
        base.refuse_errors(response)
        at, answer = newest_round.step(query, LISTS), base.json_of(response)
        key = "saker_liste" if at == "saker" else "sporsmal_liste"
        rows = answer.get(key) if isinstance(answer, dict) else None
        if not isinstance(rows, list):
            raise Unusable(Trouble.NOT_UNDERSTOOD, f"the answer has no {key}")
        posts = [post for row in base.objects(rows) if (post := post_of(row, at))]
        posts.sort(key=lambda post: post.posted_at or query.now, reverse=True)
        return Page(tuple(posts), *newest_round.go_on(query, LISTS, posts, None))


def session(now: datetime) -> str:
    """The session of a moment: it runs from October to September."""
    local = now.astimezone(OSLO)
    first = local.year if local.month >= SESSION_BEGINS else local.year - 1
    return f"{first}-{first + 1}"


def post_of(row: dict[str, Any], at: str) -> Post | None:
    """One question or case."""
    number, title = row.get("id"), base.text_at(row, "tittel")
    if not isinstance(number, int) or not title:
        return None
    names = ("sist_oppdatert_dato",) if at == "saker" else ("sendt_dato", "datert_dato")
    raw = next((text for name in names if (text := base.text_at(row, name))), "")
    person = [base.text_at(row, "sporsmal_fra", name) for name in ("fornavn", "etternavn")]
    minister = base.text_at(row, "sporsmal_til_minister_tittel")
    return Post(
        external_id=f"{at}:{number}",
        url=f"{CASE if at == 'saker' else QUESTION}{number}",
        title=title,
        text=f"{title}\nTil: {minister}" if minister else title,
        author_name=" ".join(name for name in person if name),
        language="no",
        posted_at=local_time(raw),
        posted_raw=raw,
    )


def local_time(raw: str) -> datetime | None:
    """A time of Stortinget's as aware UTC; year 1 is their way of saying «none»."""
    try:
        if told := SPEAKING.match(raw):
            return datetime.fromtimestamp(int(told.group(1)) / 1000, UTC)
        at = datetime.fromisoformat(raw)
        local = at.replace(tzinfo=OSLO) if at.tzinfo is None else at
        return local.astimezone(UTC) if at.year > 1 else None
    except (ValueError, OverflowError, OSError):
        return None
