"""Channels, what is thought of them, and decisions in any state."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from difi_sosial.channels.enums import Category, DecisionState, ReachLevel
from difi_sosial.channels.enums.assessment import Consequence, Likelihood, Stance
from difi_sosial.channels.models import (
    Account,
    Assessment,
    Channel,
    Decision,
    DpoOpinion,
    Reach,
    Risk,
)
from difi_sosial.people.enums import Role
from tests.factories.people import UnitFactory, UserFactory

PROPOSED = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
DECIDED = datetime(2026, 3, 17, 9, 0, tzinfo=UTC)
CLOSED = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


class ChannelFactory(DjangoModelFactory):
    class Meta:
        model = Channel

    slug = factory.Sequence(lambda number: f"kanal-{number}")
    name = factory.Sequence(lambda number: f"Kanal {number}")
    category = Category.MICROBLOG
    provider = "Leverandøren"


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = Assessment

    channel = factory.SubFactory(ChannelFactory)
    privacy = "Ingen opplysninger om privatpersoner."
    changed_by = factory.SubFactory(UserFactory, roles=[Role.ADVISER])


class ReachFactory(DjangoModelFactory):
    """A cell; `target_group` is a row of the strategy in force."""

    class Meta:
        model = Reach

    channel = factory.SubFactory(ChannelFactory)
    target_group_key = factory.SelfAttribute("target_group.key")
    level = ReachLevel.SOME
    reason = "Mange i gruppen er der."


class RiskFactory(DjangoModelFactory):
    class Meta:
        model = Risk

    assessment = factory.SubFactory(AssessmentFactory)
    event = "Noen overtar kontoen."
    likelihood = Likelihood.MODERATE
    consequence = Consequence.CRITICAL


class OpinionFactory(DjangoModelFactory):
    class Meta:
        model = DpoOpinion

    channel = factory.SubFactory(ChannelFactory)
    stance = Stance.WITH_CONDITIONS
    text = "Steng direktemeldingene."
    by = factory.SubFactory(UserFactory, roles=[Role.DPO])
    at = PROPOSED


class DecisionFactory(DjangoModelFactory):
    """A decision in any state, with what that state demands."""

    class Meta:
        model = Decision

    class Params:
        is_decided = factory.LazyAttribute(lambda self: self.state != DecisionState.PROPOSED)
        is_closed = factory.LazyAttribute(lambda self: self.state == DecisionState.CLOSED)

    channel = factory.SubFactory(ChannelFactory)
    state = DecisionState.PROPOSED
    purpose = "Svare på spørsmål."
    proposed_by = factory.SubFactory(UserFactory, roles=[Role.ADVISER])
    proposed_at = PROPOSED
    decided_by = factory.LazyAttribute(lambda self: manager() if self.is_decided else None)
    decided_at = factory.LazyAttribute(lambda self: DECIDED if self.is_decided else None)
    reason = factory.LazyAttribute(lambda self: "Målgruppen er der." if self.is_decided else "")
    closed_by = factory.LazyAttribute(lambda self: manager() if self.is_closed else None)
    closed_at = factory.LazyAttribute(lambda self: CLOSED if self.is_closed else None)
    close_reason = factory.LazyAttribute(lambda self: "Ingen bruker den." if self.is_closed else "")


class AccountFactory(DjangoModelFactory):
    class Meta:
        model = Account

    channel = factory.SubFactory(ChannelFactory)
    handle = factory.Sequence(lambda number: f"@testetaten{number}")
    url = factory.Sequence(lambda number: f"https://social.example/@testetaten{number}")
    unit = factory.SubFactory(UnitFactory)
    response_hours = 4


def manager():
    return UserFactory(roles=[Role.MANAGER])
