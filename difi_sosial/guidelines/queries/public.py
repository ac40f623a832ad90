"""What anybody may read: the twin in the other written form, and the changes over time."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import MD5

from difi_sosial.guidelines.enums import SectionKind
from difi_sosial.guidelines.models import GuidelineVersion, Section
from difi_sosial.guidelines.queries.versions import WAS_IN_FORCE, published, versions

FEED_LENGTH = 50
Paired = tuple[str, Section | None, Section | None]


@dataclass(frozen=True, slots=True)
class PublicChange:
    """A version that began to apply, and the headings of what it changed from the one before."""

    version: GuidelineVersion
    is_first: bool
    changed: list[str]
    added: list[str]
    removed: list[str]


def public_twin(version: GuidelineVersion) -> GuidelineVersion | None:
    """The version in force in the other written form, when anybody may read it."""
    twin = version.guideline.twin
    return published(twin.slug).first() if twin else None


def paired(left: GuidelineVersion, right: GuidelineVersion) -> list[Paired]:
    """The parts of two versions side by side, in the order of the left one.

    Parts of the guidance meet by what they are about, the agency's own by their place among the
    own ones. What only the right one has stands last.
    """
    lefts, rights = _by_subject(left), _by_subject(right)
    subjects = [*lefts, *(subject for subject in rights if subject not in lefts)]
    rows = [(lefts.get(subject), rights.get(subject)) for subject in subjects]
    return [((one or other).anchor, one, other) for one, other in rows if one or other]  # type: ignore[union-attr]


def _by_subject(version: GuidelineVersion) -> dict[str, Section]:
    own = 0
    found = {}
    for section in version.sections.all():
        own += section.kind == SectionKind.OWN
        found[f"own-{own}" if section.kind == SectionKind.OWN else section.kind] = section
    return found


def public_changes(limit: int = FEED_LENGTH) -> list[PublicChange]:
    """The versions of public guidelines that are or were in force, newest first; three queries.

    Texts are compared by their digests in the database: a long history costs no memory.
    """
    told = versions().filter(
        guideline__is_public=True,
        state__in=WAS_IN_FORCE,
        in_force_from__isnull=False,
    )
    newest = list(told.order_by("-in_force_from", "-number")[: limit + 1])
    rows = Section.objects.filter(version__in=newest).order_by("order")
    texts: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    for pk, anchor, heading, digest in rows.annotate(digest=MD5(F("body"))).values_list(
        "version", "anchor", "heading", "digest"
    ):
        texts[pk][anchor] = (heading, digest)
    return [_change(version, newest, texts) for version in newest[:limit]]


def _change(
    version: GuidelineVersion,
    known: list[GuidelineVersion],
    texts: dict[int, dict[str, tuple[str, str]]],
) -> PublicChange:
    before = [
        other
        for other in known
        if other.guideline_id == version.guideline_id and other.number < version.number
    ]
    if not before:
        return PublicChange(version, is_first=version.number == 1, changed=[], added=[], removed=[])
    old, new = texts[max(before, key=lambda other: other.number).pk], texts[version.pk]
    return PublicChange(
        version,
        is_first=False,
        changed=[new[a][0] for a in new if a in old and new[a] != old[a]],
        added=[new[a][0] for a in new if a not in old],
        removed=[old[a][0] for a in old if a not in new],
    )
