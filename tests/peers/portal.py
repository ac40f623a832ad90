"""The portal itself, as `make demo` starts it, but empty, in a data folder of its own."""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from difi_sosial.core.bootstrap import PANGO
from tests.peers.packages import require
from tests.peers.peer import Peer
from tests.peers.processes import (
    LOOPBACK,
    Children,
    Fault,
    Unavailable,
    ask,
    free_port,
    processes_of,
    run,
)

ROOT = Path(__file__).resolve().parents[2]
SHARED_SCHEMAS = ROOT.parent / "shared" / "noark5"
# These would lead the portal to somebody else's database or another set-up than the one we test.
NOT_OURS = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY", "ENCRYPTION_KEY")


def schema_folder() -> Path | None:
    """Where the official Noark 5 schemas lie, or None."""
    named = os.environ.get("NOARK5_SCHEMAS")
    places = [Path(named)] if named else [SHARED_SCHEMAS, ROOT / "data" / "noark5"]
    return next((place for place in places if any(place.rglob("arkivstruktur.xsd"))), None)


def official_schemas() -> Path:
    """Where the official Noark 5 schemas lie. Raises Unavailable when they do not lie here."""
    if found := schema_folder():
        return found
    raise Unavailable("no Noark 5 schemas here; run manage.py fetch_noark_schemas")


class Portal:
    """Web, worker and beat as one process tree, with embedded PostgreSQL and Redis."""

    def __init__(
        self, folder: Path, children: Children, peers: Sequence[Peer] = (), name: str = "portal"
    ) -> None:
        self.name = name
        self.folder = folder / name
        self.children = children
        self.port = free_port()
        self.peers = peers

    @property
    def address(self) -> str:
        """The front page, without a slash at the end."""
        return f"http://{LOOPBACK}:{self.port}"

    def env(self) -> dict[str, str]:
        """The settings: demo mode for its log-ins without second factor, but none of its data."""
        settings = {name: "" for name in NOT_OURS if name in os.environ}
        settings |= {"DATA_DIR": str(self.folder), "PORT": str(self.port), "DEMO": "1"}
        settings |= {"SITE_URL": self.address, "LOG_LEVEL": "INFO"}
        settings["HTTP_ALLOWED_PRIVATE"] = ",".join(peer.host for peer in self.peers)
        if schemas := schema_folder():
            settings["NOARK5_SCHEMAS"] = str(schemas)
        return settings

    def prepare(self) -> None:
        """Tables, catalogue and the first persons."""
        self.folder.mkdir(parents=True)
        self.folder.chmod(0o755)  # PostgreSQL runs as another account when we are root
        self.manage(
            "shell", "--no-imports", "-c", "from tests.peers.first_persons import make; make()"
        )

    def twin(self, name: str, peers: Sequence[Peer]) -> "Portal":
        """Another portal with a copy of what this one holds; this one must be at rest."""
        other = Portal(self.folder.parent, self.children, peers, name=name)
        run(["cp", "--archive", self.folder, other.folder])
        return other

    def approved_strategy(self, into: Path) -> Path:
        """The archive's PDF of an approved strategy, written to this file, with all its fonts."""
        require(*(name for name in PANGO.split() if name.startswith("fonts-")))
        code = f"from tests.peers.approved import write; write({str(into)!r})"
        self.manage("shell", "--no-imports", "-c", code)
        return into

    def start(self) -> None:
        """The whole process tree."""
        command = [sys.executable, str(ROOT / "manage.py"), "up", f"--port={self.port}"]
        self.children.start(self.name, command, env=self.env(), folder=ROOT)
        self.children.ready(self.name, f"{self.address}/helse/live", seconds=400)
        ask(f"{self.address}/helse/live")

    def stops_and_comes_back(self) -> str:
        """One signal to the first process takes all of a running portal away; then once more.

        Returns what was seen. Raises Fault when a process stays, or a start is not clean.
        """
        self._stop(signal.SIGINT)
        self.start()
        self._stop(signal.SIGTERM)
        if "Traceback" in (said := self.children.log(self.name)):
            raise Fault(f"the second start was not clean: {said[-2000:]}")
        return "one signal takes every process away; it starts again on what it holds"

    def _stop(self, sign: signal.Signals) -> None:
        code = self.children.ask_to_stop(self.name, sign)
        left = processes_of(self.folder)
        self.children.stop(self.name)
        if code or left:
            raise Fault(f"{sign.name} ended it with {code}; still there: {left or 'nothing'}")

    def manage(self, *words: str) -> str:
        """Run a management command on this portal's data and return what it printed."""
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        return run(command, folder=ROOT, env=self.env(), seconds=400)
