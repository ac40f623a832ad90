"""Posts become mentions, once each; what the app above may change of a mention."""

import re
import unicodedata
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from isal import isal_zlib

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.db import insert_many, maker, save_many
from difi_sosial.core.errors import Invalid
from difi_sosial.monitoring.connectors.base import Post
from difi_sosial.monitoring.enums import MentionStatus, Retention
from difi_sosial.monitoring.models import Capture, Mention, Source, WatchVersion
from difi_sosial.monitoring.rules import has_markup
from difi_sosial.monitoring.services import authors, folds, revisions
from difi_sosial.monitoring.services.likeness import link_key, text_key
from difi_sosial.monitoring.services.matching import Judge, language_of
from difi_sosial.monitoring.services.visits import versions_of
from difi_sosial.people.models import User

TEXT = 20_000
HTML = 60_000
LONGEST_URL = 2000
# Any zlib reads what isal packs: a tenth larger than zlib's usual level, a twentieth of the time.
SWIFT = 1
# Control characters (PostgreSQL refuses NUL), halves of letters that no bytes can hold, and marks
# that rearrange the page around a text.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
UNFIT_BYTES = bytes(number for number in range(256) if UNFIT.match(chr(number)))
# The page of a post answers 404 or 410 when it is deleted, or its connector knows how to ask. Other
# channels' pages say 200 to all (Stortinget), ask who we are (Meta, LinkedIn, X), or are not the
# post's own (a bookmark's target, the link in a letter, a watched page that changed).
TELLING = frozenset(
    {"feeds", "wordpress", "mastodon", "discourse", "lemmy", "misago", "nodebb", "mediawiki"}
    | {"stackexchange", "peertube", "flickr", "shaarli", "bluesky", "youtube", "hackernews"}
)
RECHECK = timedelta(hours=6)
# A thousand values in an array constructor take longer to read than to look up; a string does not.
BETWEEN = "\x1f"  # is in no id
# What was deleted by right has no mention: it is known by its stone (services.deletions).
KNOWN = """
WITH asked (pk, key) AS MATERIALIZED (
    SELECT * FROM unnest(string_to_array(%s, %s)::bigint[], string_to_array(%s, %s))
)
SELECT source_id, external_id, fingerprint, id, shares FROM monitoring_mention
JOIN asked ON source_id = asked.pk AND external_id = asked.key
UNION ALL
SELECT asked.pk, asked.key, NULL, NULL, NULL FROM monitoring_tombstone
JOIN asked ON source_key = asked.pk
AND barred = sha256(convert_to(mention_uuid::text || ':' || asked.key, 'UTF8'))
WHERE barred IS NOT NULL"""

# A mention that says nothing yet.
new_mention = maker(Mention)


@dataclass(eq=False)
class Arrival:
    """Posts of one answer, what they are judged by, and how to make the capture they rest on."""

    source: Source
    posts: Iterable[Post]
    versions: Sequence[WatchVersion]
    pack: Callable[[], Capture] | None = None


class Hit(NamedTuple):
    """A post that a watch wants; `key` is its id as it is stored."""

    key: str
    post: Post
    version: WatchVersion
    language: str


def store(
    *,
    source: Source,
    posts: Iterable[Post],
    at: datetime,
    capture: Capture | None = None,
    versions: Sequence[WatchVersion] | None = None,
) -> list[Mention]:
    """Store those posts that a watch of the source wants and that are not stored already.

    `at` is when they were found. `versions` defaults to the current versions of the source's active
    watches. A `capture` that is not saved yet is saved when there is something new to hang it on.
    Returns the new mentions.
    """
    versions = versions_of([source])[source.pk] if versions is None else versions
    pack = None if capture is None else lambda: capture
    return store_all([Arrival(source, posts, versions, pack)], at=at)[0]


@transaction.atomic
def store_all(arrivals: Sequence[Arrival], *, at: datetime) -> list[list[Mention]]:
    """The same for many answers at once: one question of what is known, one statement for the new.

    A known post that says something else than before is revised; one that was deleted by right is
    left out. Returns the new mentions of each arrival.
    """
    fresh = [_fresh(arrival) for arrival in arrivals]
    stored = _stored(arrivals, fresh)
    known = {pair: said for pair, (said, _pk, _shares) in stored.items()}
    edited = [
        _edited(arrival, posts, known) for arrival, posts in zip(arrivals, fresh, strict=True)
    ]
    found: list[list[Hit]] = []
    for arrival, posts in zip(arrivals, fresh, strict=True):
        pk = arrival.source.pk
        unknown = {key: post for key, post in posts.items() if (pk, key) not in known}
        found.append(list(_hits(arrival, unknown)))
        # The same post in two answers of one chunk is stored once.
        known.update({(pk, key): None for key in unknown})
    wanted = [[*new, *old] for new, old in zip(found, edited, strict=True)]
    captures = _captures(arrivals, wanted, owes=_barring(stored), at=at)
    made = [
        [_mention(arrival, hit, capture, at) for hit in hits]
        for arrival, capture, hits in zip(arrivals, captures, found, strict=True)
    ]
    folds.insert([mention for mentions in made for mention in mentions])
    _count_shares(arrivals, fresh, stored)
    _revise(edited, captures, at)
    return made


