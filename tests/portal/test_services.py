"""What every verb that reaches the journal has in common."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from difi_sosial.audit.queries import history_of
from difi_sosial.channels import services as channels
from difi_sosial.channels.enums import Action, DecisionState
from difi_sosial.dialogue import services as dialogue
from difi_sosial.dialogue.enums import Result
from difi_sosial.dialogue.enums import State as FollowUp
from difi_sosial.dialogue.models import CONDITIONS
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import State as GuidelineState
from difi_sosial.people.enums import Role
from difi_sosial.portal import services as portal
from difi_sosial.portal.enums import Lesson
from difi_sosial.strategy import services as strategy
from difi_sosial.strategy.enums import State as StrategyState
from tests.factories import journal as records
from tests.factories.channels import DecisionFactory
from tests.factories.dialogue import TriageFactory
from tests.factories.guidelines import version_in
from tests.factories.people import UserFactory
from tests.factories.strategy import VersionFactory

pytestmark = pytest.mark.django_db

AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)


def approving_a_strategy() -> Callable[[], object]:
    version, by = VersionFactory(state=StrategyState.SUBMITTED), UserFactory(roles=[Role.MANAGER])
    return lambda: strategy.approve(version=version, by=by, at=AT)


def approving_a_guideline() -> Callable[[], object]:
    version, by = version_in(GuidelineState.SUBMITTED), UserFactory(roles=[Role.MANAGER])
    return lambda: guidelines.approve(version=version, by=by, at=AT)


def deciding_on_a_channel() -> Callable[[], object]:
    decision = DecisionFactory(state=DecisionState.TO_DECIDE)
    by = UserFactory(roles=[Role.MANAGER])
    facts = {"action": Action.DECLINE, "reason": "Vi rekker det ikke.", "edition": 0}
    return lambda: channels.decide(decision=decision, by=by, at=AT, **facts)


def assessing_a_mention() -> Callable[[], object]:
    mention = TriageFactory(state=FollowUp.ANSWERED).mention
    facts = {"conditions": dict.fromkeys(CONDITIONS, True), "reason": "Et spørsmål"}
    facts |= {"by": UserFactory(roles=[Role.ADVISER]), "result": Result.REGISTRY_ENTRY}
    return lambda: dialogue.assess(mention=mention, at=AT, **facts)


def test_the_first_to_read_a_lesson_is_in_the_log():
    first, second = UserFactory(roles=[Role.READER]), UserFactory(roles=[Role.READER])

    rows = [portal.mark_read(lesson=Lesson.WHAT, by=by, at=AT) for by in (first, second)]

    assert rows[0] == rows[1]
    assert [event.actor_name for event in history_of(rows[0])] == [str(first)]


@pytest.mark.parametrize(
    "prepare",
    [
        approving_a_strategy,
        approving_a_guideline,
        deciding_on_a_channel,
        assessing_a_mention,
    ],
)
def test_the_chain_of_the_log_is_locked_after_the_journal(prepare):
    """Else two people who work at the same time can stop each other."""
    records.an_entry(at=AT, case_key="opens the year")
    act = prepare()

    with CaptureQueriesContext(connection) as asked:
        act()

    told = [query["sql"] for query in asked]
    chain = next(place for place, sql in enumerate(told) if "advisory" in sql)
    assert any("journal_series" in sql and "FOR UPDATE" in sql for sql in told[:chain])
