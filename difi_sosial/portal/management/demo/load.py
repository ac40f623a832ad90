"""Loads the reference data, and the example agency on top of it."""

import json
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from difi_sosial.channels import services as channel_services
from difi_sosial.core.clock import now
from difi_sosial.core.pdf import PdfUnavailable, pdf_a
from difi_sosial.guidelines import services as guideline_services
from difi_sosial.journal import services as journal_services
from difi_sosial.law import services as law_services
from difi_sosial.portal.management.demo import (
    accounts,
    channels,
    decisions,
    guideline_draft,
    guidelines,
    identity,
    journal,
    keeping,
    kept,
    letters,
    listening,
    mentions,
    people,
    reading,
    stand_ins,
    strategy,
    watching,
)
from difi_sosial.portal.management.demo.agency import Agency
from difi_sosial.portal.management.demo.timeline import Timeline

BASES = Path("fixtures", "seed", "screening_bases.json")

PARTS = (
    *(strategy, channels, accounts, decisions, guidelines, guideline_draft, reading),
    *(stand_ins, watching, identity, mentions, keeping, kept, listening, journal),
)


@transaction.atomic
def load_reference(*, at: datetime) -> None:
    """Rules, channel catalogue, guidance texts and legal bases; loading again updates them."""
    law_services.load_rules()
    channel_services.load_catalogue()
    channel_services.load_sentences()
    guideline_services.load_templates()
    for row in json.loads(Path(settings.BASE_DIR, BASES).read_text(encoding="utf-8")):
        valid_from = date.fromisoformat(row.pop("valid_from"))
        journal_services.add_basis(**row, valid_from=valid_from, by=None, at=at)


@transaction.atomic
def load_demo(*, at: datetime | None = None) -> bool:
    """The example agency, told up to `at` (now): all of it or nothing. False when it is there."""
    if people.is_there():
        return False
    until = at or now()
    agency = Agency(now=until, timeline=Timeline(until), can_render=can_render())
    load_reference(at=agency.when(people.FIRST_DAY, 8))
    people.move_in(agency)
    for part in PARTS:
        part.schedule(agency)
    agency.timeline.run()
    letters.settle(at=until)
    return True


def can_render() -> bool:
    """Whether this machine can make PDFs."""
    try:
        pdf_a("<h1>1</h1>", title="1", language="nb", made_at=now())
    except PdfUnavailable:
        return False
    return True