def first_recheck(source: Source, at: datetime) -> datetime | None:
    """When a post found now is to be asked for again; None in channels that cannot tell."""
    return at + RECHECK if source.connector in TELLING else None


def _fresh(arrival: Arrival) -> dict[str, Post]:
    """The posts that can be stored, by their ids as they are stored."""
    keys = ((fit(post.external_id, 500), post) for post in arrival.posts)
    return {key: post for key, post in keys if key and _is_fit(post)}


def _hits(arrival: Arrival, posts: Mapping[str, Post]) -> Iterator[Hit]:
    """The posts that a watch wants."""
    if not posts:
        return
    judge = Judge(arrival.versions, arrival.source)
    for key, post in posts.items():
        language = language_of(post)
        if version := judge.version_for(post, language):
            yield Hit(key, post, version, language)


# By source and id: the fingerprint, the key, and how many had passed it on; of what was deleted by
# right, nothing.
Stored = dict[tuple[int, str], tuple[int | None, int | None, int | None]]


def _stored(arrivals: Sequence[Arrival], fresh: Sequence[Mapping[str, Post]]) -> Stored:
    """Those posts that are stored already, or were deleted by right."""
    asked = [
        (one.source.pk, key) for one, posts in zip(arrivals, fresh, strict=True) for key in posts
    ]
    if not asked:
        return {}
    with connection.cursor() as cursor:
        # One look in the index for each pair; two lists with IN would try every combination.
        sources, keys = (BETWEEN.join(map(str, row)) for row in zip(*asked, strict=True))
        cursor.execute(KNOWN, [sources, BETWEEN, keys, BETWEEN])
        return {(source, key): tuple(rest) for source, key, *rest in cursor.fetchall()}


def _count_shares(
    arrivals: Sequence[Arrival], fresh: Sequence[Mapping[str, Post]], stored: Stored
) -> None:
    """How many have passed a post on, where that has changed since it was stored."""
    seen = (
        (post.shares, stored.get((one.source.pk, key)))
        for one, posts in zip(arrivals, fresh, strict=True)
        for key, post in posts.items()
        if post.shares is not None
    )
    counted = {row[1]: shares for shares, row in seen if row and row[1] and row[2] != shares}
    save_many(Mention, [{"pk": pk, "shares": counted[pk]} for pk in sorted(counted)])


def _edited(
    arrival: Arrival, posts: Mapping[str, Post], known: Mapping[tuple[int, str], int | None]
) -> list[tuple[tuple[int, str], Post]]:
    """The posts that say something else than when they were stored."""
    source = arrival.source.pk
    said = [((source, key), post, known.get((source, key))) for key, post in posts.items()]
    return [
        (pair, post)
        for pair, post, before in said
        if before is not None and before != revisions.fingerprint(post.title, post.text)
    ]


def _revise(
    edited: Sequence[Sequence[tuple[tuple[int, str], Post]]],
    captures: Sequence[Capture | None],
    at: datetime,
) -> None:
    changes = [
        (pair, post, capture)
        for pairs, capture in zip(edited, captures, strict=True)
        for pair, post in pairs
    ]
    locked = revisions.stored(pair for pair, _post, _capture in changes) if changes else {}
    for pair, post, capture in changes:
        if mention := locked.get(pair):
            title, text = fit(post.title, 500), fit(post.text, TEXT)
            html = _markup(post)
            revisions.revise(
                mention=mention, title=title, text=text, html=html, capture=capture, at=at
            )
            mention.fingerprint = revisions.fingerprint(post.title, post.text)
            mention.save(update_fields=["fingerprint"])


def _captures(
    arrivals: Sequence[Arrival],
    found: Sequence[Sequence[object]],
    *,
    owes: Collection[int],
    at: datetime,
) -> list[Capture | None]:
    """The capture of each arrival that has something new; those not saved yet are saved.

    Those of sources that `owes` names have words that are to go as soon as nobody needs the rest.
    """
    packed = [
        arrival.pack() if arrival.pack and pairs else None
        for arrival, pairs in zip(arrivals, found, strict=True)
    ]
    adding = [one for one in packed if one and one._state.adding]
    for capture in adding:
        if capture.source_id in owes:
            capture.owes_since = at
    insert_many(Capture, adding)
    return packed


def _barring(stored: Stored) -> set[int]:
    """The sources that give again what was deleted by right."""
    return {source for (source, _key), (_said, pk, _shares) in stored.items() if pk is None}


