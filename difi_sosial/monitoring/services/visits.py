"""A visit to a source: who may make it, what it asks, and what its troubles are called.

The claim is a lease in the database. A whole chunk of sources is claimed in one statement, for a
statement each costs more than asking them.
"""

import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from difi_sosial.core import http, mail_in
from difi_sosial.core.clock import now
from difi_sosial.core.crypto import Undecipherable
from difi_sosial.core.db import maker, one_of
from difi_sosial.core.errors import OutsideError, RateLimited, Temporary
from difi_sosial.monitoring.connectors.base import Connector, Query, Request, Trouble, Unusable
from difi_sosial.monitoring.connectors.registry import BY_HAND
from difi_sosial.monitoring.enums import SourceState
from difi_sosial.monitoring.models import Run, Source, WatchVersion
from difi_sosial.monitoring.queries import coverage
from difi_sosial.monitoring.services import politeness
from difi_sosial.monitoring.services.credentials import credential
from difi_sosial.monitoring.services.sessions import Session

LEASE = timedelta(seconds=settings.POLL_LEASE_SECONDS)
SECONDS = 30.0
new_run = maker(Run)
SECRET_PARAMETER = re.compile(
    r"([?&][^=&]*(?:token|key|secret|auth|sig|password)[^=&]*)=[^&]*", re.IGNORECASE
)


@dataclass(eq=False)
class Visit:
    """A source while we are asking it."""

    source: Source
    versions: Sequence[WatchVersion]
    run: Run
    token: str = ""
    cursor: Mapping[str, Any] = field(default_factory=dict)
    request: Request = field(default_factory=lambda: Request(""))
    notes: list[str] = field(default_factory=list)
    session: Session | None = None

    @property
    def connector(self) -> Connector:
        """What reads the source."""
        reader = self.source.reader
        if reader is None:
            raise Unusable(Trouble.WRONG_SETTINGS, f"no connector named {self.source.connector}")
        return reader

    @cached_property
    def host(self) -> str:
        """Whom the source is asked at; it is asked one question at a time."""
        return host_of(self.source.settings.get("url"), self.source.connector)

    @property
    def query(self) -> Query:
        """What we want of the source now."""
        secrets = frozenset({"token"} if self.token else ())
        anew = self.source.read_with != self.fingerprint
        return Query(self.source.settings, self.terms, now(), self.cursor, secrets, anew)

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """What a server is asked for, each term once."""
        asked = (term for version in self.versions for term in version.asked_terms)
        return tuple(dict.fromkeys(asked))

    @cached_property
    def fingerprint(self) -> str:
        """What the validators of the last answer hold for: other terms want the same feed anew."""
        facts = [self.source.settings, sorted(version.pk for version in self.versions)]
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()

    @property
    def remembers(self) -> bool:
        """Whether an unchanged answer would hold nothing new for these terms."""
        return self.request.conditional and self.source.read_with == self.fingerprint


def host_of(url: object, connector: str) -> str:
    """The host that a source is asked at; its politeness is shared by all sources there."""
    return politeness.host_of(str(url or "")) or connector


def claim(
    *, pks: Iterable[int], at: datetime, hurry: bool = False, lease: uuid.UUID | None = None
) -> list[Visit]:
    """Take the sources that are due (any active one, in a `hurry`) and that nobody else asks.

    One lease for all of them, new unless it is given; what is held by a given one is ours already.
    Rows that somebody else has locked at this moment are passed over.
    """
    lease = lease or uuid.uuid4()
    free = Q(lease_until=None) | Q(lease_until__lt=at) | Q(lease=lease)
    due = Q() if hurry else Q(due_at__lte=at)
    wanted = Source.objects.filter(free, due, one_of("pk", list(pks)), state=SourceState.ACTIVE)
    wanted = wanted.exclude(connector__in=BY_HAND)
    with transaction.atomic():
        rows = wanted.prefetch_related("channel").order_by("pk")
        sources = list(rows.select_for_update(of=("self",), skip_locked=True))
        if not sources:
            return []
        Source.objects.filter(one_of("pk", [source.pk for source in sources])).update(
            lease=lease, lease_until=at + LEASE, last_tried_at=at
        )
    versions = versions_of(sources)
    visits = []
    for source in sources:
        source.lease, source.lease_until, source.last_tried_at = lease, at + LEASE, at
        mine = versions[source.pk]
        asked = [version.pk for version in mine]
        run = new_run({"source_id": source.pk, "started_at": at, "version_ids": asked})
        visits.append(Visit(source, mine, run, cursor=source.cursor))
    return visits


