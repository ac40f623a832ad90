"""The read side: lists for pages and tasks, the bytes a version is frozen as, and comparison."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from difi_sosial.audit.models import Event
from difi_sosial.core.diff import DiffRow, Kind, side_by_side
from difi_sosial.guidelines.enums import OPEN_STATES, State
from difi_sosial.guidelines.models import (
    Guideline,
    GuidelineVersion,
    Section,
    SectionTemplate,
)
from difi_sosial.journal import queries as journal
from difi_sosial.journal.models import DocumentObject
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may

FORMAT = "difi_sosial.guideline/1"


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list: a guideline with the version in force and the one being worked on."""

    guideline: Guideline
    current: GuidelineVersion | None
    open: GuidelineVersion | None
    newest: GuidelineVersion


@dataclass(frozen=True, slots=True)
class Counts:
    """How many versions are in each state that asks for something."""

    in_force: int
    draft: int
    submitted: int
    returned: int
    approved: int
    due: int


@dataclass(frozen=True, slots=True)
class SectionDiff:
    """One section of two versions; `left` or `right` is None where it was added or removed."""

    anchor: str
    left: Section | None
    right: Section | None
    rows: list[DiffRow]
    moved: bool

    @property
    def heading(self) -> str:
        """The heading it has now, else the one it had."""
        return (self.right or self.left).heading  # type: ignore[union-attr]

    @property
    def is_renamed(self) -> bool:
        """Whether both have the section, under different headings."""
        return bool(self.left and self.right and self.left.heading != self.right.heading)

    @property
    def change(self) -> str:
        """added, removed, changed, moved or same."""
        if self.left is None or self.right is None:
            return "added" if self.left is None else "removed"
        if self.is_renamed or any(row.kind is not Kind.EQUAL for row in self.rows):
            return "changed"
        return "moved" if self.moved else "same"


@dataclass(frozen=True, slots=True)
class Broken:
    """A frozen version that does not hold, and why (English, for the command line)."""

    version: GuidelineVersion
    reason: str


def versions() -> QuerySet[GuidelineVersion]:
    """Versions with guideline, unit and owner; without the frozen bytes, which pages never need."""
    return GuidelineVersion.objects.select_related("guideline__unit", "guideline__owner").defer(
        "frozen"
    )


def full(guideline_slug: str, number: int) -> QuerySet[GuidelineVersion]:
    """One version with everything its page shows; use `get()`."""
    return (
        versions()
        .filter(guideline__slug=guideline_slug, number=number)
        .select_related("submitted_by", "approved_by", "returned_by")
        .prefetch_related("authors", "sections__edited_by")
    )


def listed() -> list[Listed]:
    """Every guideline by title, each with its versions; two queries whatever the number."""
    with_versions = Guideline.objects.select_related("unit", "owner").prefetch_related(
        Prefetch("versions", GuidelineVersion.objects.order_by("-number").defer("frozen"))
    )
    return [_listed(guideline) for guideline in with_versions]


def _listed(guideline: Guideline) -> Listed:
    known = list(guideline.versions.all())
    return Listed(
        guideline,
        next((version for version in known if version.state == State.IN_FORCE), None),
        next((version for version in known if version.state in OPEN_STATES), None),
        known[0],
    )


def current() -> QuerySet[GuidelineVersion]:
    """The versions in force, one per guideline."""
    return versions().filter(state=State.IN_FORCE)


def newest() -> QuerySet[GuidelineVersion]:
    """The newest version of each guideline that was not withdrawn, latest change first."""
    later = GuidelineVersion.objects.filter(
        guideline=OuterRef("guideline"), number__gt=OuterRef("number")
    ).exclude(state=State.WITHDRAWN)
    return (
        versions()
        .exclude(state=State.WITHDRAWN)
        .filter(~Exists(later))
        .order_by("-updated_at", "-pk")
    )


def due_for_review(today: date) -> QuerySet[GuidelineVersion]:
    """Versions in force whose yearly review has come, longest overdue first."""
    return current().filter(review_on__lte=today).order_by("review_on", "pk")


def waiting_for(person: User, *, today: date | None = None) -> QuerySet[GuidelineVersion]:
    """What this person should act on.

    To approve, returned to them, approved and not yet in force, or (with `today`) to review.
    """
    mine = Q(state=State.RETURNED) & Q(guideline__owner=person)
    if may(person, Permission.GUIDELINE_WRITE):
        mine |= Q(Exists(_authorship(person)), state__in=(State.RETURNED, State.APPROVED))
    if may(person, Permission.GUIDELINE_APPROVE):
        others = ~Q(submitted_by=person) & ~Q(Exists(_authorship(person)))
        mine |= Q(state=State.SUBMITTED) & others | Q(state=State.APPROVED)
    if today is not None:
        mine |= Q(state=State.IN_FORCE, review_on__lte=today, guideline__owner=person)
    return versions().filter(mine).order_by("submitted_at", "pk")


