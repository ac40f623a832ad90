"""The chain: how one thing in the portal follows from another, from purpose to extraction."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.portal.queries.menu import url_of
from difi_sosial.portal.queries.neighbours import neighbours
from difi_sosial.portal.queries.reached import reached as reached_by


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One link: `url` is empty when this person may not open it."""

    key: str
    label: str | Promise
    url: str
    current: bool
    passed: bool


STEPS: tuple[tuple[str, str | Promise, str, Permission], ...] = (
    ("purpose", _("Formål"), "strategy:strategy-list", Permission.STRATEGY_READ),
    ("target-group", _("Målgruppe"), "strategy:strategy-list", Permission.STRATEGY_READ),
    ("channel", _("Kanal"), "channels:channel-list", Permission.CHANNEL_READ),
    ("guideline", _("Retningslinje"), "guidelines:guideline-list", Permission.GUIDELINE_READ),
    ("promise", _("Løfte"), "channels:account-list", Permission.CHANNEL_READ),
    ("follow-up", _("Oppfølging"), "monitoring:mention-list", Permission.MONITORING_READ),
    ("journal", _("Journal"), "journal:entry-list", Permission.JOURNAL_READ),
    ("extraction", _("Arkivuttrekk"), "journal:extract-list", Permission.JOURNAL_READ),
)


def chain(
    person: Any, *, current: str = "", thing: Any = None, reached: Collection[str] | None = None
) -> list[ChainLink]:
    """All links in order.

    `current` is marked. A link is passed when the agency has something in force for it (`reached`,
    asked for in one query when not given) and it does not come after `current`. Links go to what
    belongs to `thing` where something does, else to the list.
    """
    current = current.replace("_", "-")
    keys = [key for key, *_rest in STEPS]
    here = keys.index(current) if current in keys else len(keys)
    own = neighbours(thing) if thing is not None else {}
    there = reached_by(person) if reached is None else reached
    links = []
    for at, (key, label, name, permission) in enumerate(STEPS):
        url = (own.get(key) or url_of(name)) if may(person, permission) else ""
        passed = at < here and key in there
        links.append(ChainLink(key, label, url, current=at == here, passed=passed))
    return links
