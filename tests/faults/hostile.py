"""Servers that drip, flood, lie and lead astray, asked in one round together with honest ones.

Each must end in the trouble it deserves within its bound, and no honest source may be late.
"""

import time
from contextlib import ExitStack

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from difi_sosial.core import http  # noqa: E402
from difi_sosial.core.clock import now  # noqa: E402
from difi_sosial.core.embedded import Services  # noqa: E402
from difi_sosial.monitoring.models import Mention, Run, Source  # noqa: E402
from difi_sosial.monitoring.services import rounds  # noqa: E402
from tests.core.servers import RawServer, serving  # noqa: E402
from tests.factories.monitoring import SourceFactory, WatchFactory  # noqa: E402
from tests.faults.cases import CASES, GOOD, NAMES, Case  # noqa: E402

QUICK, PATIENT = 2.0, 4.0  # seconds that a round waits for one answer
BOUND = 3 * (QUICK + PATIENT)  # for all that a case may cost, on a busy machine
HONEST, LATE = 10, 12.0  # honest sources, and the seconds within which they must be stored


def run(services: Services, times: int) -> int:
    """All cases at once; 1 when one did not end as it should."""
    call_command("migrate", verbosity=0, interactive=False)
    rounds.SECONDS, rounds.SLOW_SECONDS = QUICK, PATIENT
    watch = WatchFactory(any_of=["testetat*"])
    with ExitStack() as stack:
        honest = [stack.enter_context(serving(GOOD)) for _number in range(HONEST)]
        servers = {
            case: stack.enter_context(serving(case.answer, context=case.tls)) for case in CASES
        }
        sources = {case: _source(case.name, case.address(servers[case]), watch) for case in CASES}
        good = [_source(f"Honest {site.port}", site.url("/feed"), watch) for site in honest]
        places = [site.place for site in (*honest, *servers.values())]
        places += [f"localhost:{servers[case].port}" for case in CASES if case.tls]
        door = http.Door(allowed=tuple(places), resolve=_resolve)
        began = now()
        rounds.poll_many(pks=[source.pk for source in (*sources.values(), *good)], door=door)
        late = _late(good, began)
        began_slow = time.monotonic()
        Source.objects.filter(slow_until__gt=began).update(due_at=began)
        for chunk in rounds.hand_out(at=now()):
            rounds.poll_many(pks=chunk, door=door)
        slow = time.monotonic() - began_slow
        door.close()
    wrong = [said for case, source in sources.items() if (said := _judge(case, source, began))]
    print(*wrong, sep="\n")
    print(f"{len(CASES) - len(wrong)} of {len(CASES)} hostile servers ended as they should")
    print(f"{HONEST - late} of {HONEST} honest sources were stored within {LATE:.0f} s")
    print(f"the round of slow hosts took {slow:.0f} s")
    return int(bool(wrong or late))


def _source(name: str, url: str, watch: object) -> Source:
    return SourceFactory(name=name[:100], settings={"url": url}, watches=[watch])


def _resolve(host: str, port: int) -> list[str]:
    answers = NAMES.get(host)
    if answers is None:
        raise OSError("no such name")
    # A name that answers differently each time it is asked.
    answers.append(answers.pop(0))
    return list(answers[-1])


def _late(good: list[Source], began: object) -> int:
    """How many honest sources were not stored, or too late."""
    late = 0
    for source in good:
        run = Run.objects.filter(source=source).first()
        in_time = run and run.new == 1 and (run.ended_at - began).total_seconds() < LATE
        late += not in_time
    return late


def _judge(case: Case, source: Source, began: object) -> str:
    """What is wrong with how a case ended; nothing when all is well."""
    source.refresh_from_db()
    run = Run.objects.filter(source=source).order_by("-pk").first()
    if run is None:
        return f"{case.name}: never ended"
    ended = source.trouble or "read"
    if ended not in case.ends:
        return f"{case.name}: ended as {ended} ({source.last_error}), not {' or '.join(case.ends)}"
    if (run.ended_at - began).total_seconds() > BOUND:
        return f"{case.name}: took {(run.ended_at - began).total_seconds():.0f} s"
    if case.check and not case.check(list(Mention.objects.filter(source=source))):
        return f"{case.name}: stored something else than it should"
    return ""


__all__ = ["RawServer", "run"]
