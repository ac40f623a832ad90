"""A user page in a wiki, asked for as the wiki renders it, templates and all."""

from urllib.parse import parse_qs, unquote, urlsplit

from difi_sosial.monitoring.connectors import base
from difi_sosial.monitoring.connectors.base import Request, Response, Trouble, Unusable
from difi_sosial.monitoring.connectors.profiles.base import Place, ProfileReader, ProfileSeen
from difi_sosial.monitoring.connectors.profiles.parts import part_of
from difi_sosial.monitoring.connectors.text import text_of

MISSING = frozenset({"missingtitle", "nosuchpageid", "invalidtitle"})


class MediaWiki(ProfileReader):
    """The address is that of the page: …/wiki/User:Name or …/index.php?title=User:Name."""

    slug = "mediawiki"
    docs = "https://www.mediawiki.org/wiki/API:Parsing_wikitext"

    def request(self, place: Place) -> Request:
        parts = urlsplit(place.url.strip())
        before, wiki, title = parts.path.partition("/wiki/")
        script = f"{before}/w/api.php"
        if not wiki:
            title = next(iter(parse_qs(parts.query).get("title", [])), "")
            script = parts.path.removesuffix("index.php").rstrip("/") + "/api.php"
        if not parts.netloc or not title:
            raise Unusable(Trouble.WRONG_SETTINGS, "the address names no page of a wiki")
        asked = (
            ("action", "parse"),
            ("format", "json"),
            ("formatversion", "2"),
            ("page", unquote(title).replace("_", " ")),
            ("prop", "text"),
            ("redirects", "1"),
            ("disableeditsection", "1"),
            ("disabletoc", "1"),
            ("maxlag", "5"),
        )
        return Request(f"{parts.scheme}://{parts.netloc}{script}", asked)

    def parse(self, response: Response, place: Place) -> ProfileSeen:
        base.refuse_errors(response)
        answer = base.json_of(response)
        error = base.text_at(answer, "error", "code")
        if error:
            gone = error in MISSING
            raise Unusable(Trouble.GONE if gone else Trouble.TEMPORARY, f"MediaWiki: {error}")
        html = base.text_at(answer, "parse", "text")
        if not html:
            raise Unusable(Trouble.NOT_UNDERSTOOD, "the answer holds no page")
        return ProfileSeen(text=text_of(part_of(html, place.part)), is_page=True)
