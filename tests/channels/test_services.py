"""The verbs of channels."""

import json
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from difi_sosial.audit.queries import history_of
from difi_sosial.channels import queries, services
from difi_sosial.channels.enums import Action, Advice, Category, DecisionState, HandleAfter
from difi_sosial.channels.models import Channel, ClosingPlan, Decision
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.monitoring.connectors.registry import CONNECTORS
from difi_sosial.people.enums import Role
from difi_sosial.strategy import services as strategies
from difi_sosial.strategy.enums import State
from tests.factories.channels import (
    AccountFactory,
    AssessmentFactory,
    ChannelFactory,
    DecisionFactory,
    ReachFactory,
)
from tests.factories.people import UnitFactory, UserFactory
from tests.factories.strategy import VersionFactory, in_force, to_approval

AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser():
    return UserFactory(roles=[Role.ADVISER])


@pytest.fixture
def manager():
    return UserFactory(roles=[Role.MANAGER])


def ready_to_decide(channel, **facts):
    """A proposal that waits for a manager."""
    return DecisionFactory(channel=channel, state=DecisionState.TO_DECIDE, **facts)


@pytest.fixture
def group():
    """The one target group of the strategy in force."""
    return VersionFactory(state=State.IN_FORCE).target_groups.get()


@pytest.mark.parametrize("handle", HandleAfter)
def test_the_accounts_go_with_the_channel_unless_the_name_is_kept(manager, handle):
    decision = DecisionFactory(state=DecisionState.CLOSING, whole=True)
    ClosingPlan.objects.filter(decision=decision).update(handle=handle)
    account, elsewhere = AccountFactory(channel=decision.channel), AccountFactory()
    services.close(decision=decision, by=manager, at=AT, reason="Ferdig.")
    account.refresh_from_db()
    elsewhere.refresh_from_db()
    kept = handle == HandleAfter.KEEP
    assert account.closed_on == (None if kept else date(2026, 4, 1))
    assert elsewhere.closed_on is None
    assert ("account-changed" in {row.kind for row in history_of(account)}) is not kept


def test_the_catalogue_holds_all_six_categories_and_every_connector():
    assert services.load_catalogue() == Channel.objects.count() >= 30
    assert set(Channel.objects.values_list("category", flat=True)) == set(Category.values)
    named = set(Channel.objects.values_list("connector", flat=True)) - {""}
    assert named == {slug for slug, connector in CONNECTORS.items() if not connector.anywhere}
    for channel in Channel.objects.all():
        channel.full_clean()


def test_loading_again_mends_untouched_rows_and_leaves_edited_ones(tmp_path):
    services.load_catalogue()
    head = UserFactory(roles=[Role.HEAD])
    edited = Channel.objects.get(slug="mastodon")
    services.save_channel(channel=edited, facts={"profile_limit": 999}, by=head, at=AT)
    Channel.objects.filter(slug="x").update(profile_limit=1)
    rows = json.loads((settings.BASE_DIR / services.CATALOGUE).read_text())
    services.load_catalogue()
    assert Channel.objects.count() == len(rows)
    assert Channel.objects.get(slug="mastodon").profile_limit == 999
    assert Channel.objects.get(slug="x").profile_limit == 160


def test_an_adviser_does_not_change_the_catalogue(adviser):
    with pytest.raises(NotAllowed):
        services.save_channel(channel=ChannelFactory(), facts={"name": "Ny"}, by=adviser, at=AT)


def test_an_assessment_holds_texts_and_cells(adviser, group):
    channel = ChannelFactory()
    cell = {"level": 2, "source": "Ipsos", "year": 2025, "reason": "Mange er der."}
    services.save_assessment(
        channel=channel,
        edition=0,
        values={"privacy": "Ingen personer"},
        reaches={group.key: cell},
        by=adviser,
        at=AT,
    )
    row = queries.row_of(Channel.objects.get(pk=channel.pk))
    nothing = {"fit": None, "message_fit": None}
    assert queries.reach_values(row.cells) == {group.key: cell | nothing}
    assert row.channel.assessment.privacy == "Ingen personer"
    assert (row.score.points, row.score.advice) == (67, Advice.FOR)
    assert history_of(channel).get().kind == "assessment-saved"


def test_a_cell_without_level_is_taken_away(adviser, group):
    channel = ReachFactory(target_group=group).channel
    services.save_assessment(
        channel=channel,
        edition=0,
        values={},
        reaches={group.key: {"level": None, "source": "", "year": None, "reason": ""}},
        by=adviser,
        at=AT,
    )
    assert channel.reaches.count() == 0


