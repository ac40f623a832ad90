"""Many visits at once, and who is to be visited: the database decides, a task only hurries."""

import logging
import random
import time
import uuid
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import chain
from queue import Empty, SimpleQueue

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import Error, InterfaceError, OperationalError, transaction
from django.db.models import F, Q
from django.db.models.fields.json import KT

from difi_sosial.core import http
from difi_sosial.core.clock import now
from difi_sosial.core.db import one_of
from difi_sosial.core.errors import OutsideError, RateLimited
from difi_sosial.monitoring.connectors.base import Trouble, Unusable
from difi_sosial.monitoring.connectors.registry import BY_HAND
from difi_sosial.monitoring.enums import Outcome, SourceState
from difi_sosial.monitoring.models import Run, Source
from difi_sosial.monitoring.services import budgets, politeness, polling, visits
from difi_sosial.monitoring.services.polling import Reading
from difi_sosial.monitoring.services.visits import Visit

log = logging.getLogger(__name__)

AT_ONCE = 2000
CHUNK, SMALLEST, SPREAD = 500, 50, 2
MAILBOXES = 16  # asked at once; all other questions share one thread of the door's
HANDED = timedelta(seconds=min(300, settings.POLL_LEASE_SECONDS))  # a queue may lose it
# An ordinary round waits this long for an answer. A host that is slower is asked in a round of slow
# hosts, of which there is one at a time, so that it never holds the others up.
SECONDS, SLOW_SECONDS = 8.0, 30.0
REMEMBERED_AS_SLOW = timedelta(hours=6)
GATHER, TOGETHER = 0.02, 200  # seconds to wait for more answers to store, and the most at once
WAITING, LARGE = 64 * 1024**2, 16 * 1024**2  # bytes heard and not stored, and of one batch
LOST = (OperationalError, InterfaceError)  # the database is away: the task is run again


@dataclass(frozen=True)
class Heard:
    """What came of one question. `left` are those not asked after it, None while there are more."""

    visit: Visit
    outcome: http.Outcome
    left: Sequence[Visit] | None

    @property
    def size(self) -> int:
        """Bytes that it holds."""
        return 0 if isinstance(self.outcome, Exception) else len(self.outcome.body)

    @property
    def not_before(self) -> datetime | None:
        """When a good answer lets us ask this host again; None: at once."""
        return _not_before(self.outcome)


@transaction.atomic
def hand_out(*, at: datetime, at_once: int = AT_ONCE) -> list[list[int]]:
    """The sources that are due, in chunks for the queue; those on one host are kept together.

    Two beats may ask at the same time: each source is handed out once in five minutes. Sources on
    slow hosts get a chunk of their own, and the next one only when that is done.
    """
    free = Q(lease_until=None) | Q(lease_until__lt=at)
    not_handed = Q(handed_at=None) | Q(handed_at__lt=at - HANDED)
    due = Source.objects.filter(free, not_handed, state=SourceState.ACTIVE, due_at__lte=at)
    due = due.exclude(connector__in=BY_HAND)
    out = Source.objects.filter(slow_until__gt=at, handed_at__gte=at - HANDED)
    if out.exists():
        due = due.exclude(slow_until__gt=at)
    rows = due.order_by("due_at").select_for_update(skip_locked=True)
    facts = rows.values_list("pk", KT("settings__url"), "connector", "slow_until")
    slow: list[tuple[int, str]] = []
    swift: list[tuple[int, str]] = []
    for pk, url, connector, until in facts[:at_once]:
        (slow if until and until > at else swift).append((pk, visits.host_of(url, connector)))
    chunks = [*_chunks(swift), *_chunks(slow[:CHUNK])]
    if chunks:
        Source.objects.filter(one_of("pk", [*chain.from_iterable(chunks)])).update(handed_at=at)
    return chunks


