"""Apps point one way: the import contracts of pyproject.toml hold, and leave no app out."""

import subprocess
import sys
import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["importlinter"][
    "contracts"
]
# Core has other rooms than an app has, and portal only shows what the others know.
WITHOUT_ROOMS = {"core", "portal"}


def contract(name: str) -> dict:
    return next(found for found in CONTRACTS if found["name"] == name)


def apps() -> set[str]:
    return {page.parent.name for page in (CHECKOUT / "difi_sosial").glob("*/__init__.py")}


def test_contracts_hold() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    words = [program, "--no-cache", "--no-logo"]
    done = subprocess.run(words, cwd=CHECKOUT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_every_app_stands_in_the_tower() -> None:
    layers = " ".join(contract("Apps point one way")["layers"])
    assert {app for app in apps() if f"difi_sosial.{app}" not in layers} == set()


def test_every_app_has_the_same_rooms() -> None:
    containers = set(contract("Inside every app")["containers"])
    assert containers == {f"difi_sosial.{app}" for app in apps() - WITHOUT_ROOMS}


def test_every_connector_is_independent() -> None:
    folder = CHECKOUT / "difi_sosial" / "monitoring" / "connectors"
    files = {path.stem for path in folder.glob("*.py") if "Connector):" in path.read_text()}
    named = contract("Connectors do not know one another")["modules"]
    assert {module.rpartition(".")[2] for module in named} == files
