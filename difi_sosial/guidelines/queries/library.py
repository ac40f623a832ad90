"""The texts a section starts from."""

from difi_sosial.guidelines.models import (
    SectionTemplate,
)


def templates(language: str) -> dict[str, SectionTemplate]:
    """What each part is about and a text to start from, by kind."""
    rows = SectionTemplate.objects.filter(language=language)
    return {template.kind: template for template in rows}
