"""Strategies in any state."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.workdays import add_workdays
from difi_sosial.hearing import services as hearing
from difi_sosial.journal import services as journal
from difi_sosial.journal.enums import EntryState
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.enums import Role
from difi_sosial.strategy import services
from difi_sosial.strategy.enums import (
    Children,
    Consequence,
    Heard,
    Level,
    Likelihood,
    Principle,
    Purpose,
    Section,
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
from difi_sosial.strategy.queries import path_of, source_key
from difi_sosial.strategy.records import approval, checksum
from tests.factories.people import UnitFactory, UserFactory

SENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
APPROVED = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
REVIEW = date(2027, 3, 1)


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
    next_review = factory.LazyFunction(lambda: local_date(now()) + timedelta(days=200))

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
        changes = {"state": state, "state_since": SENT}
        if state not in (State.DRAFT, State.WITHDRAWN):
            changes |= {"sent_by": self.author, "sent_at": SENT}
        if state not in (State.DRAFT, State.QUALITY, State.HEARING, State.WITHDRAWN):
            changes |= {"submitted_by": self.author, "submitted_at": SENT, "heard_at": SENT}
        if state in (State.APPROVED, State.IN_FORCE, State.SUPERSEDED):
            changes |= {
                "approved_by": extracted or UserFactory(roles=[Role.MANAGER]),
                "approved_at": APPROVED,
                "canonical_text": "# Strategi\n",
                "checksum": checksum("# Strategi\n"),
            }
        if state in (State.IN_FORCE, State.SUPERSEDED):
            changes |= {"in_force_on": APPROVED.date(), "review_on": REVIEW}
        for name, value in changes.items():
            setattr(self, name, value)
        self.save()
        if state == State.HEARING:
            on_hearing(self)


def on_hearing(version, *, invited=(), deadline=None, at=SENT):
    """An open hearing of a version; somebody is asked when nobody is named."""
    return hearing.open_hearing(
        subject=source_key(version),
        title=str(version),
        path=path_of(version),
        invited=invited or [UserFactory(roles=[Role.READER])],
        deadline=deadline or add_workdays(at.date(), 10),
        question="Hva mangler?",
        parts=[(section.value, str(section.label)) for section in Section],
        by=UserFactory(roles=[Role.HEAD]),
        at=at,
    )


def journalled(version, at=APPROVED):
    """The registry entry of an approved version, as when the archivist has journalled it."""
    entry = RegistryEntry.objects.filter(source_key=source_key(version)).first()
    entry = entry or journal.register_draft(draft=approval(version), by=None, at=at)
    RegistryEntry.objects.filter(pk=entry.pk).update(
        state=EntryState.JOURNALED, journaled_at=at, journaled_by="Sigrid"
    )
    return entry


def in_force(version, *, by, at):
    """Approve a submitted version, journal it, and put it in force: the short way for tests."""
    approved = services.approve(version=version, by=by, at=at)
    journalled(approved, at)
    return services.put_in_force(version=approved, by=by, at=at)


def to_approval(version, *, by, at):
    """Send a draft all the way to approval without a hearing, with a head who has a reason."""
    sent = services.submit(version=version, by=by, at=at)
    head = UserFactory(roles=[Role.HEAD])
    return services.skip_hearing(version=sent, by=head, at=at, reason="Bare en retting.")


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
    children = Children.NONE


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
