"""Two versions set side by side, section by section."""

from dataclasses import dataclass

from difi_sosial.core.diff import DiffRow, Kind, side_by_side
from difi_sosial.guidelines.models import (
    GuidelineVersion,
    Section,
)


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
