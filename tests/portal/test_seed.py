"""The seeder: reference data again and again, and the example agency once and whole."""

import io
import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from difi_sosial.audit import queries as audit
from difi_sosial.audit.models import Event
from difi_sosial.channels.enums import Category, DecisionState
from difi_sosial.channels.enums.accounts import ProfileState
from difi_sosial.channels.enums.assessment import Stance
from difi_sosial.channels.models import (
    Account,
    Channel,
    Decision,
    DeviceException,
    DpoOpinion,
    LeaverAlarm,
    ProfileCheck,
    ProfileText,
    Risk,
)
from difi_sosial.channels.queries import ChangeLog
from difi_sosial.dialogue.enums import Kind, Result, State
from difi_sosial.dialogue.models import JournalAssessment, Triage
from difi_sosial.dialogue.queries import forgotten
from difi_sosial.guidelines import queries
from difi_sosial.guidelines.models import Guideline, GuidelineVersion, SectionTemplate
from difi_sosial.identity.models import (
    Check,
    Finding,
    Impersonation,
    Link,
    Measure,
    Sighting,
)
from difi_sosial.journal import services as journal
from difi_sosial.journal.enums import EntryKind, EntryState, RenderState, SeriesState, Variant
from difi_sosial.journal.models import (
    DocumentObject,
    RegistryEntry,
    Screening,
    ScreeningBasis,
    Series,
)
from difi_sosial.law.models import LawRule
from difi_sosial.monitoring.expressions import Document, Matcher, parse
from difi_sosial.monitoring.models import Deletion, Hold, Mention, Source
from difi_sosial.monitoring.queries.deletions import verify_deletions
from difi_sosial.monitoring.queries.retention import due, rules_on
from difi_sosial.monitoring.services import rounds
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Grant, User
from difi_sosial.portal.management.demo import load, people
from difi_sosial.portal.management.demo.agency import told
from difi_sosial.portal.management.demo.mentions import SLOTS
from difi_sosial.portal.management.demo.posts import COUNTS, compose
from difi_sosial.portal.management.demo.timeline import Timeline
from difi_sosial.strategy.models import Strategy, StrategyVersion
from tests import example

MOMENT = timezone.now()


