"""MediaWiki from Debian's package, with SQLite and PHP's own web server."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import requests

from tests.peers import packages
from tests.peers.content import AGENCY, SAMI_NAME, SITE, WIKI_PAGES
from tests.peers.peer import Call, Peer, Place, Written, must
from tests.peers.processes import Fault, ask, run, wait_until

CODE = "/usr/share/mediawiki"
PACKAGES = ["mediawiki", "php-cli", "php-sqlite3", "php-mbstring", "php-xml", "php-intl"]
EDITOR, PASSWORD = "Redaktør Ås", "Testetaten-pr0ve-passord"
EXTRA_SETTINGS = "\n$wgJobRunRate = 1;\n$wgFeedCacheTimeout = 0;\n$wgUseInstantCommons = false;\n"


class MediaWiki(Peer):
    """A wiki in Norwegian bokmål; anyone may read and search it through api.php."""

    name = "mediawiki"
    pages = 0  # written by `write`

    @property
    def api(self) -> str:
        """The Action API."""
        return f"{self.address}/api.php"

    @property
    def what(self) -> str:
        general = self.query(meta="siteinfo", siprop="general")["general"]
        return str(general["generator"])

    def start(self) -> None:
        packages.require(*PACKAGES)
        (self.folder / "data").mkdir(parents=True)
        settings = self.folder / "LocalSettings.php"
        env = {"MW_CONFIG_FILE": str(settings), "PHP_CLI_SERVER_WORKERS": "2"}
        command = ["php", f"{CODE}/maintenance/install.php"]
        command += ["--dbtype", "sqlite", "--dbpath", str(self.folder / "data"), "--dbname", "wiki"]
        command += ["--server", self.address, "--scriptpath", "", "--lang", "nb"]
        command += ["--pass", PASSWORD, "--confpath", str(self.folder), "Prøvewiki", EDITOR]
        run(command, env=env)
        settings.write_text(settings.read_text() + EXTRA_SETTINGS)
        self.children.start(self.name, ["php", "-S", self.host, "-t", CODE], env=env)
        self.children.ready(self.name, self.api)

    def seed(self) -> None:
        for page in WIKI_PAGES:
            self.edit(page.title, page.text)
        wanted = {page.title for page in WIKI_PAGES}
        wait_until(lambda: wanted <= self.found(), what="the pages in search", seconds=30)

    def found(self) -> set[str]:
        """Titles of pages that search has for the agency.

        It learns of a page just after the edit, and without CirrusSearch it looks in the titles
        only, unless told to look in the text.
        """
        asked = {"list": "search", "srsearch": AGENCY, "srnamespace": "0|1", "srwhat": "text"}
        hits = self.query(**asked)["search"]
        return {hit["title"] for hit in hits}

    @property
    def place(self) -> Place:
        return Place("mediawiki", "mediawiki", {"url": self.api})

    def write(self, text: str, kind: str = "post") -> Written:
        self.pages += 1
        title = f"Frister hos etatene {self.pages}"
        self.edit(title, text)
        return Written(title, f"{self.address}/index.php?{urlencode({'title': title})}")

    def edit(self, key: str, text: str) -> None:
        form = {"action": "edit", "title": key, "text": text, "summary": f"Om {AGENCY}"}
        self.change(form)

    def delete(self, key: str) -> None:
        self.change({"action": "delete", "title": key, "reason": "Prøven er over"})

    def check(self) -> str:
        found = self.found()
        must({page.title for page in WIKI_PAGES} <= found, f"search found only {found}")
        page = self.query(prop="revisions", titles=AGENCY, rvprop="content", rvslots="main")
        text = page["pages"][0]["revisions"][0]["slots"]["main"]["content"]
        must(SAMI_NAME in text, f"the page lost {SAMI_NAME}: {text}")
        links = self.query(list="exturlusage", euprotocol="https", euquery=SITE[8:])["exturlusage"]
        must(bool(links), "exturlusage does not know the link to the agency")
        return f"{len(found)} pages by search, {len(links)} by link to the agency's domain"

    def calls(self) -> list[Call]:
        search = {"action": "query", "list": "search", "srsearch": f'"{AGENCY}"'}
        search |= {"srnamespace": "0|1|4", "srprop": "snippet|timestamp|size", "srlimit": "2"}
        titles = dict(search)
        search["srwhat"] = "text"
        changes = {"action": "query", "list": "recentchanges", "rcdir": "newer", "rclimit": "10"}
        changes |= {"rcprop": "title|ids|timestamp|user|comment|flags"}
        revisions = {"action": "query", "prop": "revisions", "titles": "|".join(self.titles())}
        revisions |= {"rvprop": "ids|timestamp|user|comment|content", "rvslots": "main"}
        links = {"action": "query", "list": "exturlusage", "euquery": SITE[8:]}
        links |= {"euprotocol": "https", "euprop": "ids|title|url"}
        asked = {"search": search, "search-page-2": {**search, "sroffset": "2"}}
        asked |= {"search-titles-only": titles}
        asked |= {"search-nothing": {**search, "srsearch": "finnesikke"}}
        asked |= {"search-bad-sort": {**search, "srsort": "last_edit_desc"}}
        asked |= {"recentchanges": changes, "revisions": revisions, "exturlusage": links}
        both = {"format": "json", "formatversion": "2", "errorformat": "plaintext"}
        calls = [Call(name, f"{self.api}?{urlencode(q | both)}") for name, q in asked.items()]
        history = urlencode({"title": AGENCY, "action": "history", "feed": "atom"})
        return [*calls, Call("history", f"{self.address}/index.php?{history}", "xml")]

    def titles(self) -> list[str]:
        """Titles of the pages that were written."""
        return [page.title for page in WIKI_PAGES]

    def query(self, **asked: str) -> dict[str, Any]:
        """The `query` part of an answer; raises Fault with the API's own words on an error."""
        answer = self.call(requests.Session(), {"action": "query", **asked})
        return dict(answer["query"])

    def call(
        self, session: requests.Session, asked: Mapping[str, str], *, write: bool = False
    ) -> dict[str, Any]:
        """One API call. The API answers 200 to errors too, so the body decides."""
        asked = {**asked, "format": "json", "formatversion": "2"}
        if write:
            response = ask(self.api, method="POST", form=asked, session=session)
        else:
            response = ask(f"{self.api}?{urlencode(asked)}", session=session)
        answer: dict[str, Any] = response.json()
        if "error" in answer:
            raise Fault(f"{self.name}: {answer['error']}")
        return answer

    def token(self, session: requests.Session, kind: str) -> str:
        """A token that a write must carry."""
        asked = {"action": "query", "meta": "tokens", "type": kind}
        tokens = self.call(session, asked)["query"]["tokens"]
        return str(tokens[f"{kind}token"])

    def signed_in(self) -> requests.Session:
        """A session of the wiki's editor."""
        session = requests.Session()
        form = {"action": "login", "lgname": EDITOR, "lgpassword": PASSWORD}
        form["lgtoken"] = self.token(session, "login")
        result = self.call(session, form, write=True)["login"]
        must(result["result"] == "Success", f"could not sign in: {result}")
        return session

    def change(self, form: Mapping[str, str]) -> None:
        """Let the editor change something."""
        with self.signed_in() as session:
            token = self.token(session, "csrf")
            self.call(session, {**form, "token": token}, write=True)
