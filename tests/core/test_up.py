"""The whole portal as one process tree: it answers, and one signal takes all of it away."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SECONDS = 240  # a machine that runs the other half of the tests may be slow


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@pytest.fixture
def environment(tmp_path: Path, port: int) -> dict[str, str]:
    """A machine that names no servers; its data folder is new."""
    named = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "DEMO", "SITE_URL", "HOST"}
    rest = {name: value for name, value in os.environ.items() if name not in named}
    return rest | {"DATA_DIR": str(tmp_path / "data"), "PORT": str(port)}


def status(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/helse/live")
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def processes_with(folder: str) -> list[str]:
    """Command lines of running processes that name `folder` or have it as their data folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            text = (place / "cmdline").read_bytes() + (place / "environ").read_bytes()
        except OSError:
            continue
        if folder.encode() in text and place.name != str(os.getpid()):
            found.append(text.decode(errors="replace")[:200])
    return found


def until(seconds: float, true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.2)
    return False


def run_until(sign: signal.Signals, environment: dict[str, str], port: int, log: Path) -> str:
    """Starts the portal, asks it for a page, sends it `sign`; returns all it printed."""
    with log.open("w") as stream:
        portal = subprocess.Popen(
            [sys.executable, "manage.py", "up"],
            cwd=CHECKOUT,
            env=environment,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    ready = f"Portalen er klar: http://localhost:{port}"
    try:
        until(SECONDS, lambda: ready in log.read_text() or portal.poll() is not None)
        assert ready in log.read_text(), log.read_text()
        assert status(port) == 200
    finally:
        portal.send_signal(sign)
        code = portal.wait(SECONDS)
    assert code == 0
    return log.read_text()


@pytest.mark.slow
@pytest.mark.network_loopback
def test_portal_answers_twice_and_one_signal_takes_all_of_it_away(
    environment: dict[str, str], port: int, tmp_path: Path
) -> None:
    for sign in (signal.SIGINT, signal.SIGTERM):
        printed = run_until(sign, environment, port, tmp_path / f"{sign.name}.log")
        assert "Traceback" not in printed
        assert processes_with(environment["DATA_DIR"]) == []


@pytest.mark.network_loopback
def test_port_in_use_ends_in_one_line(environment: dict[str, str], port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        done = subprocess.run(
            [sys.executable, "manage.py", "up"],
            cwd=CHECKOUT,
            env=environment,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} kan ikke brukes")
    assert done.stderr.count("\n") == 1
    assert processes_with(environment["DATA_DIR"]) == []
