"""One thing measured: our way beside another, in turn, in the same run."""

import math
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

ROUNDS = 9


def nothing() -> None:
    """There is nothing to do first."""


@dataclass(frozen=True)
class Measure:
    """Two ways to do `amount` things; `target` is the highest ratio of ours to the other's time.

    Without another way (None) the time is held against one second. `before` is called before each
    time; the middle of `rounds` times is told, or the time that all but a twentieth keep (`slow`).
    After `most_seconds` no further round begins, but for the first nine.
    """

    name: str
    beside: str
    amount: int
    ours: Callable[[], object]
    other: Callable[[], object] | None
    target: float
    before: Callable[[], object] = nothing
    rounds: int = ROUNDS
    other_amount: int = 0
    slow: bool = False
    most_seconds: float = math.inf


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def typical(times: list[float], slow: bool) -> float:
    """The median, or the 95th of a hundred."""
    return sorted(times)[int(0.95 * (len(times) - 1))] if slow else statistics.median(times)


def compare(measure: Measure) -> tuple[float, float]:
    """Seconds each for our way and the other, run in turn so that noise troubles both."""
    ours, other = [], []
    ends = time.perf_counter() + measure.most_seconds
    for turn in range(measure.rounds):
        if turn >= ROUNDS and time.perf_counter() > ends:
            break
        for times, work in ((ours, measure.ours), (other, measure.other)):
            if work is not None:
                measure.before()
                times.append(seconds(work))
    own = typical(ours, measure.slow) / measure.amount
    if not other:
        return own, 1.0 / measure.amount
    return own, typical(other, measure.slow) / (measure.other_amount or measure.amount)


def tell(measures: Iterable[Measure]) -> int:
    """Print the table; how many measures missed their target."""
    failed = 0
    for measure in measures:
        ours, other = compare(measure)
        ratio = ours / other
        failed += ratio > measure.target
        verdict = "passes" if ratio <= measure.target else "FAILS "
        print(
            f"{measure.name:46} {in_words(ours):>9} {in_words(other):>9} {ratio:6.2f} "
            f"{measure.target:6.2f}  {verdict}  {measure.beside}",
            flush=True,
        )
    return failed


def in_words(span: float) -> str:
    """A time in the unit that suits it."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if span >= size:
            return f"{span / size:.2f} {unit}"
    return f"{span * 1e6:.1f} µs"
