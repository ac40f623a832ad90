"""A server with the Mastodon API: snac from Debian, or in its place a mock that says it is one."""

import json
import re
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests

from tests.peers import packages
from tests.peers.content import AGENCY, SAMI_NAME, STATUSES, TAG
from tests.peers.peer import Call, Peer, Place, Written, must
from tests.peers.processes import LOOPBACK, Fault, Unavailable, ask, run, wait_until

SUITE = "trixie"  # the first Debian that has snac2; its program also runs on the one before
AGENCY_USER, CITIZEN = "testetaten", "kari"


class Mastodon(Peer):
    """What snac and the mock have in common: the API, as a client of it sees them."""

    name = "mastodon"
    tokens: dict[str, str]

    @property
    def token(self) -> str:
        """The agency's own access token, to give to the portal."""
        return self.tokens[AGENCY_USER]

    @property
    def what(self) -> str:
        return f"Mastodon API {ask(f'{self.address}/api/v1/instance').json()['version']}"

    def seed(self) -> None:
        for status in STATUSES:
            self.write(status)

    @property
    def place(self) -> Place:
        settings = {"url": self.address, "hashtags": TAG}
        return Place("mastodon", "mastodon", settings, self.token)

    def write(self, text: str, kind: str = "post") -> Written:
        made = self.post(CITIZEN, text)
        return Written(str(made["id"]), str(made["url"]))

    def edit(self, key: str, text: str) -> None:
        self.act(f"/api/v1/statuses/{key}", "PUT", CITIZEN, {"status": text})

    def delete(self, key: str) -> None:
        self.act(f"/api/v1/statuses/{key}", "DELETE", CITIZEN)

    def check(self) -> str:
        tagged = self.get(f"/api/v1/timelines/tag/{TAG}")
        must(len(tagged) >= len(STATUSES), f"the tag timeline holds {len(tagged)} statuses")
        must(SAMI_NAME in json.dumps(tagged, ensure_ascii=False), f"no status has {SAMI_NAME}")
        found = self.search(AGENCY)
        must(len(found) >= len(STATUSES), f"search found {len(found)} statuses")
        return f"{len(tagged)} statuses by tag, {len(found)} by search"

    def search(self, words: str) -> list[Any]:
        """Statuses that the agency's account finds."""
        return list(self.get(f"/api/v2/search?type=statuses&q={quote(words)}")["statuses"])

    def calls(self) -> list[Call]:
        mine = {"Authorization": f"Bearer {self.token}"}
        wrong = {"Authorization": "Bearer wrong"}
        tag = f"{self.address}/api/v1/timelines/tag/{TAG}"
        first = self.get(f"/api/v1/timelines/tag/{TAG}")[-1]["id"]
        search = f"{self.address}/api/v2/search?q={AGENCY}&type=statuses"
        mentions = f"{self.address}/api/v1/notifications?types[]=mention"
        return [
            Call("tag", f"{tag}?limit=40"),
            Call("tag-page-of-2", f"{tag}?limit=2"),
            Call("tag-since-first", f"{tag}?min_id={first}"),
            Call("tag-nothing", f"{self.address}/api/v1/timelines/tag/finnesikke"),
            Call("search", search, headers=mine),
            Call("search-refused", search, headers=wrong, refused=True),
            Call("notifications", mentions, headers=mine),
            Call("instance", f"{self.address}/api/v1/instance"),
            Call("instance-v2", f"{self.address}/api/v2/instance", refused=True),
        ]

    def get(self, path: str) -> Any:
        """An answer to the agency's account."""
        return ask(self.address + path, headers=self.as_(AGENCY_USER)).json()

    def post(self, user: str, text: str) -> Any:
        """Write a status as `user`."""
        return self.act("/api/v1/statuses", "POST", user, {"status": text}).json()

    def act(
        self, path: str, method: str, user: str, form: Mapping[str, str] | None = None
    ) -> requests.Response:
        """Let `user` do something."""
        address = self.address + path
        return ask(address, method=method, form=form or {}, headers=self.as_(user))

    def as_(self, user: str) -> dict[str, str]:
        """The header that says who asks."""
        return {"Authorization": f"Bearer {self.tokens[user]}"}


