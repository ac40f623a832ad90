"""Follow-ups in any state."""

import factory
from factory.django import DjangoModelFactory

from difi_sosial.core.clock import now
from difi_sosial.dialogue.enums import Kind, State
from difi_sosial.dialogue.models import Triage
from difi_sosial.people.models import User
from tests.factories.monitoring import MentionFactory
from tests.factories.people import UnitFactory, UserFactory


class TriageFactory(DjangoModelFactory):
    """A mention's follow-up; `TriageFactory(state=State.ASSIGNED)` has somebody who follows up."""

    class Meta:
        model = Triage

    class Params:
        has_person = factory.LazyAttribute(lambda self: self.state == State.ASSIGNED)
        has_unit = factory.LazyAttribute(lambda self: self.state == State.REFERRED)

    state = State.TRIAGED
    mention = factory.SubFactory(MentionFactory, status=factory.SelfAttribute("..state"))
    mention_uuid = factory.SelfAttribute("mention.uuid")
    channel = factory.SelfAttribute("mention.source.channel")
    kind = factory.LazyAttribute(lambda self: "" if self.state == State.NEW else Kind.QUESTION)
    assigned_to = factory.LazyAttribute(lambda self: somebody() if self.has_person else None)
    assigned_at = factory.LazyAttribute(lambda self: now() if self.has_person else None)
    referred_to = factory.LazyAttribute(lambda self: UnitFactory() if self.has_unit else None)


def somebody() -> User:
    return UserFactory(roles=["adviser"])