def _authorship(person: User) -> QuerySet[GuidelineVersion]:
    through = GuidelineVersion.authors.through.objects
    return through.filter(guidelineversion=OuterRef("pk"), user=person)  # type: ignore[return-value]


def counts(today: date) -> Counts:
    """Numbers for the front page, in one query."""
    states = (State.IN_FORCE, State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED)
    found = GuidelineVersion.objects.aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in states},
        due=Count("pk", filter=Q(state=State.IN_FORCE, review_on__lte=today)),
    )
    return Counts(**found)


def published(guideline_slug: str, number: int | None = None) -> QuerySet[GuidelineVersion]:
    """The version anybody may read, with its sections; empty when there is none.

    Without a number it is the one in force; with one it may also be one that was in force before,
    so that a link to what once was promised still leads to it.
    """
    states = [State.IN_FORCE] if number is None else [State.IN_FORCE, State.SUPERSEDED]
    found = versions().filter(
        guideline__slug=guideline_slug, guideline__is_public=True, state__in=states
    )
    if number is not None:
        found = found.filter(number=number)
    return found.select_related("approved_by").prefetch_related("sections")


def source_key(version: GuidelineVersion) -> str:
    """What the journal knows this version's approval as."""
    return f"guidelines.version:{version.pk}"


def archived_pdf(version: GuidelineVersion) -> DocumentObject | None:
    """The archived document of an approved version, once it is made; never a screened one."""
    return journal.archived_pdf(source_key(version))


def templates(language: str) -> dict[str, SectionTemplate]:
    """What each part is about and a text to start from, by kind."""
    rows = SectionTemplate.objects.filter(language=language)
    return {template.kind: template for template in rows}


def history(guideline: Guideline) -> QuerySet[Event]:
    """What happened to a guideline and all its versions, newest first."""
    numbers = guideline.versions.values_list("pk", flat=True)
    of_versions = Q(
        thing_type=GuidelineVersion._meta.label_lower, thing_key__in=[str(pk) for pk in numbers]
    )
    of_itself = Q(thing_type=Guideline._meta.label_lower, thing_key=str(guideline.pk))
    return Event.objects.filter(of_versions | of_itself)


def compare(left: GuidelineVersion, right: GuidelineVersion) -> list[SectionDiff]:
    """Section by section in the order of `right`; what was removed stands last."""
    olds = {section.anchor: section for section in left.sections.all()}
    news = {section.anchor: section for section in right.sections.all()}
    kept_before = [anchor for anchor in olds if anchor in news]
    kept_after = [anchor for anchor in news if anchor in olds]
    moved = _moved(kept_before, kept_after)
    anchors = [*news, *(anchor for anchor in olds if anchor not in news)]
    return [_section_diff(a, olds.get(a), news.get(a), a in moved) for a in anchors]


def _moved(before: list[str], after: list[str]) -> set[str]:
    return {anchor for was, anchor in zip(before, after, strict=True) if was != anchor}


def _section_diff(
    anchor: str, left: Section | None, right: Section | None, moved: bool
) -> SectionDiff:
    old, new = left.body if left else "", right.body if right else ""
    return SectionDiff(anchor, left, right, side_by_side(old, new, moves=True), moved)


def canonical_bytes(version: GuidelineVersion, sections: Iterable[Section]) -> bytes:
    """What is frozen: title, number, language and every section, as UTF-8 JSON in a fixed order.

    Who approved and when stand beside it in columns that the database keeps unchanged.
    """
    text = {
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
    return json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def checksum(content: bytes) -> str:
    """SHA-256 of frozen bytes, as 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def verify() -> tuple[int, list[Broken]]:
    """Compare every frozen version with its checksum and its rows: how many, and what is broken."""
    count, broken = 0, []
    frozen = GuidelineVersion.objects.filter(approved_at__isnull=False).order_by("pk")
    with_text = frozen.select_related("guideline").prefetch_related("sections")
    for version in with_text.iterator(chunk_size=100):
        count += 1
        kept = bytes(version.frozen or b"")
        if checksum(kept) != version.checksum:
            broken.append(Broken(version, "its frozen text does not match its checksum"))
        elif canonical_bytes(version, version.sections.all()) != kept:
            broken.append(Broken(version, "its sections do not match its frozen text"))
    return count, broken
