"""YouTube: a channel's newest videos without a key; comments and search with one.

A search takes a hundred of the ten thousand units that a key has a day, a page of comments one; so
searches are made four times a day, and the rest is left for comments. The key goes in a header.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from difi_sosial.monitoring.connectors import base, newest_round, youtube_answers
from difi_sosial.monitoring.connectors.base import Page, Query, Request, Response, Trouble, Unusable
from difi_sosial.monitoring.connectors.entries import xml_posts

_ = base.gettext_noop
API, VERSION = "https://www.googleapis.com/youtube/", "v3"
FEED = "https://www.youtube.com/feeds/videos.xml"
CHANNEL = re.compile(r"(?:channel/|channel_id=)(UC[\w-]{22})")
EMBED = "https://www.youtube.com/oembed?url="
FEED_STEP, COMMENTS = "feed", "comments"
EACH = timedelta(hours=6)
DAY = 10_000  # units that a key has, whoever asks with it
UNITS = {"search": 100, COMMENTS: 1}


class YouTube(base.Connector):
    """The channel's feed, then the comments on all its videos, then a search for each term."""

    slug = "youtube"
    name = "YouTube"
    docs = "https://developers.google.com/youtube/v3/docs/commentThreads/list"
    reads = frozenset({base.Reads.FEED, base.Reads.ACCOUNT, base.Reads.SEARCH})
    limit = base.Limit(requests=10, seconds=60)
    auth = base.Auth.API_KEY
    secrets = ("token",)
    minutes = 60
    budget = base.Budget(base.Period.PACIFIC_DAY, most=DAY)
    settings = (
        base.Setting(
            "url",
            "url",
            _("Adressen til kanalen"),
            _("Med kanal-ID: https://www.youtube.com/channel/UC… Den står under Del kanal."),
        ),
        base.Setting(
            "token",
            "secret",
            _("API-nøkkel"),
            _("Lag den i Google Cloud for YouTube Data API v3. Uten nøkkel leses bare videoene."),
        ),
        base.version(VERSION),
    )
    sees = (
        _("Uten nøkkel: de 15 nyeste videoene på kanalen, med tittel og beskrivelse."),
        _("Med nøkkel: kommentarer til alle videoene på kanalen."),
        _("Med nøkkel: videoer på hele YouTube der søkeordene står, fire ganger i døgnet."),
    )
    needs = (
        _("Adressen til kanalen, eller bare en nøkkel hvis dere bare vil søke."),
        _("API-nøkkelen lager dere selv på noen minutter. Den er gratis."),
    )
    misses = (
        _("Det som blir sagt i videoene, og kommentarer til videoer på andres kanaler."),
        _("Kommentarer som venter på godkjenning, og live-chat."),
        _("Mer enn nøkkelens dagskvote: 10 000 enheter, der et søk koster 100."),
    )

    def request(self, query: Query) -> Request:
        at = newest_round.step(query, steps(query))
        kind, _, wanted = at.partition(":")
        if kind == FEED_STEP:
            return Request(FEED, (("channel_id", channel_of(query)),))
        common = [("part", "snippet"), ("maxResults", "50")]
        own = [("q", f'"{wanted}"'), ("type", "video"), ("order", "date")]
        if seen := base.moment(newest_round.since(query, at)):
            back = seen - newest_round.OVERLAP
            own.append(("publishedAfter", back.strftime("%Y-%m-%dT%H:%M:%SZ")))
        if kind == COMMENTS:
            common = [("part", "snippet,replies"), ("maxResults", "100")]
            own = [("allThreadsRelatedToChannelId", channel_of(query))]
            own += [("order", "time"), ("textFormat", "plainText")]
        if page := newest_round.page_of(query):
            own.append(("pageToken", str(page)))
        version = base.version_of(query, VERSION)
        path = f"{version}/{'commentThreads' if kind == COMMENTS else 'search'}"
        auth = {"secret": "token", "auth": base.Auth.API_KEY, "cost": UNITS[kind]}
        return Request(f"{API}{path}", (*common, *own), **auth)  # type: ignore[arg-type]

    def parse(self, response: Response, query: Query) -> Page:
        asked = steps(query)
        at = newest_round.step(query, asked)
        searched = {"searched": searched_at(query, at)}
        if at == FEED_STEP:
            base.refuse_errors(response)
            cursor, more = newest_round.go_on(query, asked, posts := xml_posts(response), None)
            return Page(tuple(posts), {**cursor, **searched}, more)
        if youtube_answers.is_closed(response):
            cursor, more = newest_round.go_on(query, asked, (), None)
            return Page((), {**cursor, **searched}, more, (youtube_answers.CLOSED,))
        answer = youtube_answers.read(response)
        posts = youtube_answers.posts_of(answer, at)
        following = base.text_at(answer, "nextPageToken") or None
        cursor, more = newest_round.go_on(query, asked, posts, following)
        return Page(tuple(posts), {**cursor, **searched}, more)

    def proof(self, url: str, settings: Mapping[str, str]) -> str:
        """The page says 200 of films that are gone; what others embed it by says 404.

        Comments cannot be told: their film's page stands.
        """
        number = url.removeprefix(youtube_answers.WATCH)
        is_film = url.startswith(youtube_answers.WATCH) and "&" not in number
        return f"{EMBED}{quote(url, safe='')}&format=json" if is_film else url


def channel_of(query: Query) -> str:
    """The channel id in the address that was given; empty when there is none."""
    found = CHANNEL.search(query.settings.get("url", ""))
    return found.group(1) if found else ""


def steps(query: Query) -> tuple[str, ...]:
    """The questions of one round: beside a channel, searches are made only every sixth hour."""
    channel, has_key = channel_of(query), "token" in query.secrets
    asked = [FEED_STEP] if channel else []
    if channel and has_key:
        asked.append(COMMENTS)
    if has_key and (not channel or may_search(query.cursor, query)):
        asked += [f"search:{term.rstrip('*')}" for term in query.terms]
    if query.settings.get("url") and not channel:
        raise Unusable(Trouble.WRONG_SETTINGS, "the address holds no channel id (UC…)")
    if not asked:
        raise Unusable(Trouble.WRONG_SETTINGS, "a channel, or a key and a search, is needed")
    return tuple(asked)


def may_search(cursor: Mapping[str, Any], query: Query) -> bool:
    """Whether it is six hours since the last search, or one is under way."""
    last = base.moment(cursor.get("searched"))
    return str(cursor.get("at", "")).startswith("search:") or not last or query.now - last >= EACH


def searched_at(query: Query, at: str) -> str:
    """When we last searched, ISO."""
    is_search = at.startswith("search:")
    return query.now.isoformat() if is_search else str(query.cursor.get("searched", ""))
