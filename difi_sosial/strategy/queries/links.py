"""Links from a section to pages of apps above: they register here, data flows down.

The strategy may not know channels, but the page about channel decisions should lead to them. An
app above gives a builder in its AppConfig's `ready()`; without one the page stands without links.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from difi_sosial.people.models import User
from difi_sosial.strategy.enums import Section
from difi_sosial.strategy.models import StrategyVersion

Text = str | Promise


@dataclass(frozen=True, slots=True)
class SectionLink:
    """One thing to go to: its name, its page, and where it stands, with the colour of a tag."""

    title: Text
    url: str
    label: Text = ""
    color: str = "neutral"


Builder = Callable[[StrategyVersion, User], Iterable[SectionLink]]
_BUILDERS: dict[Section, dict[str, Builder]] = {}


def register_links(section: Section, key: str, builder: Builder) -> None:
    """Let a page show links of an app above; the same key again replaces (reloading)."""
    _BUILDERS.setdefault(section, {})[key] = builder


def links_of(section: Section, version: StrategyVersion, person: User) -> list[SectionLink]:
    """Everything that is registered for a section, as this person may see it."""
    builders = _BUILDERS.get(section, {})
    return [link for builder in builders.values() for link in builder(version, person)]