@pytest.fixture(scope="module")
def agency(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The example agency, loaded once for every test that asks for it, and taken away again."""
    if not load.can_render():
        pytest.skip("PDFs cannot be made here: the example agency")
    with django_db_blocker.unblock(), example.visit(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def values(model, field: str, **facts) -> Counter:
    """How many rows there are with each value of a field."""
    return Counter(model.objects.filter(**facts).values_list(field, flat=True))


def test_timeline_does_everything_in_order_and_nothing_after_its_end():
    line, done = Timeline(MOMENT), []
    line.at(MOMENT, lambda at: done.append("last"))
    line.at(MOMENT - timedelta(days=2), lambda at: line.at(at, lambda _: done.append("first")))
    line.at(MOMENT + timedelta(seconds=1), lambda at: done.append("never"))

    assert line.run() == 3
    assert done == ["first", "last"]


def test_every_post_is_found_by_a_watch_and_no_two_are_alike():
    words = told("words")
    posts = compose(random.Random(1), words | {"slots": {n: words[n] for n in SLOTS}}, told)
    watches = {row["key"]: parse(row["expression"]) for row in told("watching")["watches"]}
    judge = Matcher(watches)

    assert len({post.text for post in posts}) == sum(COUNTS.values())
    assert [p.text for p in posts if not judge.matches(Document(p.title, p.text))] == []
    assert [post.text for post in posts if "{" in post.title + post.text + post.answer] == []


@pytest.mark.django_db
def test_reference_data_can_be_loaded_again():
    def loaded() -> tuple[int, ...]:
        call_command("seed", stdout=io.StringIO())
        return tuple(m.objects.count() for m in (Channel, SectionTemplate, ScreeningBasis, Event))

    first = loaded()

    assert min(first) > 0
    assert loaded() == first
    assert User.objects.count() == 0


@pytest.mark.django_db
def test_example_is_not_mixed_into_an_agency_at_work():
    User.objects.create_user("noen@etat.example", name="Noen")

    with pytest.raises(CommandError, match="i bruk av en annen virksomhet"):
        call_command("seed", demo=True, stdout=io.StringIO())

    assert not people.is_there()


@pytest.mark.slow
class TestExampleAgency:
    """Loaded by one fixture; every test reads."""

    pytestmark = pytest.mark.usefixtures("agency")

    def test_every_role_has_a_person_who_can_sign_in(self, client):
        assert set(values(Grant, "role")) == set(Role.values)
        assert client.login(email="kari@testetaten.example", password=people.PASSWORD)

    def test_a_second_run_changes_nothing(self):
        before = (Event.objects.count(), Mention.objects.count(), User.objects.count())
        out = io.StringIO()
        call_command("seed", demo=True, stdout=out)

        assert "fra før" in out.getvalue()
        assert people.PASSWORD in out.getvalue()
        assert (Event.objects.count(), Mention.objects.count(), User.objects.count()) == before

    def test_strategy_is_in_force_and_the_next_is_a_draft(self):
        first = Strategy.objects.order_by("pk")[0]

        assert values(StrategyVersion, "state", strategy=first) == {"in_force": 1, "draft": 1}
        assert first.versions.get(state="in_force").approved_at.year == 2025

    def test_guidelines_are_superseded_in_force_and_waiting(self):
        first = Guideline.objects.order_by("pk")[0]
        versions = first.versions.order_by("number").values_list("state", flat=True)

        assert list(versions) == ["superseded", "in_force", "submitted"]
        call_command("verify_guidelines", stdout=io.StringIO())

    def test_a_guideline_is_being_written_and_commented_on(self):
        draft = GuidelineVersion.objects.exclude(threads=None).distinct().get()
        pages = queries.shown(draft.sections.all(), queries.threads(draft))
        where = {placed.where for page in pages for placed in page.threads}

        assert queries.thread_counts(draft) == {"open": 5, "resolved": 1}
        assert where == {"here", "changed", "section"}

    def test_channels_of_every_category_are_assessed_and_decided_on_in_every_way(self):
        assessed = Channel.objects.exclude(assessment=None).exclude(reaches=None)

        assert set(assessed.values_list("category", flat=True)) == set(Category.values)
        told = {"privacy", "to_decide", "pilot", "chosen", "reserved", "closing", "closed"}
        assert {*told, "declined"} <= set(values(Decision, "state")) <= set(DecisionState.values)
        assert Account.objects.filter(response_hours__isnull=False).exists()

    def test_channels_are_assessed_part_by_part_and_the_officer_has_advised(self):
        opinions = values(DpoOpinion, "stance")
        older = DpoOpinion.objects.get(channel__slug="wordpress")

        assert set(opinions) == set(Stance.values)
        assert opinions[Stance.ADVISES_AGAINST] == 1
        assert Risk.objects.count() >= 12
        assert DeviceException.objects.exists()
        assert ChangeLog(older.channel).after(older.assessment_edition)
        assert LawRule.objects.filter(valid_from=None).exists()

    def test_accounts_have_texts_in_every_state_and_people_with_access(self):
        assert set(values(ProfileText, "state")) == set(ProfileState.values)
        open_ones = Account.objects.filter(closed_on=None)
        overdue = open_ones.filter(confirm_due_on__lt=MOMENT.date())
        assert (open_ones.count(), overdue.count()) == (5, 1)
        assert LeaverAlarm.objects.filter(closed_at=None).count() == 1
        deviation = ProfileCheck.objects.filter(outcome="deviation").get()
        assert deviation.text.state == ProfileState.DEVIATION
        assert not open_ones.exclude(profile_due_at=None).exists()

    def test_mentions_are_many_in_four_languages_over_a_year(self):
        found = Mention.objects.order_by("posted_at")
        span = found.last().posted_at - found.first().posted_at

        assert found.count() >= 300
        assert set(values(Mention, "language")) == {"nb", "nn", "se", "en"}
        assert span > timedelta(days=330)
        assert not found.filter(capture=None).exists()

    def test_mentions_are_in_every_state_of_every_kind_and_some_are_late(self):
        late = Triage.objects.filter(
            state__in=["triaged", "assigned"], due_at__lt=timezone.now(), responded_at=None
        )

        assert set(values(Mention, "status")) == set(State.values)
        assert set(values(Triage, "kind")) == set(Kind.values)
        assert set(values(JournalAssessment, "result")) == set(Result.values)
        assert late.exists()
        rules = rules_on(timezone.localdate()).values()
        assert not any(due(rule, timezone.now()).exists() for rule in rules)

    def test_what_is_deleted_is_proved_and_something_is_held_and_forgotten(self):
        assert verify_deletions().holds
        assert {line.by_id is None for line in Deletion.objects.all()} == {True, False}
        assert Hold.objects.filter(lifted_at=None).count() == 2
        assert forgotten(timezone.now())[1].exists()

    def test_a_no_has_its_reason(self):
        noes = JournalAssessment.objects.filter(result=Result.NOT_ARCHIVED, is_case_document=True)

        assert noes.exists()
        assert not JournalAssessment.objects.filter(reason="").exists()

    def test_no_source_is_ever_asked(self):
        assert rounds.hand_out(at=timezone.now() + timedelta(days=400)) == []
        assert all(".example" in source.settings["url"] for source in Source.objects.all())

    def test_net_identity_is_mapped(self):
        states = values(Check, "state")
        cases = values(Impersonation, "state")

        assert len(set(values(Finding, "kind"))) == 12
        assert states == {"noted": 1, "open": 1}
        assert cases == {"told": 1, "followed_up": 1}
        assert {"new", "changed"} <= set(values(Sighting, "sight", check_round__state="open"))
        assert set(values(Measure, "state")) == {"planned", "running", "done", "impossible"}
        assert Link.objects.exclude(decision=None).exists()

    def test_2025_is_closed_with_every_kind_and_screening(self):
        year = RegistryEntry.objects.filter(year=2025)
        screened = Screening.objects.filter(entry__year=2025)

        assert Series.objects.get(year=2025).state == SeriesState.CLOSED
        assert year.count() >= 25
        assert set(year.values_list("kind", flat=True)) == set(EntryKind.values)
        assert set(screened.values_list("document", flat=True)) == {"H", "D"}
        assert DocumentObject.objects.filter(variant=Variant.REDACTED).exists()
        assert not year.exclude(documents__render_state=RenderState.DONE).exists()

    def test_this_years_entries_are_in_every_state(self):
        now = RegistryEntry.objects.filter(year__gt=2025)

        assert set(now.values_list("state", flat=True)) == set(EntryState.values)

    def test_2025_can_be_delivered_at_once(self, noark5_schemas: Path):
        assert noark5_schemas
        report = journal.write_package(year=2025, out=io.BytesIO())

        assert report.problems == []

    def test_log_holds_and_tells_the_story_in_order(self):
        moments = list(Event.objects.order_by("number").values_list("at", flat=True))

        assert audit.verify().broken is None
        assert sum(a > b for a, b in pairwise(moments)) == 0
