"""Two versions set side by side, section by section and house rule by house rule."""

import re
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar

from difi_sosial.core.diff import Kind
from difi_sosial.core.redline import Row, redline
from difi_sosial.guidelines.models import GuidelineVersion, HouseRule, Section
from difi_sosial.guidelines.queries.house_rules import rule_name, rules_as_data

Part = TypeVar("Part", Section, HouseRule)
Key = TypeVar("Key", bound=Hashable)
MARKDOWN = re.compile(r"[!-/:-@\[-`{-~]")


@dataclass(frozen=True)
class PartDiff(Generic[Part]):
    """One part of two versions; `left` or `right` is None where it was added or removed.

    `rows` is empty where the text is the same. `was` and `now` are its numbers in the two
    documents, from 1; `moved` when it changed places with others, not merely because one came or
    went before it.
    """

    anchor: str
    left: Part | None
    right: Part | None
    rows: list[Row]
    moved: bool
    was: int = 0
    now: int = 0

    is_rule: ClassVar[bool] = False

    @property
    def is_rewritten(self) -> bool:
        """Whether both versions have the part, and it does not say the same."""
        return any(row.kind is not Kind.EQUAL for row in self.rows)

    @property
    def change(self) -> str:
        """added, removed, changed, moved or same."""
        if self.left is None or self.right is None:
            return "added" if self.left is None else "removed"
        if self.is_rewritten:
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


class SectionDiff(PartDiff[Section]):
    """A section of two versions; it is the same one while its anchor is."""

    @property
    def heading(self) -> str:
        """The heading it has now, else the one it had."""
        return (self.right or self.left).heading  # type: ignore[union-attr]

    @property
    def is_renamed(self) -> bool:
        """Whether both have the section, under different headings."""
        return bool(self.left and self.right and self.left.heading != self.right.heading)

    @property
    def is_rewritten(self) -> bool:
        """Whether the text or the heading is another."""
        return self.is_renamed or super().is_rewritten


class RuleDiff(PartDiff[HouseRule]):
    """A house rule of two versions; it is the same one while its number is."""

    is_rule = True
    is_renamed = False  # a rule has a number, and no heading

    @property
    def heading(self) -> str:
        """What the rule is called, for ever."""
        return rule_name((self.right or self.left).number)  # type: ignore[union-attr]

    @property
    def is_rewritten(self) -> bool:
        """Whether anything that is frozen of the rule is another, a blank too."""
        one, other = (rules_as_data([rule] if rule else []) for rule in (self.left, self.right))
        return one != other


@dataclass(frozen=True)
class Summary:
    """What a comparison found, as numbers: parts of each kind, and words in all of them.

    `rules` is how many of the parts that are not the same are house rules, `sections` the others.
    """

    added: int
    removed: int
    changed: int
    moved: int
    came: int
    left_out: int
    sections: int = 0
    rules: int = 0


def compare(left: GuidelineVersion, right: GuidelineVersion) -> list[SectionDiff | RuleDiff]:
    """Section by section, then rule by rule, in the order of `right`; what was removed last."""
    olds = {section.anchor: section for section in left.sections.all()}
    news = {section.anchor: section for section in right.sections.all()}
    return [
        *(SectionDiff(anchor, *pair) for anchor, *pair in _paired(olds, news, _rows)),
        *_compare_rules(left, right),
    ]


def _compare_rules(left: GuidelineVersion, right: GuidelineVersion) -> Iterator[RuleDiff]:
    olds = {rule.number: rule for rule in left.house_rules.all()}
    news = {rule.number: rule for rule in right.house_rules.all()}
    for number, *pair in _paired(olds, news, _rule_rows):
        yield RuleDiff(f"husregel-{number}", *pair)


def _paired(
    olds: dict[Key, Part],
    news: dict[Key, Part],
    rows: Callable[[Part | None, Part | None], list[Row]],
) -> Iterator[tuple[Any, ...]]:
    """What a difference is made of, for each part: its key first, then as in PartDiff."""
    was = {key: number for number, key in enumerate(olds, start=1)}
    now = {key: number for number, key in enumerate(news, start=1)}
    moved = _moved([was[key] for key in news if key in olds], list(olds))
    for key in [*news, *(key for key in olds if key not in news)]:
        old, new = olds.get(key), news.get(key)
        yield key, old, new, rows(old, new), key in moved, was.get(key, 0), now.get(key, 0)


def summary(parts: Iterable[SectionDiff | RuleDiff]) -> Summary:
    """How much of everything there is in a comparison."""
    parts = list(parts)
    kinds = [part.change for part in parts]
    changed = [part.is_rule for part in parts if part.change != "same"]
    return Summary(
        added=kinds.count("added"),
        removed=kinds.count("removed"),
        changed=kinds.count("changed"),
        moved=sum(part.moved for part in parts),
        came=sum(part.came for part in parts),
        left_out=sum(part.left_out for part in parts),
        sections=changed.count(False),
        rules=changed.count(True),
    )


def _moved(old_numbers: list[int], keys: list[Key]) -> set[Key]:
    """The fewest parts that, lifted out, leave the others in the order they had."""
    stayed = set(_longest_rise(old_numbers))
    return {keys[number - 1] for number in old_numbers if number not in stayed}


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


def _rule_rows(left: HouseRule | None, right: HouseRule | None) -> list[Row]:
    """What differs of a rule: each written form for itself, and the legal ground."""
    pairs = zip(_rule_texts(left), _rule_texts(right), strict=True)
    return [row for old, new in pairs if old != new for row in redline(old, new)]


def _rule_texts(rule: HouseRule | None) -> tuple[str, str, str]:
    """A rule is plain text: as Markdown it must read the same, whatever signs stand in it."""
    if rule is None:
        return "", "", ""
    ground = f"({rule.legal_ground})" if rule.legal_ground else ""
    nb, nn, why = (MARKDOWN.sub(r"\\\g<0>", t) for t in (rule.text_nb, rule.text_nn, ground))
    return nb, nn, why