def pack(
    *,
    source: Source,
    url: str,
    status: int,
    content_type: str,
    body: bytes,
    at: datetime,
    sha256: str,
    exchange: Mapping[str, Any] | None = None,
) -> Capture:
    """The answer of a source as a capture, not saved yet."""
    return Capture(
        source=source,
        request_url=url,
        fetched_at=at,
        status=status,
        content_type=content_type[:200],
        sha256=sha256,
        size=len(body),
        packed=isal_zlib.compress(body, SWIFT),
        exchange=exchange,
    )


def set_status(
    *, mention: Mention, status: str, retention: str = "", at: datetime | None = None
) -> None:
    """What the app above says of how far the work has come, and what class that makes it.

    The period of a new class begins at `at`; what nobody has touched is kept from when it was
    found. A record stays a record.
    """
    mention.status = MentionStatus(status)
    if retention and not mention.is_record and mention.retention != retention:
        mention.retention = Retention(retention)
        is_untouched = retention == Retention.ORDINARY
        mention.retain_from = mention.found_at if is_untouched or at is None else at
    mention.save(update_fields=["status", "retention", "retain_from"])


def keep(*, mention: Mention) -> None:
    """The mention has become a record: it is no longer deleted when its time is up."""
    mention.retention = Retention.RECORD
    mention.save(update_fields=["retention"])


@transaction.atomic
def fetch_capture(*, mention: Mention, by: User, at: datetime) -> bytes:
    """The very bytes the mention came in; who fetched them is written in the log."""
    if mention.capture is None:
        raise Invalid(_("Det originale svaret er ikke lagret."))
    if mention.emptied_id:
        raise Invalid(_("Den som skrev, har slettet innlegget. Originalen kan ikke hentes her."))
    if mention.capture.emptied_at:
        raise Invalid(_("Det originale svaret er slettet fordi det hadde andres slettede ord."))
    record(Event.CAPTURE_FETCHED, by=by, thing=mention, at=at, after=mention.capture.sha256)
    return mention.capture.body


@transaction.atomic
def withhold(*, mention: Mention, at: datetime, reason: str) -> None:
    """The author took the post away: the text is no longer shown or searched; the event stays.

    When the same post stands elsewhere too, that one takes over.
    """
    heir = folds.pass_on(mention=mention)
    mention.withheld_at, mention.withheld_reason = at, reason
    mention.save(update_fields=["withheld_at", "withheld_reason"])
    if heir is not None:
        before = {"mention": str(mention.uuid)}
        record(Event.MENTION_SUCCEEDED, by=None, thing=heir, at=at, before=before)


def fit(text: str, length: int) -> str:
    """The text as it can be stored: composed letters, no unfit characters, at most `length`."""
    if not text:
        return ""
    try:
        written = text.encode("latin-1")  # in which every letter is a composed one
    except UnicodeEncodeError:
        clean = text if text.isprintable() else UNFIT.sub("", text)  # nothing printable is unfit
        return unicodedata.normalize("NFC", clean)[:length]
    if len(written.translate(None, UNFIT_BYTES)) == len(written):
        return text[:length]
    return UNFIT.sub("", text)[:length]


def _is_fit(post: Post) -> bool:
    """Whether the address is what a mention must have; a cut one would lead elsewhere."""
    return post.url.startswith(("http://", "https://")) and len(post.url) <= LONGEST_URL


def _markup(post: Post) -> str:
    """The post's HTML; nothing where it has no tag: then its text is shown, and says as much."""
    return fit(post.html, HTML) if has_markup(post.html) else ""


def _mention(arrival: Arrival, hit: Hit, capture: Capture | None, at: datetime) -> Mention:
    source, post, version = arrival.source, hit.post, hit.version
    text = fit(post.text, TEXT)
    sealed = authors.seal(
        source.channel_id, fit(post.author_name, 200), fit(post.author_handle, 200)
    )
    facts = {
        "uuid": uuid.uuid4(),
        "source_id": source.pk,
        "external_id": hit.key,
        "url": UNFIT.sub("", post.url),
        "title": fit(post.title, 500),
        "text": text,
        "html": _markup(post),
        "language": hit.language,
        "author_sealed": sealed.token,
        "author_key": sealed.key,
        # A clock of theirs that is ahead of ours would keep a post on top for ever.
        "posted_at": min(post.posted_at or at, at),
        "posted_raw": fit(post.posted_raw, 100),
        "found_at": at,
        "watch_version_id": version.pk,
        "capture_id": capture and capture.pk,
        "fingerprint": revisions.fingerprint(post.title, post.text),
        "recheck_at": first_recheck(source, at),
        "same_link": link_key(post, source.connector),
        "same_text": text_key(post.title, text),
        "shares": post.shares,
        "retain_from": at,
    }
    mention = new_mention(facts)
    mention._state.fields_cache.update(source=source, watch_version=version, capture=capture)
    return mention
