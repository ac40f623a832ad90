"""WordPress and MariaDB from Debian's packages, with PHP's own web server."""

import json
import shutil
import xml.etree.ElementTree as ET
from dataclasses import asdict
from pathlib import Path

from tests.peers import packages
from tests.peers.content import AGENCY, ARTICLES, SAMI_NAME
from tests.peers.peer import Call, Peer, Place, Written, must
from tests.peers.processes import (
    LOOPBACK,
    Children,
    Fault,
    ask,
    free_port,
    run,
    succeeds,
    wait_until,
)

CODE = Path("/usr/share/wordpress")
PACKAGES = ["wordpress", "mariadb-server", "php-cli", "php-mysql", "php-mbstring", "php-xml"]
PASSWORD = "Testetaten-pr0ve-passord"
SEED = Path(__file__).with_name("wordpress_seed.php")
WRITE = Path(__file__).with_name("wordpress_write.php")
KEYS = "AUTH_KEY SECURE_AUTH_KEY LOGGED_IN_KEY NONCE_KEY AUTH_SALT SECURE_AUTH_SALT LOGGED_IN_SALT"

# A file that exists is served as it is; every other path is WordPress' to answer.
ROUTER = """<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path !== '/' && is_file($_SERVER['DOCUMENT_ROOT'] . $path)) return false;
$_SERVER['SCRIPT_NAME'] = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
"""
SETTINGS = """<?php
define('DB_NAME', 'blog'); define('DB_USER', 'blog'); define('DB_PASSWORD', 'blog');
define('DB_HOST', '%(database)s'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
foreach (explode(' ', '%(keys)s NONCE_SALT') as $key) define($key, 'peer-' . $key);
$table_prefix = 'wp_';
define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_HOME', '%(address)s'); define('WP_SITEURL', '%(address)s');
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""
DATABASE = """CREATE DATABASE IF NOT EXISTS blog;
CREATE USER IF NOT EXISTS blog@'127.0.0.1' IDENTIFIED BY 'blog';
CREATE USER IF NOT EXISTS blog@localhost IDENTIFIED BY 'blog';
GRANT ALL ON blog.* TO blog@'127.0.0.1';
GRANT ALL ON blog.* TO blog@localhost;
"""


class WordPress(Peer):
    """A blog with comments: feeds and the REST API, open to read."""

    name = "wordpress"
    kinds = ("post", "comment")

    def __init__(self, folder: Path, children: Children) -> None:
        super().__init__(folder, children)
        self.database_port = free_port()

    @property
    def site(self) -> Path:
        """The folder that is served."""
        return self.folder / "site"

    @property
    def feed(self) -> str:
        """The blog's RSS feed."""
        return f"{self.address}/feed/"

    @property
    def comments_feed(self) -> str:
        """The RSS feed of all comments."""
        return f"{self.address}/comments/feed/"

    @property
    def what(self) -> str:
        version = ET.fromstring(ask(self.feed).content).findtext("channel/generator", "")
        return f"WordPress {version.rpartition('=')[2]}"

    def start(self) -> None:
        packages.require(*PACKAGES)
        self.folder.mkdir(parents=True)
        self.start_database()
        shutil.copytree(CODE, self.site, ignore=shutil.ignore_patterns("wp-config.php"))
        values = {"database": f"{LOOPBACK}:{self.database_port}", "keys": KEYS}
        settings = SETTINGS % {**values, "address": self.address}
        (self.site / "wp-config.php").write_text(settings)
        (self.folder / "router.php").write_text(ROUTER)

    def start_database(self) -> None:
        """A MariaDB of our own, in the peer's folder, on loopback."""
        rows = self.folder / "db"
        make = ["mariadb-install-db", "--no-defaults", f"--datadir={rows}", "--skip-test-db"]
        run([*make, f"--user={owner()}", "--auth-root-authentication-method=normal"])
        (self.folder / "database.sql").write_text(DATABASE)
        options = [f"--datadir={rows}", f"--user={owner()}", f"--bind-address={LOOPBACK}"]
        options += [f"--port={self.database_port}", "--socket=s.sock", "--pid-file=pid"]
        options += ["--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=32M"]
        options += ["--performance-schema=OFF", f"--init-file={self.folder / 'database.sql'}"]
        self.children.start("mariadb", [server_program(), "--no-defaults", *options])
        code = f"new mysqli('{LOOPBACK}', 'blog', 'blog', 'blog', {self.database_port});"
        wait_until(lambda: succeeds(["php", "-r", code]), what="MariaDB", seconds=60)

    def seed(self) -> None:
        articles = json.dumps([asdict(article) for article in reversed(ARTICLES)])
        env = {"SITE": str(self.site), "HOST": self.host, "PASSWORD": PASSWORD}
        run(["php", SEED], env={**env, "ARTICLES": articles})
        router = str(self.folder / "router.php")
        serve = ["php", "-S", self.host, "-t", str(self.site), router]
        self.children.start(self.name, serve, env={"PHP_CLI_SERVER_WORKERS": "2"})
        self.children.ready(self.name, self.feed)

    @property
    def place(self) -> Place:
        return Place("wordpress", "wordpress", {"url": self.address})

    def write(self, text: str, kind: str = "comment") -> Written:
        made = self.act("write", kind, text=text)
        return Written(f"{kind}:{made['key']}", made["address"])

    def edit(self, key: str, text: str) -> None:
        self.act("edit", *key.split(":"), text=text)

    def delete(self, key: str) -> None:
        self.act("delete", *key.split(":"))

    def act(self, act: str, kind: str, key: str = "", text: str = "") -> dict[str, str]:
        """Do something with a post or a comment; returns its key and address."""
        env = {"SITE": str(self.site), "HOST": self.host, "WHO": SAMI_NAME}
        env |= {"ACT": act, "KIND": kind, "KEY": key, "TEXT": text}
        return dict(json.loads(run(["php", WRITE], env=env)))

    def check(self) -> str:
        posts, comments = items(self.feed), items(self.comments_feed)
        titles = {post.findtext("title") for post in posts}
        must({article.title for article in ARTICLES} <= titles, f"the feed holds only {titles}")
        replies = sum(len(article.replies) for article in ARTICLES)
        must(len(comments) == replies, f"{len(comments)} comments in the feed, not {replies}")
        asked = f"{self.address}/wp-json/wp/v2/comments?search={AGENCY}&per_page=100"
        who = {comment["author_name"] for comment in ask(asked).json()}
        must(SAMI_NAME in who, f"REST search for comments found only {who}")
        etag = ask(self.feed).headers["ETag"]
        again = ask(self.feed, headers={"If-None-Match": etag})
        must(again.status_code == 304, f"asked again, the feed answered {again.status_code}")
        return f"{len(posts)} posts and {len(comments)} comments by feed, {len(who)} by REST"

    def calls(self) -> list[Call]:
        rest = f"{self.address}/wp-json/wp/v2"
        search = f"search={AGENCY}&orderby=date&order=asc"
        return [
            Call("feed", self.feed, "xml"),
            Call("comments-feed", self.comments_feed, "xml"),
            Call("atom", f"{self.address}/feed/atom/", "xml"),
            Call("posts", f"{rest}/posts?{search}&per_page=2"),
            Call("posts-page-2", f"{rest}/posts?{search}&per_page=2&page=2"),
            Call("posts-past-the-end", f"{rest}/posts?{search}&page=9", refused=True),
            Call("comments", f"{rest}/comments?search={AGENCY}&orderby=date_gmt&order=asc"),
        ]


def items(address: str) -> list[ET.Element]:
    """The items of an RSS feed."""
    return ET.fromstring(ask(address).content).findall("channel/item")


def owner() -> str:
    """Who MariaDB runs as: the person who started this. It must be told when that is root."""
    return Path.home().owner() if not shutil.which("id") else run(["id", "-un"]).strip()


def server_program() -> str:
    """MariaDB's server, which Debian keeps outside an ordinary person's path."""
    found = shutil.which("mariadbd", path="/usr/sbin:/usr/bin:/usr/local/sbin")
    if not found:
        raise Fault("mariadb-server is installed, but there is no mariadbd")
    return found
