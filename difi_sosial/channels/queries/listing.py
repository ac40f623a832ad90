"""The catalogue and its states."""

from collections.abc import Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery

from difi_sosial.channels.enums import ENDED, IN_USE, Category, DecisionState
from difi_sosial.channels.models import (
    Channel,
    Decision,
)


def catalogue(
    *, text: str = "", category: str = "", state: str = "", kind: str = "", hidden: bool = False
) -> QuerySet[Channel]:
    """Channels by name with the state of their newest decision; `state` may be `none`.

    Active ones, or with `hidden` those that are taken out of the catalogue.
    """
    newest = Decision.objects.filter(channel=OuterRef("pk")).order_by("-proposed_at", "-pk")
    found = Channel.objects.filter(is_active=not hidden).annotate(
        decision_state=Subquery(newest.values("state")[:1])
    )
    if text:
        found = found.filter(
            Q(name__icontains=text) | Q(provider__icontains=text) | Q(platform__icontains=text)
        )
    if category:
        found = found.filter(category=category)
    if kind:
        found = found.filter(kinds__contains=[kind])
    if state == "none":
        found = found.filter(decision_state=None)
    elif state:
        found = found.filter(decision_state=state)
    return found.order_by("name")


Listed = tuple[Channel, DecisionState | None]


def ours_and_others(channels: Iterable[Channel]) -> tuple[list[Listed], list[Listed]]:
    """Channels of `catalogue()` with the state of their newest decision: decided on, and the rest.

    A proposal is a position too; only channels that nobody has proposed are the rest.
    """
    rows: list[Listed] = []
    for channel in channels:
        value = getattr(channel, "decision_state", None)
        rows.append((channel, DecisionState(value) if value else None))
    ours = [row for row in rows if row[1] is not None]
    return ours, [row for row in rows if row[1] is None]


def by_category(rows: Iterable[Listed]) -> list[tuple[Category, list[Listed]]]:
    """Listed channels under their category."""
    groups: dict[Category, list[Listed]] = {}
    for row in rows:
        groups.setdefault(Category(row[0].category), []).append(row)
    return [(category, groups[category]) for category in Category if category in groups]


def chosen() -> QuerySet[Channel]:
    """The channels that the agency uses or is about to use, by name."""
    return Channel.objects.filter(decisions__state__in=IN_USE).order_by("name")


def on_the_way() -> QuerySet[Channel]:
    """Channels with a decision that is not at its end, with its state; by name."""
    newest = Decision.objects.filter(channel=OuterRef("pk")).order_by("-proposed_at", "-pk")
    found = Channel.objects.annotate(decision_state=Subquery(newest.values("state")[:1]))
    ended = [*ENDED, DecisionState.RESERVED, DecisionState.CLOSING]
    return found.exclude(decision_state=None).exclude(decision_state__in=ended).order_by("name")
