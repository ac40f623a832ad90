"""Two versions set side by side, section by section."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from difi_sosial.core.diff import Kind
from difi_sosial.core.redline import Row, redline
from difi_sosial.guidelines.models import GuidelineVersion, Section


@dataclass(frozen=True)
class SectionDiff:
    """One section of two versions; `left` or `right` is None where it was added or removed.

    `rows` is empty where the text is the same. `was` and `now` are its numbers in the two
    documents, from 1; `moved` when it changed places with others, not merely because one came or
    went before it.
    """

    anchor: str
    left: Section | None
    right: Section | None
    rows: list[Row]
    moved: bool
    was: int = 0
    now: int = 0

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

    @cached_property
    def words(self) -> tuple[int, int]:
        """How many words came and how many left."""
        return sum(row.came for row in self.rows), sum(row.left_out for row in self.rows)

    @property
    def came(self) -> int:
        """How many words are new."""
        return self.words[0]

    @property
    def left_out(self) -> int:
        """How many words are gone."""
        return self.words[1]


@dataclass(frozen=True)
class Summary:
    """What a comparison found, as numbers: sections of each kind, and words in all of them."""

    added: int
    removed: int
    changed: int
    moved: int
    came: int
    left_out: int


def compare(left: GuidelineVersion, right: GuidelineVersion) -> list[SectionDiff]:
    """Section by section in the order of `right`; what was removed stands last."""
    olds = {section.anchor: section for section in left.sections.all()}
    news = {section.anchor: section for section in right.sections.all()}
    was = {anchor: number for number, anchor in enumerate(olds, start=1)}
    now = {anchor: number for number, anchor in enumerate(news, start=1)}
    moved = _moved([was[anchor] for anchor in news if anchor in olds], list(olds))
    anchors = [*news, *(anchor for anchor in olds if anchor not in news)]
    return [
        SectionDiff(
            anchor,
            olds.get(anchor),
            news.get(anchor),
            _rows(olds.get(anchor), news.get(anchor)),
            anchor in moved,
            was.get(anchor, 0),
            now.get(anchor, 0),
        )
        for anchor in anchors
    ]


def summary(parts: Iterable[SectionDiff]) -> Summary:
    """How much of everything there is in a comparison."""
    parts = list(parts)
    kinds = [part.change for part in parts]
    return Summary(
        added=kinds.count("added"),
        removed=kinds.count("removed"),
        changed=kinds.count("changed"),
        moved=sum(part.moved for part in parts),
        came=sum(part.came for part in parts),
        left_out=sum(part.left_out for part in parts),
    )


def _moved(old_numbers: list[int], anchors: list[str]) -> set[str]:
    """The fewest sections that, lifted out, leave the others in the order they had."""
    stayed = set(_longest_rise(old_numbers))
    return {anchors[number - 1] for number in old_numbers if number not in stayed}


def _longest_rise(numbers: list[int]) -> list[int]:
    """The longest rising subsequence (patience sorting; n log n)."""
    tops: list[int] = []
    places: list[int] = []
    for number in numbers:
        place = bisect_left(tops, number)
        tops[place : place + 1] = [number]
        places.append(place)
    rise: list[int] = []
    wanted = len(tops) - 1
    for number, place in zip(reversed(numbers), reversed(places), strict=True):
        if place == wanted:
            rise.append(number)
            wanted -= 1
    return rise[::-1]


def _rows(left: Section | None, right: Section | None) -> list[Row]:
    """Both texts as they are read, block by block; nothing where they are the same."""
    old, new = left.body if left else "", right.body if right else ""
    return [] if old == new else redline(old, new)
