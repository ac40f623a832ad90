"""Every page: in light and dark, on a narrow screen, on paper, and without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.pages import PAGES

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 800}


def address(name: str) -> tuple[str, Any]:
    """Where a page is now; skipped where the example agency has nothing for it."""
    path, role = PAGES[name]
    found = path if isinstance(path, str) else path()
    if found is None:
        pytest.skip(f"the example agency has no page of the kind {name}")
    return found, role


@pytest.mark.parametrize("name", PAGES)
def test_page_is_sound(name: str, visit: Callable, picture: Callable) -> None:
    page = visit(*address(name), judge=False, shared=True)
    picture(page, name)
    page.visit.judge()
    page.evaluate("document.documentElement.dataset.colorScheme = 'dark'")
    picture(page, f"{name}-dark")
    page.visit.judge()
    page.set_viewport_size(NARROW)
    picture(page, f"{name}-narrow")
    page.visit.judge()


@pytest.mark.parametrize("name", PAGES)
def test_page_stands_without_script(name: str, visit: Callable) -> None:
    page = visit(*address(name), javascript=False, shared=True)
    assert page.locator("h1").count() == 1
    assert page.locator("main").is_visible()
