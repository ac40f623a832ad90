"""What happens around the steps: due times, answers, and the way into the journal."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import OSLO, now
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.dialogue import records, services
from difi_sosial.dialogue.enums import Kind, Result, State, Urgency
from difi_sosial.dialogue.models import JournalAssessment, Triage
from difi_sosial.journal.enums import EntryKind
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.journal.noark import scheme
from difi_sosial.law import services as law_services
from difi_sosial.monitoring.models import Mention
from difi_sosial.monitoring.services import mentions
from difi_sosial.people.enums import Role
from tests.factories.channels import AccountFactory
from tests.factories.dialogue import TriageFactory
from tests.factories.monitoring import MentionFactory

pytestmark = pytest.mark.django_db

ALL_YES = dict.fromkeys(
    ("is_case_document", "came_in_or_went_out", "is_handled", "has_value"), True
)
FRIDAY_AT_15 = datetime(2026, 11, 20, 15, 0, tzinfo=OSLO)


@pytest.fixture
def kari(person):
    return person(Role.ADVISER, name="Kari Nordli")


def sort(mention, by, kind=Kind.QUESTION):
    return services.triage(mention=mention, by=by, at=now(), kind=kind, urgency=Urgency.NORMAL)


def test_a_question_is_due_after_the_hours_that_the_account_promised(kari):
    mention = MentionFactory(posted_at=FRIDAY_AT_15)
    AccountFactory(channel=mention.source.channel, response_hours=4)

    assert sort(mention, kari).due_at == datetime(2026, 11, 23, 11, 0, tzinfo=OSLO)


def test_without_a_promise_two_working_days_hold(kari):
    mention = MentionFactory(posted_at=FRIDAY_AT_15)

    assert sort(mention, kari).due_at == datetime(2026, 11, 24, 15, 0, tzinfo=OSLO)


@pytest.mark.parametrize("kind", [Kind.PRAISE, Kind.CRITICISM, Kind.SPAM])
def test_nobody_is_owed_a_response_to_these(kari, kind):
    assert sort(MentionFactory(), kari, kind).due_at is None


def test_a_threat_is_always_urgent(kari):
    assert sort(MentionFactory(), kari, Kind.THREAT).urgency == Urgency.HIGH


def test_the_clock_stops_at_the_first_response(kari):
    triage = TriageFactory()
    first, later = now() - timedelta(hours=2), now() - timedelta(hours=1)
    services.answer(mention=triage.mention, by=kari, at=now(), text="Takk", published_at=first)
    services.reopen(mention=triage.mention, by=kari, at=now(), reason="Nytt spørsmål")
    services.answer(mention=triage.mention, by=kari, at=now(), text="Ja", published_at=later)

    triage.refresh_from_db()
    assert triage.responded_at == first
    assert [response.text for response in triage.responses.all()] == ["Takk", "Ja"]


def test_an_answer_cannot_lie_in_the_future(kari):
    triage = TriageFactory()
    with pytest.raises(Invalid):
        services.answer(
            mention=triage.mention,
            by=kari,
            at=now(),
            text="Takk",
            published_at=now() + timedelta(hours=1),
        )
    assert Triage.objects.get(pk=triage.pk).state == State.TRIAGED


def test_an_adviser_takes_a_mention_but_does_not_hand_out_others(kari, person):
    triage, ase = TriageFactory(), person(Role.ADVISER)
    with pytest.raises(NotAllowed):
        services.assign(mention=triage.mention, by=kari, at=now(), to=ase)
    services.assign(mention=triage.mention, by=kari, at=now(), to=kari)

    passed_on = services.assign(mention=triage.mention, by=kari, at=now(), to=ase)
    assert passed_on.assigned_to == ase


def test_a_mention_is_not_handed_to_somebody_who_cannot_follow_up(kari, person):
    with pytest.raises(Invalid):
        services.assign(mention=TriageFactory().mention, by=kari, at=now(), to=person(Role.READER))


def test_a_reasoned_no_is_kept(kari):
    triage = TriageFactory(state=State.NO_ANSWER)
    no = {**ALL_YES, "has_value": False}

    law_services.load_rules()
    assessment = services.assess(
        mention=triage.mention,
        by=kari,
        at=now(),
        conditions=no,
        result=Result.NOT_ARCHIVED,
        reason="Uten verdi som dokumentasjon",
    )

    assert (assessment.entry, assessment.has_value) == (None, False)
    assert assessment.rule == "arkivforskrifta § 14 første ledd, i kraft 1. januar 2026"
    assert history_of(triage)[0].reason == "Uten verdi som dokumentasjon"


@pytest.mark.parametrize(
    ("conditions", "result"),
    [
        (ALL_YES, Result.NOT_ARCHIVED),
        (ALL_YES, Result.RECORD_NOTE),
        ({**ALL_YES, "is_handled": False}, Result.REGISTRY_ENTRY),
        ({**ALL_YES, "is_case_document": False}, Result.CASE_SYSTEM),
    ],
)
def test_the_result_follows_from_the_four_conditions(kari, conditions, result):
    triage = TriageFactory(state=State.ANSWERED)
    with pytest.raises(Invalid):
        services.assess(
            mention=triage.mention,
            by=kari,
            at=now(),
            conditions=conditions,
            result=result,
            reason="x",
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        JournalAssessment.objects.create(
            triage=triage,
            **conditions,
            result=result,
            reason="x",
            rule="x",
            assessed_by=kari,
            assessed_at=now(),
        )


def test_four_times_yes_becomes_registry_entries_that_answer_each_other(kari):
    triage = TriageFactory(mention__author_name="Máret Čáhčesuolu")
    at = now()
    services.answer(mention=triage.mention, by=kari, at=at, text="Ja visst", published_at=at)

    assessment = services.assess(
        mention=triage.mention,
        by=kari,
        at=now(),
        conditions=ALL_YES,
        result=Result.REGISTRY_ENTRY,
        reason="Spørsmål som ble besvart",
    )

    kinds = set(RegistryEntry.objects.values_list("kind", flat=True))
    assert kinds == {EntryKind.INCOMING, EntryKind.OUTGOING}
    assert assessment.entry.kind == EntryKind.INCOMING
    assert assessment.entry.case.archive_class.code == scheme.DIALOGUE
    triage.mention.refresh_from_db()
    assert triage.mention.is_record  # a record is never deleted by the clock


@pytest.mark.parametrize(("kind", "word"), [(Kind.QUESTION, "Spørsmål"), (Kind.THREAT, "Omtale")])
def test_titles_have_no_words_of_the_writer_and_accuse_nobody(kari, kind, word):
    triage = TriageFactory(state=State.ANSWERED, kind=kind, mention__title="Ola er syk")
    entry = services.assess(
        mention=triage.mention,
        by=kari,
        at=now(),
        conditions=ALL_YES,
        result=Result.REGISTRY_ENTRY,
        reason="Må kunne vises senere",
    ).entry

    assert entry.title == f"{word} på {triage.mention.source.channel.name}"
    assert entry.case.title == f"Henvendelse i sosiale medier: {entry.title}"


def test_a_decision_outlives_the_mention(kari):
    triage = sort(MentionFactory(), kari, Kind.SPAM)

    triage.mention.delete()

    assert Triage.objects.get(pk=triage.pk).mention is None


def test_a_mention_that_the_clock_has_deleted_is_followed_up_no_more(kari):
    seen = MentionFactory()
    Mention.objects.filter(pk=seen.pk).delete()

    with pytest.raises(WrongState):
        sort(seen, kari)
    assert not Triage.objects.exists()


def test_the_record_says_no_more_of_an_answer_that_was_emptied(person):
    at = now()
    thing = TriageFactory()
    mention = thing.mention
    capture = mentions.pack(
        source=mention.source, url="https://x.example", status=200, content_type="text/html",
        body=b"x", at=at, sha256="a" * 64,
    )  # fmt: skip
    capture.save()
    mention.capture = capture
    whole = records.incoming(thing, mention, by=person(Role.ADVISER))
    assert [len(whole.documents), "innlegg fra andre" in whole.remark] == [2, True]
    capture.packed, capture.emptied_at = b"", at
    emptied = records.incoming(thing, mention, by=person(Role.ADVISER))
    assert [len(emptied.documents), emptied.remark] == [1, ""]
    assert emptied.source_post.sha256 == "a" * 64
