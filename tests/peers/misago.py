"""Misago, a forum from PyPI, with a PostgreSQL of its own and Django's own web server.

The portal's own PostgreSQL lacks two extensions that Misago wants; Debian's has them.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import requests

from difi_sosial.core.servers import as_account, server_account
from tests.peers import packages
from tests.peers.content import AGENCY, THREADS
from tests.peers.peer import Call, Peer, Place, Written, must
from tests.peers.processes import (
    LOOPBACK,
    Children,
    Fault,
    Unavailable,
    ask,
    free_port,
    run,
    succeeds,
    wait_until,
)

HERE = Path(__file__).resolve().parent
REQUIRED = HERE / "misago-requirements.txt"
DATABASES = Path("/usr/lib/postgresql")
VERSION = "0.39.6"
MEMBER, PASSWORD = "Ragnhild", "Testetaten-pr0ve-passord"
NEW_MEMBER = """
import django, os
django.setup()
from django.contrib.auth import get_user_model
name, word = os.environ["MEMBER"], os.environ["WORD"]
get_user_model().objects.create_superuser(name, "r@forum.example", word)
"""
GENERAL = 3  # the category that a new Misago has


class Misago(Peer):
    """A forum that lets guests read and search by the JSON that its own pages use."""

    name = "misago"

    def __init__(self, folder: Path, children: Children) -> None:
        super().__init__(folder, children)
        self.database_port = free_port()
        self.session = requests.Session()

    @property
    def what(self) -> str:
        return f"Misago {VERSION}"

    @property
    def place(self) -> Place:
        return Place("misago", "misago", {"url": self.address})

    def env(self) -> dict[str, str]:
        """What the forum's settings ask the environment for."""
        return {
            "DJANGO_SETTINGS_MODULE": "peer_settings",
            "PYTHONPATH": str(HERE / "misago_site"),
            "FORUM_DATABASE_PORT": str(self.database_port),
            "FORUM_MEDIA": str(self.folder / "media"),
            "FORUM_ADDRESS": self.address,
            "MEMBER": MEMBER,
            "WORD": PASSWORD,
        }

    def start(self) -> None:
        packages.require("postgresql")
        program = packages.kept(f"misago-{VERSION}", fetch) / "bin/python"
        self.start_database()
        run([program, "-m", "django", "migrate"], env=self.env(), seconds=600)
        run([program, "-c", NEW_MEMBER], env=self.env())
        serve = [program, "-m", "django", "runserver", "--noreload", "--insecure", self.host]
        self.children.start(self.name, serve, env=self.env())
        self.children.ready(self.name, f"{self.address}/api/threads/")
        ask(self.address, session=self.session, may_fail=True)  # for its cookie
        self.call("/auth/", "POST", {"username": MEMBER, "password": PASSWORD})

    def start_database(self) -> None:
        """A PostgreSQL in the peer's folder, on loopback."""
        home = self.folder / "db"
        home.mkdir(parents=True)
        home.chmod(0o700)
        self.folder.chmod(0o755)  # PostgreSQL runs as another account when we are root
        programs = max(DATABASES.glob("*/bin"), key=lambda found: float(found.parent.name))
        account = server_account(home)
        if account:
            os.chown(home, account.pw_uid, account.pw_gid)
        prefix = as_account(account, (programs, home))
        make = [programs / "initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8"]
        run([*prefix, *make, "--locale=C.UTF-8", "--no-sync", "-D", home])
        options = [f"listen_addresses={LOOPBACK}", "unix_socket_directories=", "fsync=off"]
        serve = [programs / "postgres", "-D", home, "-p", str(self.database_port)]
        serve += [word for option in options for word in ("-c", option)]
        self.children.start("forum-database", [*prefix, *serve])
        ready = [programs / "pg_isready", "-h", LOOPBACK, "-p", str(self.database_port)]
        wait_until(lambda: succeeds(ready), what="the forum's PostgreSQL")

    def seed(self) -> None:
        for title, text in THREADS:
            self.open_thread(title, text)

    def open_thread(self, title: str, text: str) -> int:
        """Begin a thread; returns its number."""
        thread = {"title": title, "category": GENERAL, "post": text}
        return int(self.call("/threads/", "POST", thread)["id"])

    def write(self, text: str, kind: str = "post") -> Written:
        thread = self.open_thread(f"Åpningstidene hos {AGENCY}", "Noen som vet noe nytt?")
        made = self.call(f"/threads/{thread}/posts/", "POST", {"post": text})
        return Written(f"{thread}/posts/{made['id']}", f"{self.address}{made['url']['index']}")

    def edit(self, key: str, text: str) -> None:
        self.call(f"/threads/{key}/", "PUT", {"post": text})

    def delete(self, key: str) -> None:
        self.call(f"/threads/{key}/", "DELETE")

    def check(self) -> str:
        asked = f"{self.address}/api/search/threads/?q={AGENCY}"
        count = ask(asked).json()[0]["results"]["count"]
        must(count >= len(THREADS), f"search found {count} posts")
        return f"{count} posts by search, without signing in"

    def calls(self) -> list[Call]:
        search = f"{self.address}/api/search/threads/"
        return [
            Call("search", f"{search}?q={AGENCY}"),
            Call("nothing", f"{search}?q=finnesikke"),
            Call("past-the-end", f"{search}?q={AGENCY}&page=9", refused=True),
        ]

    def call(self, path: str, method: str, body: dict[str, Any] | None = None) -> Any:
        """One question to the API as the member; the answer, if it is any."""
        token = self.session.cookies.get("csrftoken", "")
        headers = {"X-CSRFToken": token, "Content-Type": "application/json"}
        said = ask(
            f"{self.address}/api{path}",
            method=method,
            headers=headers,
            body=json.dumps(body or {}),
            session=self.session,
        )
        return said.json() if said.content else None


def fetch(into: Path) -> None:
    """Misago and what it needs, in a place of their own, each with the checksum that it had."""
    uv, python = Path(sys.executable).with_name("uv"), into / "bin/python"
    try:
        run([uv, "venv", "--quiet", "--python", sys.executable, into])
        # The machine's own certificates, as everything else here has: uv brings others.
        install = [uv, "--system-certs", "pip", "install", "--quiet", "--require-hashes"]
        run([*install, "--python", python, "--requirement", REQUIRED], seconds=900)
    except Fault as error:
        raise Unavailable(f"Misago cannot be fetched: {error}") from error
