"""Where the pages of a strategy lead on to, which the strategy itself may not know."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import DecisionState
from difi_sosial.channels.queries import catalogue
from difi_sosial.core.templatetags.sosial import STATE_COLORS
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.portal.queries.menu import url_of
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.queries import SectionLink


def channels(version: StrategyVersion, person: User) -> Iterator[SectionLink]:
    """Every channel that somebody has proposed, with what is decided, and the matrix."""
    if not may(person, Permission.CHANNEL_READ):
        return
    for channel in catalogue():
        if decided := getattr(channel, "decision_state", None):
            state = DecisionState(decided)
            color = STATE_COLORS.get(state, "neutral")
            url = url_of("channels:channel-detail", channel.slug)
            yield SectionLink(channel.name, url, state.label, color)
    yield SectionLink(_("Alle kanaler mot målgruppene"), url_of("channels:matrix-show"))


def net_identity(version: StrategyVersion, person: User) -> Iterator[SectionLink]:
    """The map of where the agency is found."""
    if may(person, Permission.MONITORING_READ):
        yield SectionLink(_("Sjekkene av nettidentiteten"), url_of("identity:overview"))
