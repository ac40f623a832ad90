"""What is told before anything starts; `make peers` starts and stops the whole process tree."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.peers.processes import processes_of

CHECKOUT = Path(__file__).resolve().parents[2]


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
    assert processes_of(Path(environment["DATA_DIR"])) == []
