"""`make bench`: our ways beside the limit of the same machine, in the same run.

Ratios count, not seconds. Each measure runs both ways in turn, so that a noisy neighbour troubles
both; the median is told.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from difi_sosial.core.embedded import Services
from difi_sosial.core.refused import Refused

ROUNDS = 9


@dataclass(frozen=True)
class Measure:
    """Two ways to do `amount` things; `target` is the highest ratio of ours to the other's time.

    Without another way (None) the time is held against one second.
    """

    name: str
    beside: str
    amount: int
    ours: Callable[[], object]
    other: Callable[[], object] | None
    target: float
    before: Callable[[], object] = lambda: None


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def medians(measure: Measure) -> tuple[float, float]:
    """Median seconds of our way and of the other, run in turn."""
    ours, other = [], []
    for _ in range(ROUNDS):
        for times, work in ((ours, measure.ours), (other, measure.other)):
            if work is not None:
                measure.before()
                times.append(seconds(work))
    return statistics.median(ours), statistics.median(other) if other else 1.0


def verdict(ratio: float, measure: Measure) -> str:
    """Whether the target holds, in words that stand under each other."""
    return "passes" if ratio <= measure.target else "FAILS "


def tell(measures: Iterable[Measure]) -> None:
    print(f"{'':44} {'ours':>10} {'beside':>10} {'ratio':>6} {'target':>7}")
    for measure in measures:
        ours, other = (1e6 * found / measure.amount for found in medians(measure))
        print(
            f"{measure.name:44} {ours:7.1f} µs {other:7.1f} µs {ours / other:6.2f} "
            f"≤ {measure.target:5.2f}   {verdict(ours / other, measure)}   "
            f"beside: {measure.beside}",
            flush=True,
        )


def main() -> None:
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="difi-sosial-bench-") as folder:
        os.environ["DIFI_SOSIAL_TEST_FOLDER"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        # Durable, as the portal is: what fsync costs belongs to the measure.
        services = Services(Path(folder), redis=False)
        try:
            services.acquire()
            from tests.bench.measures import measures  # noqa: PLC0415 - app ready

            if not wanted or "mentions" in wanted:
                tell(measures())
            from tests.bench.guidelines import measures as guidelines  # noqa: PLC0415

            if not wanted or "guidelines" in wanted:
                tell(guidelines())
        except Refused as refused:
            sys.exit(str(refused))
        finally:
            services.release()


if __name__ == "__main__":
    main()
