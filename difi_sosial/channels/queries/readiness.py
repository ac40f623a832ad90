"""Klar–Ferdig–Gå: the seven lights of a channel, from the apps that can say whether they hold.

An app registers what it knows in its AppConfig.ready():

    from difi_sosial.channels.enums import LightKey
    from difi_sosial.channels.queries import readiness

    readiness.register(LightKey.WATCH, 60, watch_lights)

A builder answers for many channels at once, in a fixed number of queries. A light that nobody has
registered is red: silence never opens a channel.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import DecisionState, LightGroup, LightKey
from difi_sosial.channels.models import Channel


@dataclass(frozen=True, slots=True)
class Light:
    """Whether one condition holds for a channel, why, and where one does something about it.

    `reason` says what holds when `ok`, and what lacks when not. `url` leads to the next act (or to
    what holds), `url_label` is the words of that link; both may be empty.
    """

    key: str
    label: str | Promise
    ok: bool
    reason: str | Promise
    url: str = ""
    url_label: str | Promise = ""


# (channels, the moment it is asked for) -> a light per channel's primary key.
Builder = Callable[[Sequence[Channel], datetime], Mapping[int, Light]]


@dataclass(frozen=True, slots=True)
class Board:
    """One channel's lights, in the order of the board."""

    channel: Channel
    lights: tuple[Light, ...]

    @property
    def state(self) -> DecisionState | None:
        """The state of the channel's newest decision, when the channel was asked for with it."""
        value = getattr(self.channel, "decision_state", None)
        return DecisionState(value) if value else None

    @property
    def is_ready(self) -> bool:
        """Green only when all hold."""
        return all(light.ok for light in self.lights)

    @property
    def red(self) -> tuple[Light, ...]:
        """Those that do not hold."""
        return tuple(light for light in self.lights if not light.ok)

    @property
    def next(self) -> Light | None:
        """What is to be done first: the lights stand in the order in which they can turn green."""
        return next(iter(self.red), None)

    @property
    def groups(self) -> list[tuple[LightGroup, list[Light]]]:
        """The lights under Klar, Ferdig and Gå."""
        return [
            (group, [light for light in self.lights if GROUPS[LightKey(light.key)] == group])
            for group in LightGroup
        ]


GROUPS: Mapping[LightKey, LightGroup] = {
    LightKey.STRATEGY: LightGroup.READY,
    LightKey.DECISION: LightGroup.READY,
    LightKey.GUIDELINES: LightGroup.READY,
    LightKey.PROFILE: LightGroup.SET,
    LightKey.ADMINS: LightGroup.SET,
    LightKey.ARCHIVE: LightGroup.SET,
    LightKey.WATCH: LightGroup.GO,
}
_registered: dict[LightKey, tuple[int, Builder]] = {}


def register(key: str, position: int, builder: Builder) -> None:
    """Let an app answer for one light. The lowest `position` stands first on the board."""
    _registered[LightKey(key)] = (position, builder)


def registered() -> frozenset[LightKey]:
    """The lights that some app answers for."""
    return frozenset(_registered)


def boards(channels: Sequence[Channel], at: datetime) -> list[Board]:
    """The board of every channel, in their order; a fixed number of queries for any number."""
    if not channels:
        return []
    found = {key: _registered[key][1](channels, at) for key in _in_order() if key in _registered}
    return [
        Board(
            channel,
            tuple(found.get(key, {}).get(channel.pk, _unknown(key)) for key in _in_order()),
        )
        for channel in channels
    ]


def ready(channels: Sequence[Channel], at: datetime) -> list[Channel]:
    """Those whose lights are all green; each light is asked for what is green so far."""
    left = list(channels)
    for key in _in_order():
        found = _registered[key][1](left, at) if left and key in _registered else {}
        left = [channel for channel in left if channel.pk in found and found[channel.pk].ok]
    return left


def board(channel: Channel, at: datetime) -> Board:
    """One channel's board."""
    return boards([channel], at)[0]


def _in_order() -> list[LightKey]:
    last = 1 + max((position for position, _builder in _registered.values()), default=0)
    return sorted(LightKey, key=lambda key: _registered[key][0] if key in _registered else last)


def _unknown(key: LightKey) -> Light:
    return Light(key, key.label, ok=False, reason=_("Portalen vet ikke noe om dette ennå."))
