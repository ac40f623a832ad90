"""One visit to one source: claim, ask, understand, store.

The claim is a lease in the database, taken by a conditional UPDATE; what an answer gave and where
to go on are saved together, and only while the lease is still ours. So a visit may die anywhere, or
be made twice at once: nothing is lost and nothing is stored twice.
"""

import hashlib
import json
import logging
import random
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core import http
from difi_sosial.core.clock import now
from difi_sosial.core.crypto import Undecipherable, decrypt
from difi_sosial.core.errors import OutsideError, RateLimited, Temporary
from difi_sosial.monitoring.connectors.base import (
    LASTING,
    Connector,
    Page,
    Query,
    Request,
    Response,
    Trouble,
    Unusable,
)
from difi_sosial.monitoring.enums import TROUBLES, Outcome, SourceState
from difi_sosial.monitoring.models import Run, Source, WatchVersion
from difi_sosial.monitoring.services.credentials import credential
from difi_sosial.monitoring.services.mentions import current_versions, fit, pack, store

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=7)  # longer than a task may live
PAGES = 10
SECONDS = 30.0
CATCH_UP = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=24)
SECRET_PARAMETER = re.compile(
    r"([?&][^=&]*(?:token|key|secret|auth|sig|password)[^=&]*)=[^&]*", re.IGNORECASE
)
PATIENCE = 5  # times an answer may be nonsense before a person is told


@dataclass
class Visit:
    """A source while we are asking it."""

    source: Source
    connector: Connector
    versions: list[WatchVersion]
    run: Run
    token: str = ""
    cursor: Mapping[str, Any] = field(default_factory=dict)
    request: Request = field(default_factory=lambda: Request(""))
    notes: list[str] = field(default_factory=list)

    @property
    def query(self) -> Query:
        """What we want of the source now."""
        terms = dict.fromkeys(term for version in self.versions for term in version.asked_terms)
        secrets = frozenset({"token"} if self.token else ())
        return Query(self.source.settings, tuple(terms), now(), self.cursor, secrets)

    @property
    def fingerprint(self) -> str:
        """What the validators of the last answer hold for: other terms want the same feed anew."""
        facts = [self.source.settings, sorted(version.pk for version in self.versions)]
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    @property
    def remembers(self) -> bool:
        """Whether an unchanged answer would hold nothing new for these terms."""
        return self.request.conditional and self.source.read_with == self.fingerprint


class LeaseLost(Exception):
    """Somebody else took over the source; what we have must not be stored."""


def begin(*, pk: int, at: datetime, hurry: bool = False) -> Visit | None:
    """Claim a source that is due (any active one, in a `hurry`); None when it is not ours."""
    lease = uuid.uuid4()
    free = Q(lease_until=None) | Q(lease_until__lt=at)
    due = Q() if hurry else Q(due_at__lte=at)
    claimed = Source.objects.filter(free, due, pk=pk, state=SourceState.ACTIVE).update(
        lease=lease, lease_until=at + LEASE, last_tried_at=at
    )
    if claimed != 1:
        return None
    source = Source.objects.select_related("channel").get(pk=pk)
    versions = list(current_versions(source))
    run = Run(source=source, started_at=at, version_ids=[version.pk for version in versions])
    if source.reader is None:
        _stop(source, run, "our_fault", f"no connector named {source.connector}", at)
        return None
    if not versions:
        run.outcome, due_at = Outcome.LATER, at + _jitter(_interval(source))
        _close(source, run, "no_watch", "no active watch", at, failures=0, due_at=due_at)
        return None
    visit = Visit(source, source.reader, versions, run, cursor=source.cursor)
    try:
        visit.token = decrypt(source.encrypted_token) if source.encrypted_token else ""
    except Undecipherable as error:
        fail(visit, error, at=at)
        return None
    return visit


