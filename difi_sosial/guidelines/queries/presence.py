"""Who is writing where just now."""

from datetime import datetime

from difi_sosial.guidelines.models import SILENCE, GuidelineVersion, WritingSign
from difi_sosial.people.models import User


def writers(version: GuidelineVersion, at: datetime) -> dict[str, WritingSign]:
    """The signs that hold in a version, by the anchor of their section; one query."""
    signs = WritingSign.objects.filter(section__version=version, seen_at__gt=at - SILENCE)
    return {sign.section.anchor: sign for sign in signs.select_related("person", "section")}


def other_writers(version: GuidelineVersion, person: User, at: datetime) -> list[WritingSign]:
    """The signs of others that hold, in the order of the sections; one query."""
    found = writers(version, at).values()
    others = [sign for sign in found if sign.person_id != person.pk]
    return sorted(others, key=lambda sign: sign.section.order)
