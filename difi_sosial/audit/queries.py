"""The read side of the log."""

from dataclasses import dataclass

from django.db import models
from django.db.models import QuerySet

from difi_sosial.audit.enums import Event as Kind
from difi_sosial.audit.models import NO_HASH, Event, Head
from difi_sosial.core import crypto


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along the chain found: how many events, and where it first breaks, if it does."""

    events: int
    broken: int | None = None
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
    """Walk the whole chain from the first event and stop where it first does not hold."""
    previous, count = NO_HASH, 0
    for event in Event.objects.order_by("number").iterator(chunk_size=1000):
        count += 1
        if event.number != count:
            return Verdict(count, count, "it is missing")
        if event.previous_hash != previous:
            return Verdict(count, count, "it does not follow the event before it")
        if event.hash != event.expected_hash():
            return Verdict(count, count, "its content does not match its hash")
        previous = event.hash
    return _judge_end(count, previous)


def _judge_end(count: int, last_hash: str) -> Verdict:
    """Does the chain end where the sealed head says that it ends?"""
    head = Head.objects.first() or Head(number=0, hash=NO_HASH)
    if head.number and not crypto.is_sealed(str(head), head.mark):
        return Verdict(count, head.number, "the mark at the end of the chain is not ours")
    if head.number > count:
        return Verdict(count, count + 1, "it is missing, and so are those after it")
    if head.number < count or head.hash != last_hash:
        return Verdict(count, head.number + 1, "it was not written by the portal")
    return Verdict(count)
