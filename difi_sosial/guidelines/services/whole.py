"""A page with every section on it that saves itself while somebody writes."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from difi_sosial.core.errors import Conflict
from difi_sosial.guidelines.models import GuidelineVersion, Section
from difi_sosial.guidelines.services.authoring import SectionText, save_sections
from difi_sosial.guidelines.services.guard import editable, tidy
from difi_sosial.guidelines.services.presence import begin_writing
from difi_sosial.people.models import User


@transaction.atomic
def save_what_can(
    *, version: GuidelineVersion, texts: Iterable[SectionText], by: User, at: datetime
) -> list[tuple[Section, Conflict]]:
    """Store the sections that were written in and that nobody else has; what stopped the others.

    Each that is stored gets the writer's sign. Raises NotAllowed, WrongState.
    """
    version = editable(version, by)
    sections = {section.pk: section for section in version.sections.all()}
    stopped: list[tuple[Section, Conflict]] = []
    for text in texts:
        section = sections.get(text.pk)
        if section is None or _is_as_stored(section, text):
            continue
        try:
            begin_writing(section=section, by=by, at=at, sitting=text.sitting)
            save_sections(version=version, texts=[text], by=by, at=at, by_itself=True)
        except Conflict as conflict:
            stopped.append((section, conflict))
    return stopped


def _is_as_stored(section: Section, text: SectionText) -> bool:
    return (section.heading, section.body) == (text.heading.strip(), tidy(text.body))
