"""What each part of the run came to, and the lines that end it."""

import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from tests.peers.processes import Fault, Unavailable

PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"


@dataclass
class Results:
    """One line per part, counted at the end."""

    outcomes: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @contextmanager
    def part(self, name: str) -> Iterator[list[str]]:
        """Run a part; what it appends to the list is its explanation. Its errors end with it."""
        said: list[str] = []
        began = monotonic()
        try:
            yield said
        except Unavailable as error:
            outcome, said = SKIPPED, [str(error)]
        except Fault as error:
            outcome, said = FAILED, [*said, str(error)]
        except Exception as error:  # an answer nobody foresaw: it fails this part, not the others
            traceback.print_exc()
            outcome, said = FAILED, [*said, f"{type(error).__name__}: {error}"]
        else:
            outcome = PASSED
        self.add(name, outcome, f"{'; '.join(said)} ({monotonic() - began:.0f} s)")

    def add(self, name: str, outcome: str, said: str) -> None:
        """Note and print an outcome."""
        self.outcomes.append(outcome)
        self.lines.append(f"{outcome.upper():8}{name}: {said}")
        print(self.lines[-1], flush=True)

    @property
    def failed(self) -> bool:
        """Whether anything was wrong."""
        return FAILED in self.outcomes

    def summary(self) -> str:
        """Every line again, and the counts alone on the last one."""
        count = Counter(self.outcomes)
        last = ", ".join(f"{count[outcome]} {outcome}" for outcome in (PASSED, FAILED, SKIPPED))
        return "\n".join(["", *self.lines, *self.notes, "", last])
