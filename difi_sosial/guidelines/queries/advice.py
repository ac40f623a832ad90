"""Advice on a version's text, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from difi_sosial.channels import queries as channels
from difi_sosial.guidelines import rules
from difi_sosial.guidelines.models import GuidelineVersion, LintDismissal, Section
from difi_sosial.guidelines.queries.facts import promised_hours
from difi_sosial.guidelines.rules import Finding, Surroundings


@dataclass(frozen=True, slots=True)
class Advice:
    """One finding in a section, and who turned it down with which reason, if anybody did."""

    section: Section
    finding: Finding
    dismissal: LintDismissal | None

    @property
    def is_open(self) -> bool:
        """Whether nobody has considered it yet."""
        return self.dismissal is None


def surroundings_of(version: GuidelineVersion) -> Surroundings:
    """What one section of this version is judged by: its other sections and our accounts."""
    return _surroundings(section.body for section in version.sections.all())


def advice(version: GuidelineVersion) -> list[Advice]:
    """Every finding in a version, in the order of the text; three queries and its sections."""
    sections = list(version.sections.all())
    around = _surroundings(section.body for section in sections)
    known = _dismissals(version)
    return [
        Advice(section, finding, known.get(_key(section.anchor, finding)))
        for section in sections
        for finding in rules.lint(section.body, around)
    ]


def section_advice(section: Section, body: str) -> list[Advice]:
    """Every finding in a section as it stands in the box, saved or not."""
    around, known = surroundings_of(section.version), _dismissals(section.version)
    return [
        Advice(section, finding, known.get(_key(section.anchor, finding)))
        for finding in rules.lint(body, around)
    ]


def _surroundings(bodies: Iterable[str]) -> Surroundings:
    names = [settings.AGENCY_NAME, *(channel.name for channel in channels.chosen())]
    return rules.surroundings(bodies, promised=promised_hours(), names=names)


def _dismissals(version: GuidelineVersion) -> dict[tuple[str, str, str], LintDismissal]:
    found = LintDismissal.objects.filter(guideline=version.guideline_id)
    rows = found.select_related("dismissed_by")
    return {(row.anchor, row.rule, row.digest): row for row in rows}


def _key(anchor: str, finding: Finding) -> tuple[str, str, str]:
    return anchor, finding.rule.value, finding.digest
