"""Many visits at once, and who is to be visited: the database decides, a task only hurries."""

import logging
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models import F, Q

from difi_sosial.core import http
from difi_sosial.core.clock import now
from difi_sosial.core.errors import OutsideError
from difi_sosial.monitoring.connectors.base import Trouble, Unusable
from difi_sosial.monitoring.enums import Outcome, SourceState
from difi_sosial.monitoring.models import Run, Source
from difi_sosial.monitoring.services import polling
from difi_sosial.monitoring.services.polling import LeaseLost, Visit

log = logging.getLogger(__name__)

AT_ONCE = 1000
CHUNK = 50
THREADS = 32
HANDED = timedelta(minutes=5)  # a queue may lose what it was handed


@transaction.atomic
def hand_out(*, at: datetime, at_once: int = AT_ONCE) -> list[list[int]]:
    """The sources that are due, in chunks for the queue; those on one host are kept together.

    Two beats may ask at the same time: each source is handed out once in five minutes.
    """
    free = Q(lease_until=None) | Q(lease_until__lt=at)
    not_handed = Q(handed_at=None) | Q(handed_at__lt=at - HANDED)
    due = Source.objects.filter(free, not_handed, state=SourceState.ACTIVE, due_at__lte=at)
    rows = due.order_by("due_at").select_for_update(skip_locked=True).only("pk", "settings")
    sources = list(rows[:at_once])
    Source.objects.filter(pk__in=[source.pk for source in sources]).update(handed_at=at)
    by_host = sorted(sources, key=host_of)
    pks = [source.pk for source in by_host]
    return [pks[start : start + CHUNK] for start in range(0, len(pks), CHUNK)]


def host_of(source: Source) -> str:
    """The host that a source is asked at; its politeness is shared by all sources there."""
    return urlsplit(str(source.settings.get("url", ""))).hostname or ""


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
    visit = polling.begin(pk=pk, at=now(), hurry=hurry)
    if visit is None:
        return False
    door = door or http.door()
    while _step(visit, lambda: polling.ask(door, polling.prepare(visit))):
        pass
    return True


def poll_many(*, pks: Iterable[int], door: http.Door | None = None) -> int:
    """Visit many sources, each host by one thread at a time; how many were ours to ask.

    Threads only wait for answers. Everything that touches the database or reads what came is done
    here, in the thread that a time limit can interrupt.
    """
    door, count = door or http.door(), 0
    queues: dict[str, deque[int]] = defaultdict(deque)
    for source in Source.objects.filter(pk__in=list(pks)).only("pk", "settings"):
        queues[host_of(source)].append(source.pk)
    running: dict[Future[http.Response], tuple[Visit, deque[int]]] = {}
    with ThreadPoolExecutor(max_workers=THREADS) as pool:
        for queue in queues.values():
            count += _start_next(pool, door, queue, running)
        while running:
            done, _pending = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                visit, queue = running.pop(future)
                if _step(visit, future.result) and _submit(pool, door, visit, queue, running):
                    continue
                count += _start_next(pool, door, queue, running)
    return count


Running = dict[Future[http.Response], tuple[Visit, deque[int]]]


def _start_next(
    pool: ThreadPoolExecutor, door: http.Door, queue: deque[int], running: Running
) -> int:
    """Begin with the next source of a host; how many were claimed on the way."""
    claimed = 0
    while queue:
        visit = polling.begin(pk=queue.popleft(), at=now())
        if visit is None:
            continue
        claimed += 1
        if _submit(pool, door, visit, queue, running):
            break
    return claimed


def _submit(
    pool: ThreadPoolExecutor, door: http.Door, visit: Visit, queue: deque[int], running: Running
) -> bool:
    """Send the next question of a visit off; False when there is none to send."""
    try:
        request = polling.prepare(visit)
    except Exception as error:
        _give_up(visit, error)
        return False
    running[pool.submit(polling.ask, door, request)] = (visit, queue)
    return True


def _step(visit: Visit, answer: Callable[[], http.Response]) -> bool:
    """Take one answer in; whether to ask on. Whatever goes wrong ends this visit and no other."""
    try:
        return polling.take(visit, answer(), at=now())
    except LeaseLost:
        log.warning("source %s was taken over by another worker", visit.source.pk)
    except SoftTimeLimitExceeded:
        late = Unusable(Trouble.NOT_UNDERSTOOD, "the answer took too long to read")
        polling.fail(visit, late, at=now())
        raise
    except Exception as error:
        _give_up(visit, error)
    return False


def _give_up(visit: Visit, error: Exception) -> None:
    """End a visit with what went wrong; our own faults are told in the log as well."""
    if not isinstance(error, (Unusable, OutsideError)):
        log.error("visit to source %s failed", visit.source.pk, exc_info=error)
    polling.fail(visit, error, at=now())
