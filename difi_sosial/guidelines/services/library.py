"""The texts that sections start from, as reference data."""

import json
from pathlib import Path

from django.conf import settings
from django.db import transaction

from difi_sosial.guidelines.models import SectionTemplate

TEMPLATES = Path("fixtures", "seed", "guideline_sections.json")


@transaction.atomic
def load_templates(path: Path | None = None) -> int:
    """Store the texts that sections start from, from a JSON file; loading again updates them.

    Returns how many there are. Reference data: run by the seeder, with or without the demo.
    """
    rows = json.loads((path or settings.BASE_DIR / TEMPLATES).read_text(encoding="utf-8"))
    for row in rows:
        SectionTemplate.objects.update_or_create(
            kind=row["kind"],
            language=row["language"],
            defaults={
                "heading": row["heading"],
                "help_text": row["help"],
                "clause": "\n".join(row["clause"]),
            },
        )
    return len(rows)
