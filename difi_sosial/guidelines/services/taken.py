"""What clauses brought into a text from the portal, remembered so that we can tell of changes."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import translation

from difi_sosial.guidelines import rules
from difi_sosial.guidelines.enums import Fact
from difi_sosial.guidelines.models import Section, SectionFact


def remember(section: Section, facts: Mapping[str, str], *, at: datetime) -> None:
    """Note the words that each fact had when it was put in; only those that stand in the text."""
    if not facts:
        return
    known = dict(section.facts.values_list("fact", "value"))
    with translation.override(section.version.guideline.language):
        blanks = {fact: rules.blank(Fact(fact)) for fact in facts if fact in Fact.values}
    for fact, blank in blanks.items():
        words = facts[fact]
        if (words or blank) in section.body and known.get(fact) != words:
            SectionFact.objects.update_or_create(
                section=section, fact=fact, defaults={"value": words, "taken_at": at}
            )