def prepare(visit: Visit) -> http.Request:
    """The next question of a visit, ready for the door. Raises Unusable."""
    visit.request = visit.connector.request(visit.query)
    request = outgoing(visit.request, visit.token)
    if not visit.remembers:
        return request
    return replace(request, etag=visit.source.etag, last_modified=visit.source.last_modified)


def outgoing(asked: Request, token: str, *, deadline: float = SECONDS) -> http.Request:
    """A connector's question as the door takes it; the secret goes in here and nowhere else."""
    headers = dict(asked.headers)
    has_secret = bool(asked.secret and token)
    return http.Request(
        url=asked.address,
        headers={name: value for name, value in headers.items() if name != "Accept"},
        accept=headers.get("Accept", "*/*"),
        credential=credential(asked, token, at=now()) if has_secret else None,
        deadline=deadline,
    )


def ask(door: http.Door, request: http.Request) -> http.Response:
    """The answer, also when it is a refusal: its body may say why. No database here."""
    try:
        return door.fetch(request)
    except http.Refused as refused:
        return refused.response


def take(visit: Visit, answer: http.Response, *, at: datetime) -> bool:
    """Understand and store one answer; whether to ask on. Raises Unusable and LeaseLost."""
    is_same = answer.sha256 == visit.source.body_sha256 and answer.status == 200
    visit.run.http_status, visit.run.pages = answer.status, visit.run.pages + 1
    visit.run.bytes_read += len(answer.body)
    if answer.not_modified or (visit.remembers and is_same):
        with transaction.atomic():
            _finish(visit, _held(visit), answer, Outcome.UNCHANGED, at)
        return False
    heard = Response(answer.status, answer.url, answer.headers, answer.body)
    page = visit.connector.parse(heard, visit.query)
    more = page.more and page.cursor != visit.cursor
    with transaction.atomic():
        held = _held(visit)
        _store_page(visit, held, page, answer, more, at)
    # Only now, for what a broken transaction put on it must not be written later.
    visit.source, visit.cursor = held, page.cursor
    return more and visit.run.pages < PAGES


def fail(visit: Visit, error: Exception, *, at: datetime) -> None:
    """Write down what went wrong, and when to try again; a lasting fault pauses the source."""
    trouble, detail = named(error)
    source, run = visit.source, visit.run
    failures = source.failures + 1
    lasting = trouble in LASTING or trouble in ("address_refused", "too_large")
    if lasting or (trouble == Trouble.NOT_UNDERSTOOD and failures >= PATIENCE):
        _stop(source, run, trouble, detail, at)
        return
    is_limited = isinstance(error, RateLimited)
    pause = _jitter(min(LONGEST_PAUSE, _interval(source) * 2 ** min(failures, 10)))
    due_at = at + pause
    if isinstance(error, RateLimited):
        due_at = max(error.until, at + _interval(source)) + _jitter(timedelta(seconds=30))
        failures = source.failures
    run.outcome = Outcome.LIMITED if is_limited else Outcome.LATER
    _close(source, run, trouble, detail, at, failures=failures, due_at=due_at)


def named(error: Exception) -> tuple[str, str]:
    """The kind of trouble, and the technical detail for the small print."""
    if isinstance(error, Unusable):
        return error.trouble.value, error.detail
    if isinstance(error, http.TooLarge):
        return "too_large", str(error)
    if isinstance(error, RateLimited):
        return Trouble.RATE_LIMITED.value, str(error)
    if isinstance(error, Temporary):
        return Trouble.TEMPORARY.value, str(error)
    if isinstance(error, OutsideError):
        return "address_refused", str(error)
    if isinstance(error, Undecipherable):
        return Trouble.NEEDS_SECRET.value, "the stored token cannot be decrypted"
    return "our_fault", f"{type(error).__name__}: {error}"


def _held(visit: Visit) -> Source:
    """The source under a row lock, if the lease is still ours."""
    ours = Source.objects.filter(pk=visit.source.pk, lease=visit.source.lease)
    held = ours.select_for_update(of=("self",)).first()
    if held is None:
        raise LeaseLost
    return held


