"""A real Chromium against a real server: `visit(path, …)` opens a page and judges it.

A page is refused for any axe violation, any answer of 400 or more that was not expected, any break
of the Content Security Policy, any error in the console, and for scrolling sideways.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, sync_playwright
from pytest_django.live_server_helper import LiveServer

from difi_sosial.core.bootstrap import find_browser
from difi_sosial.people.models import User
from tests import example
from tests.browser.judge import Judge
from tests.browser.pages import PICTURES as README_PICTURES
from tests.browser.walk import person
from tests.factories.people import UserFactory

# Playwright keeps a loop of its own in this thread; Django would take it for an async view.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ROOT = Path(__file__).resolve().parents[2]
PICTURES = os.environ.get("PICTURES", "")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
    # A page lives for a second: V8 would compile with care what the page then never runs again.
    "--js-flags=--invocation-count-for-maglev=3000",
)
LISTEN = """document.addEventListener("securitypolicyviolation",
  event => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`))"""


@dataclass
class Visit:
    """One open page and what went wrong on it so far."""

    page: Page
    judge_of_all: Judge
    faults: list[str] = field(default_factory=list)
    expected: frozenset[int] = frozenset()
    answer: Response | None = None

    @property
    def source(self) -> str:
        """The page as it came, before any script touched it."""
        assert self.answer is not None
        return self.answer.text()

    def judge(self, axe: bool = True, again: bool = False) -> None:
        """Fail with everything that is wrong with the page as it stands now."""
        broken = any(fault.startswith("500") for fault in self.faults)
        if axe and not broken:
            self.faults += self.judge_of_all.faults(self.page, again=again)
        wide = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
        if (over := self.page.evaluate(wide)) > 0:
            self.faults.append(f"scrolls sideways by {over} px")
        assert not self.faults, f"{self.page.url}\n" + "\n".join(self.faults)

    def note(self, response: Response) -> None:
        """Keep an answer that nobody expected."""
        if response.status >= 400 and response.status not in self.expected:
            self.faults.append(f"{response.status} {response.url}")


def _wait_for_whole_pages(patch: pytest.MonkeyPatch) -> None:
    """Playwright's click ends when the next page begins to come; what is read next needs it all."""

    def whole(kind: type[Page | Locator]) -> Callable[..., None]:
        click = kind.click

        @wraps(click)
        def click_and_wait(where: Any, *args: Any, **how: Any) -> None:
            page = where if isinstance(where, Page) else where.page
            click(where, *args, **how)
            page.wait_for_load_state("domcontentloaded")

        return click_and_wait

    for kind in (Page, Locator):
        patch.setattr(kind, "click", whole(kind))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium or Chrome; without one these tests are skipped."""
    path = find_browser()
    if path is None:
        pytest.skip("no Chromium or Chrome on this machine: browser tests")
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        _wait_for_whole_pages(patch)
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


# The long ways through the portal, longest first: nobody then waits for the last of them.
LONG = (
    "test_ta_stilling",
    "test_retningslinjer",
    "test_ta_stilling_channel",
    "test_writing_together",
    "test_writing",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: what they write stays in the database. The long come first."""

    def turn(item: pytest.Item) -> int:
        if item.get_closest_marker("browser") is None:
            return -1
        name = item.path.stem
        return LONG.index(name) if name in LONG else len(LONG)

    items.sort(key=turn)


def _end_other_sessions() -> None:
    """Sessions of the server's threads, now gone, would keep the database from being dropped."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _keep_static_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window keeps stylesheets and scripts from page to page, as it does in production."""
    served = StaticFilesHandler.serve

    def serve(handler: StaticFilesHandler, request: HttpRequest) -> HttpResponseBase:
        response = served(handler, request)
        response["Cache-Control"] = "max-age=3600"
        return response

    monkeypatch.setattr(StaticFilesHandler, "serve", serve)


@pytest.fixture(scope="session")
def site(chromium: Browser, django_db_setup: None, django_db_blocker: Any) -> Iterator[LiveServer]:
    """One server for all browser tests, on the example agency. Nothing is rolled back.

    Chromium first: Playwright's loop gives Django another database connection, and one that was
    opened before it would never be closed.
    """
    patches = pytest.MonkeyPatch.context()
    with django_db_blocker.unblock(), override_settings(**example.THE_AGENCY), patches as patch:
        _keep_static_files(patch)
        example.move_in()
        server = LiveServer("127.0.0.1")
        yield server
        server.stop()
        _end_other_sessions()


@pytest.fixture
def db(site: LiveServer) -> None:
    """The example agency's database as it stands, in the place of pytest-django's fixture."""


@pytest.fixture(scope="session")
def known(chromium: Browser) -> Iterator[dict[Any, Page]]:
    """Windows that stay open, by who looks and how: a new one for every test is what takes time."""
    pages: dict[Any, Page] = {}
    yield pages
    for page in pages.values():
        page.context.close()


@pytest.fixture(scope="session")
def judge_of_all() -> Judge:
    """One for the whole run: it knows what it has seen."""
    return Judge()


@pytest.fixture
def visit(
    chromium: Browser, site: LiveServer, db: None, known: dict[Any, Page], judge_of_all: Judge
) -> Iterator[Callable[..., Page]]:
    """`visit("/strategi/", Role.ADVISER, scheme="dark", width=320)` gives the open page.

    `role` may also be a person; none is nobody signed in. `expect` lists answers that are meant.
    A test that only looks may share a window with others (`shared`); one that chooses or signs
    out gets its own.
    """
    own: list[BrowserContext] = []

    def window(role: Any, scheme: str, javascript: bool, shared: bool) -> Page:
        key = (str(role), scheme, javascript)
        if shared and key in known:
            return known[key]
        context = chromium.new_context(
            java_script_enabled=javascript,
            locale="nb-NO",
            timezone_id="Europe/Oslo",
            reduced_motion="reduce",
        )
        context.add_cookies(_cookies(site.url, role, scheme))
        context.add_init_script(LISTEN)
        page = context.new_page()
        _listen(page)
        if shared:
            known[key] = page
        else:
            own.append(context)
        return page

    def open_page(
        path: str,
        role: Any = None,
        *,
        scheme: str = "light",
        width: int = 1280,
        javascript: bool = True,
        expect: tuple[int, ...] = (),
        judge: bool = True,
        shared: bool = False,
    ) -> Page:
        page = window(role, scheme, javascript, shared)
        page.set_viewport_size({"width": width, "height": 900})
        page.visit = Visit(page, judge_of_all, expected=frozenset(expect))
        page.visit.answer = page.goto(site.url + path, wait_until="load")
        if judge:
            page.visit.judge(axe=javascript)
        return page

    yield open_page
    for context in own:
        context.close()


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """`picture(page, "oppgaver")` keeps a picture in the folder that PICTURES names.

    In docs/pictures only those of the README, and only the top of each.
    """

    def keep(page: Page, name: str) -> None:
        folder = Path(PICTURES).resolve()
        for_readme = folder == ROOT / "docs" / "pictures"
        if not PICTURES or (for_readme and name not in README_PICTURES):
            return
        folder.mkdir(parents=True, exist_ok=True)
        cut = {"x": 0, "y": 0, "width": 1280, "height": 1360} if for_readme else None
        page.screenshot(path=str(folder / f"{name}.png"), full_page=True, clip=cut)

    return keep


def _client(role: Any) -> Client:
    client = Client()
    if role is not None:
        client.force_login(_person(role), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def _cookies(url: str, role: Any, scheme: str) -> list[dict[str, str]]:
    cookies = {"scheme": scheme}
    if role is not None:
        name = settings.SESSION_COOKIE_NAME
        cookies[name] = _client(role).cookies[name].value
    return [{"name": name, "value": value, "url": url} for name, value in cookies.items()]


def _person(role: Any) -> User:
    """The example agency's holder of a role; a person is who it is."""
    if isinstance(role, User):
        return role
    return User.objects.filter(grants__role=role).order_by("pk").first() or UserFactory(
        roles=[role]
    )


def _listen(page: Page) -> None:
    """What goes wrong in a window belongs to the visit that it is on."""

    def console(message: Any) -> None:
        meant = any(str(status) in message.text for status in page.visit.expected)
        if message.type == "error" and not meant:
            page.visit.faults.append(f"console: {message.text}")

    page.on("console", console)
    page.on("pageerror", lambda error: page.visit.faults.append(f"script: {error}"))
    page.on("response", lambda response: page.visit.note(response))


@pytest.fixture
def look(
    visit: Callable[..., Page], picture: Callable[[Page, str], None]
) -> Callable[[str, str, Any], str]:
    """`look("oppgaver", "/", Role.ADVISER)` judges a page, in light, and dark at 320 px.

    Returns its HTML as it came.
    """

    def judge(name: str, path: str, role: Any) -> str:
        page = visit(path, role, judge=False, shared=True)
        source = page.visit.source
        picture(page, name)
        page.visit.judge()
        page.evaluate("document.documentElement.dataset.colorScheme = 'dark'")
        picture(page, f"{name}-dark")
        page.set_viewport_size({"width": 320, "height": 800})
        picture(page, f"{name}-narrow")
        page.visit.judge(again=True)
        return source

    return judge


@pytest.fixture
def at(visit: Callable[..., Page]) -> Callable[..., Page]:
    """`at("kari")` is the window of somebody in the example agency: first on the front page,
    later where it was left."""
    windows: dict[str, Page] = {}

    def window(key: str, **how: Any) -> Page:
        if key not in windows:
            windows[key] = visit("/", person(key), judge=False, **how)
            windows[key].set_default_timeout(10_000)
        return windows[key]

    return window
