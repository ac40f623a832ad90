"""What stands in the main menu, and for whom."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry: `current` is "page" on the page itself, "true" on what belongs to it, else ""."""

    label: str | Promise
    url: str
    current: str


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


# Where pages belong whose address does not begin as the entry's own; all others are tasks.
BELONGS: tuple[tuple[str, str], ...] = (
    ("/nettidentitet/", "monitoring:watch-list"),
    ("/les-og-bekreft/", "guidelines:guideline-list"),
    ("/tre-roller/", "guidelines:guideline-list"),
    ("/offentlig/retningslinjer/", "guidelines:guideline-list"),
    ("/offentlig/husregler/", "guidelines:guideline-list"),
    ("/offentlig/kontoer", "channels:channel-list"),
    ("/omtaler/svartid/", "channels:channel-list"),
    ("/overvaking/ikke-slik/", "monitoring:mention-list"),
    ("/personer/meg/", "portal:front-page"),
)
FRONT = ENTRIES[0][0]


def menu(person: Any, path: str) -> list[MenuItem]:
    """The entries this person may open; `path` is the path of the page being shown."""
    found = {name: label for name, label, permission in ENTRIES if may(person, permission)}
    here = place_of(path)
    here = here if here in found else FRONT
    return [
        MenuItem(label, url, _current(path, url) if name == here else "")
        for name, label in found.items()
        if (url := url_of(name))
    ]


def place_of(path: str) -> str:
    """The entry that a page belongs to: the longest beginning that fits, else the tasks."""
    places = [*BELONGS, *((url_of(name), name) for name, _label, _permission in ENTRIES[1:])]
    fitting = (place for place in places if place[0] and path.startswith(place[0]))
    return max(fitting, key=lambda place: len(place[0]), default=("", FRONT))[1]


def _current(path: str, url: str) -> str:
    return "page" if path == url else "true"


@lru_cache(maxsize=1024)
def url_of(name: str, *args: object) -> str:
    """The address of a named page, empty while its app is not installed."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