class Snac(Mastodon):
    """snac: a small but real ActivityPub server. Search sees what the account's timeline holds."""

    program: str
    passwords: dict[str, str]

    def start(self) -> None:
        self.folder.mkdir(parents=True)
        self.program = self.find_program()
        base = self.folder / "data"
        answers = f"{LOOPBACK}\n{self.port}\n{self.host}\n\n\n"
        run([self.program, "init", base], typed=answers)
        settings = json.loads((base / "server.json").read_text())
        settings |= {"protocol": "http", "show_instance_timeline": True}
        settings["disable_email_notifications"] = True
        (base / "server.json").write_text(json.dumps(settings))
        self.passwords = {user: self.add_user(base, user) for user in (AGENCY_USER, CITIZEN)}
        self.children.start(self.name, [self.program, "httpd", base])
        self.children.ready(self.name, self.address)
        self.tokens = {user: self.sign_in(user, word) for user, word in self.passwords.items()}

    def find_program(self) -> str:
        """The machine's own snac, or the one in Debian's package, unpacked here."""
        if installed := shutil.which("snac"):
            return installed
        home = packages.kept("snac2", lambda to: packages.unpack("snac2", suite=SUITE, folder=to))
        program = home / "root/usr/bin/snac"
        try:
            run([program])
        except Fault as error:
            if "127" in str(error):
                raise Unavailable(f"Debian's snac does not run on this machine: {error}") from error
        return str(program)

    def add_user(self, base: Path, user: str) -> str:
        """Make an account and return its password."""
        said = run([self.program, "adduser", base, user])
        found = re.search(r"^User password is (\S+)", said, re.MULTILINE)
        if not found:
            raise Fault(f"snac gave {user} no password: {said}")
        return found[1]

    def sign_in(self, user: str, password: str) -> str:
        """An access token for an account."""
        form = {"login": user, "passwd": password}
        return ask(f"{self.address}/oauth/x-snac-get-token", method="POST", form=form).text.strip()

    def seed(self) -> None:
        """The agency follows the citizen first, as only what reaches its timeline is searchable."""
        citizen = self.get(f"/api/v1/accounts/lookup?acct={CITIZEN}@{self.host}")["id"]
        follow = f"{self.address}/api/v1/accounts/{citizen}/follow"
        ask(follow, method="POST", headers=self.as_(AGENCY_USER))
        wait_until(self.is_followed, what="the follow to be confirmed", seconds=30)
        super().seed()
        wanted = len(STATUSES)
        wait_until(lambda: len(self.search(AGENCY)) >= wanted, what="statuses to arrive")
        mention = f"@{AGENCY_USER} når åpner Testetaten i romjula?"
        self.post(CITIZEN, mention)
        wait_until(lambda: bool(self.get("/api/v1/notifications?types[]=mention")), what="mention")

    def delete(self, key: str) -> None:
        """By the form of snac's own pages, for its API deletes nothing.

        Now and then snac deletes and hangs up without an answer: what counts is that it is gone.
        """
        address, me = self.get(f"/api/v1/statuses/{key}")["uri"], f"{self.address}/{CITIZEN}"
        form = {"id": address, "actor": me, "action": "Delete"}
        with requests.Session() as session, suppress(Fault):
            session.auth = (CITIZEN, self.passwords[CITIZEN])
            ask(f"{me}/admin/action", method="POST", form=form, session=session)
        wait_until(lambda: is_missing(address), what="snac to delete it", seconds=10)

    def is_followed(self) -> bool:
        """Whether the citizen's side knows that the agency follows."""
        agency = self.get("/api/v1/accounts/verify_credentials")["id"]
        asked = f"{self.address}/api/v1/accounts/relationships?id[]={agency}"
        known = ask(asked, headers=self.as_(CITIZEN)).json()
        return any(relation["followed_by"] for relation in known)


def is_missing(address: str) -> bool:
    """Whether nothing stands there."""
    return ask(address, may_fail=True).status_code == 404


class Network(Snac):
    """The same server, where the agency reads what is said to its own account."""

    name = "network"
    stands_for = "Friendica's place (no package has Friendica; same API, same connector)"

    @property
    def place(self) -> Place:
        return replace(super().place, channel="friendica", settings={"url": self.address})

    def write(self, text: str, kind: str = "post") -> Written:
        return super().write(f"@{AGENCY_USER} {text}", kind)

    def edit(self, key: str, text: str) -> None:
        super().edit(key, f"@{AGENCY_USER} {text}")


class MastodonMock(Mastodon):
    """A stand-in for when snac cannot be had. It is a mock, and the summary says so."""

    @property
    def what(self) -> str:
        return "mastodon_mock (A MOCK, as snac could not be had)"

    def start(self) -> None:
        home = self.folder / "venv"
        try:
            run([sys.executable, "-m", "venv", home])
            run([home / "bin/pip", "install", "--quiet", "mastodon_mock==0.6.1"], seconds=300)
        except Fault as error:
            raise Unavailable(f"mastodon_mock: {error}") from error
        self.tokens = {AGENCY_USER: "mock_token", CITIZEN: "mock_token"}
        serve = [str(home / "bin/mastodon_mock"), "serve", "--in-memory"]
        self.children.start(self.name, [*serve, "--host", LOOPBACK, "--port", str(self.port)])
        self.children.ready(self.name, f"{self.address}/api/v1/instance")
