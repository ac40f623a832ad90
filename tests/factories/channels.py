"""Channels, what is thought of them, and decisions in any state."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from difi_sosial.channels.enums import (
    UNDECIDED,
    Category,
    CriterionKind,
    DecisionState,
    HandleAfter,
    PilotState,
    ReachLevel,
)
from difi_sosial.channels.enums.accounts import ProfileState
from difi_sosial.channels.enums.assessment import Consequence, Likelihood, Stance
from difi_sosial.channels.models import (
    Account,
    Administrator,
    Assessment,
    Channel,
    ClosingCriterion,
    ClosingPlan,
    Decision,
    DpoOpinion,
    Pilot,
    ProfileText,
    Proof,
    Reach,
    Risk,
)
from difi_sosial.channels.models.pilots import DECIDED as DECIDED_PILOT
from difi_sosial.channels.models.pilots import RECOMMENDED
from difi_sosial.people.enums import Role
from difi_sosial.strategy.enums import State
from difi_sosial.strategy.queries import target_groups
from tests.factories.people import UnitFactory, UserFactory
from tests.factories.strategy import VersionFactory

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


# An answer to everything that must be answered.
ANSWERS = {
    **{"inform": 2, "listen": 1, "share": 1, "take_part": 1, "dialogue": "open"},
    **{"direct_messages": "closed", "dialogue_reason": "Folk spør."},
    **{"alternatives": "Nettstedet svarer ikke.", "do_nothing": "Feil blir stående."},
    **{"hours_publish": 2, "hours_watch": 2, "hours_answer": 2},
    **{"administrators": "Kari og Åse", "substitute": "Oddvar", "competence": "Klarspråk."},
    **{"controller": "ours", "data_types": ["names"], "legal_basis": "basis-public-task"},
    **{"legal_basis_reason": "Instruksen.", "transfer": "none", "profiling": "no"},
    **{"children": "no", "should_we": "Ja.", "dpia": "not-needed", "dpia_reason": "Lite."},
    **{"multi_factor": "yes", "own_log_ins": "yes", "agency_owns": "yes"},
    **{"recovery": "Koder i safen.", "leavers": "Samme dag."},
    **{"alt_text": "yes", "captions": "yes", "contrast": "yes"},
    **{"own_page": "https://testetaten.example/aktuelt", "archive_method": "export"},
    **{"whole_threads": "yes", "terms_limits": "Ingen.", "archive_responsible": "Sigrid"},
    **{"advertising": "none", "politics": "Vi deler ikke.", "provider_moderation": "Egne regler."},
}


class AssessmentFactory(DjangoModelFactory):
    """`whole=True` answers every part, with a risk and each group of the strategy in force."""

    class Meta:
        model = Assessment
        skip_postgeneration_save = True

    channel = factory.SubFactory(ChannelFactory)
    privacy = "Ingen opplysninger om privatpersoner."
    changed_by = factory.SubFactory(UserFactory, roles=[Role.ADVISER])

    @factory.post_generation
    def whole(self, create, extracted, **kwargs):
        if not extracted:
            return
        Assessment.objects.filter(pk=self.pk).update(**ANSWERS)
        self.refresh_from_db()
        after = {"likelihood_after": 1, "consequence_after": 1}
        RiskFactory(assessment=self, measure="Totrinnsinnlogging.", **after)
        if not target_groups():
            VersionFactory(state=State.IN_FORCE)
        for group in target_groups():
            if not self.channel.reaches.filter(target_group_key=group.key).exists():
                ReachFactory(channel=self.channel, target_group=group)


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
    """A decision in any state, with what that state demands.

    `whole=True` adds what the next step asks for: a plan for closing, and the content kept.
    """

    class Meta:
        model = Decision
        skip_postgeneration_save = True

    class Params:
        is_decided = factory.LazyAttribute(lambda self: self.state not in UNDECIDED)
        is_stopped = factory.LazyAttribute(lambda self: self.state == DecisionState.SUSPENDED)
        is_closed = factory.LazyAttribute(lambda self: self.state == DecisionState.CLOSED)

    channel = factory.SubFactory(ChannelFactory)
    state = DecisionState.PROPOSED
    purpose = "Svare på spørsmål."
    own_source_url = "https://testetaten.example/svar"
    proposed_by = factory.SubFactory(UserFactory, roles=[Role.ADVISER])
    proposed_at = PROPOSED
    decided_by = factory.LazyAttribute(lambda self: manager() if self.is_decided else None)
    decided_at = factory.LazyAttribute(lambda self: DECIDED if self.is_decided else None)
    reason = factory.LazyAttribute(lambda self: "Målgruppen er der." if self.is_decided else "")
    suspended_from = factory.LazyAttribute(
        lambda self: DecisionState.OPEN if self.is_stopped else ""
    )
    suspended_by = factory.LazyAttribute(lambda self: head() if self.is_stopped else None)
    suspended_at = factory.LazyAttribute(lambda self: CLOSED if self.is_stopped else None)
    captured_by = factory.LazyAttribute(lambda self: archivist() if self.is_closed else None)
    captured_at = factory.LazyAttribute(lambda self: CLOSED if self.is_closed else None)
    capture_reference = factory.LazyAttribute(lambda self: "2026/4-1" if self.is_closed else "")
    closed_by = factory.LazyAttribute(lambda self: manager() if self.is_closed else None)
    closed_at = factory.LazyAttribute(lambda self: CLOSED if self.is_closed else None)
    close_reason = factory.LazyAttribute(lambda self: "Ingen bruker den." if self.is_closed else "")

    @factory.post_generation
    def whole(self, create, extracted, **kwargs):
        if not extracted:
            return
        ClosingPlanFactory(decision=self)
        if self.state == DecisionState.CLOSING:
            self.captured_by, self.captured_at = archivist(), CLOSED
            self.capture_reference = "2026/4-1"
            self.save()


class ClosingPlanFactory(DjangoModelFactory):
    class Meta:
        model = ClosingPlan

    decision = factory.SubFactory(DecisionFactory, state=DecisionState.OPEN)
    notice_nb = "Vi legger ned kontoen."
    notice_nn = "Vi legg ned kontoen."
    last_day = date(2026, 10, 1)
    followers_to = "https://testetaten.example"
    handle = HandleAfter.KEEP
    changed_by = factory.SubFactory(UserFactory, roles=[Role.ADVISER])


class CriterionFactory(DjangoModelFactory):
    class Meta:
        model = ClosingCriterion

    decision = factory.SubFactory(DecisionFactory, state=DecisionState.OPEN)
    kind = CriterionKind.FEW_POSTS
    limit = 4
    period = 8
    added_by = factory.SubFactory(UserFactory, roles=[Role.ADVISER])
    added_at = DECIDED


class PilotFactory(DjangoModelFactory):
    """A pilot in any state, with what that state demands."""

    class Meta:
        model = Pilot

    class Params:
        is_recommended = factory.LazyAttribute(
            lambda self: self.state in (*RECOMMENDED, *DECIDED_PILOT)
        )
        is_decided = factory.LazyAttribute(lambda self: self.state in DECIDED_PILOT)

    decision = factory.SubFactory(DecisionFactory, state=DecisionState.PILOT)
    state = PilotState.PLANNED
    hypothesis = "Unge spør oss der de er."
    scope = "To innlegg i uken."
    arena = "En lukket gruppe."
    starts_on = date(2026, 3, 20)
    ends_on = date(2026, 5, 1)
    success_criteria = "Ti spørsmål."
    stop_criteria = "Hets som vi ikke rekker å håndtere."
    planned_by = factory.SubFactory(UserFactory, roles=[Role.ADVISER])
    planned_at = PROPOSED
    recommended_by = factory.LazyAttribute(lambda self: head() if self.is_recommended else None)
    recommended_at = factory.LazyAttribute(lambda self: DECIDED if self.is_recommended else None)
    recommendation = factory.LazyAttribute(lambda self: "Bra." if self.is_recommended else "")
    decided_by = factory.LazyAttribute(lambda self: manager() if self.is_decided else None)
    decided_at = factory.LazyAttribute(lambda self: DECIDED if self.is_decided else None)
    decision_reason = factory.LazyAttribute(lambda self: "Ja." if self.is_decided else "")


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


def head():
    return UserFactory(roles=[Role.HEAD])


def archivist():
    return UserFactory(roles=[Role.ARCHIVIST])
