"""The library of clauses."""

from django.db.models import QuerySet

from difi_sosial.guidelines.models import Clause, SectionTemplate


def templates(language: str) -> dict[str, SectionTemplate]:
    """The heading and the help of each part, by kind."""
    rows = SectionTemplate.objects.filter(language=language)
    return {template.kind: template for template in rows}


def clauses(kind: str, language: str) -> QuerySet[Clause]:
    """The texts that a part may start from, in the order they should be considered."""
    return Clause.objects.filter(kind=kind, language=language).order_by("order")
