"""The read side of the log."""

from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet

from difi_sosial.audit.enums import Event as Kind
from difi_sosial.audit.models import NO_HASH, Event


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along the chain found: how many events, and the first broken one, if any."""

    events: int
    broken: Event | None = None
    reason: str = ""


def history_of(thing: models.Model) -> QuerySet[Event]:
    """Everything that happened to one thing, newest first."""
    return Event.objects.filter(thing_type=thing._meta.label_lower, thing_key=str(thing.pk))


def search(*, text: str = "", kind: str = "", actor: str = "") -> QuerySet[Event]:
    """Events, newest first, narrowed by words in the thing's name, by kind and by actor's name."""
    found = Event.objects.all()
    if text:
        found = found.filter(thing_name__icontains=text)
    if kind in Kind.values:
        found = found.filter(kind=kind)
    if actor:
        found = found.filter(actor_name__icontains=actor)
    return found


def verify() -> Verdict:
    """Walk the whole chain from the first event and stop at the first one that does not hold."""
    previous, count = NO_HASH, 0
    for event in Event.objects.order_by("number").iterator(chunk_size=1000):
        count += 1
        if event.number != count:
            return Verdict(count, event, f"event {count} is missing before it")
        if event.previous_hash != previous:
            return Verdict(count, event, "it does not follow the event before it")
        if event.hash != event.expected_hash():
            return Verdict(count, event, "its content does not match its hash")
        previous = event.hash
    return Verdict(count)
