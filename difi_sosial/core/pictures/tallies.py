"""Counts: how many of each, as bars of one or two parts; the number stands beside each bar."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from difi_sosial.core.pictures.svg import LINE, element, frame, lines, text

WIDTH, EDGE, ROW, BAR = 560, 6, 30, 16  # fits the column of a page of A4
NAME, NAME_WIDTH, NUMBER = 250, 36, 44
# Colours of their own besides the classes: in a document there is no stylesheet.
FILLS = ("#1b4f72", "#c8641e")


@dataclass(frozen=True, slots=True)
class Tally:
    """One bar: its name and how many in each part, the first part to the left."""

    label: str
    parts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All parts together."""
        return sum(self.parts)


def stacked(
    rows: Sequence[Tally], *, key: str, title: str, legend: Sequence[str] = ()
) -> SafeString:
    """The picture: a row for each tally; `legend` names the parts."""
    most = max([1, *(row.total for row in rows)])
    parts = [shape for number, row in enumerate(rows) for shape in _row(row, number * ROW, most)]
    bottom = len(rows) * ROW
    return frame(
        *parts,
        *_legend(legend, bottom + LINE + EDGE),
        key=key,
        kind="tallies",
        title=title,
        description=_describe(rows),
        width=WIDTH,
        height=bottom + (2 * LINE + EDGE if legend else EDGE),
    )


def _row(row: Tally, top: float, most: int) -> list[SafeString]:
    name = lines(row.label, NAME_WIDTH, 1)[0]
    shapes = [text(name, EDGE, top + ROW / 2 + 5, class_="picture__name")]
    x, room = float(NAME), WIDTH - NAME - NUMBER - EDGE
    for number, count in enumerate(row.parts):
        width = room * count / most
        if count:
            shapes.append(_bar(number, x, top + (ROW - BAR) / 2, width))
        x += width
    return [*shapes, text(row.total, x + 8, top + ROW / 2 + 5, class_="picture__total")]


def _bar(number: int, x: float, y: float, width: float) -> SafeString:
    return element(
        "rect",
        x=x,
        y=y,
        width=max(width - 1, 2.0),
        height=BAR,
        rx=2,
        fill=FILLS[number % len(FILLS)],
        class_=f"tally__bar tally__bar--{number}",
    )


def _legend(legend: Sequence[str], y: float) -> list[SafeString]:
    shapes = []
    for number, words in enumerate(legend):
        x = EDGE + number * 230
        shapes += [
            _bar(number, x, y - 13, 18.0),
            text(words, x + 26, y, class_="picture__legend"),
        ]
    return shapes


def _describe(rows: Sequence[Tally]) -> str:
    return " ".join(f"{row.label}: {row.total}." for row in rows) or _("Ingen tall.")
