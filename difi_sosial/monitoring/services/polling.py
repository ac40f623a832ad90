"""What answers come to: understood one by one, kept together in one transaction.

What an answer gave and where to go on are saved together, and only while the lease is still ours.
So a visit may die anywhere, or be made twice at once: nothing is lost and nothing is stored twice.
"""

import logging
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core import http
from difi_sosial.core.crypto import Undecipherable, decrypt
from difi_sosial.core.db import insert_many, one_of, save_many
from difi_sosial.core.errors import RateLimited
from difi_sosial.monitoring.connectors.base import LASTING, Page, Response, Trouble
from difi_sosial.monitoring.enums import TROUBLES, Outcome, SourceState
from difi_sosial.monitoring.models import Capture, Run, Source
from difi_sosial.monitoring.services import budgets, exchanges, pace, visits
from difi_sosial.monitoring.services.budgets import BudgetSpent
from difi_sosial.monitoring.services.mentions import Arrival, fit, pack, store_all
from difi_sosial.monitoring.services.sessions import keep_session, session_of
from difi_sosial.monitoring.services.visits import (
    LEASE,
    Visit,
    ask,
    claim,
    named,
    outgoing,
    prepare,
    without_secrets,
)

__all__ = [
    "LEASE",
    "LeaseLost",
    "Visit",
    "ask",
    "begin",
    "claim",
    "fail",
    "keep",
    "named",
    "outgoing",
    "prepare",
    "ready",
    "release",
    "take",
    "understand",
    "without_secrets",
]
log = logging.getLogger(__name__)

PAGES = 10
CATCH_UP = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=24)
PATIENCE = 5  # times an answer may be nonsense before a person is told


class LeaseLost(Exception):
    """Somebody else took over the source; what we have must not be stored."""