def _store_page(
    visit: Visit, source: Source, page: Page, answer: http.Response, more: bool, at: datetime
) -> None:
    """Mentions, the answer itself, the cursor and the run: all of it or none."""
    capture = pack(
        source=source,
        url=without_secrets(answer.url),
        status=answer.status,
        content_type=answer.headers.get("content-type", ""),
        body=answer.body,
        at=answer.fetched_at,
        sha256=answer.sha256,
    )
    new = store(source=source, posts=page.posts, at=at, capture=capture, versions=visit.versions)
    visit.run.seen += len(page.posts)
    visit.run.new += len(new)
    visit.notes += page.notes
    source.cursor = dict(page.cursor)
    if new:
        source.last_new_at = at
    if more and visit.run.pages < PAGES:
        source.save(update_fields=["cursor", "last_new_at"])
        visit.run.save()
        return
    _finish(visit, source, answer, Outcome.READ, at, soon=more)


def _finish(
    visit: Visit,
    source: Source,
    answer: http.Response,
    outcome: Outcome,
    at: datetime,
    *,
    soon: bool = False,
) -> None:
    """A round has ended well: keep the validators, give the lease back, say when to come again."""
    if visit.request.conditional and not answer.not_modified:
        source.etag, source.last_modified = answer.etag, answer.last_modified
        source.body_sha256, source.read_with = answer.sha256, visit.fingerprint
    source.last_ok_at = at
    source.quota_left = answer.limit.remaining if answer.limit else None
    source.notes = visit.notes
    visit.run.outcome = outcome
    due_at = at + (CATCH_UP if soon else _jitter(_interval(source)))
    _close(source, visit.run, "", "", at, failures=0, due_at=due_at)


def _stop(source: Source, run: Run, trouble: str, detail: str, at: datetime) -> None:
    """A fault that does not mend itself: pause the source and tell why."""
    source.state, source.pause_reason = SourceState.PAUSED, str(TROUBLES[trouble][0])
    run.outcome = Outcome.STOPPED
    with transaction.atomic():
        closed = _close(
            source, run, trouble, detail, at, failures=source.failures + 1, due_at=source.due_at
        )
        if closed:
            record(Event.SOURCE_PAUSED, by=None, thing=source, at=at, reason=source.pause_reason)


@transaction.atomic
def _close(
    source: Source,
    run: Run,
    trouble: str,
    detail: str,
    at: datetime,
    *,
    failures: int,
    due_at: datetime,
) -> bool:
    """Write the end of a run on source and run, unless the lease has gone to somebody else."""
    detail = fit(detail, 500)  # holds words of theirs
    facts = {
        "state": source.state,
        "pause_reason": source.pause_reason,
        "cursor": source.cursor,
        "etag": source.etag,
        "last_modified": source.last_modified,
        "body_sha256": source.body_sha256,
        "read_with": source.read_with,
        "last_ok_at": source.last_ok_at,
        "last_new_at": source.last_new_at,
        "notes": source.notes,
        "quota_left": source.quota_left,
    }
    changed = Source.objects.filter(pk=source.pk, lease=source.lease).update(
        **facts,
        trouble=trouble,
        last_error=detail,
        failures=failures,
        due_at=due_at,
        lease=None,
        lease_until=None,
        handed_at=None,
    )
    if changed:
        run.ended_at, run.detail = at, detail
        run.save()
    return bool(changed)


def _interval(source: Source) -> timedelta:
    return timedelta(minutes=source.interval_minutes)


def _jitter(pause: timedelta) -> timedelta:
    """A tenth more or less, so that sources do not march in step."""
    return pause * random.uniform(0.9, 1.1)  # noqa: S311 - not a secret


def without_secrets(url: str) -> str:
    """An address that can be shown and kept: values of keys and tokens in it are struck out."""
    return SECRET_PARAMETER.sub(r"\1=…", url)
