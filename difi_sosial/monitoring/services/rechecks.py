"""Is the post still there? Asked at its own address, often at first and seldom later.

A post that is gone from a feed has only become old. One whose own address says "gone", twice with
hours between, was taken away: its text is no longer shown, and that it was there is still known.
Where a channel's pages do not tell, its connector names another address, or reads what is said.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core import http
from difi_sosial.core.clock import now
from difi_sosial.core.db import lock
from difi_sosial.core.errors import OutsideError, RateLimited
from difi_sosial.monitoring.connectors.base import Response
from difi_sosial.monitoring.models import Mention
from difi_sosial.monitoring.services import politeness
from difi_sosial.monitoring.services.mentions import RECHECK, withhold

log = logging.getLogger(__name__)

LONGEST = timedelta(days=30)
PROOF = timedelta(hours=6)  # between two answers that say "gone"
CLAIM = timedelta(hours=1)
AT_ONCE, EACH_HOST, THREADS, SECONDS = 200, 10, 16, 10.0
DELETED = _("Innlegget er slettet der det sto.")


def recheck_due(*, at: datetime, door: http.Door | None = None) -> int:
    """Ask for the posts that are due, one at a time each host; how many were asked for."""
    hosts: dict[str, list[Mention]] = defaultdict(list)
    for mention in _claim(at):
        hosts[politeness.host_of(_address(mention))].append(mention)
    for host in politeness.waiting(hosts, at=at):
        del hosts[host]
    door, asked = door or http.door(), 0
    with ThreadPoolExecutor(max_workers=THREADS) as pool:
        turns = [turn[:EACH_HOST] for turn in hosts.values()]
        for told in pool.map(lambda turn: _ask_all(door, turn), turns):
            for mention, is_gone in told:
                note(mention=mention, is_gone=is_gone, at=at)
                asked += 1
    return asked


def note(*, mention: Mention, is_gone: bool | None, at: datetime) -> None:
    """Write down what the post's address said; None when it said nothing either way."""
    with transaction.atomic():
        mention = lock(mention)
        if mention.withheld_at is not None:
            return
        if is_gone and mention.gone_since and at - mention.gone_since >= PROOF:
            _take_away(mention, at)
            return
        if is_gone is None:
            mention.recheck_at = at + RECHECK
        elif is_gone:
            mention.gone_since = mention.gone_since or at
            mention.recheck_at = at + PROOF
        else:
            mention.gone_since = None
            mention.recheck_at = at + min(LONGEST, max(RECHECK, (at - mention.found_at) / 2))
        mention.save(update_fields=["gone_since", "recheck_at"])


def _take_away(mention: Mention, at: datetime) -> None:
    """The author has deleted the post. What has become a record stays as it was received."""
    mention.recheck_at = None
    mention.save(update_fields=["recheck_at"])
    is_record = mention.is_record
    if not is_record:
        withhold(mention=mention, at=at, reason=str(DELETED))
    record(Event.MENTION_GONE, by=None, thing=mention, at=at, after={"kept": is_record})


@transaction.atomic
def _claim(at: datetime) -> list[Mention]:
    """The posts that are due; for an hour they are nobody else's."""
    due = Mention.objects.filter(recheck_at__lte=at, withheld_at=None).order_by("recheck_at")
    due = due.select_related("source")
    mentions = list(due.select_for_update(of=("self",), skip_locked=True)[:AT_ONCE])
    Mention.objects.filter(pk__in=[one.pk for one in mentions]).update(recheck_at=at + CLAIM)
    return mentions


def _ask_all(door: http.Door, mentions: Sequence[Mention]) -> Iterable[tuple[Mention, bool | None]]:
    """Ask one host for its posts, until it or somebody else who asks it says that it is enough."""
    told: list[tuple[Mention, bool | None]] = []
    for mention in mentions:
        if politeness.waiting([politeness.host_of(_address(mention))], at=now()):
            break
        try:
            told.append((mention, _is_gone(door, mention)))
        except RateLimited as error:
            _leave_alone(_address(mention), error.until)
            break
    return told


def _leave_alone(url: str, until: datetime) -> None:
    host = politeness.host_of(url)
    log.info("%s asked us to wait until %s", host, until)
    politeness.wait(host, until=until, at=now())


def _address(mention: Mention) -> str:
    """Where to ask whether the post is still there."""
    reader = mention.source.reader
    return reader.proof(mention.url, mention.source.settings) if reader else mention.url


def _is_gone(door: http.Door, mention: Mention) -> bool | None:
    """Whether the address says that nothing is there. Some say so to HEAD and mean only HEAD."""
    reader, url = mention.source.reader, _address(mention)
    if reader is None:
        return None
    try:
        if not reader.proof_is_read and _answer(door, url, "HEAD").status < 400:
            return False
        answer = _answer(door, url, "GET")
    except http.TooLarge:
        return False
    except RateLimited:
        raise
    except OutsideError:
        return None
    if reader.denies(answer):
        return True
    return False if answer.status < 400 else None


def _answer(door: http.Door, url: str, method: str) -> Response:
    """What the address says, also when that is an error."""
    try:
        said = door.fetch(http.Request(url=url, method=method, deadline=SECONDS))
    except http.Refused as refused:
        said = refused.response
    if said.limit and said.limit.wait_until:
        _leave_alone(url, said.limit.wait_until)
    return Response(said.status, said.url, said.headers, said.body)
