"""A year of mentions, found as the worker would have found them."""

import hashlib
from datetime import datetime, timedelta

from difi_sosial.monitoring.connectors.base import Query, Response
from difi_sosial.monitoring.enums import Outcome
from difi_sosial.monitoring.models import Capture, Mention, Run, Source
from difi_sosial.monitoring.services import mentions
from difi_sosial.portal.management.demo import handling
from difi_sosial.portal.management.demo.agency import Agency, told
from difi_sosial.portal.management.demo.posts import Told, answer_of, compose
from difi_sosial.portal.management.demo.timeline import Act

YEAR = timedelta(days=364)
# More is written lately than a year ago, as when an agency becomes known.
LEAN = 1.5
# Some posts on the one server are shown by the other too: the same post twice.
HOME, AWAY, FEDERATED = "short", "short_se", 7
SLOTS = ("soknad", "tema", "sted", "uker", "dag", "tall")


def schedule(agency: Agency) -> None:
    """Every post at its moment, and what is done about it after that."""
    words = told("words")
    words = words | {"slots": {name: words[name] for name in SLOTS}}
    posts = compose(agency.chance, words, told)
    agency.chance.shuffle(posts)
    for number, post in enumerate(posts, start=1):
        age = YEAR * ((number - agency.chance.random()) / len(posts)) ** LEAN
        posted_at = _awake(agency.now - age, agency)
        found_at = min(posted_at + timedelta(minutes=agency.chance.randint(4, 90)), agency.now)
        agency.timeline.at(found_at, _found(agency, post, number, posted_at))


def _found(agency: Agency, post: Told, number: int, posted_at: datetime) -> Act:
    def find(at: datetime) -> None:
        mention = _store(agency, post, number, posted_at, at)
        if mention is not None:
            handling.schedule(agency, mention, post)
        if post.place == HOME and number % FEDERATED == 0:
            _store(agency, post, number, posted_at, at, seen_at=AWAY)

    return find


def _store(
    agency: Agency,
    post: Told,
    number: int,
    posted_at: datetime,
    at: datetime,
    *,
    seen_at: str = "",
) -> Mention | None:
    """Let the source's own connector read the answer, and store what it says.

    `seen_at` is another server that has the post too.
    """
    source = agency.sources[seen_at or post.place]
    media_type, body = answer_of(agency.sources[post.place], post, number, posted_at)
    reader = source.reader
    if reader is None:
        return None
    # The narrow watches first: the name of the agency is in nearly everything.
    watches = reversed(agency.watches.values())
    versions = [watch.version for watch in watches if watch.version]
    terms = tuple(term for version in versions for term in version.asked_terms)
    # "heard": Mastodon's connector has already asked what the server lets us see.
    query = Query(source.settings, terms, at, {"heard": at.isoformat()})
    request = reader.request(query)
    page = reader.parse(Response(200, request.url, {"content-type": media_type}, body), query)
    stored = mentions.store(
        source=source,
        posts=page.posts,
        at=at,
        capture=_packed(source, request.address, media_type, body, at),
        versions=versions,
    )
    _note_visit(agency, seen_at or post.place, at, len(body), len(stored))
    return stored[0] if stored else None


def _packed(source: Source, url: str, media_type: str, body: bytes, at: datetime) -> Capture:
    return mentions.pack(
        source=source,
        url=url,
        status=200,
        content_type=media_type,
        body=body,
        at=at,
        sha256=hashlib.sha256(body).hexdigest(),
    )


def _note_visit(agency: Agency, place: str, at: datetime, size: int, new: int) -> None:
    # No service writes a visit that was not made; the page of a source would be bare without.
    Run.objects.create(
        source=agency.sources[place],
        version_ids=[watch.version_id for watch in agency.watches.values()],
        started_at=at,
        ended_at=at + timedelta(seconds=1),
        outcome=Outcome.READ,
        pages=1,
        seen=1,
        new=new,
        http_status=200,
        bytes_read=size,
    )


def _awake(moment: datetime, agency: Agency) -> datetime:
    """Most people write in the day and the evening."""
    if 5 <= moment.hour <= 21:
        return moment
    return moment - timedelta(hours=agency.chance.randint(7, 12))
