"""Rules are dated: an old one is ended, never changed."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from difi_sosial.audit.queries import history_of
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.law import queries, services
from difi_sosial.law.enums import Topic
from difi_sosial.law.models import LawRule
from difi_sosial.law.templatetags.law import law
from difi_sosial.people.enums import Role
from difi_sosial.people.permissions import ROLE_PERMISSIONS, Permission
from tests.factories.law import RuleFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
BEGINS = date(2027, 1, 1)
FACTS = {
    "key": "secrecy",
    "topic": Topic.SECRECY,
    "title_nb": "Du har taushetsplikt.",
    "title_nn": "Du har teieplikt.",
    "reference": "forvaltningsloven (2025) § 30",
    "valid_from": BEGINS,
}


@pytest.fixture
def head():
    return UserFactory(roles=[Role.HEAD])


def test_the_head_and_the_administrator_keep_the_rules():
    holders = {role for role, held in ROLE_PERMISSIONS.items() if Permission.LAW_WRITE in held}

    assert holders == {Role.HEAD, Role.ADMINISTRATOR}


def test_a_new_rule_ends_the_one_it_takes_over_for_the_day_before(head):
    old = RuleFactory(key="secrecy", reference="forvaltningsloven § 13")
    new = services.add_rule(facts=FACTS, by=head, at=AT)
    old.refresh_from_db()

    assert old.valid_to == date(2026, 12, 31)
    assert old.reference == "forvaltningsloven § 13"
    assert queries.rule("secrecy", date(2026, 12, 31)) == old
    assert queries.rule("secrecy", BEGINS) == new
    assert [event.kind for event in history_of(old)] == ["law-ended"]
    assert [event.kind for event in history_of(new)] == ["law-added"]


def test_a_rule_cannot_begin_inside_an_older_one(head):
    RuleFactory(key="secrecy", valid_from=BEGINS)
    with pytest.raises(Invalid):
        services.add_rule(facts=FACTS, by=head, at=AT)


def test_a_coming_rule_is_listed_and_applies_nowhere(head):
    coming = services.add_rule(facts=FACTS | {"valid_from": None}, by=head, at=AT)
    (topic,) = queries.by_topic(on=date(2030, 1, 1))

    assert queries.rule("secrecy", date(2030, 1, 1)) is None
    assert topic.coming == (coming,)
    with pytest.raises(WrongState):
        services.add_rule(facts=FACTS | {"valid_from": None}, by=head, at=AT)


def test_a_coming_rule_is_given_its_day_and_takes_over(head):
    old = RuleFactory(key="secrecy")
    coming = RuleFactory(key="secrecy", valid_from=None)
    services.start_rule(rule=coming, on=BEGINS, by=head, at=AT)
    old.refresh_from_db()

    assert old.valid_to == date(2026, 12, 31)
    assert queries.rule("secrecy", BEGINS) == coming
    with pytest.raises(WrongState):
        services.start_rule(rule=coming, on=BEGINS, by=head, at=AT)


def test_a_rule_is_ended_once(head):
    rule = RuleFactory()
    with pytest.raises(Invalid):
        services.end_rule(rule=rule, on=date(2019, 12, 31), by=head, at=AT)
    services.end_rule(rule=rule, on=date(2026, 12, 31), by=head, at=AT)
    with pytest.raises(WrongState):
        services.end_rule(rule=rule, on=date(2027, 12, 31), by=head, at=AT)


def test_the_words_about_a_rule_can_be_put_right(head):
    rule = RuleFactory()
    right = {"title_nb": "Taushetsplikt.", "reference": "noe annet"}
    rule = services.correct_rule(rule=rule, facts=right, by=head, at=AT, seen=rule.updated_at)

    assert rule.title_nb == "Taushetsplikt."
    assert rule.reference.startswith("forvaltningsloven")
    assert history_of(rule).get().before == {"title_nb": "Du har taushetsplikt."}


def test_two_who_correct_at_once_are_told(head):
    rule = RuleFactory()
    seen = rule.updated_at
    services.correct_rule(rule=rule, facts={"note": "A"}, by=head, at=AT, seen=seen)
    with pytest.raises(Conflict):
        services.correct_rule(rule=rule, facts={"note": "B"}, by=head, at=AT, seen=seen)


@pytest.mark.parametrize("role", [Role.ADVISER, Role.DPO, Role.MANAGER])
def test_others_only_read(role):
    person, rule = UserFactory(roles=[role]), RuleFactory()
    for act in (
        lambda: services.add_rule(facts=FACTS, by=person, at=AT),
        lambda: services.end_rule(rule=rule, on=BEGINS, by=person, at=AT),
        lambda: services.start_rule(rule=rule, on=BEGINS, by=person, at=AT),
        lambda: services.correct_rule(rule=rule, facts={}, by=person, at=AT, seen=AT),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_database_keeps_what_was_in_force():
    rule = RuleFactory()
    rows = LawRule.objects.filter(pk=rule.pk)
    for change in ({"reference": "x"}, {"valid_from": date(2019, 1, 1)}, {"key": "annen"}):
        with pytest.raises(IntegrityError, match="stays as it was"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError, match="stays as it was"), transaction.atomic():
        rows.delete()
    with pytest.raises(IntegrityError, match="law_one_running"), transaction.atomic():
        RuleFactory(key=rule.key, valid_from=date(2021, 1, 1))


def test_the_reference_is_written_as_it_was_on_the_day_and_in_the_readers_language():
    RuleFactory(
        key="secrecy", reference="fvl. § 13", reference_nn="", valid_to=date(2025, 12, 31), url=""
    )
    RuleFactory(
        key="secrecy",
        reference="loven § 30",
        reference_nn="lova § 30",
        valid_from=date(2026, 1, 1),
    )

    assert law("secrecy", on=date(2025, 6, 1)) == "fvl. § 13"
    assert law("secrecy", on=datetime(2025, 12, 31, 12, tzinfo=UTC)) == "fvl. § 13"
    assert ">loven § 30</a>" in law("secrecy")
    with override("nn"):
        assert ">lova § 30</a>" in law("secrecy")
    assert law("finnes-ikke") == ""


def test_the_rules_of_a_topic_are_those_in_force():
    rule = RuleFactory(topic=Topic.DPIA)
    RuleFactory(topic=Topic.DPIA, valid_from=None)
    RuleFactory(topic=Topic.DPIA, valid_to=date(2021, 1, 1))

    assert list(queries.rules_of(Topic.DPIA)) == [rule]


def test_the_seed_can_be_loaded_again_and_leaves_what_people_changed(head, tmp_path):
    number = services.load_rules()
    assert LawRule.objects.count() == number
    changed = LawRule.objects.get(key="dpia")
    services.correct_rule(
        rule=changed, facts={"note": "Vår"}, by=head, at=AT, seen=changed.updated_at
    )
    services.load_rules()

    assert LawRule.objects.count() == number
    assert LawRule.objects.get(key="dpia").note == "Vår"


def test_the_seed_updates_words_and_never_days(tmp_path):
    RuleFactory(key="secrecy", reference="gammel")
    path = tmp_path / "law.json"
    row = FACTS | {"valid_from": "2020-01-01", "title_nb": "Nye ord."}
    path.write_text(json.dumps([row, row | {"valid_from": "2021-01-01"}]))
    services.load_rules(path)
    rule = LawRule.objects.get()

    assert (rule.title_nb, rule.reference) == ("Nye ord.", "gammel")


def test_the_seed_is_sound():
    services.load_rules()
    rules = LawRule.objects.all()

    assert {rule.topic for rule in rules} == set(Topic.values)
    assert all(rule.title_nb and rule.title_nn and rule.reference for rule in rules)
    assert all(bool(rule.note) == bool(rule.note_nn) for rule in rules)
    unsure = [rule.key for rule in rules if rule.checked_on and "ikke kontrollert mot" in rule.note]
    assert unsure == []
    act = [rule for rule in rules if "(2025)" in rule.reference and "forvaltning" in rule.reference]
    assert act and all(rule.valid_from is None for rule in act)
    assert queries.reference_of("journal-duty", date(2025, 6, 1)).startswith("arkivforskriften (20")
    assert queries.reference_of("journal-duty", date(2026, 6, 1)).startswith("arkivforskrifta § 14")
