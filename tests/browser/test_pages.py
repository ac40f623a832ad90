"""Every page, in light and dark, on a narrow screen and without JavaScript."""

from collections.abc import Callable

import pytest

from difi_sosial.people.enums import Role

pytestmark = pytest.mark.browser

WAYS = {
    "light": {},
    "dark": {"scheme": "dark"},
    "narrow": {"width": 320},
    "without script": {"javascript": False},
}
PAGES = {
    "oppgaver": ("/", Role.ADVISER),
    "forstaa": ("/forstaa/hva/", Role.ADVISER),
    "personer": ("/personer/", Role.ADMINISTRATOR),
    "aapne-sider": ("/offentlig/", None),
    "personvern": ("/personvern/", None),
    "logg-inn": ("/konto/login/", None),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_sound(name: str, way: str, visit: Callable, picture: Callable) -> None:
    path, role = PAGES[name]
    page = visit(path, role, **WAYS[way], judge=False)
    picture(page, name if way == "light" else f"{name}-{way.split()[0]}")
    page.visit.judge(axe=way != "without script")
