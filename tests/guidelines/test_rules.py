"""What is pointed out in a text, and what stops a submission."""

import pytest

from difi_sosial.guidelines import rules
from difi_sosial.guidelines.enums import MANDATORY, LintRule, SectionKind
from difi_sosial.guidelines.models import Section, SectionTemplate
from difi_sosial.guidelines.services import load_templates

LONG = "Dette er en setning " + "med flere ord " * 10 + "slutt."


def found(body):
    return [finding.rule for finding in rules.lint(body)]


@pytest.mark.parametrize(
    "body",
    [
        "Vi sletter innlegg uten begrunnelse.",
        "Vi forbeholder oss retten til å fjerne innlegg.",
        "Innlegg kan skjules når som helst.",
        "Vi kan slette innlegg utan nærare forklaring.",
        "Kommunikasjonsavdelingen kan blokkere brukere etter eget skjønn.",
    ],
)
def test_deletion_without_a_reason_is_pointed_out(body):
    assert found(body) == [LintRule.DELETION]


@pytest.mark.parametrize(
    "body",
    [
        "Vi sletter bare innlegg som bryter husreglene, og vi sier hvorfor.",
        "Du kan ta ferie når som helst.",
        "![Torget i regn](/bilder/torg.png)",
        "",
    ],
)
def test_a_good_text_gets_no_advice(body):
    assert found(body) == []


def test_a_picture_without_alternative_text_is_pointed_out():
    assert found("![](/bilder/torg.png)") == [LintRule.ALT_TEXT]


def test_a_sentence_of_more_than_thirty_words_is_pointed_out_also_in_a_list():
    assert found(f"Kort.\n\n- {LONG}\n- {LONG}") == [LintRule.LONG_SENTENCE] * 2


def test_list_points_are_not_added_up_to_one_sentence():
    assert found("\n".join(f"- punkt nummer {number}" for number in range(40))) == []


def test_the_advice_explains_itself():
    assert all(str(rules.Finding(rule, "").explanation) for rule in LintRule)


def test_there_is_an_end_to_advice():
    assert len(rules.lint("![](/x.png)\n" * 100)) == rules.MAX_FINDINGS


def test_only_the_parts_of_the_guidance_must_have_text():
    sections = [Section(kind=kind, body="") for kind in (*MANDATORY, SectionKind.OWN)]
    assert len(rules.missing(sections)) == len(MANDATORY)
    sections[0].body = "Mål."
    assert sections[0] not in rules.missing(sections)


@pytest.mark.django_db
def test_our_own_suggestions_get_no_advice():
    load_templates()
    assert [(t.kind, rules.lint(t.clause)) for t in SectionTemplate.objects.all()] == [
        (t.kind, []) for t in SectionTemplate.objects.all()
    ]
