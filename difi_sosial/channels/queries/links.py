"""What apps above know of a channel, for its page: they register here, data flows down.

from difi_sosial.channels.queries import ChannelLink, register_links

register_links("findings", _("Nettidentiteten"), linked_findings)  # in AppConfig.ready()
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from difi_sosial.channels.models import Channel
from difi_sosial.people.models import User

Text = str | Promise


@dataclass(frozen=True, slots=True)
class ChannelLink:
    """One thing to go to: its name, its page, and what it means for the channel."""

    title: Text
    url: str
    note: Text = ""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """A panel beside the channel: its heading and its links."""

    key: str
    title: Text
    links: tuple[ChannelLink, ...]


Builder = Callable[[Channel, User], Iterable[ChannelLink]]
_BUILDERS: dict[str, tuple[Text, Builder]] = {}


def register_links(key: str, title: Text, builder: Builder) -> None:
    """Let a channel's page show links of an app above; the same key again replaces (reloading)."""
    _BUILDERS[key] = title, builder


def links_of(channel: Channel, person: User) -> list[LinkGroup]:
    """What is registered and there for this channel, as this person may see it."""
    groups = [
        LinkGroup(key, title, tuple(builder(channel, person)))
        for key, (title, builder) in _BUILDERS.items()
    ]
    return [group for group in groups if group.links]
