"""What stops a submission."""

from difi_sosial.guidelines import rules
from difi_sosial.guidelines.enums import MANDATORY, SectionKind
from difi_sosial.guidelines.models import Section


def test_only_the_parts_of_the_guidance_must_have_text():
    sections = [Section(kind=kind, body="") for kind in (*MANDATORY, SectionKind.OWN)]
    assert len(rules.missing(sections)) == len(MANDATORY)
    sections[0].body = "Mål."
    assert sections[0] not in rules.missing(sections)
