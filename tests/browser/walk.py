"""Going through the pages as a person does: by the menu, by links, by labels and by buttons."""

import re
import time
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

from difi_sosial.people.models import User

Words = dict[str, Any]


def person(key: str) -> User:
    """Somebody in the example agency, by the first part of the address."""
    return User.objects.get(email=f"{key}@testetaten.example")


def mine(page: Page, title: str) -> Page:
    """From anywhere to what waits for this person on the front page, by its title."""
    if urlsplit(page.url).path != "/":
        menu(page, "Oppgaver")
    waiting = page.get_by_role("region", name="Venter på deg")
    more = waiting.locator("summary")
    if more.count():
        more.click()
    waiting.get_by_role("link", name=begins(title)).first.click()
    return page


def until(page: Page, question: str, seconds: float = 15) -> None:
    """Wait until this JavaScript is true.

    Playwright's wait_for_function cannot: when the first answer is no, it asks again by eval(),
    which the portal's Content Security Policy refuses.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(question):
        assert time.monotonic() < end, f"never true: {question}"
        page.wait_for_timeout(50)


def main(page: Page) -> Locator:
    """What the page is about, without header and footer."""
    return page.locator("main")


def menu(page: Page, label: str) -> None:
    """Choose from the main menu."""
    page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name=label).click()


def follow(page: Page, name: str, within: Locator | None = None) -> None:
    """Press the first link that begins with these words."""
    (within or main(page)).get_by_role("link", name=begins(name)).first.click()


def press(page: Page, name: str, within: Locator | None = None) -> None:
    """Press the button with this name."""
    (within or main(page)).get_by_role("button", name=name, exact=True).first.click()


def reveal(page: Page, name: str) -> None:
    """Open what stands behind these words."""
    main(page).locator("summary").filter(has_text=begins(name)).first.click()


def fill(where: Page | Locator, words: Words) -> None:
    """Fill fields by their labels, as `strategy_texts` tells of them; a dict is a part or a row."""
    for label, value in words.items():
        if isinstance(value, dict):
            fill(part(where, label), value)
        elif isinstance(value, list):
            for one in value:
                field(where, one).check()
        elif isinstance(value, tuple):
            choose(where, label, *value)
        else:
            field(where, label).fill(value)


def field(where: Page | Locator, label: str) -> Locator:
    """The first box with a label that begins so."""
    page = where if isinstance(where, Page) else where.page
    return where.get_by_label(begins(label)).and_(page.locator("input, textarea")).first


def part(where: Page | Locator, name: str) -> Locator:
    """A part of the page, or a row such as «Mål 2»; a row that is not there yet is added."""
    found = where.get_by_role("group", name=begins(name))
    kind, _space, number = name.rpartition(" ")
    if number.isdigit() and not found.count():
        where.get_by_role("button", name=f"Legg til {kind.lower()}").click()
    return found.first


def choose(where: Page | Locator, label: str, option: str) -> None:
    """Choose from a list by label, or among radio buttons in the group with that legend."""
    field = where.get_by_role("combobox", name=begins(label))
    if field.count():
        field.first.select_option(label=option)
    else:
        group = where.get_by_role("group", name=begins(label)).first
        group.get_by_label(begins(option)).first.check()


def heading(page: Page) -> str:
    """What the page is called."""
    return page.locator("h1").inner_text()


def says(page: Page) -> str:
    """What the page answered the last press with."""
    return page.locator(".ds-alert, [role=status]").first.inner_text()


def begins(words: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(words)}")