def test_the_second_saver_of_an_assessment_is_told(adviser):
    assessment = AssessmentFactory(edition=2)
    with pytest.raises(Conflict):
        services.save_assessment(
            channel=assessment.channel, edition=1, values={}, reaches={}, by=adviser, at=AT
        )


def test_cells_follow_the_target_group_into_the_next_version(adviser, manager, group):
    channel = ReachFactory(target_group=group, level=3).channel
    fresh = strategies.new_version(version=group.version, by=adviser, at=AT)
    in_force(to_approval(fresh, by=adviser, at=AT), by=manager, at=AT)
    cell = queries.row_of(channel).cells[0]
    assert (cell.group.version, cell.reach.level) == (fresh, 3)


def test_nothing_is_proposed_before_a_strategy_is_in_force(adviser):
    with pytest.raises(WrongState):
        services.propose(channel=ChannelFactory(), purpose="Svare", by=adviser, at=AT)


def test_a_channel_is_proposed_once(adviser, group):
    channel = ChannelFactory()
    services.propose(channel=channel, purpose="Svare", by=adviser, at=AT)
    with pytest.raises(WrongState):
        services.propose(channel=channel, purpose="Svare", by=adviser, at=AT)


def test_a_decision_is_registered_in_the_journal(manager, group):
    decision = ready_to_decide(ReachFactory(target_group=group).channel)
    AssessmentFactory(channel=decision.channel)
    decision = services.decide(
        decision=decision,
        action=Action.CHOOSE,
        edition=1,
        by=manager,
        at=AT,
        reason="Målgruppen er der.",
    )
    assert (decision.state, decision.score, decision.advice) == ("chosen", 67, Advice.FOR)
    entry = RegistryEntry.objects.get()
    assert entry.title == f"{decision.channel.name} er valgt som kanal"
    html = entry.documents.get().html
    assert "Målgruppen er der." in html
    assert "Ingen opplysninger om privatpersoner." in html


@pytest.mark.parametrize(("level", "action"), [(0, Action.CHOOSE), (3, Action.DECLINE)])
def test_a_decision_against_the_score_says_why(manager, group, level, action):
    decision = ready_to_decide(ReachFactory(target_group=group, level=level).channel)
    given = {"decision": decision, "action": action, "by": manager, "at": AT, "reason": "Fordi."}
    given["edition"] = 0
    with pytest.raises(Invalid):
        services.decide(**given)
    decision = services.decide(**given, against_score_reason="Kilden er gammel.")
    assert decision.against_score_reason == "Kilden er gammel."


def test_nobody_decides_on_their_own_proposal(group):
    person = UserFactory(roles=[Role.ADVISER, Role.MANAGER])
    decision = ready_to_decide(ChannelFactory(), proposed_by=person)
    with pytest.raises(NotAllowed):
        services.decide(
            decision=decision, action=Action.CHOOSE, edition=0, by=person, at=AT, reason="Ja"
        )
    with pytest.raises(IntegrityError, match="decider_not_proposer"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(decided_by=person, decided_at=AT)


def test_the_database_demands_reasons():
    decision = DecisionFactory(state=DecisionState.CHOSEN)
    rows = Decision.objects.filter(pk=decision.pk)
    with pytest.raises(IntegrityError, match="has_reason"), transaction.atomic():
        rows.update(reason="")
    with pytest.raises(IntegrityError, match="against_score"), transaction.atomic():
        rows.update(advice=Advice.AGAINST)


def test_what_waits_for_a_manager_is_what_others_proposed(manager):
    mine = DecisionFactory(state=DecisionState.TO_DECIDE, proposed_by=manager)
    other = DecisionFactory(state=DecisionState.TO_DECIDE)
    DecisionFactory(state=DecisionState.CHOSEN)
    assert mine not in queries.Standing(AT).waiting_for(manager)
    assert queries.Standing(AT).waiting_for(manager) == [other]
    assert queries.Standing(AT).waiting_for(other.proposed_by) == []
    assert queries.counts() == {"to_decide": 2, "chosen": 1}
    assert [channel.decisions.get().state for channel in queries.chosen()] == ["chosen"]


def test_an_account_is_saved_with_its_promise(adviser):
    facts = {
        "channel": ChannelFactory(),
        "handle": "@oss",
        "url": "https://social.example/@oss",
        "unit": UnitFactory(),
        "response_hours": 4,
    }
    account = services.save_account(facts=facts, by=adviser, at=AT)
    services.save_account(account=account, facts={"response_hours": 8}, by=adviser, at=AT)
    account.refresh_from_db()
    assert account.response_hours == 8
    assert [event.kind for event in history_of(account)] == ["account-changed", "account-changed"]
