"""Strategies in any state."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from difi_sosial.core.clock import local_date, now
from difi_sosial.people.enums import Role
from difi_sosial.strategy.enums import (
    Consequence,
    Heard,
    Level,
    Likelihood,
    Principle,
    Purpose,
    State,
)
from difi_sosial.strategy.models import (
    Duty,
    Goal,
    KeyMessage,
    Misconception,
    Risk,
    Strategy,
    StrategyVersion,
    TargetGroup,
)
from tests.factories.people import UnitFactory, UserFactory

SENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
APPROVED = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


class StrategyFactory(DjangoModelFactory):
    class Meta:
        model = Strategy

    title = factory.Sequence(lambda number: f"Strategi for sosiale medier {number}")
    unit = factory.SubFactory(UnitFactory)
    owner = factory.SubFactory(UserFactory, roles=[Role.HEAD])


class VersionFactory(DjangoModelFactory):
    """A version with nothing missing, in any state, with what that state demands."""

    class Meta:
        model = StrategyVersion
        skip_postgeneration_save = True

    strategy = factory.SubFactory(StrategyFactory)
    number = factory.Sequence(lambda number: number + 1)
    author = factory.SubFactory(UserFactory, roles=[Role.ADVISER])
    mandate = "Direktøren har bestemt at strategien skal lages."
    principles = factory.LazyFunction(lambda: [Principle.OPENNESS])
    heard = factory.LazyFunction(lambda: [Heard.ARCHIVE, Heard.DPO])
    situation = "Vi har én konto."
    net_identity_on = factory.LazyFunction(lambda: local_date(now()))
    purposes = factory.LazyFunction(lambda: [Purpose.SERVICE])
    core_message = "Vi svarer på det du lurer på."
    inform_level = Level.MUCH
    inform_evidence = "Vi formidler hver dag."
    listen_level = Level.SOME
    listen_evidence = "Vi følger debatten."
    share_level = Level.NONE
    take_part_level = Level.NONE
    privacy_security = "Vi ber aldri om fødselsnummer."
    case_handling = "Vi behandler ikke saker her."
    private_professional = "Ansatte svarer fra virksomhetens konto."
    archive_journal = "Rådgiveren vurderer hver henvendelse."
    policy_signals = "Vi skriver klart på begge målformer."
    hours_per_week = Decimal("12.5")
    staffing = "To rådgivere deler på arbeidet."
    crisis_plan = "Beredskapsplanen ligger i kvalitetssystemet."
    crisis_override = "Beredskapsvakten."
    bokmaal_percent = 70
    nynorsk_percent = 30
    evaluation = "Svartid hver måned."
    stop_criteria = "Ingen når målgruppen på et halvt år."
    next_review = date(2027, 3, 1)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """A draft first: rows can only be given to what is not approved yet."""
        wanted = kwargs.pop("state", State.DRAFT)
        version = super()._create(model_class, *args, **kwargs)
        version.wanted_state = wanted
        return version

    @factory.post_generation
    def rows(self, create, extracted, **kwargs):
        if extracted is not False:
            GoalFactory(version=self)
            group = TargetGroupFactory(version=self)
            KeyMessageFactory(version=self, target_group_key=group.key)
            MisconceptionFactory(version=self)
            DutyFactory(version=self)
            RiskFactory(version=self)

    @factory.post_generation
    def workflow(self, create, extracted, **kwargs):
        """What the state demands of the other columns."""
        state = self.wanted_state
        changes = {"state": state}
        if state not in (State.DRAFT, State.WITHDRAWN):
            changes |= {"submitted_by": self.author, "submitted_at": SENT}
        if state in (State.APPROVED, State.IN_FORCE, State.SUPERSEDED):
            changes |= {
                "approved_by": extracted or UserFactory(roles=[Role.MANAGER]),
                "approved_at": APPROVED,
                "canonical_text": "# Strategi\n",
                "checksum": "0" * 64,
                "in_force_on": APPROVED.date(),
            }
        for name, value in changes.items():
            setattr(self, name, value)
        self.save()


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal

    statement = factory.Sequence(lambda number: f"Vi svarer raskere enn før {number}")
    indicator = "Andel besvart innen fire timer"
    unit = "prosent"
    baseline = Decimal(48)
    baseline_on = date(2025, 12, 31)
    target = Decimal(90)
    due_on = date(2027, 12, 31)
    source = "Portalens egne tall"
    responsible = "Oddvar Hauge"


class TargetGroupFactory(DjangoModelFactory):
    class Meta:
        model = TargetGroup

    name = factory.Sequence(lambda number: f"Målgruppe {number}")
    knowledge_source = "Innbyggerundersøkelsen"
    knowledge_year = 2025


class KeyMessageFactory(DjangoModelFactory):
    class Meta:
        model = KeyMessage

    text = "Spør oss"


class MisconceptionFactory(DjangoModelFactory):
    class Meta:
        model = Misconception

    claim = "Fristen er 1. mars"
    truth = "Det er ingen frist"


class DutyFactory(DjangoModelFactory):
    class Meta:
        model = Duty

    task = factory.Sequence(lambda number: f"Svare på spørsmål {number}")
    does = "Rådgiverne"
    answers = "Kommunikasjonssjefen"


class RiskFactory(DjangoModelFactory):
    class Meta:
        model = Risk

    description = factory.Sequence(lambda number: f"En konto blir kapret {number}")
    likelihood = Likelihood.UNLIKELY
    consequence = Consequence.SERIOUS
    measure = "Totrinnspålogging"
    responsible = "Sikkerhetslederen"
