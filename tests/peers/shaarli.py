"""Shaarli from Debian's package, with PHP's own web server: shared links, open to read."""

import base64
import hashlib
import hmac
import json
import shutil
import time
from pathlib import Path
from typing import Any

import requests

from tests.peers import packages
from tests.peers.content import AGENCY, LINKS, SITE, TAG
from tests.peers.peer import Call, Peer, Place, Written, must
from tests.peers.processes import ask, wait_until

CODE = Path("/usr/share/shaarli")
# One of the last two is needed by Shaarli; the other choice of Debian would be a whole Apache.
PACKAGES = ["shaarli", "php-cli", "php-mbstring", "php-xml", "php-intl", "php-gd", "php-cgi"]
PASSWORD = "Testetaten-pr0ve-passord"
CACHES = ("tmp", "cache", "pagecache")
# A file that exists is served as it is; every other path is Shaarli's to answer.
ROUTER = """<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path !== '/' && is_file($_SERVER['DOCUMENT_ROOT'] . $path)) return false;
$_SERVER['SCRIPT_NAME'] = '/index.php';
chdir($_SERVER['DOCUMENT_ROOT']);
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
"""


class Shaarli(Peer):
    """Links that people share; a search feed for everybody, and an API for the owner."""

    name = "shaarli"

    @property
    def what(self) -> str:
        said = (CODE / "shaarli_version.php").read_text()
        return f"Shaarli {said.split()[2]}"

    @property
    def place(self) -> Place:
        return Place("shaarli", "shaarli", {"url": self.address})

    def start(self) -> None:
        packages.require(*PACKAGES)
        site = self.folder / "site"
        shutil.copytree(CODE, site, ignore=shutil.ignore_patterns("cache", "fonts"))
        # Debian's Shaarli reads and writes in the machine's own folders; ours in the peer's.
        for name in ("index.php", "init.php", "application/config/ConfigManager.php"):
            code = (site / name).read_text().replace("'/var/", f"'{self.folder}/var/")
            (site / name).write_text(code.replace(f"'{CODE}", f"'{site}"))
        for place in ("lib/shaarli/data", *(f"cache/shaarli/{n}" for n in CACHES)):
            (self.folder / "var" / place).mkdir(parents=True)
        (self.folder / "router.php").write_text(ROUTER)
        serve = ["php", "-S", self.host, "-t", site, self.folder / "router.php"]
        self.children.start(self.name, serve, env={"PHP_CLI_SERVER_WORKERS": "2"})
        self.children.ready(self.name, self.address)
        self.install()

    def install(self) -> None:
        """Fill in the form that a new Shaarli shows."""
        form = {"setlogin": "eier", "setpassword": PASSWORD, "continent": "Europe"}
        form |= {"city": "Oslo", "title": "Prøvelenker", "language": "auto", "enableApi": "on"}
        with requests.Session() as session:
            ask(f"{self.address}/install", session=session)
            ask(f"{self.address}/install", method="POST", form=form, session=session)

    def seed(self) -> None:
        for title, text in LINKS:
            self.share({"title": title, "description": text, "url": f"{SITE}/{len(title)}"})

    def write(self, text: str, kind: str = "") -> Written:
        link = self.share({"title": f"Om {AGENCY}", "description": text, "url": SITE})
        return Written(str(link["id"]), f"{self.address}/shaare/{link['shorturl']}")

    def edit(self, key: str, text: str) -> None:
        link = {"title": f"Om {AGENCY}", "description": text, "url": SITE, "tags": [TAG]}
        self.call(f"/links/{key}", "PUT", link)

    def delete(self, key: str) -> None:
        self.call(f"/links/{key}", "DELETE")

    def check(self) -> str:
        wait_until(lambda: self.found() == len(LINKS), what="the links in the feed", seconds=10)
        return f"{self.found()} links by the open search feed"

    def found(self) -> int:
        """How many links the open search feed has."""
        return ask(f"{self.address}/feed/atom?searchterm={AGENCY}").text.count("<entry>")

    def calls(self) -> list[Call]:
        mine = {"Authorization": f"Bearer {self.token()}"}
        return [
            Call("feed", f"{self.address}/feed/atom?searchterm={AGENCY}&nb=50", "xml"),
            Call("api", f"{self.address}/api/v1/links?searchterm={AGENCY}", headers=mine),
            Call("gone", f"{self.address}/shaare/finnes", "html"),
        ]

    def share(self, link: dict[str, Any]) -> dict[str, Any]:
        """Share a link with everybody."""
        made = self.call("/links", "POST", {**link, "tags": [TAG], "private": False})
        must(isinstance(made, dict), f"no link came of it: {made}")
        return dict(made)

    def call(self, path: str, method: str, body: dict[str, Any] | None = None) -> Any:
        """One question to the owner's API; the answer, if it is any."""
        headers = {"Authorization": f"Bearer {self.token()}", "Content-Type": "application/json"}
        said = ask(
            f"{self.address}/api/v1{path}",
            method=method,
            headers=headers,
            body=json.dumps(body) if body else None,
        )
        return said.json() if said.content else None

    def token(self) -> str:
        """A token as the API wants it, made from the secret of the installation."""
        said = (self.folder / "var/lib/shaarli/data/config.json.php").read_text()
        secret = json.loads(said[said.index("{") : said.rindex("}") + 1])["api"]["secret"]
        parts = [b'{"typ":"JWT","alg":"HS512"}', json.dumps({"iat": int(time.time())}).encode()]
        signed = b".".join(map(unpadded, parts))
        seal = hmac.new(secret.encode(), signed, hashlib.sha512).digest()
        return (signed + b"." + unpadded(seal)).decode()


def unpadded(words: bytes) -> bytes:
    """Base64 as it stands in a token."""
    return base64.urlsafe_b64encode(words).rstrip(b"=")
