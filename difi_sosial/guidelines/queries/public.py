"""What anybody may read: the twin in the other written form, and the changes over time."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import MD5

from difi_sosial.guidelines.enums import SectionKind, State
from difi_sosial.guidelines.models import GuidelineVersion, HouseRule, Section
from difi_sosial.guidelines.queries.house_rules import rule_name
from difi_sosial.guidelines.queries.versions import WAS_IN_FORCE, published, versions

FEED_LENGTH = 50
ENDED = (State.EXPIRED, State.WITHDRAWN)
Paired = tuple[str, Section | None, Section | None]
Texts = dict[str | int, tuple[str, ...]]  # by anchor or number of the rule: heading and text


@dataclass(frozen=True, slots=True)
class PublicChange:
    """A version that began to apply, or ceased to without another in its place.

    `day` is the first on which it did. `changed`, `added` and `removed` are the headings of what
    a beginning brought since the version that applied before; `moved` when something that both
    have stands in another order.
    """

    version: GuidelineVersion
    day: date
    has_ended: bool = False
    is_first: bool = False
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: bool = False


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
    """What began and ceased to apply of the public guidelines, newest first; four queries.

    Texts are compared by their digests in the database: a long history costs no memory. What was
    withdrawn while it applied stays in the history, and so does the day it was.
    """
    told = versions().filter(
        Q(state__in=WAS_IN_FORCE) | Q(state=State.WITHDRAWN, in_force_until__isnull=False),
        guideline__is_public=True,
        in_force_from__isnull=False,
    )
    earlier = told.filter(guideline=OuterRef("guideline"), number__lt=OuterRef("number"))
    begun = told.annotate(before=Subquery(earlier.order_by("-number").values("pk")[:1]))
    newest = list(begun.order_by("-in_force_from", "-number")[:limit])
    ended = told.filter(state__in=ENDED).order_by("-in_force_until", "-number")[:limit]
    texts = _texts({pk for one in newest for pk in (one.pk, one.before)})
    found = [_began(one, texts) for one in newest] + [_ceased(one) for one in ended]
    found.sort(key=lambda one: (one.day, one.version.number, one.has_ended), reverse=True)
    return found[:limit]


def _texts(wanted: set[int | None]) -> dict[int, Texts]:
    """What each version says, by the name of the part; sections first, then house rules."""
    found: dict[int, Texts] = defaultdict(dict)
    of_these = {"version__in": [pk for pk in wanted if pk]}
    rows = Section.objects.filter(**of_these).order_by("order").annotate(digest=MD5("body"))
    for pk, anchor, heading, digest in rows.values_list("version", "anchor", "heading", "digest"):
        found[pk][anchor] = (heading, digest)
    rules = HouseRule.objects.filter(**of_these).order_by("order", "number")
    for pk, number, *text in rules.values_list(
        "version", "number", "text_nb", "text_nn", "legal_ground"
    ):
        found[pk][number] = (rule_name(number), *text)
    return found


def _began(version: GuidelineVersion, texts: dict[int, Texts]) -> PublicChange:
    day = version.in_force_from
    if day is None:
        raise ValueError("A public version has a day from which it applies")
    before: int | None = version.before  # type: ignore[attr-defined]
    if before is None:
        return PublicChange(version, day, is_first=True)
    old, new = texts[before], texts[version.pk]
    return PublicChange(
        version,
        day,
        changed=tuple(new[key][0] for key in new if key in old and new[key] != old[key]),
        added=tuple(new[key][0] for key in new if key not in old),
        removed=tuple(old[key][0] for key in old if key not in new),
        moved=[key for key in new if key in old] != [key for key in old if key in new],
    )


def _ceased(version: GuidelineVersion) -> PublicChange:
    """The last day is the one after which it expired, and the one on which it was withdrawn."""
    day = version.in_force_until
    if day is None:
        raise ValueError("A version that ceased to apply has a last day")
    after = timedelta(days=version.state == State.EXPIRED)
    return PublicChange(version, day + after, has_ended=True)
