"""Channels, what is thought of them, and decisions in any state."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from difi_sosial.channels.enums import Category, DecisionState, ReachLevel
from difi_sosial.channels.enums.accounts import ProfileState
from difi_sosial.channels.enums.assessment import Consequence, Likelihood, Stance
from difi_sosial.channels.models import (
    Account,
    Administrator,
    Assessment,
    Channel,
    Decision,
    DpoOpinion,
    ProfileText,
    Proof,
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
    slug = factory.Sequence(lambda number: f"konto-{number}")
    url = factory.Sequence(lambda number: f"https://social.example/@testetaten{number}")
    unit = factory.SubFactory(UnitFactory)
    response_hours = 4


def manager():
    return UserFactory(roles=[Role.MANAGER])


class AdministratorFactory(DjangoModelFactory):
    """A person of the portal who can sign in to an account."""

    class Meta:
        model = Administrator

    account = factory.SubFactory(AccountFactory)
    user = factory.SubFactory(UserFactory, roles=[Role.ADVISER])
    unit = factory.LazyAttribute(lambda self: self.user.unit if self.user else None)
    added_at = DECIDED
    added_by = factory.SubFactory(UserFactory, roles=[Role.ADVISER])


class ProofFactory(DjangoModelFactory):
    class Meta:
        model = Proof

    sha256 = "0" * 64
    name = "bevis.png"
    content_type = "image/png"
    size = 8
    content = b"\x89PNG\r\n\x1a\n"
    uploaded_at = DECIDED
    uploaded_by = factory.SubFactory(UserFactory, roles=[Role.ADVISER])


class ProfileTextFactory(DjangoModelFactory):
    """A profile text in any state, with what that state demands."""

    class Meta:
        model = ProfileText

    class Params:
        is_adapted = factory.LazyAttribute(lambda self: self.state != ProfileState.GENERATED)
        is_approved = factory.LazyAttribute(
            lambda self: self.state not in (ProfileState.GENERATED, ProfileState.ADAPTED)
        )

    account = factory.SubFactory(AccountFactory)
    language = "nb"
    number = 1
    state = ProfileState.GENERATED
    body = "Dette er Testetaten. Vi svarer innen fire timer."
    long_body = "## Om kontoen\n\nDette er Testetaten."
    generated_at = PROPOSED
    generated_by = factory.SubFactory(UserFactory, roles=[Role.ADVISER])
    adapted_by = factory.LazyAttribute(lambda self: adviser() if self.is_adapted else None)
    adapted_at = factory.LazyAttribute(lambda self: PROPOSED if self.is_adapted else None)
    approved_by = factory.LazyAttribute(lambda self: manager() if self.is_approved else None)
    approved_at = factory.LazyAttribute(lambda self: DECIDED if self.is_approved else None)


def adviser():
    return UserFactory(roles=[Role.ADVISER])
