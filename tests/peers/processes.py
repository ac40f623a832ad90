"""Children that are always ended, free ports, bounded waiting and plain requests."""

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Container, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import requests

Child = subprocess.Popen[bytes] | subprocess.Popen[str]

LOOPBACK = "127.0.0.1"
WAYS_TO_END = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# Set when the run is to end: threads that wait or work give up.
ENDING = threading.Event()
WORKING: set[subprocess.Popen[str]] = set()  # commands under way in any thread


class Unavailable(Exception):
    """What the peer is made of cannot be had here: the peer is skipped, loudly."""


class Fault(Exception):
    """Something ran and was wrong: a failure."""


def free_port() -> int:
    """A TCP port on loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def ask(
    address: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    form: Mapping[str, str] | None = None,
    body: str | None = None,
    session: requests.Session | None = None,
    may_fail: bool = False,
) -> requests.Response:
    """One plain request; raises Fault when the answer is an error, unless it `may_fail`."""
    session = session or requests.Session()
    session.trust_env = False
    data = form if body is None else body.encode()
    try:
        response = session.request(method, address, headers=headers, data=data, timeout=20)
    except requests.RequestException as error:
        raise Fault(f"{method} {address}: {type(error).__name__}") from error
    if not (response.ok or may_fail):
        raise Fault(f"{method} {address} answered {response.status_code}: {response.text[:200]}")
    return response


def wait_until(is_ready: Callable[[], bool], *, what: str, seconds: float = 60) -> None:
    """Ask again and again until `is_ready`; raises Fault after `seconds`."""
    end = time.monotonic() + seconds
    while not is_ready():
        if ENDING.is_set():
            raise Fault(f"stopped waiting for {what}")
        if time.monotonic() > end:
            raise Fault(f"waited {seconds:.0f} s in vain for {what}")
        time.sleep(0.2)


def answers(address: str) -> bool:
    """Whether a server answers there at all, whatever it says."""
    try:
        with requests.Session() as session:
            session.trust_env = False
            session.get(address, timeout=5, allow_redirects=False)
    except requests.RequestException:
        return False
    return True


def run(
    command: Sequence[str | Path],
    *,
    folder: Path | None = None,
    env: Mapping[str, str] | None = None,
    typed: str = "",
    seconds: float = 120,
    codes: Container[int] = (0,),
) -> str:
    """Run a command to its end and return what it printed.

    Raises Fault when it ends with another code than `codes`, or not in time.
    """
    if ENDING.is_set():
        raise Fault(f"stopped before {command[0]}")
    try:
        with subprocess.Popen(
            [str(word) for word in command],
            cwd=folder,
            env={**os.environ, **(env or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as worker:
            said, complaint = hear_out(worker, typed, seconds)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Fault(f"{command[0]}: {error}") from error
    if worker.returncode not in codes:
        words = (complaint.strip() or said.strip() or "nothing said").splitlines()[-1]
        raise Fault(f"{Path(str(command[0])).name} ended with {worker.returncode}: {words}")
    return said


def succeeds(command: Sequence[str | Path]) -> bool:
    """Whether a command ends well."""
    try:
        run(command)
    except Fault:
        return False
    return True


def hear_out(worker: subprocess.Popen[str], typed: str, seconds: float) -> tuple[str, str]:
    """What a command prints until it ends; whatever happens, nothing of it is left running."""
    WORKING.add(worker)
    try:
        return worker.communicate(typed, timeout=seconds)
    finally:
        WORKING.discard(worker)
        if worker.poll() is None:
            end(worker, seconds=30)


def stop_working() -> None:
    """End every command under way, and let no thread begin another."""
    ENDING.set()
    for worker in list(WORKING):
        signal_group(worker, signal.SIGTERM)


class Children:
    """Servers started here, each in its own process group. Leaving the block ends them all."""

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.running: list[tuple[str, subprocess.Popen[bytes]]] = []
        self.last: list[Callable[[], object]] = []

    def __enter__(self) -> Self:
        self.logs.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # A second Ctrl-C must not leave half of them behind.
        before = {wanted: signal.signal(wanted, signal.SIG_IGN) for wanted in WAYS_TO_END}
        stop_working()
        for name, _child in reversed(self.running[:]):
            self.stop(name)
        for act in self.last:
            act()
        for wanted, handler in before.items():
            signal.signal(wanted, handler)

    def at_end(self, act: Callable[[], object]) -> None:
        """Do this when every child is ended."""
        self.last.append(act)

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        """Start a server in the background; what it says goes to `logs/NAME.log`."""
        if ENDING.is_set():
            raise Fault(f"stopped before {name}")
        with (self.logs / f"{name}.log").open("wb") as log:
            child = subprocess.Popen(
                [str(word) for word in command],
                cwd=folder,
                env={**os.environ, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.running.append((name, child))

    def ready(self, name: str, address: str, *, seconds: float = 60) -> None:
        """Wait until the child called `name` answers on `address`; raises Fault if it died."""
        child = dict(self.running)[name]

        def is_ready() -> bool:
            if child.poll() is not None:
                raise Fault(f"{name} ended with {child.returncode}: {self.last_words(name)}")
            return answers(address)

        wait_until(is_ready, what=f"{name} on {address}", seconds=seconds)

    def log(self, name: str) -> str:
        """All that the child wrote."""
        return (self.logs / f"{name}.log").read_text(errors="replace")

    def last_words(self, name: str) -> str:
        """The last line the child wrote."""
        lines = self.log(name).strip().splitlines()
        return lines[-1] if lines else "nothing said"

    def ask_to_stop(self, name: str, sign: signal.Signals, *, seconds: float = 60) -> int:
        """Send a signal to the child alone, wait, and return its exit code."""
        child = dict(self.running).get(name)
        if child is None:
            raise Unavailable(f"{name} does not run")
        child.send_signal(sign)
        try:
            return child.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise Fault(f"{name} did not end {seconds:.0f} s after {sign.name}") from error

    def stop(self, name: str, *, seconds: float = 60) -> None:
        """End one child and what it started."""
        child = dict(self.running)[name]
        self.running = [(other, process) for other, process in self.running if other != name]
        end(child, seconds=seconds)


def processes_of(folder: Path) -> list[str]:
    """Command lines of running processes that name `folder` or have it as their data folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            text = (place / "cmdline").read_bytes() + (place / "environ").read_bytes()
        except OSError:
            continue
        if str(folder).encode() in text and place.name != str(os.getpid()):
            found.append(text.decode(errors="replace")[:200])
    return found


def end(child: Child, *, seconds: float) -> None:
    """End a process and what it started: first a request, then by force."""
    signal_group(child, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(seconds)
    signal_group(child, signal.SIGKILL)
    child.wait(5)


def signal_group(child: Child, what: signal.Signals) -> None:
    """Send a signal to the process group that the child was started in."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, what)
