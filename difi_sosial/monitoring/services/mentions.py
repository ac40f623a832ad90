"""Posts become mentions, once each; what the app above may change of a mention."""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.crypto import pseudonym
from difi_sosial.core.errors import Invalid
from difi_sosial.monitoring.connectors.base import Post
from difi_sosial.monitoring.enums import MentionStatus
from difi_sosial.monitoring.models import Capture, Mention, Source, WatchVersion
from difi_sosial.monitoring.services.language import guess
from difi_sosial.monitoring.services.matching import version_for
from difi_sosial.people.models import User

TEXT = 20_000
HTML = 60_000
LONGEST_URL = 2000
# Control characters (PostgreSQL refuses NUL), halves of letters that no bytes can hold, and marks
# that rearrange the page around a text.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@transaction.atomic
def store(
    *,
    source: Source,
    posts: Iterable[Post],
    at: datetime,
    capture: Capture | None = None,
    versions: Sequence[WatchVersion] | None = None,
    keep_days: int | None = None,
) -> list[Mention]:
    """Store those posts that a watch of the source wants and that are not stored already.

    `at` is when they were found. `versions` defaults to the current versions of the source's active
    watches; `keep_days` to the setting MENTION_RETENTION_DAYS. A `capture` that is not saved yet is
    saved when there is something new to hang it on. Returns the new mentions.
    """
    versions = list(current_versions(source)) if versions is None else versions
    fresh = {fit(post.external_id, 500): post for post in posts if _is_fit(post)}
    known = Mention.objects.filter(source=source, external_id__in=fresh)
    for external_id in known.values_list("external_id", flat=True):
        del fresh[external_id]
    wanted = [(post, version_for(post, versions, source)) for post in fresh.values()]
    found = [(post, version) for post, version in wanted if version]
    if found and capture is not None and capture._state.adding:
        capture.save()
    days = settings.MENTION_RETENTION_DAYS if keep_days is None else keep_days
    expires_at = at + timedelta(days=days)
    return Mention.objects.bulk_create(
        [_mention(source, post, version, capture, at, expires_at) for post, version in found]
    )


def current_versions(source: Source) -> Iterable[WatchVersion]:
    """What the source is searched for now: the newest version of each of its active watches."""
    watches = source.watches.filter(is_active=True, version__isnull=False)
    return [watch.version for watch in watches.select_related("version__watch") if watch.version]


def pack(
    *,
    source: Source,
    url: str,
    status: int,
    content_type: str,
    body: bytes,
    at: datetime,
    sha256: str,
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
        packed=zlib.compress(body),
    )


def set_status(*, mention: Mention, status: str) -> None:
    """What the app above says of how far the work has come."""
    mention.status = MentionStatus(status)
    mention.save(update_fields=["status"])


def keep(*, mention: Mention) -> None:
    """The mention has become a record: it is no longer deleted when its time is up."""
    mention.expires_at = None
    mention.save(update_fields=["expires_at"])


@transaction.atomic
def fetch_capture(*, mention: Mention, by: User, at: datetime) -> bytes:
    """The very bytes the mention came in; who fetched them is written in the log."""
    if mention.capture is None:
        raise Invalid(_("Det originale svaret er ikke lagret."))
    record(Event.CAPTURE_FETCHED, by=by, thing=mention, at=at, after=mention.capture.sha256)
    return mention.capture.body


@transaction.atomic
def withhold(*, mention: Mention, at: datetime, reason: str) -> None:
    """The author took the post away: the text is no longer shown or searched; the event stays."""
    mention.withheld_at, mention.withheld_reason = at, reason
    mention.save(update_fields=["withheld_at", "withheld_reason"])


def fit(text: str, length: int) -> str:
    """The text as it can be stored: composed letters, no unfit characters, at most `length`."""
    return unicodedata.normalize("NFC", UNFIT.sub("", text))[:length]


def _is_fit(post: Post) -> bool:
    """Whether the post has what a mention must have; a cut address would lead elsewhere."""
    is_web = post.url.startswith(("http://", "https://"))
    return bool(fit(post.external_id, 500)) and is_web and len(post.url) <= LONGEST_URL


def _mention(
    source: Source,
    post: Post,
    version: WatchVersion,
    capture: Capture | None,
    at: datetime,
    expires_at: datetime,
) -> Mention:
    text = fit(post.text, TEXT)
    author = post.author_handle or post.author_name
    return Mention(
        source=source,
        external_id=fit(post.external_id, 500),
        url=UNFIT.sub("", post.url),
        title=fit(post.title, 500),
        text=text,
        html=fit(post.html, HTML),
        language=guess(f"{post.title} {text}", post.language),
        author_name=fit(post.author_name, 200),
        author_handle=fit(post.author_handle, 200),
        author_key=pseudonym(f"{source.connector}:{author}") if author else "",
        # A clock of theirs that is ahead of ours would keep a post on top for ever.
        posted_at=min(post.posted_at or at, at),
        posted_raw=fit(post.posted_raw, 100),
        found_at=at,
        watch_version=version,
        capture=capture,
        expires_at=expires_at,
    )
