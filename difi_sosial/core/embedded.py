"""PostgreSQL and Redis of our own, in the data folder, for whoever has no servers.

Standard library only: `manage.py` calls `ensure()` before Django reads its settings.

Every process that uses the servers holds a shared lock on `run/in-use.lock`; at its end it stops
them if it can get that lock for itself alone. A killed process lets go of its lock without our
help, so the next one to end tidies up.
"""

import atexit
import fcntl
import hashlib
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from difi_sosial.core.refused import Refused, plain_errors
from difi_sosial.core.servers import Postgres, Redis, server_account

CHECKOUT = Path(__file__).resolve().parents[2]
SOCKET_PATH_LIMIT = 107  # sun_path in Linux, without the closing zero
NEEDED_FREE_BYTES = 250 * 1024 * 1024


def data_folder() -> Path:
    """The folder for everything the portal stores: DATA_DIR, else `data/` in the checkout."""
    return Path(os.environ.get("DATA_DIR", "").strip() or CHECKOUT / "data").resolve()


def socket_folder(folder: Path) -> Path:
    """Where the sockets lie: in the data folder, or in /tmp when that path is too long."""
    wanted = folder / "run"
    if len(os.fsencode(wanted / ".s.PGSQL.5432.lock")) <= SOCKET_PATH_LIMIT and " " not in str(
        wanted
    ):
        return wanted
    mark = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"difi-sosial-{os.getuid()}-{mark}"


def private_folder(path: Path) -> None:
    """Makes a folder for us and the server's account alone; refuses somebody else's."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    account = server_account(path)
    if account:
        os.chown(path, account.pw_uid, account.pw_gid)
    elif path.stat().st_uid != os.getuid():
        raise Refused(f"Mappen {path} eies av en annen bruker. Velg en annen med DATA_DIR.")


class Services:
    """The embedded servers of one data folder."""

    def __init__(
        self, folder: Path, *, postgres: bool = True, redis: bool = True, durable: bool = True
    ) -> None:
        self.folder = folder
        self.sockets = socket_folder(folder)
        self.servers: dict[str, Postgres | Redis] = {}
        if postgres:
            self.servers["DATABASE_URL"] = Postgres(folder, self.sockets, durable)
        if redis:
            self.servers["REDIS_URL"] = Redis(folder, self.sockets)
        self._in_use = -1

    def environment(self) -> dict[str, str]:
        """DATABASE_URL and REDIS_URL of these servers."""
        return {name: server.address for name, server in self.servers.items()}

    def acquire(self) -> None:
        """Starts what is not running, and holds it until `release`."""
        with plain_errors(self.folder):
            for path in {self.folder / "run", self.sockets}:
                private_folder(path)
            self._refuse_full_disk()
            with self._one_at_a_time():
                self._in_use = self._open("in-use.lock")
                fcntl.flock(self._in_use, fcntl.LOCK_SH)
                for server in self.servers.values():
                    if not server.is_up():
                        server.start()

    def release(self) -> None:
        """Lets go; the last one to let go stops the servers. Safe to call twice."""
        if self._in_use < 0:
            return
        with self._one_at_a_time():
            try:
                fcntl.flock(self._in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                for server in self.servers.values():
                    server.stop()
            os.close(self._in_use)
            self._in_use = -1

    def _refuse_full_disk(self) -> None:
        free = shutil.disk_usage(self.folder).free
        if free < NEEDED_FREE_BYTES and not (self.folder / "postgres").exists():
            raise Refused(
                f"Disken er full: {free // 2**20} MB ledig for {self.folder}, "
                f"men portalen trenger {NEEDED_FREE_BYTES // 2**20} MB."
            )

    def _open(self, name: str) -> int:
        return os.open(self.folder / "run" / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        lock = self._open("start.lock")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)


def _end_tidily(signum: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)


def ensure(environment: MutableMapping[str, str] = os.environ) -> Services | None:
    """Starts the servers that `environment` names no address of, puts the addresses in it,
    and sees to it that they stop when the last process that uses them ends.
    """
    services = Services(
        data_folder(),
        postgres=not environment.get("DATABASE_URL", "").strip(),
        redis=not environment.get("REDIS_URL", "").strip(),
    )
    if not services.servers:
        return None
    services.acquire()
    environment.update(services.environment())
    atexit.register(services.release)
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _end_tidily)
    return services
