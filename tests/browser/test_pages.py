"""Every page: in light and dark, on a narrow screen, on paper, and without JavaScript."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from lxml import html

from tests.browser.pages import (
    FILES,
    LOOKED_AT_ELSEWHERE,
    ONLY_ACTS,
    PAGES,
    WITHOUT_SCRIPT,
)

pytestmark = pytest.mark.browser


def address(name: str) -> tuple[str, Any]:
    """Where a page is now; skipped where the example agency has nothing for it."""
    path, role = PAGES[name]
    found = path if isinstance(path, str) else path()
    if found is None:
        pytest.skip(f"the example agency has no page of the kind {name}")
    return found, role


def whole(source: str) -> None:
    """Fails when something is only there once a script has run, or says two places at once."""
    page = html.fromstring(source)
    (heading,) = page.iter("h1")
    assert heading.text_content().strip()
    assert not page.xpath("//main//*[@hidden][.//form or .//a or .//p]")
    marked = page.xpath("//nav[contains(@class, 'main-nav--wide')]//a[@aria-current]")
    trail = page.xpath("//nav[@class='crumbs']//li")
    if marked and trail:
        (place,) = marked
        home, first, *_deeper = (step.text_content().strip() for step in trail)
        assert place.text_content() in (home, first)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_sound_and_whole_before_any_script_runs(name: str, look: Callable) -> None:
    whole(look(name, *address(name)))


@pytest.mark.parametrize("name", WITHOUT_SCRIPT)
def test_page_stands_without_script(name: str, visit: Callable) -> None:
    page = visit(*address(name), javascript=False, shared=True)
    assert page.locator("h1").is_visible()
    assert page.locator("main").is_visible()


def ours(patterns: list[Any], space: str = "") -> Iterator[str]:
    """The name of every URL of our own apps."""
    for entry in patterns:
        if isinstance(entry, URLResolver) and str(entry.pattern) not in ("konto/", "drift/"):
            yield from ours(entry.url_patterns, entry.namespace or space)
        elif isinstance(entry, URLPattern) and space:
            yield f"{space}:{entry.name}"


def test_no_page_is_forgotten(site: object, db: None) -> None:
    paths = [path if isinstance(path, str) else path() for path, _role in PAGES.values()]
    seen = {resolve(urlsplit(path).path).view_name for path in paths if path}
    known = seen | LOOKED_AT_ELSEWHERE | ONLY_ACTS | FILES
    assert set(ours(get_resolver().url_patterns)) - known == set()
