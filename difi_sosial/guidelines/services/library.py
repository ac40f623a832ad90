"""The library of clauses, as reference data: one Markdown file per part and written form.

# Overskriften på delen
Hva delen skal inneholde.

=== kortnavn: Tittel
Når denne passer.
---
Teksten, i Markdown.
"""

import re
from pathlib import Path

from django.conf import settings
from django.db import transaction

from difi_sosial.guidelines.enums import Language, SectionKind
from difi_sosial.guidelines.models import Clause, SectionTemplate

LIBRARY = Path("fixtures", "seed", "guidelines")
CLAUSE = re.compile(r"^=== ([a-z0-9-]+): (.+)$", re.MULTILINE)
RULER = "\n---\n"


@transaction.atomic
def load_templates(folder: Path | None = None) -> int:
    """Store the library from its files `goal.nb.md` …; loading again updates it.

    Returns how many clauses there are. A clause that has left the files leaves the library; the
    sections it was put into keep their text. Run by the seeder, with or without the demo.
    """
    folder = folder or settings.BASE_DIR / LIBRARY
    clauses = [
        clause
        for kind in SectionKind
        if kind is not SectionKind.OWN
        for language in Language
        for clause in _part(kind, language, folder / f"{kind}.{language}.md")
    ]
    Clause.objects.all().delete()
    Clause.objects.bulk_create(clauses)
    return len(clauses)


def _part(kind: SectionKind, language: Language, file: Path) -> list[Clause]:
    """Store a part's heading and help, and give its clauses in the order of the file."""
    opening, *pieces = CLAUSE.split(file.read_text(encoding="utf-8"))
    heading, _newline, about = opening.strip().partition("\n")
    SectionTemplate.objects.update_or_create(
        kind=kind,
        language=language,
        defaults={"heading": heading.removeprefix("# ").strip(), "help_text": about.strip()},
    )
    rows = zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
    return [
        _clause(kind, language, key, title, text, order)
        for order, (key, title, text) in enumerate(rows, start=1)
    ]


def _clause(
    kind: SectionKind, language: Language, key: str, title: str, text: str, order: int
) -> Clause:
    when, _ruler, body = text.partition(RULER)
    return Clause(
        kind=kind,
        language=language,
        key=key,
        title=title.strip(),
        when_to_use=" ".join(when.split()),
        body=body.strip(),
        order=order,
    )
