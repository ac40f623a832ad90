"""A person at a real Chromium: reads labels and headings, never the markup behind them."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, sync_playwright

from difi_sosial.core.bootstrap import BROWSERS
from tests.peers.processes import Fault, Unavailable

FLAGS = [
    "--headless",
    "--lang=nb-NO",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30_000  # milliseconds


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium or Chrome; raises Unavailable when it has none."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not program:
        raise Unavailable("no Chromium or Chrome on this machine; apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class Person:
    """Somebody signed in, in a window of their own. Broken pages and errors in it are faults."""

    def __init__(self, browser: Browser, address: str, pictures: Path) -> None:
        self.address = address
        self.pictures = pictures
        self.troubles: list[str] = []
        pictures.mkdir(parents=True, exist_ok=True)
        context = browser.new_context(locale="nb-NO", viewport={"width": 1280, "height": 900})
        context.set_default_timeout(PATIENCE)
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        self.page.on("response", self.watch)
        self.page.on("console", self.listen)

    def watch(self, response: Response) -> None:
        """Note every answer of the portal that is an error; 422 is a form shown again."""
        if response.status >= 400 and response.status != 422:
            self.troubles.append(f"{response.status} {response.url}")

    def listen(self, said: ConsoleMessage) -> None:
        """Note when the browser held something back that the page wanted."""
        if "Content Security Policy" in said.text:
            self.troubles.append(said.text)

    def sign_in(self, email: str, password: str) -> None:
        """Through the sign-in page, to the front page."""
        self.open("/konto/login/")
        self.fill("E-post", email)
        self.page.locator("input[type=password]").first.fill(password)
        self.press("Logg inn")

    def open(self, path: str) -> None:
        """Go to a path."""
        self.page.goto(self.address + path)
        self.sound()

    def follow(self, name: str) -> None:
        """Click a link whose name begins so, in the page itself before the menus."""
        link = self.page.get_by_role("main").get_by_role("link", name=begins(name))
        (link if link.count() else self.page.get_by_role("link", name=begins(name))).first.click()
        self.page.wait_for_load_state()
        self.sound()

    def press(self, name: str) -> None:
        """Click a button in the page itself; a form that comes back with errors is a fault."""
        self.picture(f"before {name}")
        main = self.page.get_by_role("main").get_by_role("button", name=begins(name))
        (main if main.count() else self.page.get_by_role("button", name=begins(name))).first.click()
        self.page.wait_for_load_state()
        self.sound()

    def unfold(self, name: str) -> None:
        """Open what is folded away under that name."""
        self.page.get_by_role("main").locator("summary").filter(has_text=name).click()

    def fill(self, label: str, text: str) -> None:
        """Type in the field with that label."""
        self.field(label).fill(text)

    def choose(self, label: str, option: str | re.Pattern[str]) -> None:
        """Choose from a list by what is read, which may be only its beginning."""
        wanted = begins(option) if isinstance(option, str) else option
        for text in self.field(label).locator("option").all_inner_texts():
            if wanted.search(text.strip()):
                self.field(label).select_option(label=text.strip())
                return
        raise Fault(f"«{label}» has no choice «{option}»")

    def tick(self, question: str, answer: str) -> None:
        """Tick an answer in the group that asks the question."""
        group = self.page.get_by_role("group", name=begins(question)).last
        group.get_by_label(answer, exact=True).check()

    def field(self, label: str) -> Locator:
        """The field whose label begins so."""
        return self.page.get_by_label(begins(label)).first

    def reads(self, text: str) -> bool:
        """Whether the page itself holds the text."""
        return text in re.sub(r"\s+", " ", self.page.get_by_role("main").inner_text())

    def sound(self) -> None:
        """Raise Fault when the page is an error page or tells that something is wrong."""
        summary = self.page.locator("[id=feil]")
        if summary.count():
            self.troubles.append(f"the form was refused: {summary.first.inner_text()}")
        alert = self.page.locator(".messages [data-color=danger]")
        if alert.count():
            self.troubles.append(f"the page says: {alert.first.inner_text()}")
        if self.troubles:
            raise Fault("; ".join(self.troubles).replace("\n", " "))

    def picture(self, name: str) -> None:
        """Keep what is seen now, numbered after those that are kept already."""
        number = len(list(self.pictures.glob("*.png"))) + 1
        self.page.screenshot(path=self.pictures / f"{number:02} {name}.png", full_page=True)


def begins(name: str) -> re.Pattern[str]:
    """A name that begins so, whatever case; what stands after is help or a count."""
    return re.compile(rf"^\s*{re.escape(name)}", re.IGNORECASE)