def _chunks(sources: Sequence[tuple[int, str]]) -> list[list[int]]:
    """Chunks of at most CHUNK sources, told with their hosts; so many that every worker has work.

    A host lies in one chunk, so that its sources take turns.
    """
    size = min(CHUNK, max(SMALLEST, -(-len(sources) // SPREAD)))
    hosts: dict[str, list[int]] = defaultdict(list)
    for pk, host in sources:
        hosts[host].append(pk)
    chunks: list[list[int]] = []
    for _host, pks in sorted(hosts.items()):
        if not chunks or len(chunks[-1]) + len(pks) > size:
            chunks.append([])
        chunks[-1].extend(pks)
    return chunks


def free_leases(*, at: datetime) -> int:
    """Give back the sources whose worker died; how many."""
    stopped = Run.objects.filter(outcome=Outcome.RUNNING, started_at__lt=at - polling.LEASE)
    stopped.update(outcome=Outcome.LATER, ended_at=at, detail="the worker stopped")
    expired = Source.objects.filter(lease_until__lt=at)
    # A source that brings its worker down every time must not do so every minute.
    expired.filter(failures__gte=polling.PATIENCE).update(due_at=at + polling.LONGEST_PAUSE)
    return expired.update(lease=None, lease_until=None, handed_at=None, failures=F("failures") + 1)


def poll(*, pk: int, door: http.Door | None = None, hurry: bool = False) -> bool:
    """Visit one source, to the end of its pages; whether it was ours to ask."""
    claimed = polling.claim(pks=[pk], at=now(), hurry=hurry)
    Round(door or http.door()).run(claimed)
    return bool(claimed)


def poll_many(
    *, pks: Iterable[int], door: http.Door | None = None, lease: uuid.UUID | None = None
) -> int:
    """Visit many sources, each host one source at a time; how many were ours to ask.

    A task that runs again gives the same `lease` and takes up what it left. The asking is done by
    the quick hand of the door; all work with the database, and all reading, which a time limit must
    be able to interrupt, by this thread.
    """
    claimed = polling.claim(pks=pks, at=now(), lease=lease)
    Round(door or http.door()).run(claimed)
    return len(claimed)


class Round:
    """Visits under way. A visit waits in its host's queue, is with the host, or is settled."""

    def __init__(self, door: http.Door) -> None:
        self.door = door
        self.seconds = SECONDS
        self.queues: dict[str, deque[Visit]] = defaultdict(deque)
        self.busy: set[str] = set()
        self.open: set[Visit] = set()
        self.heard: SimpleQueue[Heard] = SimpleQueue()
        self.room = http.Room(WAITING)

    def run(self, wanted: Sequence[Visit]) -> None:
        """Make these visits; those that come to nothing are given back."""
        self.open.update(wanted)
        self.seconds = SLOW_SECONDS if any(map(_is_slow, wanted)) else SECONDS
        for visit in wanted:
            self.queues[visit.host].append(visit)
        for host, until in politeness.waiting(self.queues, at=now()).items():
            self._rest(host, until)
        try:
            # The room first: then nothing more is asked, while the pool waits for its threads.
            with ThreadPoolExecutor(max_workers=MAILBOXES) as pool, closing(self.room):
                self._go_round(pool)
        finally:
            with suppress(Error):  # without a database the leases end by themselves
                polling.release(self.open)

    def _go_round(self, pool: ThreadPoolExecutor) -> None:
        for host in list(self.queues):
            self._next(pool, host)
        while self.busy:
            batch = self._gather(pool)
            for visit in self._settle(batch):
                self.queues[visit.host].appendleft(visit)
            self.room.free(sum(heard.size for heard in batch))
            for heard in batch:
                self._next(pool, heard.visit.host)

    def _gather(self, pool: ThreadPoolExecutor) -> list[Heard]:
        """The answers that are here, at least one; a short wait lets more come, if any can."""
        batch, size = [self.heard.get()], 0
        until = time.monotonic() + GATHER
        while True:
            self._after(pool, batch[-1])
            size += batch[-1].size
            if len(batch) == TOGETHER or size > LARGE or not self.busy:
                return batch
            try:
                batch.append(self.heard.get(timeout=max(0.0, until - time.monotonic())))
            except Empty:
                return batch

    def _after(self, pool: ThreadPoolExecutor, heard: Heard) -> None:
        """The host is free when what it was to be asked has been asked, or is not to be asked."""
        if heard.left is None:
            return
        host = heard.visit.host
        self.busy.discard(host)
        self.queues[host].extendleft(reversed(heard.left))
        # A question of many pages goes on first, and a host in trouble, or that has had enough, is
        # judged first.
        is_well = not isinstance(heard.outcome, Exception) and heard.not_before is None
        if heard.visit.request.conditional and is_well:
            self._next(pool, host)

    def _next(self, pool: ThreadPoolExecutor, host: str) -> None:
        """Ask the next sources of a host, unless it is being asked."""
        if host in self.busy:
            return
        asked: list[tuple[Visit, visits.Question]] = []
        while (not asked or _follows(asked[-1][0])) and (one := self._prepared(host)):
            asked.append(one)
        if not asked:
            return
        self.busy.add(host)
        train = [visit for visit, _question in asked]
        questions = [one for _visit, one in asked if isinstance(one, http.Request)]
        if len(questions) == len(asked):
            self.door.fetch_many(questions, partial(self._hear, train), room=self.room)
        else:
            pool.submit(self._ask_mailboxes, asked)

    def _prepared(self, host: str) -> tuple[Visit, visits.Question] | None:
        """The next question to a host, paid for; None when there is none now."""
        queue = self.queues[host]
        while queue:
            visit = queue.popleft()
            try:
                if not (visit.run.pages or polling.ready(visit, at=now())):
                    self.open.discard(visit)
                    continue
                question = polling.prepare(visit, deadline=self.seconds)
            except Unusable as error:
                self._give_up(visit, error)
                continue
            if full_until := politeness.spend(host, visit.connector.limit, at=now()):
                queue.appendleft(visit)
                self._rest(host, full_until)
                return None
            if self._afford(visit):
                return visit, question
        return None

    def _hear(self, train: Sequence[Visit], number: int, outcome: http.Outcome) -> bool:
        """Called by the door; whether it is to go on.

        A host in trouble is not asked more, nor one whose good answer says that it is enough.
        """
        if isinstance(outcome, http.Refused):
            outcome = outcome.response  # its body may say why
        is_well = not isinstance(outcome, Exception) and _not_before(outcome) is None
        goes_on = is_well and number + 1 < len(train)
        heard = Heard(train[number], outcome, None if goes_on else train[number + 1 :])
        self.room.fill(heard.size)
        self.heard.put(heard)
        return goes_on

    def _ask_mailboxes(self, asked: Sequence[tuple[Visit, visits.Question]]) -> None:
        for number, (_visit, question) in enumerate(asked):
            self.room.wait()
            if self.room.is_over:
                return
            try:
                outcome: http.Outcome = polling.ask(self.door, question)
            except Exception as error:
                outcome = error
            if not self._hear([visit for visit, _question in asked], number, outcome):
                return

    def _afford(self, visit: Visit) -> bool:
        """Whether the source's budget holds the question; if not, the visit ends here."""
        asked, source = visit.request, visit.source
        try:
            budgets.reserve(visit.connector, asked, source.settings, visit.token, at=now())
        except Unusable as error:
            self._give_up(visit, error)
            return False
        return True

    def _settle(self, batch: Sequence[Heard]) -> list[Visit]:
        """Take these answers in; the visits that ask on. What goes wrong ends one visit alone."""
        readings = [one for heard in batch if (one := self._read(heard))]
        try:
            self._keep(readings)
        except LOST:
            raise
        except Exception:
            # One of them cannot be stored: each by itself, so that only that one fails.
            for reading in readings:
                try:
                    self._keep([reading])
                except LOST:
                    raise
                except Exception as error:
                    self._give_up(reading.visit, error)
        return [one.visit for one in readings if one.goes_on and one.visit in self.open]

    def _keep(self, readings: Sequence[Reading]) -> None:
        lost = polling.keep(readings, at=now())
        for visit in lost:
            log.warning("source %s was taken over by another worker", visit.source.pk)
        self.open.difference_update(lost)
        self.open.difference_update(one.visit for one in readings if not one.goes_on)

    def _read(self, heard: Heard) -> Reading | None:
        visit, outcome = heard.visit, heard.outcome
        if heard.not_before:
            self._leave_alone(visit.host, heard.not_before)
        try:
            if isinstance(outcome, Exception):
                raise outcome
            return polling.understand(visit, outcome)
        except SoftTimeLimitExceeded:
            late = Unusable(Trouble.NOT_UNDERSTOOD, "the answer took too long to read")
            self._give_up(visit, late)
            raise
        except http.OutOfTime as error:
            self._too_slow(visit, error)
        except RateLimited as error:
            self._give_up(visit, error)
            self._leave_alone(visit.host, error.until)
        except Exception as error:
            self._give_up(visit, error)
        return None

    def _leave_alone(self, host: str, until: datetime) -> None:
        """The host has said when it may be asked again: neither we nor others ask it before."""
        politeness.wait(host, until=until, at=now())
        self._rest(host, until)

    def _rest(self, host: str, until: datetime) -> None:
        """Leave the rest of a host's sources until then; nothing is wrong with them."""
        left = self.queues[host]
        polling.release(left, due_at=until + timedelta(seconds=random.uniform(0, 30)))  # noqa: S311
        self.open.difference_update(left)
        left.clear()

    def _too_slow(self, visit: Visit, error: http.OutOfTime) -> None:
        """An ordinary round has no more time for this host; a round of slow hosts has."""
        host, at = visit.host, now()
        if self.seconds == SLOW_SECONDS:
            self._give_up(visit, error)
            self._rest(host, at + timedelta(minutes=visit.source.interval_minutes))
            return
        self.queues[host].appendleft(visit)
        pks = [one.source.pk for one in self.queues[host]]
        Source.objects.filter(pk__in=pks).update(slow_until=at + REMEMBERED_AS_SLOW)
        self._rest(host, at)

    def _give_up(self, visit: Visit, error: Exception) -> None:
        """End a visit with what went wrong; our own faults are told in the log as well."""
        if not isinstance(error, (Unusable, OutsideError)):
            log.error("visit to source %s failed", visit.source.pk, exc_info=error)
        polling.fail(visit, error, at=now())
        self.open.discard(visit)


def _follows(visit: Visit) -> bool:
    """Whether the host's next source may be asked straight after, before this answer is read."""
    connector = visit.connector
    is_one = visit.request.conditional and connector.limit.requests <= 1
    return is_one and connector.budget is None


def _not_before(outcome: http.Outcome) -> datetime | None:
    limit = None if isinstance(outcome, Exception) else outcome.limit
    return limit.wait_until if limit else None


def _is_slow(visit: Visit) -> bool:
    until = visit.source.slow_until
    return until is not None and until > now()
