"""Who is writing where just now."""

from datetime import datetime

from difi_sosial.guidelines.models import SILENCE, GuidelineVersion, WritingSign


def writers(version: GuidelineVersion, at: datetime) -> dict[str, WritingSign]:
    """The signs that hold in a version, by the anchor of their section; one query."""
    signs = WritingSign.objects.filter(section__version=version, seen_at__gt=at - SILENCE)
    return {sign.section.anchor: sign for sign in signs.select_related("person", "section")}
