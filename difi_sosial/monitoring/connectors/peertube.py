"""PeerTube: search on one server, or over all of them at sepiasearch.org; comments on own videos.

No key. The description in a list of videos is cut off by the server at about 250 letters.
"""

from typing import Any
from urllib.parse import quote, urlsplit

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
PER_PAGE = 50


class PeerTube(base.Connector):
    """One search for each term, and one list of comments for each own video."""

    slug = "peertube"
    name = "PeerTube"
    docs = "https://docs.joinpeertube.org/api-rest-reference.html"
    reads = frozenset({base.Reads.SEARCH, base.Reads.ACCOUNT})
    limit = base.Limit(requests=50, seconds=10)
    auth = base.Auth.NONE
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til tjeneren"),
            _("https://sepiasearch.org søker i alle åpne tjenere på én gang."),
            required=True,
            default="https://sepiasearch.org",
        ),
        base.Setting(
            "videos",
            "words",
            _("Egne videoer der dere vil se kommentarene"),
            _("Én adresse på hver linje. Videoene må ligge på tjeneren over."),
        ),
    )
    sees = (
        _("Videoer der søkeordene står i tittelen, beskrivelsen eller emneordene."),
        _("Kommentarer til videoene dere selv oppgir."),
    )
    needs = (_("Bare adressen til tjeneren. Ingen nøkkel og ingen avtale."),)
    misses = (
        _("Tjenere som SepiaSearch ikke kjenner, og videoer som er ulistet eller private."),
        _("Det som blir sagt i videoene. Lange beskrivelser er kuttet."),
        _("Svar på kommentarer: vi leser bare det øverste nivået."),
    )

    def request(self, query: Query) -> Request:
        kind, _, wanted = newest_round.step(query, steps(query)).partition(":")
        server = base.web_address(query.settings.get("url")).rstrip("/")
        start = int(newest_round.page_of(query) or 0)
        pages = (("start", str(start)), ("count", str(PER_PAGE)))
        if kind == "comments":
            path = f"{server}/api/v1/videos/{quote(wanted, safe='')}/comment-threads"
            return Request(path, (("sort", "-createdAt"), *pages))
        asked = (("search", wanted), ("sort", "-publishedAt"), *pages)
        return Request(f"{server}/api/v1/search/videos", asked)

    def parse(self, response: Response, query: Query) -> Page:
        base.refuse_errors(response)
        answer = base.json_of(response)
        if not isinstance(answer, dict) or not isinstance(answer.get("data"), list):
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer has no list of videos or comments")
        asked = steps(query)
        kind, _, wanted = newest_round.step(query, asked).partition(":")
        rows = base.objects(answer["data"])
        read = comment if kind == "comments" else video
        posts = tuple(post for row in rows if (post := read(row, wanted, query)))
        start = int(newest_round.page_of(query) or 0) + PER_PAGE
        return Page(posts, *newest_round.go_on(query, asked, posts, start if rows else None))


def steps(query: Query) -> tuple[str, ...]:
    """The questions of one round."""
    videos = base.words(query.settings.get("videos", ""))
    asked = [f"search:{term.rstrip('*')}" for term in query.terms]
    asked += [f"comments:{urlsplit(one).path.rstrip('/').rpartition('/')[2]}" for one in videos]
    if not asked or not base.web_address(query.settings.get("url")):
        raise Unusable(Trouble.WRONG_SETTINGS, "an address and something to ask for are needed")
    return tuple(asked)


def video(row: dict[str, Any], wanted: str, query: Query) -> Post | None:
    """One video. Its address is the one at its own server, the same from every search."""
    url, raw = base.web_address(row.get("url")), base.text_at(row, "publishedAt")
    if not url:
        return None
    name, host = base.text_at(row, "account", "name"), base.text_at(row, "account", "host")
    text = base.text_at(row, "description") or base.text_at(row, "truncatedDescription")
    return Post(
        external_id=url,
        url=url,
        title=base.text_at(row, "name"),
        text=text,
        author_name=base.text_at(row, "account", "displayName"),
        author_handle=f"@{name}@{host}" if name and host else "",
        language=base.text_at(row, "language", "id"),
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=wanted,
    )


def comment(row: dict[str, Any], film: str, query: Query) -> Post | None:
    """One comment on a video of ours; a deleted one has no text and is passed over."""
    html, raw = base.text_at(row, "text"), base.text_at(row, "createdAt")
    number = row.get("id")
    if row.get("isDeleted") or not html or not isinstance(number, int):
        return None
    server = base.web_address(query.settings.get("url")).rstrip("/")
    place = f"{server}/w/{film};threadId={number}"
    name, host = base.text_at(row, "account", "name"), base.text_at(row, "account", "host")
    return Post(
        external_id=base.web_address(row.get("url")) or place,
        url=place,
        text=text_of(html),
        html=html,
        author_name=base.text_at(row, "account", "displayName"),
        author_handle=f"@{name}@{host}" if name and host else "",
        posted_at=base.moment(raw),
        posted_raw=raw,
        found_by=base.OURS,
    )
