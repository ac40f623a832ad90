"""Flickr's public feeds: the newest photos with a tag, and those of one user. No key.

The feed wants a tag without spaces, as Flickr itself writes tags, and gives twenty photos.
"""

from difi_sosial.monitoring.connectors import base, newest_round
from difi_sosial.monitoring.connectors.base import Page, Query, Request, Response, Trouble, Unusable
from difi_sosial.monitoring.connectors.entries import xml_posts

_ = base.gettext_noop
FEED = "/services/feeds/photos_public.gne"


class Flickr(base.Connector):
    """One feed for each tag, and one for the user."""

    slug = "flickr"
    name = "Flickr"
    docs = "https://www.flickr.com/services/feeds/docs/photos_public/"
    reads = frozenset({base.Reads.HASHTAG, base.Reads.ACCOUNT})
    limit = base.Limit(requests=60, seconds=60)
    auth = base.Auth.NONE
    minutes = 60
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til Flickr"),
            _("La den stå som den er."),
            required=True,
            default="https://www.flickr.com",
        ),
        base.Setting(
            "tags",
            "words",
            _("Emneord"),
            _("Ett på hver linje. Flickr skriver emneord uten mellomrom: «testetatenbergen»."),
        ),
        base.Setting(
            "user",
            "text",
            _("Bruker-ID"),
            _("For bildene på én konto, for eksempel 12345678@N00. Kan stå tomt."),
        ),
    )
    sees = (
        _("De 20 nyeste åpne bildene med hvert emneord, med tittel, tekst og fotograf."),
        _("De 20 nyeste åpne bildene på kontoen dere oppgir."),
    )
    needs = (_("Emneord eller en bruker-ID. Ingen nøkkel og ingen avtale."),)
    misses = (
        _("Bilder som nevner dere i teksten, men ikke har emneordet."),
        _("Kommentarer til bildene."),
        _("Eldre bilder: strømmen har bare de 20 nyeste."),
    )

    def request(self, query: Query) -> Request:
        kind, _, wanted = newest_round.step(query, steps(query)).partition(":")
        server = base.web_address(query.settings.get("url")).rstrip("/")
        name = "id" if kind == "user" else "tags"
        return Request(f"{server}{FEED}", ((name, wanted), ("format", "atom"), ("lang", "en-us")))

    def parse(self, response: Response, query: Query) -> Page:
        base.refuse_errors(response)
        asked = steps(query)
        kind, _, wanted = newest_round.step(query, asked).partition(":")
        found_by = wanted if kind == "tag" else ""
        posts = tuple(post._replace(found_by=found_by) for post in xml_posts(response))
        return Page(posts, *newest_round.go_on(query, asked, posts, None))


def steps(query: Query) -> tuple[str, ...]:
    """The questions of one round."""
    tags = base.words(query.settings.get("tags", ""))
    asked = [f"tag:{tag.lstrip('#').replace(' ', '')}" for tag in tags]
    user = query.settings.get("user", "").strip()
    asked += [f"user:{user}"] if user else []
    if not asked or not base.web_address(query.settings.get("url")):
        raise Unusable(Trouble.WRONG_SETTINGS, "a tag or a user id is needed")
    return tuple(asked)
