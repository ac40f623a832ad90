"""The library of clauses: complete in both written forms, and up to our own advice."""

import re

import pytest

from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines.enums import Fact, Language, SectionKind
from difi_sosial.guidelines.models import Clause, SectionTemplate
from difi_sosial.guidelines.services import load_templates

pytestmark = pytest.mark.django_db
KINDS = [kind for kind in SectionKind if kind is not SectionKind.OWN]
# What the agency of the examples knows.
VALUES = {
    Fact.AGENCY: "Testetaten",
    Fact.RESPONSE_TIME: "4 arbeidstimer",
    Fact.OPENING_HOURS: "kl. 8–16",
    Fact.CHANNELS: "Mastodon og Facebook",
    Fact.DECIDERS: "Ingrid Solbakken (avdelingsdirektør)",
    Fact.APPROVERS: "Ingrid Solbakken (avdelingsdirektør)",
    Fact.CONTACT: "post@testetaten.example",
    Fact.DPO: "Máret Čáhčesuolu (personvernombud)",
    Fact.ARCHIVIST: "Sigrid Aasen (arkivar)",
    Fact.HOUSE_RULES: "R1, R2 og R3",
}


@pytest.fixture(autouse=True)
def _library():
    load_templates()


def test_each_of_the_twenty_parts_has_help_and_a_clause_in_both_written_forms():
    assert len(KINDS) == 20
    for language in Language:
        assert set(queries.templates(language)) == set(KINDS)
        for kind in KINDS:
            assert queries.clauses(kind, language), (kind, language)
    assert all(template.help_text for template in SectionTemplate.objects.all())


def test_both_written_forms_have_the_same_clauses_that_ask_for_the_same_facts():
    for kind in KINDS:
        bokmaal, nynorsk = (list(queries.clauses(kind, language)) for language in Language)
        assert [c.key for c in bokmaal] == [c.key for c in nynorsk]
        for one, other in zip(bokmaal, nynorsk, strict=True):
            assert rules.asked_for(one.body) == rules.asked_for(other.body), one.key
            assert _shape(one.body) == _shape(other.body), one.key


def _shape(body):
    """Headings, list points and paragraphs in order."""
    return [re.match(r"(##|-|\d+\.|\||)", line)[0] for line in body.split("\n")]


def test_where_agencies_differ_there_are_alternatives_and_each_says_when_it_fits():
    several = [kind for kind in KINDS if queries.clauses(kind, "nb").count() > 1]
    assert len(several) >= 12
    assert all(clause.when_to_use for clause in Clause.objects.all())


def test_the_procedures_have_their_nine_parts():
    whole = queries.clauses(SectionKind.PROCEDURES, "nb").get(key="alle")
    assert re.findall(r"^## (.)\)", whole.body, re.MULTILINE) == list("abcdefghi")


def test_our_own_clauses_get_no_advice():
    around = rules.Surroundings(promised=frozenset({4}))
    advised = {
        (clause.kind, clause.language, clause.key): findings
        for clause in Clause.objects.all()
        if (findings := rules.lint(rules.filled(clause.body, VALUES), around))
    }
    assert advised == {}


def test_every_placeholder_is_a_fact():
    for clause in Clause.objects.all():
        assert set(rules.asked_for(clause.body)) <= set(Fact)
        assert "{{" not in rules.filled(clause.body, VALUES)


def test_loading_again_changes_nothing_and_forgets_what_left_the_files():
    before = list(Clause.objects.order_by("kind", "language", "key").values_list("key", "body"))
    Clause.objects.create(
        kind="tone", language="nb", key="gammel", title="G", when_to_use="N", body="T", order=9
    )
    load_templates()
    after = list(Clause.objects.order_by("kind", "language", "key").values_list("key", "body"))
    assert after == before