@dataclass(eq=False)
class Reading:
    """One answer, understood; `page` is None when it says that nothing has changed."""

    visit: Visit
    answer: http.Response
    page: Page | None = None
    more: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether the visit asks again at once."""
        return self.more and self.visit.run.pages < PAGES and self.not_before is None

    @property
    def not_before(self) -> datetime | None:
        """When the source lets us ask again; None when it does not say, or at once."""
        return self.answer.limit.wait_until if self.answer.limit else None


def begin(*, pk: int, at: datetime, hurry: bool = False) -> Visit | None:
    """Claim a source that is due (any active one, in a `hurry`); None when it is not ours."""
    visits = claim(pks=[pk], at=at, hurry=hurry)
    return visits[0] if visits and ready(visits[0], at=at) else None


def ready(visit: Visit, *, at: datetime) -> bool:
    """Whether a claimed source can be asked at all; if not, the visit ends here."""
    source, run = visit.source, visit.run
    if source.reader is None:
        _stop(source, run, "our_fault", f"no connector named {source.connector}", at)
        return False
    if not visit.versions:
        run.outcome, due_at = Outcome.LATER, at + _jitter(_interval(source))
        _close(source, run, "no_watch", "no active watch", at, failures=0, due_at=due_at)
        return False
    try:
        visit.token = decrypt(source.encrypted_token) if source.encrypted_token else ""
    except Undecipherable as error:
        fail(visit, error, at=at)
        return False
    visit.session = session_of(
        source.reader, source.settings, visit.token, source.encrypted_session
    )
    return True


def understand(visit: Visit, answer: http.Response) -> Reading:
    """Read one answer; nothing is stored yet. Raises Unusable."""
    is_same = answer.sha256 == visit.source.body_sha256 and answer.status == 200
    visit.run.http_status, visit.run.pages = answer.status, visit.run.pages + 1
    visit.run.bytes_read += len(answer.body)
    if visit.session and visit.session.hears(answer):
        keep_session(visit.source, visit.session)
        return Reading(visit, answer, Page((), visit.cursor), more=True)
    if answer.not_modified or (visit.remembers and is_same):
        return Reading(visit, answer)
    heard = Response(answer.status, answer.url, answer.headers, answer.body)
    page = visit.connector.parse(heard, visit.query)
    budgets.settle(visit.connector, visit.request, page, visit.token, at=answer.fetched_at)
    return Reading(visit, answer, page, page.more and page.cursor != visit.cursor)


def take(visit: Visit, answer: http.Response, *, at: datetime) -> bool:
    """Understand and store one answer; whether to ask on. Raises Unusable and LeaseLost."""
    reading = understand(visit, answer)
    if keep([reading], at=at):
        raise LeaseLost
    return reading.goes_on


def keep(readings: Sequence[Reading], *, at: datetime) -> list[Visit]:
    """Mentions, the answers themselves, cursors and runs: all of them or none.

    Returns the visits that had lost their lease; of those nothing is stored.
    """
    with transaction.atomic():
        held = _end_unchanged([one for one in readings if one.page is None], at)
        held |= _held([one.visit for one in readings if one.page is not None])
        ours = [reading for reading in readings if reading.visit.source.pk in held]
        read = [reading for reading in ours if reading.page is not None]
        new = _store(read, at)
        ended = [reading for reading in ours if not reading.goes_on]
        found_at = {one: at if new.get(one) else one.visit.source.last_new_at for one in ours}
        for alike in _alike([_row(one, found_at[one], at) for one in read]):
            save_many(Source, alike)
        _save_runs(ours, ended, new, at)
    # Only now, for what a broken transaction put on them must not be written later.
    for reading in ours:
        _go_on(reading, found_at[reading])
    return [reading.visit for reading in readings if reading.visit.source.pk not in held]


def release(visits: Iterable[Visit], *, due_at: datetime | None = None) -> None:
    """Give sources back without having asked them; when to ask instead, if not at once."""
    for lease in {visit.source.lease for visit in visits}:
        pks = [visit.source.pk for visit in visits if visit.source.lease == lease]
        facts: dict[str, Any] = {"due_at": due_at} if due_at else {}
        ours = Source.objects.filter(pk__in=pks, lease=lease)
        ours.update(lease=None, lease_until=None, handed_at=None, **facts)


def fail(visit: Visit, error: Exception, *, at: datetime) -> None:
    """Write down what went wrong, and when to try again; a lasting fault pauses the source."""
    trouble, detail = named(error)
    source, run = visit.source, visit.run
    failures = source.failures + 1
    lasting = trouble in LASTING or trouble in ("address_refused", "too_large")
    if lasting or (trouble == Trouble.NOT_UNDERSTOOD and failures >= PATIENCE):
        _stop(source, run, trouble, detail, at)
        return
    is_limited = isinstance(error, (RateLimited, BudgetSpent))
    pause = _jitter(min(LONGEST_PAUSE, _interval(source) * 2 ** min(failures, 10)))
    due_at = at + pause
    if isinstance(error, (RateLimited, BudgetSpent)):
        due_at = max(error.until, at + _interval(source)) + _jitter(timedelta(seconds=30))
        failures = source.failures
    run.outcome = Outcome.LIMITED if is_limited else Outcome.LATER
    _close(source, run, trouble, detail, at, failures=failures, due_at=due_at)


def _end_unchanged(readings: Sequence[Reading], at: datetime) -> set[int]:
    """End rounds that gave nothing to store; the sources whose lease was still ours.

    One statement asks and writes: there is nothing that a lock would have to be held for.
    """
    held: set[int] = set()
    for lease in {one.visit.source.lease for one in readings}:
        mine = [one for one in readings if one.visit.source.lease == lease]
        for alike in _alike([_row(one, one.visit.source.last_new_at, at) for one in mine]):
            held |= save_many(Source, alike, only={"lease": lease})
    return held


def _held(visits: Sequence[Visit]) -> set[int]:
    """The sources whose lease is still ours, under row locks taken in one order.

    Those of others are not waited for: they may wait for what we have ended already. Who points at
    a source while the log is locked need not wait for us, who may wait for the log.
    """
    if not visits:
        return set()
    leases = {visit.source.pk: visit.source.lease for visit in visits}
    ours = Source.objects.filter(one_of("pk", leases), lease__in=set(leases.values()))
    rows = ours.order_by("pk")
    found = rows.select_for_update(of=("self",), no_key=True).values_list("pk", "lease")
    return {pk for pk, lease in found if lease == leases[pk]}


def _store(readings: Sequence[Reading], at: datetime) -> dict[Reading, int]:
    """Store the posts of all pages at once; how many were new, by page."""
    if not readings:
        return {}
    arrivals = [
        Arrival(
            source=reading.visit.source,
            posts=reading.page.posts if reading.page else (),
            versions=reading.visit.versions,
            pack=partial(_packed, reading),
        )
        for reading in readings
    ]
    found = store_all(arrivals, at=at)
    return {one: len(new) for one, new in zip(readings, found, strict=True)}


def _packed(reading: Reading) -> Capture:
    answer = reading.answer
    body, sha256 = visits.without_token(answer, reading.visit.token)
    return pack(
        source=reading.visit.source,
        url=without_secrets(answer.url),
        status=answer.status,
        content_type=answer.headers.get("content-type", ""),
        body=body,
        at=answer.fetched_at,
        sha256=sha256,
        exchange=exchanges.kept(answer, reading.visit.token),
    )


def _row(reading: Reading, new_at: datetime | None, at: datetime) -> dict[str, Any]:
    """What a usable answer changes of its source."""
    row: dict[str, Any] = {"pk": reading.visit.source.pk, "last_new_at": new_at}
    if reading.page:
        row["cursor"] = dict(reading.page.cursor)
    return row if reading.goes_on else row | _ended(reading, new_at, at)


def _ended(reading: Reading, new_at: datetime | None, at: datetime) -> dict[str, Any]:
    """A round has ended well: keep the validators, give the lease back, say when to come again."""
    visit, answer, source = reading.visit, reading.answer, reading.visit.source
    minutes = pace.after_visit(source, is_new=new_at == at)
    pause = CATCH_UP if reading.more else _jitter(timedelta(minutes=minutes))
    row = {
        "pace_minutes": minutes,
        "notes": [*visit.notes, *(reading.page.notes if reading.page else ())],
        "quota_left": answer.limit.remaining if answer.limit else None,
        **{"last_ok_at": at, "failures": 0, "trouble": "", "last_error": ""},
        "due_at": max(at + pause, reading.not_before or at),
        **{"lease": None, "lease_until": None, "handed_at": None},
    }
    if visit.request.conditional and not answer.not_modified:
        row |= {"etag": answer.etag, "last_modified": answer.last_modified}
        row |= {"body_sha256": answer.sha256, "read_with": visit.fingerprint}
    return row


def _alike(rows: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The rows that change the same columns together: one statement writes them."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        alike[tuple(sorted(row))].append(row)
    return list(alike.values())


def _save_runs(
    readings: Sequence[Reading], ended: Sequence[Reading], new: dict[Reading, int], at: datetime
) -> None:
    for reading in readings:
        run, page = reading.visit.run, reading.page
        run.seen += len(page.posts) + page.seen if page else 0
        run.new += new.get(reading, 0)
    for reading in ended:
        reading.visit.run.ended_at = at
        reading.visit.run.outcome = Outcome.READ if reading.page else Outcome.UNCHANGED
    runs = [reading.visit.run for reading in readings]
    for run in runs:
        if not run._state.adding:
            run.save()
    first = [reading for reading in readings if reading.visit.run._state.adding]
    insert_many(Run, [one.visit.run for one in first if not one.goes_on])
    Run.objects.bulk_create([one.visit.run for one in first if one.goes_on])


def _go_on(reading: Reading, new_at: datetime | None) -> None:
    """The visit as it stands after a page that is stored."""
    visit = reading.visit
    visit.source.last_new_at = new_at
    if reading.page:
        visit.source.cursor = visit.cursor = dict(reading.page.cursor)
        visit.notes += reading.page.notes


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
    changed = Source.objects.filter(pk=source.pk, lease=source.lease).update(
        state=source.state,
        pause_reason=source.pause_reason,
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
