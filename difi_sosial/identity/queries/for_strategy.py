"""What the strategy may know of the net identity: given downwards, for it lies below."""

from collections.abc import Iterator
from functools import partial

from difi_sosial.identity.models import Link
from difi_sosial.identity.queries.checks import yearly_on
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.strategy.enums import Section
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.queries import SectionLink, register_identity_check, register_links


def register() -> None:
    """Answer for the date of the check, and show linked findings on the strategy's pages."""
    register_identity_check(yearly_on)
    for section in Section:
        register_links(section, "findings", partial(linked_findings, section))


def linked_findings(
    section: Section, version: StrategyVersion, person: User
) -> Iterator[SectionLink]:
    """The findings that somebody has linked to this section of this version."""
    if not may(person, Permission.MONITORING_READ):
        return
    rows = Link.objects.filter(version=version, section=section).select_related("finding")
    for link in rows:
        title = f"{link.finding.letter}: {link.finding}"
        yield SectionLink(title, link.finding.get_absolute_url(), link.note, "info")
