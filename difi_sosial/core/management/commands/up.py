"""The whole portal as one process tree: web, worker and beat. Ctrl-C stops all of it."""

import hashlib
import http.client
import io
import os
import shlex
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandParser
from honcho.manager import Manager

from difi_sosial.core.embedded import CHECKOUT
from difi_sosial.core.refused import Refused

# Files of other packages that no page of ours asks for; they would make the first start slow.
UNUSED_STATIC = [
    *("ext", "i18n", "src/[!i]*", "*.d.ts", "*-italic*", "*-opsz-*", "*-standard-*"),
    *("inter-cyrillic*", "inter-greek*", "inter-vietnamese*"),
    *("htmx-4*", "htmax-4*", "htmx-2.js", "jquery.js", "select2.full.js", "xregexp.js"),
]


def refuse_port_in_use(host: str, port: int) -> None:
    """Raises Refused when somebody else listens on the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(
                f"Port {port} kan ikke brukes ({error.strerror}). "
                f"Velg en annen: make demo PORT={port + 1}"
            ) from error


def commands(host: str, port: int) -> dict[str, str]:
    """Name -> command line of every process of the portal."""
    celery = [sys.executable, "-m", "celery", "--quiet", "-A", "difi_sosial"]
    words = {
        "web": [sys.executable, "-m", "gunicorn", "difi_sosial.wsgi", f"--bind={host}:{port}"]
        + ["--workers=2", "--threads=4", "--log-level=warning", "--graceful-timeout=3"]
        + ["--no-control-socket", "--preload"],
        "worker": [*celery, "worker", "--concurrency=2", "--loglevel=WARNING", "--without-mingle"]
        + ["--without-gossip"],
        "beat": [*celery, "beat", "--loglevel=WARNING", "--pidfile="],
    }
    # `exec`: the process itself gets our signals, not a shell around it.
    return {name: f"exec {shlex.join(line)}" for name, line in words.items()}


def environment() -> dict[str, str]:
    """Ours, without Celery's page about running as root: tasks are JSON, which runs nothing."""
    warnings = [os.environ.get("PYTHONWARNINGS", ""), "ignore:You're running the worker with"]
    return os.environ | {"PYTHONWARNINGS": ",".join(filter(None, warnings))}


def answers(host: str, port: int) -> bool:
    """Whether the web process gives a page."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/helse/live")
        return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except OSError:
        return False
    finally:
        connection.close()


def announce(host: str, port: int, greeting: str) -> None:
    """Prints the address and the log-ins once the web process answers."""
    while not answers(host, port):
        time.sleep(0.2)
    print(greeting, flush=True)


def static_mark() -> str:
    """One mark for every static file there is, by its place, size and time."""
    digest = hashlib.sha256(repr(UNUSED_STATIC).encode())
    for finder in get_finders():
        for path, storage in finder.list(None):
            about = os.stat(storage.path(path))
            digest.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect_static() -> None:
    """Copies, names and packs the static files, when any has changed since the last time."""
    stamp, mark = Path(settings.STATIC_ROOT, ".stamp"), static_mark()
    if stamp.exists() and stamp.read_text() == mark:
        return
    call_command(
        "collectstatic",
        interactive=False,
        verbosity=0,
        clear=True,
        ignore_patterns=[*UNUSED_STATIC],
    )
    stamp.write_text(mark)


class Command(BaseCommand):
    help = "Starter hele portalen: nettsider, arbeider og klokke. Ctrl-C stopper alt."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="last inn eksempelvirksomheten")
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        refuse_port_in_use(host, port)
        greeting = self._prepare(demo=options["demo"], port=port)
        manager = Manager()
        for name, line in commands(host, port).items():
            manager.add_process(name, line, cwd=str(CHECKOUT), env=environment())
        threading.Thread(target=announce, args=(host, port, greeting), daemon=True).start()
        manager.loop()
        stopped_by_us = manager.returncode in {0, 130, 143}
        sys.exit(0 if stopped_by_us else 1)

    def _prepare(self, *, demo: bool, port: int) -> str:
        """Brings tables, texts and files up to date; returns what to tell when the portal is up."""
        self._say("Gjør klar database, tekster og stilark …")
        call_command("messages", compile=True, verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
        collect_static()
        told = io.StringIO()
        if demo and "seed" in get_commands():
            self._say("Legger inn eksempelvirksomheten. Første gang tar det en stund …")
            call_command("seed", demo=True, stdout=told)
        return (
            f"\nPortalen er klar: {settings.SITE_URL}\n\n{told.getvalue()}\nCtrl-C stopper den.\n"
        )

    def _say(self, line: str) -> None:
        """At once, also when the output goes to a file."""
        self.stdout.write(line)
        self.stdout.flush()
