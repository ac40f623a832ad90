"""Reference data that every portal starts with."""

import json
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from difi_sosial.journal.services.screening import add_basis

BASES = settings.BASE_DIR / "fixtures" / "seed" / "screening_bases.json"


@transaction.atomic
def load_bases(*, at: datetime) -> int:
    """The usual legal bases for screening, from fixtures/seed; safe to run again."""
    rows = json.loads(BASES.read_text(encoding="utf-8"))
    for row in rows:
        row["valid_from"] = date.fromisoformat(row["valid_from"])
        add_basis(by=None, at=at, **row)
    return len(rows)
