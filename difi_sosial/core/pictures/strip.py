"""A strip of what happened time after time: how much came, or why nothing did."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.safestring import SafeString

from difi_sosial.core.pictures.svg import LINE, element, frame, text

EDGE, STEP, BAR, ROOM, FOOT = 8, 18, 12, 84, 3
LEGEND = 150
LEAST = 5  # so that one at a time does not look like much


class Mark(StrEnum):
    """How one time went: a bar, a dot, a ring or a cross, whatever the colour."""

    CAME = "came"
    NOTHING = "nothing"
    WAITED = "waited"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Time:
    """One time, oldest first: its mark, how much came, and what the reader sees on pointing."""

    mark: Mark
    amount: int
    label: str


def strip(
    times: Sequence[Time],
    *,
    key: str,
    title: str,
    description: str,
    legend: Sequence[tuple[Mark, str]],
) -> SafeString:
    """The picture: the most that came, if it is five or more, is as high as there is room for."""
    most = max((LEAST, *(time.amount for time in times)))
    base = EDGE + ROOM
    width = max(2 * EDGE + len(times) * STEP, 2 * EDGE + len(legend) * LEGEND)
    return frame(
        element("path", d=f"M{EDGE} {base + FOOT} H{width - EDGE}", class_="strip__line"),
        *(
            _time(one, EDGE + place * STEP, base, max(most, LEAST))
            for place, one in enumerate(times)
        ),
        *_legend(legend, base + 2 * LINE + FOOT),
        key=key,
        kind="strip",
        title=title,
        description=description,
        width=width,
        height=base + 3 * LINE,
    )


def _time(one: Time, x: float, base: float, most: int) -> SafeString:
    hint = element("title", one.label)
    if one.mark != Mark.CAME:
        return element("g", hint, _sign(one.mark, x + BAR / 2, base - BAR / 2))
    height = max(ROOM * one.amount / most, 4.0)
    bar = element(
        "rect", x=x, y=base - height, width=BAR, height=height, rx=2, class_="strip__came"
    )
    return element("g", hint, bar)


def _sign(mark: Mark, x: float, y: float) -> SafeString:
    if mark == Mark.CAME:
        return element("rect", x=x - 6, y=y - 6, width=12, height=12, rx=2, class_="strip__came")
    if mark == Mark.NOTHING:
        return element("circle", cx=x, cy=y + 3, r=2.5, class_="strip__nothing")
    if mark == Mark.WAITED:
        return element("circle", cx=x, cy=y, r=4.5, class_="strip__waited")
    cross = f"M{x - 5:.1f} {y - 5:.1f} l10 10 M{x + 5:.1f} {y - 5:.1f} l-10 10"
    return element("path", d=cross, class_="strip__failed")


def _legend(legend: Sequence[tuple[Mark, str]], y: float) -> list[SafeString]:
    parts = []
    for number, (mark, words) in enumerate(legend):
        x = EDGE + number * LEGEND
        parts += [
            _sign(mark, x + 6, y - 5),
            text(words, x + 18, y, class_="picture__legend"),
        ]
    return parts
