"""From a bare checkout to one that runs: `python3 -m difi_sosial.core.bootstrap demo`.

Standard library only, and Python 3.11: it runs before anything is installed. Each step leaves a
stamp of what it was made from, so the next start skips it until a lock file changes.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from difi_sosial.core.embedded import CHECKOUT, data_folder
from difi_sosial.core.refused import Refused, explain, plain_errors

VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
NODE = CHECKOUT / ".node"
OLDEST = (3, 11)
RUNTIME, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"
# Without windows is best: it does the same pages with two thirds of the work.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
# What PDF-making needs: libraries, our typeface, and fonts for the rest of what people write.
PANGO = (
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 "
    "fonts-inter fonts-dejavu-core fonts-noto-color-emoji"
)


def say(line: str) -> None:
    print(line, flush=True)


def can_install() -> bool:
    """Whether this process may install Debian packages by itself."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: str) -> bool:
    """Installs Debian packages; False when that failed, which the caller must live with."""
    say(f"Installerer {packages} med apt-get …")
    quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "capture_output": True}
    subprocess.run(["apt-get", "update", "-q"], **quiet)  # type: ignore[call-overload]
    words = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages.split()]
    return subprocess.run(words, **quiet).returncode == 0  # type: ignore[call-overload, no-any-return]


def log_file(name: str) -> Path:
    folder = data_folder() / "log"
    with plain_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def run(
    command: list[str], *, log: str, failed: str, environment: dict[str, str] | None = None
) -> None:
    """Runs a step with its output in a log; a failure becomes one line with the cause."""
    path = log_file(log)
    with plain_errors(path), path.open("w", errors="replace") as stream:
        done = subprocess.run(
            command, cwd=CHECKOUT, stdout=stream, stderr=subprocess.STDOUT, env=environment
        )
    if done.returncode:
        raise Refused(f"{failed} {cause(path.read_text(errors='replace'))} Hele loggen: {path}")


def cause(output: str) -> str:
    """The line of a log that says most: a known cause, else the first error."""
    known = explain(output)
    errors = [line.strip() for line in output.splitlines() if "error" in line.lower()]
    return (
        known if known.startswith(("Disken", "Filsystemet", "Maskinen")) else (errors or [known])[0]
    )


def fingerprint(*files: str) -> str:
    """One mark for the bytes of these files and the Python that reads them."""
    digest = hashlib.sha256(sys.version.encode())
    for name in files:
        digest.update((CHECKOUT / name).read_bytes())
    return digest.hexdigest()


def done_before(stamp: Path, mark: str) -> bool:
    return stamp.exists() and stamp.read_text() == mark


def make_venv(folder: Path) -> Path:
    """A virtual environment in `folder`; a half-made one, or another Python's, is made anew.

    Returns its Python.
    """
    python = folder / "bin" / "python"
    ours = f"import pip, sys; sys.exit(sys.version != {sys.version!r})"
    if (
        python.exists()
        and subprocess.run([python, "-c", ours], capture_output=True).returncode == 0
    ):
        return python
    words = [sys.executable, "-m", "venv", "--clear", str(folder)]
    if subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True).returncode:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not (can_install() and apt_install(package)):
            raise Refused(f"Python mangler modulen venv. Installer den: apt-get install {package}")
    run(words, log="venv.log", failed=f"Kan ikke lage {folder}.")
    return python


def install_python(lock: str) -> None:
    """The packages of a lock file, each checked against its hash."""
    stamp, mark = VENV / f".{lock}.stamp", fingerprint(lock)
    wider = VENV / f".{DEVELOPMENT}.stamp"  # holds everything the runtime lock does
    if done_before(stamp, mark) or done_before(wider, fingerprint(DEVELOPMENT)):
        return
    python = make_venv(VENV)
    say("Henter Python-pakker …")
    run(
        [str(python), "-m", "pip", "install", "--no-input", "--require-hashes", "-r", lock],
        log="pip.log",
        failed="Nedlastingen av Python-pakker ble ikke fullført. Prøv igjen.",
    )
    stamp.write_text(mark)


def npm() -> tuple[list[str], dict[str, str]]:
    """The command `npm` and its environment: the machine's own, else one from PyPI in `.node`."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found], dict(os.environ)
    stamp, mark = NODE / ".stamp", fingerprint("requirements-node.txt")
    if not done_before(stamp, mark):
        python = make_venv(NODE)
        say("Henter Node …")
        run(
            [
                str(python),
                "-m",
                "pip",
                "install",
                "--require-hashes",
                "-r",
                "requirements-node.txt",
            ],
            log="node.log",
            failed="Nedlastingen av Node ble ikke fullført. Prøv igjen.",
        )
        stamp.write_text(mark)
    path = f"{NODE / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(NODE / "bin" / "npm")], os.environ | {"PATH": path}


def install_assets(*, development: bool) -> None:
    """Style sheets, script and fonts into node_modules; no package's own script runs."""
    stamp = CHECKOUT / "node_modules" / f".stamp-{'all' if development else 'runtime'}"
    wider = CHECKOUT / "node_modules" / ".stamp-all"
    mark = fingerprint("package.json", "package-lock.json")
    if done_before(stamp, mark) or done_before(wider, mark):
        return
    command, environment = npm()
    say("Henter stilark og skrifter …")
    words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    run(
        [*command, *words, *([] if development else ["--omit=dev"])],
        log="npm.log",
        failed="Nedlastingen av stilark og skrifter ble ikke fullført. Prøv igjen.",
        environment=environment,
    )
    stamp.write_text(mark)


def pango_advice() -> str:
    """Empty when WeasyPrint finds its libraries; else the command that installs them."""
    code = "import weasyprint.text.ffi"
    if subprocess.run([str(PYTHON), "-c", code], capture_output=True).returncode == 0:
        return ""
    return f"Alt virker utenom PDF-er. Installer det som mangler: apt-get install {PANGO}"


def find_browser() -> str | None:
    """The machine's Chromium or Chrome."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def prepare(lock: str, *, development: bool) -> None:
    """Everything that must be there before Django can be imported."""
    if sys.version_info < OLDEST:
        raise Refused(
            "Portalen trenger Python 3.11 eller nyere. Velg en med: make demo PYTHON=python3.11"
        )
    with plain_errors(CHECKOUT):
        install_python(lock)
        install_assets(development=development)


def django(*words: str) -> None:
    """Gives this process over to manage.py in the virtual environment."""
    os.chdir(CHECKOUT)
    os.execv(PYTHON, [str(PYTHON), "manage.py", *words])  # noqa: S606 - fixed program


def demo() -> None:
    """The whole portal with the example agency."""
    prepare(RUNTIME, development=False)
    if advice := pango_advice():
        say(advice)
    django("up", "--demo")


def setup() -> None:
    """What the checks and tests need; a browser and Pango too where we may install them."""
    prepare(DEVELOPMENT, development=True)
    if find_browser() is None and can_install():
        for name in BROWSERS[:2]:
            if apt_install(f"{name} fonts-inter"):
                break
    if pango_advice() and can_install():
        apt_install(PANGO)


STEPS = {"demo": demo, "setup": setup}


def main() -> None:
    step = STEPS.get(sys.argv[1] if len(sys.argv) == 2 else "")
    if step is None:
        sys.exit(f"usage: python3 -m difi_sosial.core.bootstrap {'|'.join(STEPS)}")
    try:
        step()
    except Refused as refused:
        sys.exit(str(refused))
    except KeyboardInterrupt:
        sys.exit("Avbrutt.")


if __name__ == "__main__":
    main()