def versions_of(sources: Iterable[Source]) -> Mapping[int, list[WatchVersion]]:
    """What each source is searched for now: the newest version of each of its active watches."""
    sources = list(sources)
    watches = {
        pk: [watch for watch in listening if watch.is_active and watch.version_id]
        for pk, listening in coverage(sources).items()
    }
    wanted = {watch.version_id for listening in watches.values() for watch in listening}
    known = WatchVersion.objects.select_related("watch").in_bulk(wanted)
    return {
        pk: [known[watch.version_id] for watch in listening if watch.version_id]
        for pk, listening in watches.items()
    }


Question = http.Request | mail_in.Question


def prepare(visit: Visit, *, deadline: float = SECONDS) -> Question:
    """The next question of a visit, ready for the door. Raises Unusable."""
    visit.request = visit.connector.request(visit.query)
    if visit.session and (exchange := visit.session.exchange(deadline=deadline)):
        return exchange
    secret = visit.session.access if visit.session else visit.token
    last = visit.source if visit.remembers else None
    return outgoing(visit.request, secret, deadline=deadline, last=last)


def outgoing(
    asked: Request, token: str, *, deadline: float = SECONDS, last: Source | None = None
) -> Question:
    """A connector's question as the door takes it; the secret goes in here and nowhere else.

    `last` is the source whose last answer is the one to ask for only if it has changed.
    """
    if asked.url.startswith("imaps:"):
        return letters(asked, token, deadline)
    headers = dict(asked.headers)
    has_secret = bool(asked.secret and token)
    return http.Request(
        url=asked.address,
        headers={name: value for name, value in headers.items() if name != "Accept"},
        accept=headers.get("Accept", "*/*"),
        etag=last.etag if last else "",
        last_modified=last.last_modified if last else "",
        credential=credential(asked, token, at=now()) if has_secret else None,
        deadline=deadline,
        max_bytes=asked.most_bytes,
    )


def letters(asked: Request, token: str, deadline: float) -> mail_in.Question:
    """A question to a mailbox."""
    one = {name: value for name, value in asked.params if name != "from"}
    return mail_in.Question(
        url=asked.url,
        name=one.get("name", ""),
        password=token,
        senders=tuple(value for name, value in asked.params if name == "from"),
        after=int(one.get("after", 0)),
        validity=int(one.get("validity", 0)),
        deadline=deadline,
    )


def ask(door: http.Door, request: Question) -> http.Response:
    """The answer, also when it is a refusal: its body may say why. No database here."""
    if isinstance(request, mail_in.Question):
        return mail_in.fetch(request)
    try:
        return door.fetch(request)
    except http.Refused as refused:
        return refused.response


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


def without_token(answer: http.Response, token: str) -> tuple[bytes, str]:
    """The body as it may be kept, and its SHA-256: Meta writes our own token into its answers."""
    secret = token.encode()
    if not secret or secret not in answer.body:
        return answer.body, answer.sha256
    body = answer.body.replace(secret, b"*" * len(secret))
    return body, hashlib.sha256(body).hexdigest()


def without_secrets(url: str) -> str:
    """An address that can be shown and kept: values of keys and tokens in it are struck out."""
    return SECRET_PARAMETER.sub(r"\1=…", url)
