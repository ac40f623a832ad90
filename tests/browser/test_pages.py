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
    "sok": ("/sok/?q=testetaten", Role.ADVISER),
    "logg": ("/logg/", Role.ARCHIVIST),
    "personer": ("/personer/", Role.ADMINISTRATOR),
    "ny-person": ("/personer/ny/", Role.ADMINISTRATOR),
    "roller": ("/personer/roller/", Role.ADMINISTRATOR),
    "strategi": ("/strategi/", Role.ADVISER),
    "kanaler": ("/kanaler/", Role.ADVISER),
    "retningslinjer": ("/retningslinjer/", Role.ADVISER),
    "omtaler": ("/omtaler/", Role.ADVISER),
    "mine-omtaler": ("/omtaler/mine/", Role.ADVISER),
    "overvaking": ("/overvaking/", Role.ADVISER),
    "kilder": ("/overvaking/kilder/", Role.ADVISER),
    "nettidentitet": ("/nettidentitet/", Role.ADVISER),
    "journal": ("/journal/", Role.ARCHIVIST),
    "saker": ("/journal/saker/", Role.ARCHIVIST),
    "uttrekk": ("/journal/uttrekk/", Role.ARCHIVIST),
    "aapne-sider": ("/offentlig/", None),
    "personvern": ("/personvern/", None),
    "logg-inn": ("/konto/login/", None),
    "glemt-passord": ("/konto/password/reset/", None),
    "to-trinn": ("/konto/2fa/", Role.MANAGER),
    "innlogginger": ("/konto/sessions/", Role.MANAGER),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_sound(name: str, way: str, visit: Callable, picture: Callable) -> None:
    path, role = PAGES[name]
    page = visit(path, role, **WAYS[way], judge=False)
    picture(page, name if way == "light" else f"{name}-{way.split()[0]}")
    page.visit.judge(axe=way != "without script")
