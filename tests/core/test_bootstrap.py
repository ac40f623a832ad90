"""From a bare checkout: what goes wrong is told in one line, and what is done is not done again."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from difi_sosial.core import bootstrap
from difi_sosial.core.management.commands.up import commands, refuse_port_in_use
from difi_sosial.core.refused import Refused

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def failing(line: str) -> list[str]:
    return [sys.executable, "-c", f"import sys; print('Collecting django'); sys.exit({line!r})"]


def test_bootstrap_needs_the_standard_library_only() -> None:
    code = "import difi_sosial.core.bootstrap, sys; print('django' in sys.modules)"
    words = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, '.'); {code}"]
    done = subprocess.run(words, cwd=CHECKOUT, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("False\n", "")


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("ERROR: Could not find a version that satisfies", "ERROR: Could not find a version"),
        ("ERROR: No space left on device", "Disken er full."),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "ERROR: THESE PACKAGES DO NOT MATCH"),
        ("ConnectionError: timed out", "ConnectionError: timed out"),
    ],
)
def test_broken_download_is_told_in_one_line(
    printed: str, told: str, own_data_folder: Path
) -> None:
    with pytest.raises(Refused) as refused:
        bootstrap.run(failing(printed), log="pip.log", failed="Nedlastingen feilet.")
    assert str(refused.value).startswith(f"Nedlastingen feilet. {told}")
    assert str(own_data_folder / "log" / "pip.log") in str(refused.value)
    assert "\n" not in str(refused.value)


def test_finished_step_is_not_done_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "make_venv", lambda folder: folder / "bin" / "python")
    monkeypatch.setattr(bootstrap, "run", lambda command, **_: ran.append(command))
    for _ in range(2):
        bootstrap.install_python(bootstrap.RUNTIME)
    assert len(ran) == 1
    assert ran[0][-3:] == ["--require-hashes", "-r", "requirements.txt"]


def test_failed_step_is_done_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "make_venv", lambda _: Path(sys.executable))

    def broken(command: list[str], **_: object) -> None:
        raise Refused("Nedlastingen feilet.")

    monkeypatch.setattr(bootstrap, "run", broken)
    for _ in range(2):
        with pytest.raises(Refused):
            bootstrap.install_python(bootstrap.RUNTIME)


def test_machine_without_node_gets_one_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _: None)
    monkeypatch.setattr(bootstrap, "NODE", tmp_path)
    monkeypatch.setattr(bootstrap, "make_venv", lambda folder: folder / "bin" / "python")
    monkeypatch.setattr(bootstrap, "run", lambda command, **_: ran.append(command))
    command, environment = bootstrap.npm()
    assert command == [str(tmp_path / "bin" / "npm")]
    assert environment["PATH"].startswith(str(tmp_path / "bin"))
    assert "requirements-node.txt" in ran[0]


def test_missing_pango_is_told_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bootstrap, "PYTHON", Path("/bin/false"))
    assert bootstrap.pango_advice().startswith("Alt virker utenom PDF-er.")
    assert "apt-get install libpango-1.0-0" in bootstrap.pango_advice()


def test_missing_venv_is_told_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bootstrap.sys, "executable", "/bin/false")
    monkeypatch.setattr(bootstrap, "can_install", lambda: False)
    with pytest.raises(Refused, match=r"apt-get install python3\.\d+-venv$"):
        bootstrap.make_venv(tmp_path / "venv")


def test_environment_of_another_python_is_made_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "venv"
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(sys.executable)
    made: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "run", lambda command, **_: made.append(command))
    bootstrap.make_venv(folder)
    assert made == []
    monkeypatch.setattr(bootstrap.sys, "version", "3.10.0 (another)")
    bootstrap.make_venv(folder)
    assert [command[:3] for command in made] == [[sys.executable, "-m", "venv"]]


def test_old_python_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9))
    with pytest.raises(Refused, match=r"trenger Python 3\.11"):
        bootstrap.prepare(bootstrap.RUNTIME, development=False)


@pytest.mark.network_loopback
def test_port_in_use_is_told_with_another_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Refused, match=rf"^Port {port} .* make demo PORT={port + 1}$"):
            refuse_port_in_use("127.0.0.1", port)


def test_portal_is_web_worker_and_beat() -> None:
    assert list(commands("127.0.0.1", 8000)) == ["web", "worker", "beat"]
    assert "--bind=127.0.0.1:8000" in commands("127.0.0.1", 8000)["web"]


@pytest.mark.parametrize("words", [[], ["nonsense"]])
def test_unknown_step_is_told(words: list[str]) -> None:
    command = [sys.executable, "-m", "difi_sosial.core.bootstrap", *words]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (
        1,
        "usage: python3 -m difi_sosial.core.bootstrap demo|setup\n",
    )
