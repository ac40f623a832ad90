"""What the data protection officer has advised."""

from django.db.models import QuerySet

from difi_sosial.channels.models import Channel, DpoOpinion


def newest_opinion(channel: Channel) -> DpoOpinion | None:
    """The officer's last opinion about the channel, with the person; None before the first."""
    return opinions_of(channel).first()


def opinions_of(channel: Channel) -> QuerySet[DpoOpinion]:
    """Every opinion about the channel, newest first, with the person."""
    return channel.opinions.select_related("by").order_by("-at", "-pk")
