"""What stands in the main menu, and for whom."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry: `current` is true on the page itself and on everything under it."""

    label: str | Promise
    url: str
    current: bool


ENTRIES: tuple[tuple[str, str | Promise, Permission], ...] = (
    ("portal:front-page", _("Oppgaver"), Permission.PORTAL_READ),
    ("strategy:strategy-list", _("Strategi"), Permission.STRATEGY_READ),
    ("channels:channel-list", _("Kanaler"), Permission.CHANNEL_READ),
    ("guidelines:guideline-list", _("Retningslinjer"), Permission.GUIDELINE_READ),
    ("monitoring:mention-list", _("Omtaler"), Permission.MONITORING_READ),
    ("monitoring:watch-list", _("Overvåking"), Permission.MONITORING_READ),
    ("journal:entry-list", _("Journal"), Permission.JOURNAL_READ),
    ("people:person-list", _("Personer"), Permission.PEOPLE_READ),
    ("portal:log-list", _("Logg"), Permission.AUDIT_READ),
)


def menu(person: Any, path: str) -> list[MenuItem]:
    """The entries this person may open; `path` is the path of the page being shown."""
    found = [
        (label, url_of(name)) for name, label, permission in ENTRIES if may(person, permission)
    ]
    here = max((url for _label, url in found if url and _under(path, url)), key=len, default="")
    return [MenuItem(label, url, url == here) for label, url in found if url]


def url_of(name: str, *args: object) -> str:
    """The address of a named page, empty while its app is not installed."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _under(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
