"""A risk matrix: likelihood upwards, consequence to the right, a numbered mark per risk."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from difi_sosial.core.pictures.svg import LINE, element, frame, lines, paragraph, text

LEFT, TOP, CELL, ROW, EDGE = 108, 30, 118, 78, 8
MARK, PER_LINE, PLACES, STEP = 13, 3, 6, 34
# Shares of the highest product (likelihood × consequence) below which a risk is low, above high.
LOW_BELOW, HIGH_ABOVE = 0.2, 0.5


class Zone(StrEnum):
    """How grave a risk is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk by its number in the table; likelihood and consequence count from 1.

    `after` is (likelihood, consequence) when the measures are taken, None when nobody has said.
    """

    number: int
    likelihood: int
    consequence: int
    after: tuple[int, int] | None = None


def zone_of(likelihood: int, consequence: int, *, steps: int = 4) -> Zone:
    """How grave; on four steps 1-3 is low, 4-8 medium, 9-16 high."""
    share = likelihood * consequence / steps**2
    if share < LOW_BELOW:
        return Zone.LOW
    return Zone.HIGH if share > HIGH_ABOVE else Zone.MEDIUM


def risk_matrix(
    risks: Iterable[Risk],
    *,
    key: str,
    title: str,
    likelihoods: Sequence[str],
    consequences: Sequence[str],
) -> SafeString:
    """The picture. The labels are the steps from the lowest, as many one way as the other."""
    steps, found = len(likelihoods), list(risks)
    height = TOP + steps * ROW
    return frame(
        _patterns(key),
        *_grid(key, steps),
        *_labels(likelihoods, consequences),
        *_marks(found, steps),
        *_legend(key, height + 4 * LINE, any(risk.after for risk in found)),
        key=key,
        kind="risks",
        title=title,
        description=_describe(found, steps),
        width=LEFT + steps * CELL + EDGE,
        height=height + 7 * LINE,
    )


def _patterns(key: str) -> SafeString:
    """Stripes one way for medium, both ways for high: seen without colour too."""
    one = element("path", d="M-2 10 L10 -2 M6 18 L18 6 M-2 26 L26 -2", class_="risk__stripe")
    other = element("path", d="M-2 6 L10 18 M6 -2 L18 10 M-2 -10 L26 18", class_="risk__stripe")
    common = {"width": 16, "height": 16, "patternUnits": "userSpaceOnUse"}
    return element(
        "defs",
        element("pattern", one, id=f"{key}-medium", **common),
        element("pattern", one, other, id=f"{key}-high", **common),
    )


def _grid(key: str, steps: int) -> list[SafeString]:
    return [
        box
        for likelihood in range(1, steps + 1)
        for consequence in range(1, steps + 1)
        for box in _box(
            key,
            zone_of(likelihood, consequence, steps=steps),
            (LEFT + (consequence - 1) * CELL, TOP + (steps - likelihood) * ROW),
            (CELL - 3, ROW - 3),
        )
    ]


def _box(
    key: str, zone: Zone, at: tuple[float, float], size: tuple[float, float]
) -> list[SafeString]:
    place = {"x": at[0], "y": at[1], "width": size[0], "height": size[1], "rx": 4}
    box = element("rect", **place, class_=f"risk__box risk__box--{zone}")
    if zone == Zone.LOW:
        return [box]
    return [box, element("rect", **place, fill=f"url(#{key}-{zone})")]


def _labels(likelihoods: Sequence[str], consequences: Sequence[str]) -> list[SafeString]:
    steps = len(likelihoods)
    under = TOP + steps * ROW + LINE
    parts = [
        text(f"{_('Sannsynlighet')} ↑", EDGE, TOP - 12, class_="picture__head"),
        text(f"{_('Konsekvens')} →", LEFT, under + 2 * LINE - 5, class_="picture__head"),
    ]
    for number, label in enumerate(likelihoods):
        y = TOP + (steps - number - 0.5) * ROW
        parts.append(
            paragraph(lines(f"{number + 1} {label}", 13, 2), EDGE, y, class_="picture__name")
        )
    for number, label in enumerate(consequences):
        x = LEFT + (number + 0.5) * CELL
        words = lines(f"{number + 1} {label}", 16, 1)
        parts.append(paragraph(words, x, under, class_="picture__name", anchor="middle"))
    return parts


def _marks(risks: Sequence[Risk], steps: int) -> list[SafeString]:
    """Before the measures a full mark, after them an open one, and a dashed line between."""
    taken: set[tuple[int, int, int]] = set()
    paths, marks = [], []
    for risk in risks:
        start = _place(risk.number, (risk.likelihood, risk.consequence), steps, taken)
        if risk.after and risk.after != (risk.likelihood, risk.consequence):
            end = _place(risk.number, risk.after, steps, taken)
            ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
            paths.append(element("line", **ends, class_="risk__path"))
            marks += _mark(risk.number, end, "after")
        marks += _mark(risk.number, start, "before")
    return paths + marks


def _place(
    number: int, where: tuple[int, int], steps: int, taken: set[tuple[int, int, int]]
) -> tuple[float, float]:
    """A place in the cell, three on a line. Each number has its own, so that the lines of two risks
    do not run into one; when that is taken, the next free one, and in a full cell the first.
    """
    own = (number - 1) % PLACES
    order = [(own + step) % PLACES for step in range(PLACES)]
    at = next((place for place in order if (*where, place) not in taken), own)
    taken.add((*where, at))
    x = LEFT + (where[1] - 1) * CELL + 24 + (at % PER_LINE) * STEP
    return x, TOP + (steps - where[0]) * ROW + 22 + (at // PER_LINE) * (STEP - 2)


def _mark(number: int, at: tuple[float, float], kind: str) -> list[SafeString]:
    return [
        element("circle", cx=at[0], cy=at[1], r=MARK, class_=f"risk__mark risk__mark--{kind}"),
        text(
            number,
            at[0],
            at[1] + 5,
            class_=f"risk__number risk__number--{kind}",
            anchor="middle",
        ),
    ]


def _legend(key: str, y: float, with_after: bool) -> list[SafeString]:
    words = {Zone.LOW: _("Lav"), Zone.MEDIUM: _("Middels"), Zone.HIGH: _("Høy")}
    parts: list[SafeString] = []
    for number, (zone, label) in enumerate(words.items()):
        x = EDGE + number * 92
        parts += _box(key, zone, (x, y - 14), (20, 18))
        parts.append(text(label, x + 27, y, class_="picture__legend"))
    if with_after:
        under = y + 1.5 * LINE
        circle = element("circle", cx=EDGE + 10, cy=under - 5, r=8, class_="risk__mark--after")
        parts += [circle, text(_("Etter tiltak"), EDGE + 27, under, class_="picture__legend")]
    return parts


def _describe(risks: Sequence[Risk], steps: int) -> str:
    zones = Counter(zone_of(risk.likelihood, risk.consequence, steps=steps) for risk in risks)
    return _(
        "%(all)d risikoer før tiltak: %(high)d høye, %(medium)d middels, %(low)d lave. "
        "Tabellen på siden har de samme risikoene med nummer."
    ) % {
        "all": len(risks),
        "high": zones[Zone.HIGH],
        "medium": zones[Zone.MEDIUM],
        "low": zones[Zone.LOW],
    }
