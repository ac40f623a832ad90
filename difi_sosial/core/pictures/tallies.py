"""Counts: how many of each, as bars of one or two parts; the number stands beside each bar."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from difi_sosial.core.pictures.svg import LINE, element, frame, lines, text

WIDTH, ROW, BAR = 560, 46, 14  # the width is that of a page of A4; a screen gives its own
LEGEND = LINE + 7
NAME_WIDTH, LONGEST = 40, 84  # letters on a line of 320 px, and per cent: the number has the rest
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
    """The picture: a row for each tally, its bar under its name; `legend` names the parts.

    Bars are per cent of the width and words keep their size, so that it fits any screen.
    """
    most = max([1, *(row.total for row in rows)])
    parts = [shape for number, row in enumerate(rows) for shape in _row(row, number * ROW, most)]
    bottom = len(rows) * ROW
    return frame(
        *parts,
        *_legend(legend, bottom + LINE),
        key=key,
        kind="tallies",
        title=title,
        description=_describe(rows),
        width=WIDTH,
        height=bottom + len(legend) * LEGEND,
        is_fluid=True,
    )


def _row(row: Tally, top: float, most: int) -> list[SafeString]:
    name = lines(row.label, NAME_WIDTH, 1)[0]
    shapes, end, y = [text(name, 0, top + LINE, class_="picture__name")], 0.0, top + LINE + 8
    for number, count in enumerate(row.parts):
        width = LONGEST * count / most
        if count:
            shapes.append(_bar(number, f"{end:.1f}%", y, f"{width:.1f}%"))
        end += width
    total = element(
        "text", row.total, x=f"{end:.1f}%", dx=8, y=y + BAR - 2, class_="picture__total"
    )
    return [*shapes, total]


def _bar(number: int, x: str, y: float, width: str) -> SafeString:
    return element(
        "rect",
        x=x,
        y=y,
        width=width,
        height=BAR,
        rx=2,
        fill=FILLS[number % len(FILLS)],
        class_=f"tally__bar tally__bar--{number}",
    )


def _legend(legend: Sequence[str], y: float) -> list[SafeString]:
    shapes = []
    for number, words in enumerate(legend):
        at = y + number * LEGEND
        shapes += [_bar(number, "1", at - 12, "18"), text(words, 28, at, class_="picture__legend")]
    return shapes


def _describe(rows: Sequence[Tally]) -> str:
    return " ".join(f"{row.label}: {row.total}." for row in rows) or _("Ingen tall.")
