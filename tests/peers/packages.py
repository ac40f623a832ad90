"""What the peers are made of: Debian's packages, and what is fetched once and kept.

No package may start a service.
"""

import os
import re
import shutil
import subprocess
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.peers.processes import Fault, Unavailable, run

POLICY = Path("/usr/sbin/policy-rc.d")
REFUSE_TO_START = "#!/bin/sh\n# Written while tests/peers installs packages.\nexit 101\n"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(os.environ.get("DATA_DIR") or ROOT / "data").resolve() / "peers" / "software"
ONE_AT_A_TIME: dict[str, threading.Lock] = defaultdict(threading.Lock)
APT = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]


def require(*names: str) -> None:
    """See to it that the packages are installed; raises Unavailable when that cannot be done."""
    if names and not shutil.which("dpkg-query"):
        raise Unavailable("this machine is not a Debian one")
    missing = [name for name in names if not is_installed(name)]
    if not missing:
        return
    if os.geteuid() != 0:
        raise Unavailable(f"not root; first run: apt-get install {' '.join(missing)}")
    with ONE_AT_A_TIME["apt"]:
        install(missing)


def kept(name: str, make: Callable[[Path], None]) -> Path:
    """A folder of software that `make` fills, once: the next run finds it under the same name."""
    home = KEPT / name
    with ONE_AT_A_TIME[name]:
        if not home.exists():
            unfinished = KEPT / f"{name}.unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            make(unfinished)
            unfinished.rename(home)
    return home


def is_installed(name: str) -> bool:
    """Whether dpkg knows the package as properly installed."""
    asked = ["dpkg-query", "--show", "--showformat", "${db:Status-Status}", name]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return done.stdout == "installed"


def install(names: Sequence[str]) -> None:
    """Install by apt without starting any service; raises Unavailable when apt cannot."""
    try:
        refresh_lists()
        with services_held_back():
            run(
                [*APT, "install", "--yes", "--no-install-recommends", *names],
                env={"DEBIAN_FRONTEND": "noninteractive"},
                seconds=900,
            )
    except Fault as error:
        raise Unavailable(str(error)) from error


@cache
def refresh_lists() -> None:
    """Ask the machine's own sources what they have, once per run."""
    run([*APT, "update"], seconds=300)


@contextmanager
def services_held_back() -> Iterator[None]:
    """While inside, packages may not start services; afterwards the policy is as it was."""
    before = POLICY.read_bytes() if POLICY.exists() else None
    mode = POLICY.stat().st_mode if before is not None else 0
    POLICY.write_text(REFUSE_TO_START)
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        if before is None or before == REFUSE_TO_START.encode():
            POLICY.unlink()
        else:
            POLICY.write_bytes(before)
            POLICY.chmod(mode)


def unpack(name: str, *, suite: str, folder: Path) -> None:
    """Fetch a package of another suite and unpack it into `folder`/root, installing nothing.

    apt does the fetching, in a world of its own, so signature and checksum are verified.
    """
    for tool in ("apt-get", "dpkg-deb"):
        if not shutil.which(tool):
            raise Unavailable(f"this machine has no {tool}")
    try:
        options = apt_world(suite, folder / "apt")
        run(["apt-get", "-q", *options, "update"], seconds=180)
        run(["apt-get", "-q", *options, "download", name], folder=folder, seconds=120)
        run(["dpkg-deb", "-x", next(folder.glob(f"{name}_*.deb")), folder / "root"])
    except Fault as error:
        raise Unavailable(f"{name} from {suite}: {error}") from error
    shutil.rmtree(folder / "apt")


def apt_world(suite: str, folder: Path) -> list[str]:
    """Options that let apt read one suite of the machine's mirror, with its state in `folder`."""
    for part in ("lists/partial", "cache/archives/partial"):
        (folder / part).mkdir(parents=True)
    sources = folder / "sources.list"
    sources.write_text(f"deb [signed-by={KEYRING}] {mirror()} {suite} main\n")
    settings = {
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "-",
        "Dir::State::lists": folder / "lists",
        "Dir::Cache": folder / "cache",
        "Acquire::Languages": "none",
        "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled": "false",
        "APT::Sandbox::User": "",
    }
    return [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]


def mirror() -> str:
    """Where this machine gets Debian's main archive from; raises Unavailable when it does not."""
    places = [Path("/etc/apt/sources.list")]
    for ending in ("*.sources", "*.list"):
        places += sorted(Path("/etc/apt/sources.list.d").glob(ending))
    for place in places:
        text = place.read_text(errors="replace") if place.exists() else ""
        pattern = r"^(?:URIs:\s*|deb\s+(?:\[[^\]]*\]\s+)?)(\S+/debian/?)(?:\s|$)"
        if found := re.search(pattern, text, re.MULTILINE):
            return found[1]
    raise Unavailable("apt on this machine knows no Debian mirror")
