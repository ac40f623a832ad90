"""The bytes a version is frozen as, and whether they still hold."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from difi_sosial.guidelines.models import (
    GuidelineVersion,
    Section,
)
from difi_sosial.guidelines.queries.house_rules import rules_as_data
from difi_sosial.journal import queries as journal
from difi_sosial.journal.models import DocumentObject

FORMAT = "difi_sosial.guideline/1"
KEY = "guidelines.version:"


@dataclass(frozen=True, slots=True)
class Broken:
    """A frozen version that does not hold, and why (English, for the command line)."""

    version: GuidelineVersion
    reason: str


def source_key(version: GuidelineVersion) -> str:
    """The name by which the journal and the hearings know the version."""
    return f"{KEY}{version.pk}"


def archived_pdf(version: GuidelineVersion) -> DocumentObject | None:
    """The archived document of an approved version, once it is made; never a screened one."""
    return journal.archived_pdf(source_key(version))


def canonical_bytes(version: GuidelineVersion, sections: Iterable[Section]) -> bytes:
    """What is frozen: title, number, language, sections and house rules, as UTF-8 JSON in order.

    Who approved and when stand beside it in columns that the database keeps unchanged.
    """
    text: dict[str, object] = {
        "format": FORMAT,
        "guideline": version.guideline.slug,
        "language": version.guideline.language,
        "number": version.number,
        "title": version.title,
        "sections": [
            {"anchor": s.anchor, "kind": s.kind, "heading": s.heading, "body": s.body}
            for s in sections
        ],
    }
    if house_rules := rules_as_data(version.house_rules.all()):
        text["house_rules"] = house_rules
    return json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def checksum(content: bytes) -> str:
    """SHA-256 of frozen bytes, as 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def verify() -> tuple[int, list[Broken]]:
    """Compare every frozen version with its checksum and its rows: how many, and what is broken."""
    count, broken = 0, []
    frozen = GuidelineVersion.objects.filter(approved_at__isnull=False).order_by("pk")
    with_text = frozen.select_related("guideline").prefetch_related("sections", "house_rules")
    for version in with_text.iterator(chunk_size=100):
        count += 1
        kept = bytes(version.frozen or b"")
        if checksum(kept) != version.checksum:
            broken.append(Broken(version, "its frozen text does not match its checksum"))
        elif canonical_bytes(version, version.sections.all()) != kept:
            broken.append(Broken(version, "its sections do not match its frozen text"))
    return count, broken
