"""Which sections a draft has, and in which order."""

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from difi_sosial.core.errors import Conflict, Invalid
from difi_sosial.core.markdown import slug as slug_of
from difi_sosial.guidelines import queries
from difi_sosial.guidelines.enums import OPTIONAL, SectionKind
from difi_sosial.guidelines.models import GuidelineVersion, Section
from difi_sosial.guidelines.services.guard import MAX_SLUG, editable, edited, free
from difi_sosial.people.models import User

ORDER = list(SectionKind)


@transaction.atomic
def add_section(*, version: GuidelineVersion, heading: str, by: User, at: datetime) -> Section:
    """A section of the agency's own, last in the document."""
    version = editable(version, by)
    taken = set(version.sections.values_list("anchor", flat=True))
    section = Section.objects.create(
        version=version,
        kind=SectionKind.OWN,
        anchor=free(slug_of(heading)[:MAX_SLUG], taken),
        heading=heading.strip(),
        order=version.sections.count() + 1,
        edited_by=by,
        created_at=at,
    )
    edited(version, by=by, at=at, what={"added": section.anchor})
    return section


@transaction.atomic
def include_section(*, version: GuidelineVersion, kind: str, by: User, at: datetime) -> Section:
    """Take in one of the parts that may be left out, where it belongs in the order.

    Raises Invalid for any other part, Conflict when it is there already.
    """
    version = editable(version, by)
    if kind not in OPTIONAL:
        raise Invalid(_("Velg en av delene i listen."))
    sections = list(version.sections.order_by("order"))
    if any(section.kind == kind for section in sections):
        raise Conflict(_("Delen er allerede med."))
    section = _empty(version, SectionKind(kind), {s.anchor for s in sections}, by=by, at=at)
    sections.insert(_place(sections, section), section)
    _renumber(sections)
    edited(version, by=by, at=at, what={"added": section.anchor})
    return section


@transaction.atomic
def remove_section(*, section: Section, by: User, at: datetime) -> None:
    """Leave out a section; the guidance's eight stay."""
    version = editable(section.version, by)
    section = version.sections.get(pk=section.pk)
    if section.is_mandatory:
        raise Invalid(_("Denne delen er med i veiledningen og kan ikke fjernes."))
    anchor = section.anchor
    section.delete()
    _renumber(list(version.sections.order_by("order")))
    edited(version, by=by, at=at, what={"removed": anchor})


@transaction.atomic
def move_section(
    *, section: Section, direction: Literal["up", "down"], by: User, at: datetime
) -> None:
    """Let a section change places with its neighbour; at the ends nothing happens."""
    version = editable(section.version, by)
    sections = list(version.sections.order_by("order"))
    place = sections.index(section)
    other = place - 1 if direction == "up" else place + 1
    if not 0 <= other < len(sections):
        return
    sections[place], sections[other] = sections[other], sections[place]
    _renumber(sections)
    edited(version, by=by, at=at, what={"moved": section.anchor})


def _place(sections: list[Section], new: Section) -> int:
    """After the last section that stands before it in a whole document."""
    rank = ORDER.index(SectionKind(new.kind))
    before = [n for n, s in enumerate(sections, start=1) if ORDER.index(SectionKind(s.kind)) < rank]
    return before[-1] if before else 0


def _empty(
    version: GuidelineVersion, kind: SectionKind, taken: set[str], *, by: User, at: datetime
) -> Section:
    language = version.guideline.language
    template = queries.templates(language).get(kind)
    with translation.override(language):
        heading = template.heading if template else str(kind.label)
    with translation.override("nb"):
        anchor = free(slug_of(str(kind.label))[:MAX_SLUG], taken)
    return Section.objects.create(
        version=version,
        kind=kind,
        anchor=anchor,
        heading=heading,
        order=len(taken) + 1,
        edited_by=by,
        created_at=at,
    )


def _renumber(sections: list[Section]) -> None:
    for order, section in enumerate(sections, start=1):
        section.order = order
    Section.objects.bulk_update(sections, ["order"])
