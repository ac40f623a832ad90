"""RSS 0.9x to 2.0, RDF, Atom and JSON Feed: blogs, news, and forums that publish a feed."""

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
from difi_sosial.monitoring.connectors.entries import json_posts, xml_posts
from difi_sosial.monitoring.connectors.feeds_seen import without_seen

_ = base.gettext_noop


class Feeds(base.Connector):
    """A feed gives its newest posts, ours or not: the watches decide which of them we keep."""

    slug = "feeds"
    name = _("Nyhetsstrøm (RSS, Atom, JSON Feed)")
    docs = "https://www.rssboard.org/rss-specification"
    reads = frozenset({base.Reads.FEED})
    limit = base.Limit(requests=1, seconds=300)
    auth = base.Auth.NONE
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til strømmen"),
            _("For eksempel https://blogg.example/feed/. Ikke adressen til selve siden."),
            required=True,
        ),
    )
    sees = (
        _("De nyeste innleggene som nettstedet selv legger i strømmen sin."),
        _("Blogger, nyhetssteder, debattforum og wikier som har RSS, Atom eller JSON Feed."),
    )
    needs = (_("Bare adressen. Ingen nøkkel og ingen avtale."),)
    misses = (
        _("Eldre innlegg: strømmen har ofte bare de 10–20 nyeste."),
        _("Kommentarfelt, med mindre nettstedet har en egen strøm for kommentarer."),
        _("Innlegg bak innlogging, og det som står utenfor utdraget i strømmen."),
    )

    def request(self, query: Query) -> Request:
        url = base.web_address(query.settings.get("url"))
        if not url:
            raise Unusable(Trouble.WRONG_SETTINGS, "the address of the feed is missing")
        accept = "application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5"
        return Request(url, headers={"Accept": accept}, conditional=True)

    def parse(self, response: Response, query: Query) -> Page:
        base.refuse_errors(response)
        first = response.body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
        is_json = response.content_type.endswith("json") or first == b"{"
        if is_json:
            return _page(json_posts(response), "", 0)
        rest, told, seen = without_seen(response, {} if query.anew else query.cursor)
        return _page(xml_posts(rest) if rest else [], told, seen)


def _page(posts: list[Post], told: str, seen: int) -> Page:
    """Of two posts with one id the last stands: then all are read again the next time."""
    once = {post.external_id: post for post in posts}
    cursor = {"seen": told} if told and len(once) == len(posts) else {}
    return Page(tuple(once.values()), cursor, seen=seen)
