"""What a decision is built on stands still, and is what the person who decides has read."""

from django.utils.translation import gettext as _

from difi_sosial.channels.models import Channel, Decision
from difi_sosial.channels.queries import edition_of
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict


def with_channel(decision: Decision) -> Decision:
    """The decision under lock, and its channel before it: assessment and lights stand still."""
    lock(Channel(pk=decision.channel_id))
    return lock(decision)


def check_read(channel: Channel, edition: int | None) -> None:
    """Raises Conflict unless the assessment is still in the edition that was read (0 for none)."""
    if edition != edition_of(channel):
        raise Conflict(_("Vurderingen er endret etter at du leste den. Les den på nytt først."))
