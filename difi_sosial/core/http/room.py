"""How much of what was heard may lie and wait: who asks faster than it is taken in must wait."""

import threading
from collections.abc import Callable

MEGABYTE = 1024 * 1024


class Room:
    """The room of one who asks for much. Safe to use from several threads.

    When `most` bytes wait nothing more is asked, until some of them are taken. When it is closed
    nothing is asked any more.
    """

    def __init__(self, most: int = 64 * MEGABYTE) -> None:
        self.is_over = False
        self._most, self._waiting = most, 0
        self._sleepers: list[Callable[[], None]] = []
        self._lock = threading.Lock()

    def fill(self, size: int) -> None:
        """So many bytes wait from now on."""
        with self._lock:
            self._waiting += size

    def free(self, size: int) -> None:
        """So many bytes were taken."""
        with self._lock:
            self._waiting -= size
            woken = self._woken()
        for wake in woken:
            wake()

    @property
    def is_free(self) -> bool:
        """Whether to go on. Also a closed room says so: nobody may wait for it."""
        return self.is_over or self._waiting < self._most

    def ready(self, wake: Callable[[], None]) -> bool:
        """Whether it is free; if not, `wake` is called, from any thread, when to look again."""
        with self._lock:
            if not self.is_free:
                self._sleepers.append(wake)
            return self.is_free

    def wait(self) -> None:
        """Wait in this thread until there is room."""
        woken = threading.Event()
        while not self.ready(woken.set):
            woken.wait()
            woken.clear()

    def close(self) -> None:
        """Nothing more is wanted."""
        with self._lock:
            self.is_over = True
            woken = self._woken()
        for wake in woken:
            wake()

    def _woken(self) -> list[Callable[[], None]]:
        if not self.is_free:
            return []
        woken, self._sleepers = self._sleepers, []
        return woken
