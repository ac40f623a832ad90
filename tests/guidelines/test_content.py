"""Clauses and their facts, house rules, and advice that is turned down."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.guidelines import queries
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import Fact, LintRule, State
from difi_sosial.guidelines.models import HouseRule, LintDismissal, SectionFact
from difi_sosial.guidelines.services import RuleText, SectionText
from difi_sosial.people.enums import Role
from tests.factories.channels import AccountFactory
from tests.factories.guidelines import (
    ClauseFactory,
    GuidelineFactory,
    into_force,
    to_approval,
    version_in,
)
from tests.factories.people import UserFactory

NOON = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return GuidelineFactory().versions.get()


@pytest.fixture
def author(draft):
    return draft.guideline.owner


@pytest.fixture
def tone(draft):
    return draft.sections.get(kind="tone")


def insert(section, body, by, typed="", at=NOON):
    clause = ClauseFactory(kind=section.kind, body=body)
    section.refresh_from_db()
    text = SectionText(section.pk, section.edition, section.heading, typed or section.body)
    guidelines.insert_clause(section=section, text=text, clause=clause, by=by, at=at)
    section.refresh_from_db()


def write(section, body, by):
    section.refresh_from_db()
    text = SectionText(section.pk, section.edition, section.heading, body)
    guidelines.save_sections(version=section.version, texts=[text], by=by, at=NOON)
    section.refresh_from_db()


def save_rules(version, by, *wanted, seen=None):
    seen = queries.fingerprint(version.house_rules.all()) if seen is None else seen
    guidelines.save_house_rules(version=version, seen=seen, wanted=wanted, by=by, at=NOON)


def keys(version):
    return [rule.key for rule in version.house_rules.all()]


def test_house_rules_lock_the_guideline_before_the_version_as_approval_does(draft, author):
    with CaptureQueriesContext(connection) as asked:
        save_rules(draft, author, RuleText(None, "Vær høflig."))
    locks = [one["sql"] for one in asked if "FOR UPDATE" in one["sql"]]
    assert ['FROM "guidelines_guideline" ' in sql for sql in locks[:2]] == [True, False]


# Clauses and facts


def test_a_clause_comes_below_what_was_typed_with_the_facts_of_the_portal(draft, tone, author):
    AccountFactory(response_hours=4)
    insert(tone, "Vi svarer innen {{ svartid }}.", author, typed="Mitt.")
    assert tone.body == "Mitt.\n\nVi svarer innen 4 arbeidstimer."
    [fact] = SectionFact.objects.all()
    assert (fact.fact, fact.value, fact.taken_at) == (Fact.RESPONSE_TIME, "4 arbeidstimer", NOON)


def test_facts_are_told_in_the_language_of_the_guideline(author):
    AccountFactory(response_hours=4, channel__name="Fjesboka")
    AccountFactory(response_hours=8, channel__name="Mastodon")
    version = GuidelineFactory(language="nn").versions.get()
    told = queries.fact_values(version)[Fact.RESPONSE_TIME]
    assert "4" in told and "8" in told and "Fjesboka" in told and "Mastodon" in told


def test_the_hours_are_those_that_the_register_tells(author):
    weekdays = [(day, time(8), time(15, 30)) for day in range(5)]
    for name, spans in [("Fjesboka", weekdays), ("Mastodon", weekdays), ("X", weekdays[:2])]:
        account = AccountFactory(channel__name=name)
        account.hours.all().delete()
        for day, opens, closes in spans:
            account.hours.create(weekday=day, opens=opens, closes=closes)
    nb, nn = (GuidelineFactory(language=one).versions.get() for one in ("nb", "nn"))
    assert queries.fact_values(nb, {Fact.OPENING_HOURS}) == {
        Fact.OPENING_HOURS: "mandag–fredag kl. 8–15.30 på Fjesboka og Mastodon; "
        "mandag–tirsdag kl. 8–15.30 på X"
    }
    account.delete()
    told = queries.fact_values(nn, {Fact.OPENING_HOURS})
    assert told == {Fact.OPENING_HOURS: "måndag–fredag kl. 8–15.30"}


def test_what_the_portal_does_not_know_is_left_to_be_filled_in(draft, tone, author):
    insert(tone, "Spør {{ personvernombud }}.", author)
    assert tone.body == "Spør [fyll inn: personvernombudet]."
    assert [f.rule for f in _findings(draft, tone)] == [LintRule.BLANK]
    UserFactory(name="Máret Čáhčesuolu", title="Personvernombud", roles=[Role.DPO])
    [change] = queries.changed_facts(draft)
    assert change.after == "Máret Čáhčesuolu (personvernombud)"
    guidelines.settle_fact(version=draft, pk=change.taken.pk, replace=True, by=author, at=NOON)
    tone.refresh_from_db()
    assert tone.body == "Spør Máret Čáhčesuolu (personvernombud)."


def test_a_fact_that_has_changed_is_told_until_somebody_answers(draft, tone, author):
    account = AccountFactory(response_hours=4)
    insert(tone, "Vi svarer innen {{ svartid }}.", author)
    assert queries.changed_facts(draft) == []
    account.response_hours = 8
    account.save()
    [change] = queries.changed_facts(draft)
    assert (change.section, change.taken.value, change.after) == (
        tone,
        "4 arbeidstimer",
        "8 arbeidstimer",
    )
    guidelines.settle_fact(version=draft, pk=change.taken.pk, replace=True, by=author, at=NOON)
    tone.refresh_from_db()
    assert tone.body == "Vi svarer innen 8 arbeidstimer."
    assert queries.changed_facts(draft) == []


def test_the_text_may_stay_as_it_is(draft, tone, author):
    account = AccountFactory(response_hours=4)
    insert(tone, "Vi svarer innen {{ svartid }}.", author)
    account.response_hours = 8
    account.save()
    [change] = queries.changed_facts(draft)
    guidelines.settle_fact(version=draft, pk=change.taken.pk, replace=False, by=author, at=NOON)
    tone.refresh_from_db()
    assert tone.body == "Vi svarer innen 4 arbeidstimer."
    assert queries.changed_facts(draft) == []


def test_words_that_are_gone_cannot_be_replaced(draft, tone, author):
    account = AccountFactory(response_hours=4)
    insert(tone, "Vi svarer innen {{ svartid }}.", author)
    write(tone, "Vi svarer fort.", author)
    account.response_hours = 8
    account.save()
    [change] = queries.changed_facts(draft)
    assert not change.can_be_replaced
    with pytest.raises(Invalid):
        guidelines.settle_fact(version=draft, pk=change.taken.pk, replace=True, by=author, at=NOON)


def test_a_new_version_takes_the_facts_along_and_the_frozen_one_keeps_its_own():
    account = AccountFactory(response_hours=4)
    version = version_in(State.DRAFT)
    owner, manager = version.guideline.owner, UserFactory(roles=[Role.MANAGER])
    insert(version.sections.get(kind="tone"), "Svar innen {{ svartid }}.", owner)
    to_approval(version, by=owner, at=NOON)
    guidelines.approve(version=version, by=manager, at=NOON)
    into_force(version, by=manager, at=NOON)
    new = guidelines.start_version(guideline=version.guideline, by=owner, at=NOON)
    account.response_hours = 8
    account.save()
    assert [change.section.version for change in queries.changed_facts(new)] == [new]
    for verb in (lambda facts: facts.update(value="9"), lambda facts: facts.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            verb(SectionFact.objects.filter(section__version=version))


def test_the_changed_facts_are_found_by_the_same_questions_for_one_and_for_twenty(draft, author):
    AccountFactory(response_hours=4)
    counts = []
    for amount in (1, 7):
        for section in draft.sections.all()[:amount]:
            SectionFact.objects.update_or_create(
                section=section, fact=Fact.RESPONSE_TIME, defaults={"value": "gammelt"}
            )
        with CaptureQueriesContext(connection) as asked:
            assert len(queries.changed_facts(draft)) == amount
        counts.append(len(asked))
    assert counts[0] == counts[1]


# House rules


def test_rules_are_numbered_and_their_numbers_never_come_back(draft, author):
    save_rules(draft, author, RuleText(None, "En."), RuleText(None, "To."), RuleText(None, "Tre."))
    assert keys(draft) == ["R1", "R2", "R3"]
    save_rules(draft, author, RuleText(3, "Tre."), RuleText(1, "En."))
    assert keys(draft) == ["R3", "R1"]
    save_rules(draft, author, RuleText(1, "En."), RuleText(None, "Ny."))
    assert keys(draft) == ["R1", "R4"]


def test_a_rule_keeps_its_number_through_versions_and_is_frozen_with_them():
    version = version_in(State.DRAFT)
    owner, manager = version.guideline.owner, UserFactory(roles=[Role.MANAGER])
    save_rules(
        version, owner, RuleText(None, "Ingen trusler.", "Ingen trugsmål.", "straffeloven § 263")
    )
    to_approval(version, by=owner, at=NOON)
    guidelines.approve(version=version, by=manager, at=NOON)
    into_force(version, by=manager, at=NOON)
    assert list(queries.house_rules()) == list(version.house_rules.all())
    version.refresh_from_db()
    assert "Ingen trugsmål." in bytes(version.frozen).decode()
    assert queries.verify() == (1, [])
    with pytest.raises(IntegrityError), transaction.atomic():
        version.house_rules.update(text_nb="Noe annet.")
    new = guidelines.start_version(guideline=version.guideline, by=owner, at=NOON)
    assert keys(new) == ["R1"]
    save_rules(new, owner, RuleText(None, "Ny."))
    assert keys(new) == ["R2"]
    assert keys(version) == ["R1"]


def test_of_two_who_write_the_rules_the_second_is_told(draft, author):
    seen = queries.fingerprint([])
    save_rules(draft, author, RuleText(None, "Min."), seen=seen)
    with pytest.raises(Conflict):
        save_rules(draft, author, RuleText(None, "Din."), seen=seen)
    assert [rule.text_nb for rule in draft.house_rules.all()] == ["Min."]


def test_a_number_that_somebody_made_up_is_refused(draft, author):
    with pytest.raises(Invalid):
        save_rules(draft, author, RuleText(7, "Sju."))
    assert not HouseRule.objects.exists()


def test_rules_are_written_by_writers_in_drafts_only(draft):
    with pytest.raises(NotAllowed):
        save_rules(draft, UserFactory(roles=[Role.READER]), RuleText(None, "En."))
    sent = version_in(State.SUBMITTED)
    with pytest.raises(WrongState):
        save_rules(sent, sent.guideline.owner, RuleText(None, "En."))


def test_a_rule_without_words_is_refused_by_the_database(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        HouseRule.objects.create(version=draft, number=1, order=1)


def test_a_rule_falls_back_on_the_form_it_has():
    assert HouseRule(number=1, text_nb="Ja.").text("nn") == "Ja."
    assert HouseRule(number=1, text_nb="Ja.", text_nn="Jo.").text("nn") == "Jo."


# Advice

BAD = "Vi sletter innlegg uten begrunnelse."


def _findings(version, section):
    section.refresh_from_db()
    return [item.finding for item in queries.section_advice(section, section.body)]


def dismiss(version, by, reason="Gjelder bare våre egne innlegg.", number=0):
    item = queries.advice(version)[number]
    return guidelines.dismiss_advice(
        version=version,
        anchor=item.section.anchor,
        rule=item.finding.rule,
        digest=item.finding.digest,
        reason=reason,
        by=by,
        at=NOON,
    )


def test_advice_is_turned_down_with_a_reason_and_comes_back_when_the_words_change(
    draft, tone, author
):
    write(tone, f"{BAD}\n\nMer tekst.", author)
    dismiss(draft, author)
    assert [item.is_open for item in queries.advice(_again(draft))] == [False]
    write(tone, f"Foran. {BAD}\n\nAnnen tekst.", author)
    assert [item.is_open for item in queries.advice(_again(draft))] == [False]
    write(tone, BAD.replace("innlegg", "alle innlegg"), author)
    assert [item.is_open for item in queries.advice(_again(draft))] == [True]


def test_turned_down_advice_holds_in_that_section_alone_and_through_versions(draft, tone, author):
    other = draft.sections.get(kind="goal")
    write(tone, BAD, author)
    write(other, BAD, author)
    dismiss(draft, author)
    assert [item.is_open for item in queries.advice(_again(draft))] == [False, True]


def test_advice_is_not_turned_down_without_a_reason_nor_when_it_is_gone(draft, tone, author):
    write(tone, BAD, author)
    with pytest.raises(Invalid):
        dismiss(_again(draft), author, reason="  ")
    item = queries.advice(_again(draft))[0]
    write(tone, "Vi svarer.", author)
    with pytest.raises(Invalid):
        guidelines.dismiss_advice(
            version=draft,
            anchor=item.section.anchor,
            rule=item.finding.rule,
            digest=item.finding.digest,
            reason="Grunn.",
            by=author,
            at=NOON,
        )
    assert not LintDismissal.objects.exists()


def test_advice_can_be_taken_up_again(draft, tone, author):
    write(tone, BAD, author)
    turned_down = dismiss(_again(draft), author)
    guidelines.restore_advice(version=draft, pk=turned_down.pk, by=author, at=NOON)
    assert [item.is_open for item in queries.advice(_again(draft))] == [True]


def test_readers_turn_nothing_down_and_an_approved_version_keeps_its_advice(draft, tone, author):
    write(tone, BAD, author)
    with pytest.raises(NotAllowed):
        dismiss(_again(draft), UserFactory(roles=[Role.READER]))
    approved = version_in(State.DRAFT)
    write(approved.sections.get(kind="tone"), BAD, approved.guideline.owner)
    to_approval(approved, by=approved.guideline.owner, at=NOON)
    manager = UserFactory(roles=[Role.MANAGER])
    guidelines.approve(version=approved, by=manager, at=NOON + timedelta(hours=1))
    with pytest.raises(WrongState):
        dismiss(_again(approved), approved.guideline.owner)


def test_a_whole_version_is_read_by_the_same_questions_whatever_its_length(draft, author):
    counts = []
    for body in ("Kort.", f"{BAD} " * 200):
        for section in draft.sections.all():
            write(section, body, author)
        version = queries.full(draft.guideline.slug, 1).get()
        with CaptureQueriesContext(connection) as asked:
            queries.advice(version)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def _again(version):
    return queries.full(version.guideline.slug, version.number).get()
