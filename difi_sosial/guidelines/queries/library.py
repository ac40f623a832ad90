"""The library of clauses."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from difi_sosial.guidelines.enums import SectionKind
from difi_sosial.guidelines.models import Clause, SectionTemplate


@dataclass(frozen=True, slots=True)
class Shelf:
    """A part with its help and the clauses that it may start from."""

    template: SectionTemplate
    clauses: list[Clause]


def templates(language: str) -> dict[str, SectionTemplate]:
    """The heading and the help of each part, by kind."""
    rows = SectionTemplate.objects.filter(language=language)
    return {template.kind: template for template in rows}


def clauses(kind: str, language: str) -> QuerySet[Clause]:
    """The texts that a part may start from, in the order they should be considered."""
    return Clause.objects.filter(kind=kind, language=language).order_by("order")


def shelves(language: str) -> list[Shelf]:
    """The whole library in one written form, in the order of the guidance; two queries."""
    known = templates(language)
    rows = Clause.objects.filter(language=language).order_by("kind", "order")
    by_kind = {kind: list(found) for kind, found in groupby(rows, key=lambda one: one.kind)}
    return [
        Shelf(known[kind], by_kind.get(kind, [])) for kind in SectionKind.values if kind in known
    ]
