"""Acts of the past, done in the order in which they would have happened."""

import heapq
from collections.abc import Callable
from datetime import datetime
from itertools import count

Act = Callable[[datetime], object]


class Timeline:
    """Holds acts by their moment; an act may put on later ones. After the end nothing is done."""

    def __init__(self, end: datetime) -> None:
        self.end = end
        self._acts: list[tuple[datetime, int, Act]] = []
        self._turns = count()

    def at(self, moment: datetime, act: Act) -> None:
        """Do `act(moment)` at `moment`; acts of one moment keep the order they were given in."""
        heapq.heappush(self._acts, (moment, next(self._turns), act))

    def run(self) -> int:
        """Do everything up to the end; how many acts that was."""
        done = 0
        while self._acts and self._acts[0][0] <= self.end:
            moment, _turn, act = heapq.heappop(self._acts)
            act(moment)
            done += 1
        return done
