"""What a channel's page may know of the net identity: given downwards, for it lies below."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.models import Channel
from difi_sosial.channels.queries import ChannelLink, register_links
from difi_sosial.identity.models import Link
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may


def register() -> None:
    """Show the findings that are linked to decisions about a channel, on its page."""
    register_links("findings", _("Funn i nettidentiteten"), linked_findings)


def linked_findings(channel: Channel, person: User) -> Iterator[ChannelLink]:
    """The findings that somebody has linked to a decision about this channel, the newest first."""
    if not may(person, Permission.MONITORING_READ):
        return
    rows = Link.objects.filter(decision__channel=channel).select_related("finding")
    for link in rows.order_by("-at", "-pk"):
        title = f"{link.finding.letter}: {link.finding}"
        yield ChannelLink(title, link.finding.get_absolute_url(), link.note)
