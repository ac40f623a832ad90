"""What a new draft takes with it from the version it copies, beside the text."""

from datetime import datetime

from difi_sosial.guidelines.models import GuidelineVersion, SectionFact


def carry_over(base: GuidelineVersion, version: GuidelineVersion, *, at: datetime) -> None:
    """Give a new draft the facts and the house rules of the version it copies."""
    sections = {section.anchor: section for section in version.sections.all()}
    taken = SectionFact.objects.filter(section__version=base).select_related("section")
    SectionFact.objects.bulk_create(
        SectionFact(
            section=sections[row.section.anchor],
            fact=row.fact,
            value=row.value,
            taken_at=row.taken_at,
        )
        for row in taken
    )
    for rule in base.house_rules.all():
        rule.pk, rule.version, rule.created_at = None, version, at
        rule._state.adding = True
        rule.save(force_insert=True)
