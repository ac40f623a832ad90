"""What stops a submission, and that our own suggestions stand our own advice."""

import pytest

from difi_sosial.guidelines import rules
from difi_sosial.guidelines.enums import MANDATORY, SectionKind
from difi_sosial.guidelines.models import Section, SectionTemplate
from difi_sosial.guidelines.services import load_templates


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
