"""Who is told about a channel, and what they are told: always with the page where they act."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from difi_sosial.channels.models import Channel, Decision
from difi_sosial.channels.rules import may_decide
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may, with_rights
from difi_sosial.people.services import tell

Text = str | Promise


def page_of(channel: Channel, part: str = "") -> str:
    """The path of the channel's page, and the part of it where one acts."""
    return reverse("channels:channel-detail", args=[channel.slug]) + part


def managers(decision: Decision) -> list[User]:
    """Those who can decide on it: not the proposer."""
    found = with_rights(people_who_may(Permission.CHANNEL_DECIDE))
    return [person for person in found if may_decide(person, decision)]


def keepers(decision: Decision) -> list[User]:
    """The head of communications and the one who proposed the channel, who answers for it."""
    return [*people_who_may(Permission.CHANNEL_RUN), decision.proposed_by]


def about(
    decision: Decision,
    *,
    to: Iterable[User],
    subject: Text,
    text: Text,
    key: str,
    at: datetime,
    part: str = "",
    facts: Mapping[str, Any] | None = None,
    reminder: bool = False,
) -> int:
    """A letter about the decision; `%(channel)s` is known in both texts."""
    return tell(
        to=to,
        subject=subject,
        text=text,
        path=page_of(decision.channel, part),
        key=f"channels.decision:{decision.pk}:{key}",
        at=at,
        facts={"channel": decision.channel.name, **(facts or {})},
        reminder=reminder,
    )
