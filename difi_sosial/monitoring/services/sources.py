"""The places we ask: set up, change, pause, hurry, and try before saving."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.channels.models import Channel
from difi_sosial.core import http
from difi_sosial.core.clock import now
from difi_sosial.core.crypto import encrypt
from difi_sosial.core.db import lock
from difi_sosial.core.errors import OutsideError
from difi_sosial.monitoring.connectors.base import Post, Query, Response, Unusable, site_of
from difi_sosial.monitoring.connectors.registry import CONNECTORS
from difi_sosial.monitoring.enums import SourceState
from difi_sosial.monitoring.models import Source, Watch
from difi_sosial.monitoring.services import budgets, polling
from difi_sosial.monitoring.services.sessions import session_of
from difi_sosial.monitoring.services.tokens import expiry_of
from difi_sosial.people.models import User

TRIAL_QUESTIONS = 4
TRIAL_SECONDS = 6.0  # four of these are less than a web server waits
# What was true of the old settings and is not of the new.
FORGOTTEN: Mapping[str, object] = {
    "encrypted_session": "",
    "cursor": {},
    "etag": "",
    "last_modified": "",
    "body_sha256": "",
    "read_with": "",
    "failures": 0,
    "trouble": "",
    "last_error": "",
    "notes": [],
    "lease": None,
    "lease_until": None,
    "handed_at": None,
}


@dataclass(frozen=True)
class Trial:
    """What came when settings were tried; `trouble` is a key of TROUBLES, or empty."""

    posts: list[Post] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    trouble: str = ""
    detail: str = ""


@transaction.atomic
def create(
    *,
    connector: str,
    channel: Channel,
    name: str,
    settings: Mapping[str, str],
    token: str,
    watches: Iterable[Watch],
    interval_minutes: int,
    token_expires_on: date | None = None,
    adapts: bool = True,
    by: User,
    at: datetime,
) -> Source:
    """A new source, asked as soon as a worker is free."""
    source = Source.objects.create(
        connector=connector,
        channel=channel,
        name=name,
        settings=dict(settings),
        encrypted_token=encrypt(token) if token else "",
        token_set_at=at if token else None,
        token_expires_on=expiry_of(CONNECTORS[connector], token_expires_on, at) if token else None,
        interval_minutes=interval_minutes,
        adapts=adapts,
        due_at=at,
    )
    source.watches.set(watches)
    record(Event.SOURCE_CREATED, by=by, thing=source, at=at, after=_facts(source))
    return source


@transaction.atomic
def change(
    *,
    source: Source,
    channel: Channel,
    name: str,
    settings: Mapping[str, str],
    token: str,
    watches: Iterable[Watch],
    interval_minutes: int,
    token_expires_on: date | None = None,
    adapts: bool = True,
    by: User,
    at: datetime,
) -> Source:
    """Change a source; it is asked anew from the start.

    An empty `token` keeps the one it has, but only at the site that the token was given for.
    """
    source = lock(source)
    before = _facts(source)
    if site_of(source.settings.get("url", "")) != site_of(settings.get("url", "")):
        source.encrypted_token, source.token_set_at, source.token_expires_on = "", None, None
    source.channel, source.name, source.interval_minutes = channel, name, interval_minutes
    source.adapts, source.pace_minutes = adapts, None
    is_other = source.settings != dict(settings) or bool(token)
    source.settings = dict(settings)
    if token:
        source.encrypted_token, source.token_set_at = encrypt(token), at
        token_expires_on = expiry_of(CONNECTORS[source.connector], token_expires_on, at)
    if source.encrypted_token:
        source.token_expires_on = token_expires_on
    if is_other:
        _forget(source)
        source.due_at = at
    source.save()
    source.watches.set(watches)
    record(Event.SOURCE_CHANGED, by=by, thing=source, at=at, before=before, after=_facts(source))
    return source


@transaction.atomic
def pause(*, source: Source, reason: str, by: User, at: datetime) -> Source:
    """Stop asking a source. A visit that is under way stores nothing more."""
    source = lock(source)
    source.state, source.pause_reason = SourceState.PAUSED, reason
    source.trouble, source.last_error = "", ""
    source.lease = source.lease_until = None
    source.save()
    record(Event.SOURCE_PAUSED, by=by, thing=source, at=at, reason=reason)
    return source


@transaction.atomic
def resume(*, source: Source, by: User, at: datetime) -> Source:
    """Ask a source again, at once."""
    source = lock(source)
    source.state, source.pause_reason, source.due_at = SourceState.ACTIVE, "", at
    source.failures, source.trouble, source.last_error = 0, "", ""
    source.lease = source.lease_until = source.handed_at = None
    source.save()
    record(Event.SOURCE_RESUMED, by=by, thing=source, at=at)
    return source


def hurry(*, source: Source, at: datetime) -> None:
    """Make a source due now; the next beat hands it out."""
    Source.objects.filter(pk=source.pk).update(due_at=at, handed_at=None)


def try_settings(
    *,
    connector: str,
    settings: Mapping[str, str],
    token: str,
    terms: tuple[str, ...],
    door: http.Door | None = None,
) -> Trial:
    """Ask once with these settings and show what came; nothing is stored."""
    reader, door = CONNECTORS[connector], door or http.door()
    secrets = frozenset({"token"} if token else ())
    query = Query(settings, terms, now(), {}, secrets)
    session, notes = session_of(reader, settings, token), list[str]()
    try:
        for _question in range(TRIAL_QUESTIONS):
            asked, secret = reader.request(query), session.access if session else token
            exchange = session.exchange(deadline=TRIAL_SECONDS) if session else None
            if exchange is None:
                budgets.reserve(reader, asked, dict(settings), token, at=query.now)
            request = exchange or polling.outgoing(asked, secret, deadline=TRIAL_SECONDS)
            heard = polling.ask(door, request)
            if session and session.hears(heard):
                continue
            answer = Response(heard.status, heard.url, heard.headers, heard.body)
            page = reader.parse(answer, query)
            budgets.settle(reader, asked, page, token, at=query.now)
            notes += page.notes
            if page.posts or not page.more:
                return Trial(list(page.posts), notes)
            query = Query(settings, terms, query.now, page.cursor, secrets)
    except (OutsideError, Unusable) as error:
        trouble, detail = polling.named(error)
        return Trial([], notes, trouble, detail)
    return Trial([], notes)


def _forget(source: Source) -> None:
    for name, value in FORGOTTEN.items():
        setattr(source, name, value)


def _facts(source: Source) -> dict[str, object]:
    """What the log may say of a source: no token, and no key in an address."""
    settings = {name: polling.without_secrets(value) for name, value in source.settings.items()}
    return {"name": source.name, "channel": source.channel.slug, "settings": settings}
